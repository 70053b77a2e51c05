"""What the clock tells both sides of a hearing: to choose, to offer, the day before, an hour before, to record."""

import pytest

from simulator.phone import Phone
from storage.tables import outbox
from tests.desks import rows_of, shanghai
from tests.handlers.by_hand import shown
from tests.harness import Hospital
from tests.hearings_set_up import BONES, BRANCH, COMMISSIONER, OFFICE, WARD, choose, hold_hearings, offer

FIRST, SECOND = "5月14日 周四 10:00–10:20", "5月14日 周四 10:20–10:40"


@pytest.fixture
async def hearings(hospital: Hospital) -> Hospital:
    """The hospital with four slots on Thursday 14 May at ten."""
    await hold_hearings(hospital)
    await offer(await hospital.phone_of(OFFICE))
    await hospital.app.deliver()
    return hospital


async def heard(phone: Phone, words: str) -> list[str]:
    return [message.text for message in await phone.chat() if message.from_bot and words in message.text]


async def at(hospital: Hospital, day: int, hour: int, minute: int = 0) -> None:
    hospital.clock.move_to(shanghai(5, day, hour, minute))
    await hospital.app.tick()


async def test_who_reports_is_reminded_the_day_before_and_an_hour_before_once_each(
    hearings: Hospital,
) -> None:
    ward = await hearings.phone_of(WARD)
    await choose(ward, FIRST)
    for hour in (7, 8, 9, 20):
        await at(hearings, 13, hour)
    assert len(await heard(ward, "请准时参加")) == 1
    for minute in (0, 1, 59):
        await at(hearings, 14, 8, minute)
    assert not await heard(ward, "一小时内开始")
    for minute in (0, 30):
        await at(hearings, 14, 9, minute)
    (text,) = await heard(ward, "一小时内开始")
    assert f"时间：{FIRST}" in text
    assert "地点：行政楼302室" in text


async def test_hosts_get_one_letter_for_the_day_and_one_for_a_row(hearings: Hospital) -> None:
    commissioner = await hearings.phone_of(COMMISSIONER)
    await choose(await hearings.phone_of(WARD), FIRST)
    await choose(await hearings.phone_of(BONES), SECOND)
    for hour in (8, 15):
        await at(hearings, 13, hour)
    (text,) = await heard(commissioner, "5月14日有 2 个当面报告")
    assert text.splitlines()[1:] == [
        f"• {FIRST}  二季度当面报告 · 心内科，行政楼302室",
        f"• {SECOND}  二季度当面报告 · 骨科，行政楼302室",
    ]
    for minute in (0, 20, 40):
        await at(hearings, 14, 9, minute)
    assert len(await heard(commissioner, "一小时内开始，共 2 个")) == 1


async def test_the_day_before_a_monday_is_the_friday(hearings: Hospital) -> None:
    ward, office = await hearings.phone_of(WARD), await hearings.phone_of(OFFICE)
    await offer(office, day="5月18日 周一")
    await choose(ward, "5月18日 周一 10:00–10:20")
    await at(hearings, 15, 9)
    await at(hearings, 16, 9)
    await at(hearings, 17, 9)
    assert len(await heard(ward, "请准时参加")) == 1
    letters = [row for row in rows_of(hearings.app.database, outbox) if row["kind"] == "hearing_tomorrow"]
    assert [row["sent_at"].astimezone(shanghai(5, 15).tzinfo).day for row in letters] == [15]


async def test_what_was_chosen_for_tomorrow_is_not_reminded_of_at_once(hearings: Hospital) -> None:
    ward = await hearings.phone_of(WARD)
    hearings.clock.move_to(shanghai(5, 13, 15))
    await choose(ward, FIRST)
    await at(hearings, 13, 16)
    assert not await heard(ward, "请准时参加")
    await at(hearings, 14, 9, 10)
    assert await heard(ward, "一小时内开始")


async def test_reminders_of_a_slot_that_was_changed_do_not_come(hearings: Hospital) -> None:
    ward, office = await hearings.phone_of(WARD), await hearings.phone_of(OFFICE)
    await offer(office, day="5月20日 周三")
    await choose(ward, FIRST)
    await hearings.phones.fault("bad_gateway", method="sendMessage")
    await at(hearings, 13, 9)
    await hearings.phones.clear_faults()
    await ward.tap("改时间")
    await ward.tap("5月20日 周三 10:00–10:20")
    await ward.see("时间：5月20日")
    for hour in (10, 12):
        await at(hearings, 13, hour)
    await at(hearings, 14, 9, 30)
    assert not await heard(ward, "请准时参加") + await heard(ward, "一小时内开始")
    states = {
        row["kind"]: row["state"]
        for row in rows_of(hearings.app.database, outbox)
        if row["person_id"] is not None
    }
    assert states["hearing_tomorrow"] == "dropped"
    await at(hearings, 19, 9)
    (text,) = await heard(ward, "请准时参加")
    assert "5月20日" in text


async def test_after_the_hearings_of_a_day_the_hosts_are_asked_to_record_until_they_have(
    hearings: Hospital,
) -> None:
    office, commissioner = await hearings.phone_of(OFFICE), await hearings.phone_of(COMMISSIONER)
    await choose(await hearings.phone_of(WARD), FIRST)
    await choose(await hearings.phone_of(BONES), SECOND)
    await at(hearings, 14, 10, 30)
    assert not await heard(office, "请记录")
    await at(hearings, 14, 10, 41)
    await at(hearings, 14, 12)
    assert len(await heard(office, "5月14日的当面报告已结束，请记录 2 个")) == 1
    await office.tap("记录 · 心内科")
    await office.tap("记录")
    await office.see("二季度当面报告 · 心内科\n6月30日截止")
    assert len(await heard(commissioner, "请记录 2 个")) == 1


async def test_who_has_not_chosen_is_nudged_while_there_are_slots_and_the_host_is_not(
    hospital: Hospital,
) -> None:
    await hold_hearings(hospital)
    ward, office = await hospital.phone_of(WARD), await hospital.phone_of(OFFICE)
    await office.send("/hearings")
    await office.tap("提供时段")
    for words in ("6月25日", "9:00", "20 × 20", "302"):
        await office.send(words)
    await office.tap("确定提供")
    await office.see("已提供时段")
    await hospital.app.deliver()
    await hospital.move_to(6, 16)
    window = await ward.see("您还有 1 项未完成")
    assert "• 二季度当面报告  6月30日截止，还有 14 天" in window.text
    assert window.buttons == [["选择时段"], ["稍后提醒"]]
    assert not await heard(office, "您还有 1 项未完成")
    await ward.tap("选择时段")
    await ward.tap("6月25日 周四 09:00–09:20")
    await ward.see("已约定")
    mark = await ward.mark()
    await hospital.move_to(6, 23)
    assert await ward.mark() == mark


async def test_without_slots_the_host_is_nudged_in_one_line_however_many_wait(hospital: Hospital) -> None:
    await hold_hearings(hospital)
    ward, office = await hospital.phone_of(WARD), await hospital.phone_of(OFFICE)
    await office.send("/hearings")
    await office.tap("提供时段")
    for words in ("6月25日", "9:00", "1 × 20", "302"):
        await office.send(words)
    await office.tap("确定提供")
    await office.see("已提供时段")
    await choose(ward, "6月25日 周四 09:00–09:20")
    before = await ward.mark()
    await hospital.move_to(6, 16)
    window = await office.see("您还有 1 项未完成")
    assert window.text.splitlines()[1] == "• 二季度当面报告（69 个待安排或待记录）  6月30日截止，还有 14 天"
    assert window.buttons == [["处理 · 二季度当面报告"], ["稍后提醒"]]
    assert await ward.mark() == before
    await office.tap("处理")
    await office.see("已约定 1，未约定 69")


async def test_what_is_not_chosen_when_it_is_overdue_goes_up_and_says_who(hospital: Hospital) -> None:
    await hold_hearings(hospital)
    ward, branch, office = [await hospital.phone_of(name) for name in (WARD, BRANCH, OFFICE)]
    await office.send("/hearings")
    await office.tap("提供时段")
    for words in ("7月9日", "9:00", "20 × 20", "302"):
        await office.send(words)
    await office.tap("确定提供")
    await office.see("已提供时段")
    await hospital.move_to(7, 1)
    await ward.see("已逾期 1 天")
    shown = await branch.see("下级网格有 6 项逾期未报")
    assert "二季度当面报告  6 项，已逾期 1 天\n• 心内科、呼吸内科、消化内科、" in shown.text
    assert ["查看本支部"] in shown.buttons
    await hospital.move_to(7, 3)
    text = (await office.see("下级网格有")).text
    assert "• 机关第一党支部  " in text
    await office.tap("催报")
    await office.see("已提醒")


async def test_a_hearing_not_recorded_is_the_host_s_and_says_so_to_level_one(hospital: Hospital) -> None:
    await hold_hearings(hospital)
    ward, office = await hospital.phone_of(WARD), await hospital.phone_of(OFFICE)
    await offer(office)
    await choose(ward, FIRST)
    await ward.send("/start")
    before = await ward.mark()
    await hospital.move_to(6, 16)
    assert "（70 个待安排或待记录）" in (await office.see("您还有 1 项未完成")).text
    assert await ward.mark() == before
    assert (await shown(ward)).buttons
