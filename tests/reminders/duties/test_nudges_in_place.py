"""Whose a nudge is while people come, go, are away or fall silent: through the simulator over HTTP."""

from dataclasses import replace
from datetime import date

from sqlalchemy import RowMapping

from domain.people.people import Appointment, Role
from domain.people.roster import Roster
from simulator.phone import Phone
from storage.tables import bindings, duty_items, outbox
from tests.desks import eventually, rows_of, shanghai
from tests.harness import Hospital
from tests.reminders.duties.test_nudges_on_phones import BRANCH, OFFICE, WARD, nudges, of_grids

HEAD = "心内科负责人"
WARD_NUMBER, HEAD_NUMBER = "10081", "10080"


def small() -> Roster:
    return of_grids("内科第一党支部", "心内科")


def handed_over(on: date) -> Roster:
    """Return the small hospital in which the head of the ward is its inspector since `on`."""
    roster = small()
    kept = tuple(
        replace(appointment, ends_on=date.fromordinal(on.toordinal() - 1))
        if (appointment.staff_number, appointment.role) == (WARD_NUMBER, Role.INSPECTOR)
        else appointment
        for appointment in roster.appointments
    )
    return replace(roster, appointments=(*kept, Appointment(HEAD_NUMBER, "30401", Role.INSPECTOR, on)))


async def file_empty(phone: Phone) -> None:
    await phone.send("/report")
    await phone.tap("零报告")
    await phone.tap("提交")
    await phone.see("已提交")


async def block(hospital: Hospital, phone: Phone) -> None:
    """Block the bot, and wait until it knows."""
    before = len(silent(hospital))
    await phone.block()
    await eventually(lambda: len(silent(hospital)) > before)


def silent(hospital: Hospital) -> list[RowMapping]:
    return [row for row in rows_of(hospital.app.database, bindings) if row["unreachable_since"] is not None]


async def take_leave(phone: Phone, deputy: str, until: str) -> None:
    await phone.send("/leave")
    await phone.tap("今天")
    await phone.send(until)
    await phone.tap(deputy)
    await phone.tap("确定请假")
    await phone.see("已登记")


async def at(hospital: Hospital, *names: str) -> list[Phone]:
    """Open the small hospital, with the branch's own report filed; return the phones of `names`."""
    await hospital.import_roster(small())
    await hospital.app.tick()
    await file_empty(await hospital.phone_of(BRANCH))
    return [await hospital.phone_of(name) for name in names]


async def test_the_deputy_is_nudged_and_the_one_away_is_not(hospital: Hospital) -> None:
    ward, head, branch = await at(hospital, WARD, HEAD, BRANCH)
    hospital.clock.move_to(shanghai(5, 23))
    await take_leave(ward, HEAD, "6月10日")
    await hospital.move_to(5, 24)
    await head.see("5月24日  您还有 1 项未完成")
    assert not await nudges(ward)
    assert not [text for text in await nudges(branch) if "心内科" in text]
    await hospital.move_to(6, 1)
    text = (await branch.see("逾期未报")).text
    assert text.endswith(f"{WARD}（请假，{HEAD}代理）")


async def test_a_deputy_who_comes_when_something_was_asked_already_hears_at_once(hospital: Hospital) -> None:
    ward, head = await at(hospital, WARD, HEAD)
    await hospital.move_to(5, 24)
    assert len(await nudges(ward)) == 1
    await hospital.move_to(5, 26)
    await take_leave(ward, HEAD, "5月27日")
    await hospital.app.tick()
    await hospital.app.tick()
    assert len(await nudges(head)) == 1
    await head.tap("零报告")
    await head.see("零报告：本期各项均为零")


async def test_back_from_leave_one_hears_at_once_what_is_open(hospital: Hospital) -> None:
    ward, head = await at(hospital, WARD, HEAD)
    hospital.clock.move_to(shanghai(5, 23))
    await take_leave(ward, HEAD, "5月25日")
    await hospital.move_to(5, 24)
    await hospital.move_to(5, 26)
    assert len(await nudges(ward)) == 1
    assert len(await nudges(head)) == 1
    await hospital.move_to(5, 28)
    assert len(await nudges(ward)) == 2
    assert len(await nudges(head)) == 1


async def test_without_a_deputy_what_was_asked_goes_up_at_once_and_says_why(hospital: Hospital) -> None:
    ward, branch = await at(hospital, WARD, BRANCH)
    await hospital.move_to(5, 24)
    hospital.clock.move_to(shanghai(5, 25))
    await take_leave(ward, "不设代理人", "6月10日")
    await hospital.app.tick()
    text = (await branch.see("下级网格有 1 项未报")).text
    assert text.endswith(f"• 心内科  5月网格廉情月报  5月31日截止，还有 6 天  {WARD}（请假，无代理人）")
    await hospital.move_to(5, 28)
    assert len(await nudges(branch)) == 2
    assert len(await nudges(ward)) == 1


async def test_with_all_of_level_one_away_those_who_are_away_still_hear(hospital: Hospital) -> None:
    office, _ward = await at(hospital, OFFICE, WARD)
    hospital.clock.move_to(shanghai(5, 23))
    await take_leave(office, "不设代理人", "6月10日")
    for day in (1, 3):
        await hospital.move_to(6, day)
    assert "心内科" in (await office.see("逾期未报")).text


async def test_a_hand_over_tells_the_new_inspector_at_once_and_the_old_one_no_more(
    hospital: Hospital,
) -> None:
    ward, head = await at(hospital, WARD, HEAD)
    await hospital.move_to(5, 24)
    hospital.clock.move_to(shanghai(5, 26))
    await hospital.import_roster(handed_over(date(2026, 5, 26)))
    await hospital.app.tick()
    await head.see("5月26日  您还有 1 项未完成")
    for day in (28, 30, 31):
        await hospital.move_to(5, day)
    assert len(await nudges(head)) == 4
    assert len(await nudges(ward)) == 1
    await file_empty(head)


async def test_a_hand_over_at_night_is_told_in_the_morning_and_silences_what_was_on_its_way(
    hospital: Hospital,
) -> None:
    ward, head, office = await at(hospital, WARD, HEAD, OFFICE)
    hospital.clock.move_to(shanghai(5, 26, 22))
    await office.send("/digest")
    await office.tap("催报未报的")
    await office.see("已提醒 1 人")
    await hospital.import_roster(handed_over(date(2026, 5, 26)))
    await hospital.app.tick()
    assert not await nudges(head)
    await hospital.move_to(5, 27, 8)
    assert len(await nudges(head)) == 1
    assert not await nudges(ward)


async def test_a_draft_of_the_old_inspector_stays_theirs_and_files_nothing(hospital: Hospital) -> None:
    ward, head = await at(hospital, WARD, HEAD)
    await ward.send("/report")
    await ward.tap("开始填报")
    await ward.tap("绿")
    hospital.clock.move_to(shanghai(5, 13))
    await hospital.import_roster(handed_over(date(2026, 5, 13)))
    toast = await ward.tap("核对")
    assert toast is not None
    assert "没有查看此网格的权限" in toast.text
    await head.send("/report")
    await head.tap("开始填报")
    await head.see("1/")


async def test_whoever_blocks_the_bot_is_reported_once_and_what_they_owe_goes_up(hospital: Hospital) -> None:
    ward, branch, office = await at(hospital, WARD, BRANCH, OFFICE)
    await block(hospital, ward)
    await hospital.move_to(5, 24)
    text = (await office.see("联系不上")).text
    assert text.startswith("以下 1 人已联系不上")
    assert f"• {WARD}（心内科）" in text
    text = (await branch.see("下级网格有 1 项未报")).text
    assert text.endswith(f"{WARD}（联系不上）")
    for hour in (12, 18):
        await hospital.move_to(5, 25, hour)
    told = [m for m in await office.chat() if "已联系不上" in m.text]
    assert len(told) == 1
    await office.send("/invite")
    await office.see(f"联系不上 1 人：{WARD}")


async def test_an_account_found_gone_while_nudging_passes_up_the_same_day(hospital: Hospital) -> None:
    ward, branch, office = await at(hospital, WARD, BRANCH, OFFICE)
    hospital.simulator.world.deactivated.add(ward.id)
    await hospital.move_to(5, 24, 8)
    assert not [text for text in await nudges(branch) if "心内科" in text]
    await hospital.move_to(5, 24, 9)
    assert "联系不上" in (await branch.see("下级网格有 1 项未报")).text
    await office.see("以下 1 人已联系不上")


async def test_two_who_fall_silent_on_one_day_are_reported_in_two_messages_at_most_a_day(
    hospital: Hospital,
) -> None:
    ward, head, office = await at(hospital, WARD, HEAD, OFFICE)
    await block(hospital, ward)
    await hospital.move_to(5, 13, 9)
    await block(hospital, head)
    for hour in (10, 15):
        await hospital.move_to(5, 13, hour)
    assert len([m for m in await office.chat() if "已联系不上" in m.text]) == 1
    await hospital.move_to(5, 14, 9)
    (_first, second) = [m.text for m in await office.chat() if "已联系不上" in m.text]
    assert HEAD in second
    assert WARD not in second


async def test_whoever_writes_again_is_asked_themselves_again(hospital: Hospital) -> None:
    ward, branch = await at(hospital, WARD, BRANCH)
    await block(hospital, ward)
    await hospital.move_to(5, 24)
    heard = len(await nudges(branch))
    await ward.unblock()
    await ward.send("/start")
    await hospital.move_to(5, 28)
    assert len(await nudges(ward)) == 1
    assert len(await nudges(branch)) == heard
    item = next(
        row
        for row in rows_of(hospital.app.database, duty_items)
        if (row["grid_code"], row["period_id"]) == ("30401", "2026-05")
    )
    assert item["passed_up"] is False


async def test_an_import_alone_tells_nobody_anything(hospital: Hospital) -> None:
    await at(hospital, WARD)
    hospital.clock.move_to(shanghai(5, 13))
    await hospital.import_roster(small())
    await hospital.app.tick()
    assert not [row for row in rows_of(hospital.app.database, outbox) if row["kind"] == "nudge"]
