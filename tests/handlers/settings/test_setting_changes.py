"""/settings [最近修改] and 撤销修改: what was set is listed, covered by the audit log, taken back."""

import asyncio
from collections.abc import Iterator

import pytest

from storage.setting_changes import SettingChange
from storage.unit_of_work import UnitOfWork
from tests.forged import press
from tests.handlers.by_hand import shown
from tests.handlers.registers.registers_by_hand import INSPECTOR, OFFICE
from tests.harness import Hospital
from usecases.house import Request
from usecases.settings import roster_import
from usecases.settings.changes import is_covered, note_change, undos

WHAT = "sample:lamp"


@pytest.fixture
def lamp(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have a part of the settings that no other module brings: found as theirs are."""

    def put_back(uow: UnitOfWork, _request: Request, change: SettingChange) -> None:
        uow.settings.put("lamp", change.old or "")

    monkeypatch.setattr(roster_import, "UNDO", {"sample": put_back}, raising=False)
    undos.cache_clear()
    yield
    monkeypatch.undo()
    undos.cache_clear()


async def set_lamp(hospital: Hospital, old: str | None, new: str) -> int:
    """Set it as the office does in the chat; return the change's number."""
    phone = await hospital.phone_of(OFFICE)
    request = Request(hospital.app.house, phone.id, phone.id, 1, hospital.clock.now())

    def work(uow: UnitOfWork) -> int:
        uow.settings.put("lamp", new)
        return note_change(uow, request, WHAT, old, new)

    return await request.run(work)


async def lit(hospital: Hospital) -> str | None:
    return await hospital.app.database.run(lambda uow: uow.settings.find("lamp"))


@pytest.mark.usefixtures("lamp")
async def test_the_newest_change_of_a_setting_is_taken_back_once_and_by_the_office_alone(
    hospital: Hospital,
) -> None:
    office, inspector = await hospital.phone_of(OFFICE), await hospital.phone_of(INSPECTOR)
    await office.send("/settings")
    await office.tap("最近修改")
    await office.see("尚无修改记录")
    first, second = await set_lamp(hospital, None, "<红>"), await set_lamp(hospital, "<红>", "绿")
    await office.send("/settings")
    await office.tap("最近修改")
    listed = await office.see("<红> → 绿")
    assert "（无） → <红>" in listed.text
    await inspector.send("/menu")
    assert "监察室" in await press(hospital, inspector, f"setting-undo:{second}")
    assert "此后又有修改" in await press(hospital, office, f"setting-undo:{first}")
    assert "没有这项" in await press(hospital, office, "setting-undo:999")
    assert await lit(hospital) == "绿"
    await office.tap("1. ")
    await office.see("原为：<红>")
    presses = await office.tap_nowait("撤销修改", times=2)
    await asyncio.gather(*(office.answer(each) for each in presses))
    await office.see("已撤销修改，立即生效。")
    assert await lit(hospital) == "<红>"
    assert "已经撤销" in await press(hospital, office, f"setting-undo:{second}")
    await office.tap("撤销修改")
    await office.see("已撤销修改，立即生效。")
    assert await lit(hospital) == "绿"
    assert len(await hospital.app.database.run(lambda uow: uow.setting_changes.everything())) == 4


@pytest.mark.usefixtures("lamp")
async def test_the_audit_log_covers_what_a_setting_was_and_what_it_became(hospital: Hospital) -> None:
    number = await set_lamp(hospital, "红", "绿")

    def covered(uow: UnitOfWork) -> bool:
        change = uow.setting_changes.find(number)
        assert change is not None
        return is_covered(uow, change)

    assert await hospital.app.database.run(covered)

    def forge(uow: UnitOfWork) -> None:
        uow.settings._connection.exec_driver_sql("UPDATE setting_change SET old = '\"黑\"'")

    await hospital.app.database.run(forge)
    assert not await hospital.app.database.run(covered)


async def test_a_change_whose_part_knows_no_way_back_says_so(hospital: Hospital) -> None:
    number = await set_lamp(hospital, None, "红")
    office = await hospital.phone_of(OFFICE)
    await office.send("/settings")
    assert "不能撤销" in await press(hospital, office, f"setting-undo:{number}")
    await office.tap("最近修改")
    await office.tap("1. ")
    assert ["撤销修改"] not in (await shown(office)).buttons
