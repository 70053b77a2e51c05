"""Annex 5 on a phone: it begins with what registers count, says so, and is corrected by whoever files it."""

from datetime import date

from domain.duties.duty_block import DutyBlock
from domain.people.people import Role
from domain.time.periods import Period
from storage.unit_of_work import UnitOfWork
from tests.duty_blocks import write_duties
from tests.handlers.by_hand import filed, shown
from tests.harness import Hospital
from usecases.registers.around import look_at
from usecases.registers.keep import Moving, Opening, enter, make_move, place_at
from usecases.registers.stand import Mover

OFFICE = "监察室主任"
WARNED = {"light": "red", "object": "grid", "addressee": None, "problem": "登记不全", "measure": "补登"}
RISK = {"form": "department", "level": "b", "kind": "post", "found": "self", "measures": "双人核对"}
DUTY = DutyBlock(
    id="progress",
    form="progress_29",
    roles=frozenset({Role.OFFICE}),
    min_level=1,
    max_level=1,
    rule="FREQ=MONTHLY;BYMONTHDAY=-1",
    period=Period.MONTH,
)


def entered(hospital: Hospital, uow: UnitOfWork) -> None:
    """Have two warnings issued, a third begun, and a risk of a department found."""
    house, place = hospital.app.house, place_at(uow, "1")
    mover = Mover(house, house.clock.now(), None)
    assert place is not None
    for issued in (True, True, False):
        register = house.registers["warning"]
        answers = {**WARNED, "deadline": date(2026, 6, 20).isoformat()}
        entry = enter(uow, mover, Opening(register, place, answers), 1)
        if issued:
            make_move(uow, mover, look_at(uow, register, entry, mover.today), Moving("issue", entry.changes))
    enter(uow, mover, Opening(house.registers["risk"], place, {**RISK, "duties": "采购", "risks": "验收"}), 1)


async def test_annex_5_begins_with_what_registers_count_and_is_corrected_on_a_phone(
    hospital: Hospital,
) -> None:
    office = await hospital.phone_of(OFFICE)
    await hospital.app.database.run(lambda uow: entered(hospital, uow))
    write_duties(hospital, (*hospital.config.duty, DUTY))
    await hospital.restart()
    await hospital.app.tick()
    await office.send("/report")
    await office.tap("开始填报")
    asked = []
    for _question in range(40):
        window = await shown(office)
        if "请核对" in window.text:
            break
        asked.append(window.text)
        labels = [label for row in window.buttons for label in row]
        await office.tap(next(label for label in ("否", "0", "全额") if label in labels))
    assert not [text for text in asked if "16." in text or "17." in text or "4. 是否开始" in text], (
        "known already"
    )
    assert "7 项按工作台账统计填入（截至5月12日），请核对。" in window.text
    await office.tap("修改")
    while "风险预警" not in str((await shown(office)).buttons):
        await office.tap("下一页")
    await office.tap("风险预警")
    window = await shown(office)
    assert "工作台账统计（截至5月12日）：2 次" in window.text
    await office.tap("3")
    window = await office.see("与台账统计不同 1 项：风险预警")
    await office.tap("提交")
    await office.see("已提交")
    found = await filed(hospital, "绍兴某某医院", "progress")
    assert found is not None
    kept = found.answers
    assert (kept["warned"], kept["warnings"], kept["department_points"], kept["level_2_points"]) == (
        True,
        3,
        1,
        1,
    )
    assert kept["measures"] == 1, "corrected or not, what is filed is what was submitted"
