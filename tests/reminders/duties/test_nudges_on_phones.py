"""What inspectors, branches and level 1 get on their phones from the clock, through the simulator over HTTP."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from domain.people.people import Role
from domain.people.roster import Roster
from reminders.delivery.outbox_drain import drain
from reminders.duties.nudges_below import Below
from reminders.tick import tick
from reports.sheets.sample_hospital import sample_roster
from simulator.phone import Phone
from storage.duty_items import DutyItem
from storage.tables import outbox
from tests.desks import Postman, bind, move_to, open_desk, rows_of, shanghai
from tests.harness import Hospital

WARD, BRANCH, OFFICE = "心内科特邀监察员", "内科第一党支部特邀监察员", "监察室主任"
PLANNED = {(5, 24), (5, 28), (5, 30), (5, 31), (6, 1), (6, 3)}
"""The step days of May's report, due on the 31st."""


def of_grids(*names: str) -> Roster:
    """Return the sample hospital with only these grids below the unit."""
    whole = sample_roster(date(2026, 5, 12))
    grids = tuple(grid for grid in whole.grids if grid.level == 1 or grid.name in names)
    codes = {grid.code for grid in grids}
    return Roster(
        grids,
        tuple(official for official in whole.officials if official.grid_code in codes),
        tuple(appointment for appointment in whole.appointments if appointment.grid_code in codes),
    )


async def nudges(phone: Phone) -> list[str]:
    """Return the bot's messages that remind, oldest first."""
    return [
        message.text
        for message in await phone.chat()
        if message.from_bot
        and ("未完成" in message.text or "下级网格有" in message.text)
        and "您好" not in message.text
    ]


async def days_heard(hospital: Hospital, phone: Phone, first: int, days: int) -> dict[tuple[int, int], str]:
    """Let each day from `first` May on pass; return what the phone was reminded of on which."""
    heard: dict[tuple[int, int], str] = {}
    for number in range(days):
        day = shanghai(5, first) + timedelta(days=number)
        for hour in (7, 8, 15, 22):
            before = len(await nudges(phone))
            await hospital.move_to(day.month, day.day, hour)
            new = (await nudges(phone))[before:]
            assert len(new) <= (hour == 8), (day, hour, new)
            if new:
                heard[day.month, day.day] = new[0]
    return heard


async def test_an_inspector_hears_on_the_planned_days_at_eight_and_never_at_night(hospital: Hospital) -> None:
    phone = await hospital.phone_of(WARD)
    heard = await days_heard(hospital, phone, 22, 14)
    assert set(heard) == PLANNED
    assert heard[5, 24].startswith("5月24日  您还有 1 项未完成\n• 5月网格廉情月报  5月31日截止，还有 7 天")
    assert "今天截止" in heard[5, 31]
    assert "已逾期 1 天" in heard[6, 1]


async def test_what_is_overdue_goes_up_one_grid_at_a_time(hospital: Hospital) -> None:
    await hospital.import_roster(of_grids("内科第一党支部", "心内科"))
    ward, branch, office = [await hospital.phone_of(name) for name in (WARD, BRANCH, OFFICE)]
    await branch.tap("填报")
    await branch.tap("零报告")
    await branch.tap("提交")
    await hospital.move_to(5, 31)
    assert not await nudges(branch)
    await hospital.move_to(6, 1)
    text = (await branch.see("逾期未报")).text
    assert text.endswith("• 心内科  5月网格廉情月报  5月31日截止，已逾期 1 天  心内科特邀监察员")
    assert "下级网格有 1 项逾期未报：" in text
    assert not await nudges(office)
    await hospital.move_to(6, 3)
    shown = await office.see("逾期未报")
    assert "心内科" in shown.text
    assert shown.buttons == [["催报", "按支部看"], ["返回菜单"]]
    await ward.see("已逾期 3 天")


async def test_many_that_are_overdue_are_counted_by_branch_with_the_way_to_remind_them_and_to_the_list(
    hospital: Hospital,
) -> None:
    _ward, branch, office = [await hospital.phone_of(name) for name in (WARD, BRANCH, OFFICE)]
    await hospital.move_to(6, 1)
    shown = await branch.see("下级网格有 6 项逾期未报")
    assert "5月网格廉情月报  6 项，已逾期 1 天\n• 心内科、呼吸内科、" in shown.text
    assert shown.buttons[-2:] == [["查看本支部"], ["稍后提醒"]]
    await hospital.move_to(6, 3)
    shown = await office.see("下级网格有 70 项逾期未报")
    _, period, *places, rest = shown.text.splitlines()
    assert period == "5月网格廉情月报  70 项，已逾期 3 天"
    counts = [int(line.split()[-2]) for line in places]
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) + int(rest.split()[-2]) == 70
    assert phone_lines(shown.text) <= 12
    await office.tap("催报")
    assert "另有 68 个网格无人可提醒" in (await office.see("已提醒 2 人")).text
    await office.tap("返回")
    await office.see("已报 0/应报 70")


@pytest.mark.parametrize(
    ("code", "role", "is_level_one"),
    [
        ("1", Role.OFFICE, True),
        ("1", Role.INSPECTOR, True),
        ("1", Role.COMMITTEE, False),
        ("204", Role.INSPECTOR, False),
    ],
)
def test_level_one_counts_by_branch_and_others_by_grid(code: str, role: Role, *, is_level_one: bool) -> None:
    day = date(2026, 5, 31)
    item = DutyItem(1, "monthly_report", "2026-05", "30401", day, day, day, 0, None, "心内科")
    item = replace(item, unit_code="1", branch_code="204")
    assert Below([item], {(code, role)}, day).by_level_one is is_level_one


def phone_lines(text: str) -> int:
    """Return how many lines of 18 Chinese characters a text takes on a phone."""
    widths = [sum(2 if east_asian_width(sign) in "WF" else 1 for sign in line) for line in text.splitlines()]
    return sum(-(-width // 36) or 1 for width in widths)


async def test_whoever_answers_for_many_grids_gets_a_window_that_fits_and_no_two_buttons_of_one_name(
    tmp_path: Path,
) -> None:
    whole = sample_roster(date(2026, 5, 12))
    posts = tuple(
        replace(post, staff_number="10081")
        if post.grid_code.startswith("304") and post.role is Role.INSPECTOR
        else post
        for post in whole.appointments
    )
    with open_desk(f"sqlite:///{tmp_path}/grid.db", roster=replace(whole, appointments=posts)) as desk:
        bind(desk.database, WARD, 1)
        postman = Postman()
        for moment in (shanghai(5, 12), shanghai(6, 3, 9), shanghai(6, 13, 9)):
            move_to(desk, moment)
            await tick(desk)
            await drain(desk, postman)
    for _chat, window in postman.sent:
        labels = [button.label for row in window.rows for button in row]
        assert len(labels) == len(set(labels)), labels
        assert len(window.rows) <= 7
        assert phone_lines(window.text) <= 20
    assert "您还有 18 项未完成" in postman.sent[-1][1].text
    assert labels[-2:] == ["其他未完成的", "稍后提醒"]


async def test_a_branch_that_nobody_can_reach_is_passed_over_at_once(hospital: Hospital) -> None:
    await hospital.import_roster(of_grids("内科第一党支部", "心内科"))
    ward, office = [await hospital.phone_of(name) for name in (WARD, OFFICE)]
    await ward.see("您好")
    await hospital.move_to(5, 24)
    # Nobody at the branch has a phone: its own report goes to level 1 with its first step, before it is due.
    text = (await office.see("下级网格有 1 项未报，请关注")).text
    assert "• 内科第一党支部  5月网格廉情月报  5月31日截止，还有 7 天  " in text
    assert text.endswith("内科第一党支部特邀监察员（尚未绑定）")
    await hospital.move_to(6, 1)
    # And with the first step after the due day, the ward's, which the branch can't hear of.
    text = (await office.see("下级网格有 2 项逾期未报")).text
    assert text.endswith("• 心内科  5月网格廉情月报  5月31日截止，已逾期 1 天  心内科特邀监察员")


async def test_one_message_lists_all_that_is_open(hospital: Hospital) -> None:
    phone = await hospital.phone_of(WARD)
    await hospital.move_to(6, 11)
    before = await phone.mark()
    await hospital.move_to(6, 13)
    shown = await phone.see("您还有 3 项未完成", since=before)
    titles = [line.removeprefix("• ").split("  ")[0] for line in shown.text.splitlines()[1:]]
    assert titles == ["上半年自查总结", "6月网格廉情月报", "二季度自查小结"]
    assert [row[0] for row in shown.buttons] == [*(f"填报{title}" for title in titles), "稍后提醒"]


async def test_the_button_of_a_nudge_opens_the_form_and_files_it(hospital: Hospital) -> None:
    phone = await hospital.phone_of(WARD)
    await hospital.move_to(5, 24)
    await phone.tap("填报")
    assert "开始填报" in str((await phone.see("网格廉情月报 · 心内科")).buttons)


async def test_an_empty_report_is_two_taps_from_the_nudge(hospital: Hospital) -> None:
    phone = await hospital.phone_of(WARD)
    await hospital.move_to(5, 24)
    await phone.tap("零报告")
    await phone.tap("提交")
    await phone.see("已提交")


async def test_whoever_has_reported_is_reminded_no_more(hospital: Hospital) -> None:
    phone, branch = await hospital.phone_of(WARD), await hospital.phone_of(BRANCH)
    await hospital.move_to(5, 24)
    await phone.tap("零报告")
    await phone.tap("提交")
    await phone.see("已提交")
    assert not await days_heard(hospital, phone, 25, 11)
    assert "心内科" not in (await branch.see("逾期未报")).text


async def test_a_report_filed_between_planning_and_delivery_silences_the_letter(hospital: Hospital) -> None:
    phone = await hospital.phone_of(WARD)
    hospital.clock.move_to(shanghai(5, 24, 9))
    await tick(hospital.app.desk)  # planned, not delivered yet
    await phone.send("/report")
    await phone.tap("零报告")
    await phone.tap("提交")
    await phone.see("已提交")
    await hospital.app.deliver()
    assert not await nudges(phone)
    (letter,) = rows_of(hospital.app.database, outbox)
    assert letter["state"] == "dropped"


async def test_what_could_not_be_delivered_in_the_evening_comes_the_next_morning_once(
    hospital: Hospital,
) -> None:
    phone = await hospital.phone_of(WARD)
    await hospital.phones.fault("bad_gateway", method="sendMessage")
    for minutes in range(0, 30, 5):  # the second pause ends after nine o'clock
        hospital.clock.move_to(shanghai(5, 24, 20, 52) + timedelta(minutes=minutes))
        await hospital.app.tick()
    await hospital.phones.clear_faults()
    await hospital.move_to(5, 24, 22)
    await hospital.move_to(5, 25, 7)
    assert not await nudges(phone)
    await hospital.move_to(5, 25, 8)
    await hospital.move_to(5, 25, 12)
    (text,) = await nudges(phone)
    assert text.startswith("5月25日")
    assert "还有 6 天" in text


async def test_a_message_left_from_yesterday_and_today_s_own_are_one(hospital: Hospital) -> None:
    phone = await hospital.phone_of(WARD)
    await hospital.phones.fault("bad_gateway", method="sendMessage")
    await hospital.move_to(5, 30, 20)
    await hospital.phones.clear_faults()
    await hospital.app.deliver()
    for hour in (8, 9, 15):
        await hospital.move_to(5, 31, hour)
    (text,) = await nudges(phone)
    assert "今天截止" in text


async def test_a_late_tick_does_not_remind_on_a_day_on_which_yesterday_s_message_came(
    hospital: Hospital,
) -> None:
    phone = await hospital.phone_of(WARD)
    await hospital.phones.fault("bad_gateway", method="sendMessage")
    await hospital.move_to(5, 30, 20)
    await hospital.phones.clear_faults()
    hospital.clock.move_to(shanghai(5, 31, 8))
    await hospital.app.deliver()  # something else woke the outbox before the tick came
    await hospital.move_to(5, 31, 9)
    assert len(await nudges(phone)) == 1
    await hospital.move_to(6, 1, 8)
    assert len(await nudges(phone)) == 2


async def test_a_tick_repeated_concurrent_or_late_says_the_same(hospital: Hospital) -> None:
    phone = await hospital.phone_of(WARD)
    hospital.clock.move_to(shanghai(5, 24, 9))
    await asyncio.gather(*(hospital.app.tick() for _ in range(4)))
    await hospital.app.tick()
    assert len(await nudges(phone)) == 1
    await hospital.move_to(6, 2)  # nine days' downtime: one message, not five
    assert len(await nudges(phone)) == 2
    assert "已逾期 2 天" in (await nudges(phone))[-1]


async def test_a_restart_between_planning_and_delivery_loses_and_repeats_nothing(hospital: Hospital) -> None:
    phone = await hospital.phone_of(WARD)
    hospital.clock.move_to(shanghai(5, 24, 9))
    await tick(hospital.app.desk)
    await hospital.restart()
    await hospital.app.tick()
    await hospital.restart()
    await hospital.app.tick()
    assert len(await nudges(phone)) == 1


async def test_what_was_leaving_when_the_bot_was_killed_is_sent_at_its_next_start(
    hospital: Hospital,
) -> None:
    phone = await hospital.phone_of(WARD)
    hospital.clock.move_to(shanghai(5, 24, 9))
    await tick(hospital.app.desk)
    now = hospital.clock.now()
    (leaving,) = await hospital.app.database.run(lambda uow: uow.outbox.due(now, 10, urgent_only=False))
    assert await hospital.app.database.run(lambda uow: uow.outbox.begin(leaving.id))
    await hospital.app.tick()
    assert not await nudges(phone)  # it counts as on its way
    await hospital.restart()
    await hospital.app.tick()
    await hospital.app.tick()
    assert len(await nudges(phone)) == 1
