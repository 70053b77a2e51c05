"""Who postpones, blocks the bot or comes back, through the simulator over HTTP."""

from storage.tables import bindings
from tests.desks import eventually, rows_of
from tests.harness import Hospital
from tests.reminders.duties.test_nudges_on_phones import BRANCH, OFFICE, WARD, nudges, of_grids


async def test_whoever_postpones_two_hours_hears_after_two_hours(hospital: Hospital) -> None:
    phone = await hospital.phone_of(WARD)
    await hospital.move_to(5, 24, 9)
    await phone.tap("稍后提醒")
    await phone.tap("2 小时后")
    await phone.see("5月24日 11:00 再提醒您")
    before = await phone.mark()
    await hospital.move_to(5, 24, 10)
    await hospital.move_to(5, 24, 11)
    await hospital.move_to(5, 24, 12)
    shown = [m for m in await phone.chat() if m.from_bot and "未完成" in m.text and "您好" not in m.text]
    assert len(shown) == 1
    await phone.see("5月24日  您还有 1 项未完成", since=before)


async def test_a_postponement_can_be_taken_back_and_filing_is_offered_all_the_way(hospital: Hospital) -> None:
    phone = await hospital.phone_of(WARD)
    await hospital.move_to(5, 24, 9)
    await phone.tap("稍后提醒")
    assert (await phone.see("什么时候再提醒您")).buttons[1:] == [["现在填报"], ["返回菜单"]]
    await phone.tap("明天早上")
    shown = await phone.see("5月25日 08:00 再提醒您")
    assert shown.buttons == [["取消推迟", "现在填报"], ["返回菜单"]]
    await phone.tap("取消推迟")
    assert (await phone.see("已取消推迟")).buttons == [["现在填报"], ["返回菜单"]]
    await hospital.move_to(5, 25, 9)
    assert len(await nudges(phone)) == 0
    await hospital.move_to(5, 28, 9)
    assert len(await nudges(phone)) == 1
    await phone.tap("稍后提醒")
    await phone.tap("现在填报")
    assert "零报告" in str((await phone.see("网格廉情月报 · 心内科")).buttons)


async def test_whoever_postpones_until_tomorrow_hears_tomorrow_at_eight(hospital: Hospital) -> None:
    phone = await hospital.phone_of(WARD)
    await hospital.move_to(5, 24, 9)
    await phone.tap("稍后提醒")
    await phone.tap("明天早上")
    before = await phone.mark()
    for hour in (12, 20):
        await hospital.move_to(5, 24, hour)
    assert await phone.mark() == before
    await hospital.move_to(5, 25, 8)
    await phone.see("5月25日  您还有 1 项未完成", since=before)


async def test_a_nudge_after_which_everything_is_filed_is_not_repeated_by_the_postponement(
    hospital: Hospital,
) -> None:
    phone = await hospital.phone_of(WARD)
    await hospital.move_to(5, 24, 9)
    await phone.tap("稍后提醒")
    await phone.tap("2 小时后")
    await phone.send("/report")
    await phone.tap("零报告")
    await phone.tap("提交")
    await phone.see("已提交")
    await hospital.move_to(5, 24, 12)
    assert not await nudges(phone)


async def test_whoever_blocks_the_bot_is_passed_over_and_comes_back_by_unblocking(hospital: Hospital) -> None:
    await hospital.import_roster(of_grids("内科第一党支部", "心内科"))
    phone, office = await hospital.phone_of(BRANCH), await hospital.phone_of(OFFICE)
    await phone.block()
    await until_unreachable(hospital, 1)
    await hospital.move_to(6, 1)
    assert "心内科" in (await office.see("逾期未报")).text  # the branch's turn, had it a phone
    assert "内科第一党支部" in (await office.see("逾期未报")).text
    await phone.unblock()
    await until_unreachable(hospital, 0)
    await hospital.move_to(6, 3)
    await phone.see("已逾期 3 天")


async def test_a_phone_that_telegram_refuses_is_marked_and_start_brings_it_back(hospital: Hospital) -> None:
    phone = await hospital.phone_of(WARD)
    hospital.simulator.world.deactivated.add(phone.id)  # no update tells the bot of that
    await hospital.move_to(5, 24)
    await until_unreachable(hospital, 1)
    hospital.simulator.world.deactivated.clear()
    await hospital.move_to(5, 28)
    assert not await nudges(phone)
    await phone.send("/start")
    await until_unreachable(hospital, 0)
    await hospital.move_to(5, 30)
    assert len(await nudges(phone)) == 1


async def until_unreachable(hospital: Hospital, count: int) -> None:
    def holds() -> bool:
        rows = rows_of(hospital.app.database, bindings)
        return sum(row["unreachable_since"] is not None for row in rows) == count

    await eventually(holds)


async def test_a_stranger_who_blocks_the_bot_leaves_no_row(hospital: Hospital) -> None:
    stranger = await hospital.stranger()
    await stranger.send("/start")
    await stranger.block()
    await stranger.send("/start")
    assert not rows_of(hospital.app.database, bindings)
