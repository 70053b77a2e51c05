"""What registers say in digests, through the simulator: of the period's last day, in the file, in a group's message."""

import io
from datetime import date, datetime, timedelta

from openpyxl import load_workbook

from domain.time.clock import SHANGHAI
from storage.unit_of_work import UnitOfWork
from tests.forged import press
from tests.handlers.digests.test_read_digest import COMMITTEE, OFFICE, WARD, file_report, group_of
from tests.harness import Hospital
from usecases.registers.around import look_at
from usecases.registers.keep import Moving, Opening, enter, make_move, place_at
from usecases.registers.stand import Mover
from windows.entries import digest_of

ASKED = {"light": "red", "object": "grid", "addressee": None, "problem": "登记不全", "measure": "补登"}
OPEN = "未办结预警 1 件，其中逾期 1 件"
JUNE = datetime(2026, 6, 3, 9, tzinfo=SHANGHAI)


async def moved(hospital: Hospital, now: datetime, *moves: str, entry_id: int = 0) -> int:
    """Have the clock open a warning, or go on with one, and make these moves at a moment; return its id."""
    house = hospital.app.house

    def work(uow: UnitOfWork) -> int:
        mover, register = Mover(house, now, None), house.registers["warning"]
        place, found_id = place_at(uow, "1"), entry_id
        assert place is not None
        if not found_id:
            answers = {**ASKED, "deadline": date(2026, 5, 20).isoformat()}
            found_id = enter(uow, mover, Opening(register, place, answers), 1).id
        for move in moves:
            entry = uow.entries.find(found_id)
            assert entry is not None
            given = {"answer": "已补登"} if move == "answer" else {}
            make_move(
                uow, mover, look_at(uow, register, entry, mover.today), Moving(move, entry.changes, given)
            )
        return found_id

    return await hospital.app.database.run(work)


async def test_a_month_that_is_past_is_told_as_registers_stood_at_its_end(hospital: Hospital) -> None:
    office = await hospital.phone_of(OFFICE)
    await file_report(await hospital.phone_of(WARD))
    entry_id = await moved(hospital, hospital.app.house.clock.now(), "issue")
    group, (_office, committee) = await group_of(hospital, OFFICE, COMMITTEE)
    await office.send("/digest", group)
    await office.tap("在本群接收", group)
    await office.see("已设置", group)
    await committee.send("/digest", group)
    shown = await committee.see("未办结预警 不足 5 件", group)
    assert "工作台账（截至5月12日）" in shown.text
    await moved(hospital, JUNE, "answer", "accept", entry_id=entry_id)
    hospital.clock.move_to(JUNE + timedelta(days=1))
    await office.send("/digest")
    await press(hospital, office, digest_of("monthly_report", "2026-05"))
    await office.see("已报 1/应报 70")
    await office.tap("看全文")
    shown = await office.see("工作台账（截至5月31日）")
    assert OPEN in shown.text, "as it stood on the last of May, though it is closed since"
    await press(hospital, office, digest_of("monthly_report", "2026-05"))
    await office.tap("下载 xlsx")
    await office.see("已生成")
    file = next(message for message in await office.chat() if message.file_kind == "document")
    book = load_workbook(io.BytesIO(await office.download(file)))
    head, warnings, *_others, third = book["工作台账"].values
    assert head[:3] == ("项目（截至2026年5月31日）", "数量", "其中逾期")
    assert warnings[:3] == ("未办结预警（件）", 1, 1)
    assert third[:2] == ("三级廉政风险（个）", 0)
