"""催报 and 稍后提醒, from the office's phone and the inspectors', through the simulator over HTTP."""

from collections.abc import Mapping

import pytest

from simulator.phone import Phone
from storage.tables import outbox
from tests.desks import rows_of, shanghai
from tests.forged import press
from tests.harness import Hospital
from windows.entries import nudge_missing

OFFICE, WARD, OTHER = "监察室主任", "心内科特邀监察员", "骨科特邀监察员"
MAY_REPORT = nudge_missing("monthly_report", "2026-05")


async def chase(office: Phone) -> str:
    """Tap 催报 in the office's digest and return the window that follows."""
    await office.send("/digest")
    await office.tap("催报未报的")
    return (await office.see("已提醒")).text


async def reminders_from_the_office(hospital: Hospital, phone: Phone) -> list[str]:
    await hospital.app.deliver()
    return [message.text for message in await phone.chat() if "监察室提醒您" in message.text]


def chases(hospital: Hospital) -> Mapping[str, str]:
    letters = rows_of(hospital.app.database, outbox)
    return {letter["unique_key"]: letter["state"] for letter in letters if letter["kind"] == "chase"}


async def test_one_tap_reminds_everybody_who_has_not_reported_and_can_be_reached(hospital: Hospital) -> None:
    office, ward, other = [await hospital.phone_of(name) for name in (OFFICE, WARD, OTHER)]
    await ward.send("/report")
    await ward.tap("零报告")
    await ward.tap("提交")
    text = await chase(office)
    assert "已提醒 1 人" in text
    assert "另有 68 个网格无人可提醒" in text
    (said,) = await reminders_from_the_office(hospital, other)
    assert "5月网格廉情月报" in said
    assert not await reminders_from_the_office(hospital, ward)


async def test_the_office_s_reminder_opens_the_form(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(WARD)
    await chase(office)
    await hospital.app.deliver()
    await ward.tap("零报告")
    await ward.tap("提交")
    await ward.see("已提交")


async def test_a_second_tap_the_same_day_sends_nothing_more_and_says_so(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(WARD)
    await chase(office)
    again = await chase(office)
    assert "已提醒 0 人" in again
    assert "另有 1 人今天已提醒过，不再重复" in again
    assert len(await reminders_from_the_office(hospital, ward)) == 1
    hospital.clock.move_to(shanghai(5, 13))
    await chase(office)
    assert len(await reminders_from_the_office(hospital, ward)) == 2


async def test_two_quick_taps_remind_once(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(WARD)
    await office.send("/digest")
    for outcome in await office.tap_nowait("催报未报的", times=2):
        await office.answer(outcome)
    assert len(await reminders_from_the_office(hospital, ward)) == 1
    assert len(chases(hospital)) == 1


async def test_whoever_was_reminded_by_the_office_is_not_reminded_by_the_clock_that_day(
    hospital: Hospital,
) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(WARD)
    hospital.clock.move_to(shanghai(5, 24, 8))
    await chase(office)
    assert len(await reminders_from_the_office(hospital, ward)) == 1
    for hour in (9, 20):
        await hospital.move_to(5, 24, hour)
    assert sum("未完成" in m.text for m in await ward.chat() if "您好" not in m.text) == 1
    await hospital.move_to(5, 25, 9)
    await ward.see("5月25日  您还有 1 项未完成")


async def test_a_reminder_asked_for_at_night_waits_until_eight(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(WARD)
    hospital.clock.move_to(shanghai(5, 12, 22))
    await chase(office)
    assert not await reminders_from_the_office(hospital, ward)
    await hospital.move_to(5, 13, 8)
    assert len(await reminders_from_the_office(hospital, ward)) == 1


async def test_a_reminder_asked_for_at_night_and_the_clock_s_own_are_one_message(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(WARD)
    hospital.clock.move_to(shanghai(5, 23, 22))
    await chase(office)
    await hospital.move_to(5, 24, 8)
    assert sum("未完成" in m.text for m in await ward.chat() if "您好" not in m.text) == 1
    assert set(chases(hospital).values()) == {"dropped"}


async def test_whoever_reports_before_the_reminder_comes_gets_none(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(WARD)
    hospital.clock.move_to(shanghai(5, 12, 22))
    await chase(office)
    await ward.send("/report")
    await ward.tap("零报告")
    await ward.tap("提交")
    await hospital.move_to(5, 13, 8)
    assert not await reminders_from_the_office(hospital, ward)


async def test_a_blocked_phone_counts_as_one_that_cannot_be_reached(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(WARD)
    hospital.simulator.world.deactivated.add(ward.id)
    assert "已提醒 1 人" in await chase(office)  # nobody knows yet
    await hospital.app.deliver()
    hospital.clock.move_to(shanghai(5, 13))
    await office.send("/digest")
    await office.tap("催报未报的")
    text = (await office.see("已提醒 0 人")).text
    assert "另有 70 个网格无人可提醒" in text


@pytest.mark.parametrize("name", [WARD, "党委书记", "驻组联络员"])
async def test_nobody_below_level_one_may_remind_others(hospital: Hospital, name: str) -> None:
    phone = await hospital.phone_of(name)
    assert "一级网格" in await press(hospital, phone, MAY_REPORT)
    assert not chases(hospital)


async def test_a_stranger_may_remind_nobody_and_postpone_nothing(hospital: Hospital) -> None:
    stranger = await hospital.stranger()
    await stranger.send("/start")
    assert "需要先绑定" in await press(hospital, stranger, MAY_REPORT)
    assert "需要先绑定" in await press(hospital, stranger, "snooze:tomorrow")
    assert not chases(hospital)


@pytest.mark.parametrize("data", ["chase:", "chase:monthly_report", "snooze:for_ever", "snooze:"])
async def test_a_button_that_never_existed_is_an_old_button(hospital: Hospital, data: str) -> None:
    office = await hospital.phone_of(OFFICE)
    assert "已失效" in await press(hospital, office, data)


async def test_after_the_period_has_closed_there_is_nobody_left_to_remind(hospital: Hospital) -> None:
    office, ward = await hospital.phone_of(OFFICE), await hospital.phone_of(WARD)
    await hospital.move_to(6, 10)
    before = len(await reminders_from_the_office(hospital, ward))
    await press(hospital, office, MAY_REPORT)
    await office.see("已提醒 0 人")
    assert len(await reminders_from_the_office(hospital, ward)) == before
