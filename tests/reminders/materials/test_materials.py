"""Reminders of what has not been read, by the clock: on which days, to whom, and when they fall silent."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from domain.materials.materials import Content, MaterialKind, Timing, steps_taken_by
from domain.people.leaves import Leave
from reminders.delivery.outbox_drain import drain
from reminders.desk import Desk
from reminders.tick import tick
from reports.sheets.sample_hospital import sample_roster
from storage.delivery.outbox import Letter
from storage.materials.materials import NewMaterial
from storage.materials.tables import material_readers
from tests.desks import Postman, bind, elsewhere, import_roster, move_to, open_desk, rows_of, shanghai

WARD, KIDNEY, HEAD = "心内科特邀监察员", "肾内科特邀监察员", "心内科负责人"
PHONES = {WARD: 11, KIDNEY: 12, HEAD: 13}
DUE_ON = date(2026, 5, 22)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Two wards and a head with a phone each, on 12 May at ten."""
    with open_desk(f"sqlite:///{tmp_path}/grid.db", shanghai(5, 12)) as opened:
        for name, phone in PHONES.items():
            bind(opened.database, name, phone)
        yield elsewhere(opened, duties={})


@pytest.fixture
def postman() -> Postman:
    return Postman()


def person(desk: Desk, name: str) -> int:
    return desk.database.write(lambda uow: uow.people.search(name, 1)[0].person_id)


def send(desk: Desk, *names: str, text: str = "学习通知", due_on: date | None = DUE_ON) -> int:
    """Send something to these people's grids, without its letter."""
    now = desk.clock.now()
    codes = {WARD: "30401", KIDNEY: "30406", HEAD: "30401"}
    assert_codes(desk, codes)
    timing = Timing(0, shanghai(5, 12).date(), due_on)
    new = NewMaterial(
        "1",
        MaterialKind.STUDY,
        Content(text),
        due_on,
        person(desk, "监察室主任"),
        now,
        steps_taken_by(timing, timing.sent_on, None),
    )
    readers = {person(desk, name): codes[name] for name in names}
    return desk.database.write(lambda uow: uow.materials.add(new, readers))


def assert_codes(desk: Desk, codes: dict[str, str]) -> None:
    names = {
        code: desk.database.write(lambda uow: uow.rosters.tree()).get(code).name for code in codes.values()
    }
    assert all(names[code] in name for name, code in codes.items())


async def lives(desk: Desk, postman: Postman, days: list[date], hours: tuple[int, ...] = (8, 15)) -> None:
    """Do what the bot does at these hours of these days."""
    for day in days:
        for hour in hours:
            move_to(desk, shanghai(day.month, day.day, hour))
            await tick(desk)
            await drain(desk, postman)


def span(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def heard(postman: Postman, name: str) -> list[str]:
    return [window.text for chat_id, window in postman.sent if chat_id == PHONES[name]]


async def days_heard(desk: Desk, postman: Postman, name: str, days: list[date]) -> list[date]:
    found = []
    for day in days:
        before = len(heard(postman, name))
        await lives(desk, postman, [day])
        found += [day] * (len(heard(postman, name)) - before)
    return found


def read(desk: Desk, material_id: int, name: str) -> None:
    person_id = person(desk, name)
    now = desk.clock.now()
    assert desk.database.write(lambda uow: uow.material_readers.read(material_id, person_id, now))


MAY_AND_JUNE = span(date(2026, 5, 12), date(2026, 6, 20))


async def test_on_the_right_days_and_none_after(desk: Desk, postman: Postman) -> None:
    send(desk, WARD)
    found = await days_heard(desk, postman, WARD, MAY_AND_JUNE)
    assert [(day - DUE_ON).days for day in found] == [-3, -1, 0, 1, 3]
    assert "您还有 1 项待阅" in heard(postman, WARD)[0]
    assert "5月22日，还有 3 天" in heard(postman, WARD)[0]
    assert "已逾期 3 天" in heard(postman, WARD)[-1]


async def test_without_a_day_after_three_and_seven(desk: Desk, postman: Postman) -> None:
    send(desk, WARD, due_on=None)
    found = await days_heard(desk, postman, WARD, MAY_AND_JUNE)
    assert [(day - date(2026, 5, 12)).days for day in found] == [3, 7]


async def test_who_has_read_it_hears_nothing_more_and_the_other_does(desk: Desk, postman: Postman) -> None:
    material_id = send(desk, WARD, KIDNEY)
    await lives(desk, postman, span(date(2026, 5, 12), date(2026, 5, 20)))
    read(desk, material_id, WARD)
    await lives(desk, postman, span(date(2026, 5, 21), date(2026, 6, 20)))
    assert (len(heard(postman, WARD)), len(heard(postman, KIDNEY))) == (1, 5)


async def test_withdrawn_nobody_hears_more(desk: Desk, postman: Postman) -> None:
    material_id = send(desk, WARD)
    await lives(desk, postman, span(date(2026, 5, 12), date(2026, 5, 20)))
    desk.database.write(lambda uow: uow.materials.withdraw(material_id, desk.clock.now()))
    await lives(desk, postman, span(date(2026, 5, 21), date(2026, 6, 20)))
    assert len(heard(postman, WARD)) == 1


async def test_read_between_the_tick_and_the_delivery_nothing_is_said(desk: Desk, postman: Postman) -> None:
    material_id = send(desk, WARD)
    move_to(desk, shanghai(5, 19))
    await tick(desk)
    read(desk, material_id, WARD)
    await drain(desk, postman)
    assert not heard(postman, WARD)


async def test_a_downtime_brings_one_message(desk: Desk, postman: Postman) -> None:
    send(desk, WARD)
    await lives(desk, postman, [date(2026, 5, 18), *span(date(2026, 5, 25), date(2026, 6, 20))])
    assert len(heard(postman, WARD)) == 1


async def test_two_unread_are_one_message_a_day(desk: Desk, postman: Postman) -> None:
    send(desk, WARD, text="甲通知")
    send(desk, WARD, text="乙通知", due_on=DUE_ON + timedelta(days=1))
    found = await days_heard(desk, postman, WARD, MAY_AND_JUNE)
    assert found == sorted(set(found))
    assert "您还有 2 项待阅" in heard(postman, WARD)[0]
    assert "甲通知" in heard(postman, WARD)[0]
    assert "乙通知" in heard(postman, WARD)[0]


async def test_the_offices_reminder_counts_as_the_days(desk: Desk, postman: Postman) -> None:
    send(desk, WARD)
    move_to(desk, shanghai(5, 19, 7))
    person_id, today = person(desk, WARD), date(2026, 5, 19)
    for queued in (1, 0):
        now = desk.clock.now()
        told = desk.database.write(lambda uow: uow.material_readers.remind([person_id], today, now))  # noqa: B023
        assert told == queued
    await lives(desk, postman, [date(2026, 5, 19), date(2026, 5, 20)])
    assert len(heard(postman, WARD)) == 1


async def test_nobody_is_reminded_at_night(desk: Desk, postman: Postman) -> None:
    send(desk, WARD)
    await lives(desk, postman, [date(2026, 5, 19)], hours=(0, 7, 21, 23))
    assert not heard(postman, WARD)


async def test_who_left_the_grid_hears_no_more_and_the_successor_is_not_chased(
    desk: Desk, postman: Postman
) -> None:
    send(desk, WARD)
    await lives(desk, postman, [date(2026, 5, 19)])
    roster = sample_roster(date(2026, 5, 12))
    numbers = {official.name: official.staff_number for official in roster.officials}
    (post,) = [
        appointment for appointment in roster.appointments if appointment.staff_number == numbers[WARD]
    ]
    others = [appointment for appointment in roster.appointments if appointment != post]
    successor = replace(post, staff_number=numbers[HEAD], starts_on=date(2026, 5, 20))
    import_roster(desk.database, replace(roster, appointments=(*others, successor)), date(2026, 5, 20))
    await lives(desk, postman, span(date(2026, 5, 20), date(2026, 6, 20)))
    assert (len(heard(postman, WARD)), len(heard(postman, HEAD))) == (1, 0)


async def test_who_is_away_hears_once_they_are_back(desk: Desk, postman: Postman) -> None:
    send(desk, WARD)
    leave = Leave(person(desk, WARD), date(2026, 5, 18), date(2026, 5, 26))
    desk.database.write(lambda uow: uow.leaves.add(leave, desk.clock.now()))
    found = await days_heard(desk, postman, WARD, MAY_AND_JUNE)
    assert found == [date(2026, 5, 27)]


async def test_a_tick_repeated_or_undone_reminds_once(desk: Desk, postman: Postman) -> None:
    send(desk, WARD)
    for _again in range(3):
        await lives(desk, postman, [date(2026, 5, 19)], hours=(8,))
    assert len(heard(postman, WARD)) == 1
    (row,) = rows_of(desk.database, material_readers)
    assert row["steps_done"] == 1


async def test_working_days_only_moves_them_off_the_weekend(desk: Desk, postman: Postman) -> None:
    desk = elsewhere(desk, hours=replace(desk.hours, working_days_only=True))
    send(desk, WARD)  # 22 May 2026 is a Friday: the day after is none, and the third a Monday
    found = await days_heard(desk, postman, WARD, MAY_AND_JUNE)
    assert found == [date(2026, 5, day) for day in (19, 21, 22, 25)]


def test_retiring_a_persons_letter_leaves_those_whose_number_begins_alike(desk: Desk) -> None:
    now: datetime = desk.clock.now()
    letters = [
        Letter(f"material:1:{n}:", "material", {"material": 1}, now, now + timedelta(days=9), person_id=1)
        for n in (1, 12)
    ]
    desk.database.write(lambda uow: uow.outbox.add_once(letters))
    desk.database.write(lambda uow: uow.sent_letters.retire("material:1:1:"))
    waiting = desk.database.write(lambda uow: uow.outbox.due(now, 9, urgent_only=False))
    assert [letter.unique_key for letter in waiting] == ["material:1:12:"]
