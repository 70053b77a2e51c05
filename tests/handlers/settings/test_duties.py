"""/settings [任务] by phones: put on, put off, taken back; shown before it counts, and once, however often tapped."""

from datetime import date

from simulator.phone import Phone
from storage.duties.set_duties import SetDuty
from storage.setting_changes import SettingChange
from storage.tables import duty_items
from tests.desks import rows_of
from tests.forged import press
from tests.handlers.by_hand import picture
from tests.handlers.registers.registers_by_hand import INSPECTOR, OFFICE, labels
from tests.harness import Hospital


async def at_duties(hospital: Hospital) -> Phone:
    office = await hospital.phone_of(OFFICE)
    await office.send("/settings")
    await office.tap("任务")
    await office.see("● 已开启 4 项　○ 未开启 14 项")
    return office


def items(hospital: Hospital, duty_id: str) -> list[dict[str, object]]:
    rows = rows_of(hospital.app.database, duty_items)
    return [dict(row) for row in rows if row["duty_id"] == duty_id]


async def changes(hospital: Hospital) -> list[SettingChange]:
    return await hospital.app.database.run(lambda uow: uow.setting_changes.everything())


async def test_hearings_are_put_on_at_once_and_can_be_taken_back(hospital: Hospital) -> None:
    office = await at_duties(hospital)
    await office.tap("○ 季度当面报告")
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
    await office.tap("○ 网格廉情月报")
    await office.tap("开启")
    await office.tap("确定修改")
    await office.see("已修改，立即生效。")
    await hospital.app.tick()
    assert items(hospital, "monthly_report") == before
    assert await labels(office) == ["撤销修改", "任务"]


def days(hospital: Hospital, duty_id: str) -> set[tuple[object, object]]:
    return {(row["period_id"], row["due_on"]) for row in items(hospital, duty_id) if not row["submitted_at"]}


async def test_a_due_day_is_moved_in_mid_period_and_back(hospital: Hospital) -> None:
    office = await at_duties(hospital)
    await office.tap("● 网格廉情月报")
    await office.tap("改到期日")
    await office.tap("每月")
    await office.send("四十")
    await office.see("请输入 1–31 的整数。")
    await office.tap("25日")
    await office.see("到期日　每月最后一天 → 每月25日")
    await office.see("2026年5月未报的，5月25日到期，可补报至5月30日")
    assert days(hospital, "monthly_report") == {("2026-05", date(2026, 5, 31))}
    await office.tap("确定修改")
    await office.see("已修改，立即生效。")
    assert days(hospital, "monthly_report") == {("2026-05", date(2026, 5, 25))}
    await hospital.app.tick()
    assert len(items(hospital, "monthly_report")) == 70
    await office.tap("撤销修改")
    await office.see("已撤销修改")
    assert days(hospital, "monthly_report") == {("2026-05", date(2026, 5, 31))}
    await office.send("/settings")
    await office.tap("最近修改")
    await office.see("任务“网格廉情月报”，每月25日 → 每月最后一天")


async def test_what_would_double_a_period_is_refused_and_counts_from_a_later_day(hospital: Hospital) -> None:
    office = await at_duties(hospital)
    await office.tap("● 网格廉情月报")
    await office.tap("改到期日")
    await office.tap("每季末月")
    await office.tap("最后一天")
    # May is open: a quarter's report together with it would cover it twice.
    await office.see("从2026年7月1日起的到期日生效，此前照旧")
    await office.see("2026年5月31日（2026年5月）、2026年6月30日（2026年6月）、2026年9月30日（2026年三季度）")
    await office.tap("继续修改")
    await office.tap("从哪一天起")
    await office.send("5月20日")
    await office.see("未修改：2026年5月会重复填报。请另选从哪一天起。")
    await office.tap("从哪一天起")
    await office.send("5月1日")
    await office.see("请选择今天或以后的日子。")
    await office.tap("2026年6月1日")
    await office.see("会重复填报")
    await office.tap("从哪一天起")
    await office.tap("2026年7月1日")
    await office.see("从2026年7月1日起的到期日生效")
    await office.tap("确定修改")
    await office.see("已修改，立即生效。")
    await hospital.move_to(7, 1)
    await hospital.move_to(7, 2)
    assert {period for period, _due in days(hospital, "monthly_report")} == {"2026-05", "2026-06", "2026-Q3"}


async def test_the_rest_is_changed_by_taps_and_typed(hospital: Hospital) -> None:
    office = await at_duties(hospital)
    await office.tap("● 网格廉情月报")
    await office.tap("逢非工作日")
    await office.tap("提前")
    await office.see("逢非工作日　不变 → 提前")
    await office.tap("继续修改")
    await office.tap("催办")
    await office.tap("到期前3、1天")
    await office.tap("当天不催")
    await office.tap("核对修改")
    await office.see("催办　到期前7、3、1天、当天、逾期1、3天 → 到期前3、1天、逾期1、3天")
    await office.tap("继续修改")
    await office.tap("谁填报")
    await office.send("心内科、没有的科")
    await office.see("花名册中没有：没有的科。请核对名称。")
    await office.send("心内科、骨科")
    await office.see("限30")
    await office.tap("核对修改")
    await office.see("68 个网格不再填报，本期未报的按免报计")
    await office.tap("继续修改")
    await office.tap("补报期限")
    await office.send("8")
    await office.see("补报　到期后 5 天内 → 到期后 8 天内")
    await office.tap("确定修改")
    await office.see("已修改，立即生效。")
    rows = items(hospital, "monthly_report")
    assert sum(not row["exempt_reason"] for row in rows) == 2
    assert days(hospital, "monthly_report") == {("2026-05", date(2026, 5, 29))}
    await office.tap("撤销修改")
    await office.see("已撤销修改")
    assert not any(row["exempt_reason"] for row in items(hospital, "monthly_report"))


async def test_bad_input_old_buttons_and_double_taps_lose_nothing(hospital: Hospital) -> None:
    office = await at_duties(hospital)
    await office.tap("下一页")
    await office.tap("○ 采购活动情况（报财务）")
    await office.tap("谁填报")
    await office.tap("不限网格")
    await office.tap("核对修改")
    await office.see("请先在“谁填报”中指定网格")
    await office.tap("返回")
    await office.tap("● 网格廉情月报")
    await office.tap("改到期日")
    await office.send("x" * 5000)
    await office.see("不超过 400 字")
    await office.send_photo(picture())
    await office.see("不超过 400 字")
    await office.send("FREQ=DAILY")
    await office.see("没有看懂")
    await office.send("FREQ=MONTHLY;BYMONTHDAY=20")
    await office.see("每月最后一天 → 每月20日")
    token = token_shown(hospital, office)
    await office.tap("确定修改")
    await office.see("已修改，立即生效。")
    assert "搁置过久" in await press(hospital, office, f"duty-set-yes:{token}")
    await press(hospital, office, "duty-set:nothing")
    await press(hospital, office, "duty-set-to:shift:99")
    await press(hospital, office, "duty-set-edit:monthly_report:nothing")
    assert len(await changes(hospital)) == 1


async def test_it_is_the_office_s_alone_and_never_a_group_s(hospital: Hospital) -> None:
    inspector = await hospital.phone_of(INSPECTOR)
    for data in ("duties-set:0", "duty-set:monthly_report", "duty-set-off:monthly_report", "duty-set-yes:1"):
        await press(hospital, inspector, data)
    office = await hospital.phone_of(OFFICE)
    group = await hospital.phones.new_group("纪委工作群", [office, inspector])
    await office.send_nowait("/settings", group)
    await office.send("/help")
    chat = hospital.simulator.world.groups[group.id]
    assert not any("网格廉情月报" in str(message) for message in chat.messages.values())
    assert not await changes(hospital)
    assert all(known.setting.is_on for known in (await kept(hospital)).values())


def token_shown(hospital: Hospital, phone: Phone) -> int:
    world = hospital.simulator.world
    chat = world.private_chat(world.bot(), phone.id)
    last = next(message for message in reversed(chat.messages.values()) if message["from"]["is_bot"])
    return int(last["reply_markup"]["inline_keyboard"][0][0]["callback_data"].split(":")[1])


async def kept(hospital: Hospital) -> dict[str, SetDuty]:
    return await hospital.app.database.run(lambda uow: uow.set_duties.all())
