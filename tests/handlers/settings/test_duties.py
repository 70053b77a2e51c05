"""/settings [任务] by phones: put on, put off, taken back; shown before it counts, and once, however often tapped."""

from simulator.phone import Phone
from storage.setting_changes import SettingChange
from storage.tables import duty_items
from tests.desks import rows_of
from tests.handlers.registers.registers_by_hand import INSPECTOR, OFFICE, labels
from tests.harness import Hospital


async def at_duties(hospital: Hospital) -> Phone:
    office = await hospital.phone_of(OFFICE)
    await office.send("/settings")
    await office.tap("任务")
    await office.see("已开启 4 项，未开启 14 项")
    return office


def items(hospital: Hospital, duty_id: str) -> list[dict[str, object]]:
    rows = rows_of(hospital.app.database, duty_items)
    return [dict(row) for row in rows if row["duty_id"] == duty_id]


async def changes(hospital: Hospital) -> list[SettingChange]:
    return await hospital.app.database.run(lambda uow: uow.setting_changes.everything())


async def test_hearings_are_put_on_at_once_and_can_be_taken_back(hospital: Hospital) -> None:
    office = await at_duties(hospital)
    await office.tap("○ 季度当面报告 · 未开启")
    await office.see("2026年6月30日（2026年二季度）、2026年9月30日（2026年三季度）")
    await office.see("涉及网格　70 个")
    await office.tap("开启")
    await office.see("开启　3、6、9、12月最后一天")
    assert not await changes(hospital)
    await office.tap("确定修改")
    await office.see("已修改，立即生效。")
    assert hospital.app.house.duties["quarterly_hearing"].hearing
    await hospital.app.tick()
    assert len(items(hospital, "quarterly_hearing")) == 70
    await office.tap("撤销修改")
    await office.see("已撤销修改，立即生效。")
    await hospital.app.tick()
    assert {row["exempt_reason"] for row in items(hospital, "quarterly_hearing")} == {"duty asks no more"}
    assert [(change.what, change.undoes) for change in await changes(hospital)] == [
        ("duty:quarterly_hearing", 1),
        ("duty:quarterly_hearing", None),
    ]


async def test_put_off_in_mid_period_and_on_again_asks_nobody_twice(hospital: Hospital) -> None:
    inspector = await hospital.phone_of(INSPECTOR)
    await inspector.send("/report")
    await inspector.tap("零报告")
    await inspector.tap("提交")
    await inspector.see("已提交")
    before = items(hospital, "monthly_report")
    office = await at_duties(hospital)
    await office.tap("● 网格廉情月报")
    await office.tap("关闭")
    await office.see("已报 1 项保留；未报 69 项不再要求")
    await office.tap("确定修改")
    await office.see("已修改，立即生效。")
    await hospital.app.tick()
    assert len([row for row in items(hospital, "monthly_report") if row["exempt_reason"]]) == 69
    await office.tap("任务")
    await office.see("已开启 3 项")
    await office.tap("○ 网格廉情月报 · 未开启")
    await office.tap("开启")
    await office.tap("确定修改")
    await office.see("已修改，立即生效。")
    await hospital.app.tick()
    assert items(hospital, "monthly_report") == before
    assert await labels(office) == ["撤销修改", "任务"]
