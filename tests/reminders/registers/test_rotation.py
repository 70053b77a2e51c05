"""Level 1 is told of leading officials long in a post with an A risk: six years of the clock, by jumps."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from domain.people.people import Rank, Role
from domain.people.roster import Roster
from domain.registers.rotation import Rotation, RotationRule, rotations
from domain.time.clock import SHANGHAI, day_in_shanghai
from domain.time.nudge_hours import NudgeHours
from reminders.delivery.outbox_drain import drain
from reminders.desk import Desk
from reminders.registers.rotation import find_rotations
from reminders.tick import tick
from storage.database import Database
from storage.tables import outbox
from storage.unit_of_work import UnitOfWork
from tests.desks import Postman, bind, elsewhere, import_roster, move_to, open_desk, rows_of
from tests.reminders.duties.test_nudges_on_phones import of_grids
from tests.reminders.test_ticks_cut_off import KilledError, killed_after
from usecases.registers.keep import place_at
from usecases.registers.risks.rotation import risk_posts

OFFICE, COMMISSIONER, HEAD, WORKER = "监察室主任", "纪委书记", "心内科负责人", "心内科医疗组长"
LUNG = "呼吸内科负责人"
SINCE, FULL = date(2024, 2, 29), date(2029, 2, 28)
START = datetime(2026, 5, 12, 10, tzinfo=SHANGHAI)


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)


def in_post(roster: Roster, **since: date | None) -> Roster:
    """Return the roster with these days since which posts are held; all others are new in theirs."""
    officials = tuple(
        replace(official, in_post_since=since.get(official.name, date(2026, 1, 1)))
        for official in roster.officials
    )
    return replace(roster, officials=officials)


ROSTER = of_grids("内科第一党支部", "心内科", "呼吸内科")


@dataclass
class Office:
    """A desk with the phones of level 1, and risks that are put in force without their way through the chain."""

    desk: Desk

    def risk(
        self, owner: str | None, grid_name: str = "心内科", level: str = "a", state: str = "approved"
    ) -> int:
        """Put a risk in force."""

        def work(uow: UnitOfWork) -> int:
            (code,) = (grid.code for grid in uow.rosters.tree() if grid.name == grid_name)
            place = place_at(uow, code)
            assert place is not None
            return uow.entries.add(_risk(uow, owner, place, (level, state)), [])

        return self.desk.database.write(work)

    def stand(self, entry_id: int, **changed: Any) -> None:
        """Have a risk stand otherwise."""

        def work(uow: UnitOfWork) -> None:
            entry = uow.entries.find(entry_id)
            assert entry is not None
            moved = replace(entry, standing=replace(entry.standing, **changed), changes=entry.changes + 1)
            assert uow.entries.move(moved, [], entry.changes)

        self.desk.database.write(work)

    def listed(self, rule: RotationRule | None = None) -> list[tuple[str, str]]:
        """Return who stands in the list, and how."""

        def work(uow: UnitOfWork) -> list[Rotation]:
            today = day_in_shanghai(self.desk.clock.now())
            here = self.desk if rule is None else elsewhere(self.desk, rotation=rule)
            return rotations(here.rotation, risk_posts(uow, here, "1", today), today)

        return [(rotation.held.name, rotation.standing.value) for rotation in self.desk.database.write(work)]

    def ticked(self, moment: datetime, desk: Desk | None = None) -> dict[int, list[str]]:
        """Let the clock do this one step of its work; return what was sent of it, by phone."""
        desk = desk or self.desk
        move_to(desk, moment)
        desk.database.write(lambda uow: [batch(uow) for batch in find_rotations(uow, desk, moment)])
        postman = Postman()
        asyncio.run(drain(desk, postman))
        said: dict[int, list[str]] = {}
        for chat_id, window in postman.sent:
            if "轮岗" in window.text:
                said.setdefault(chat_id, []).append(window.text)
        return said


def _risk(uow: UnitOfWork, owner: str | None, place: Any, standing: tuple[str, str]) -> Any:
    from domain.registers.entries import Entry, EntryPeople, EntryStanding  # noqa: PLC0415

    level, state = standing
    found = (
        next((named for named in uow.people.search(owner, 9) if named.name == owner), None) if owner else None
    )
    opener = uow.people.search(OFFICE, 1)[0].person_id
    answers: dict[str, Any] = {"form": "person" if owner else "department", "level": level}
    if found is not None:
        answers["person"] = {"staff_number": found.staff_number, "name": found.name, "post": found.post}
    return Entry(
        "risk",
        1,
        place,
        EntryPeople(opener, None if found is None else found.person_id),
        EntryStanding(state, date(2026, 1, 1), is_open=False, level=level),
        "高值耗材",
        START,
        answers,
    )


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    since = {HEAD: SINCE, LUNG: SINCE}
    with open_desk(f"sqlite:///{tmp_path}/grid.db", START, in_post(ROSTER, **since)) as desk:
        bind(desk.database, OFFICE, 1)
        bind(desk.database, COMMISSIONER, 2)
        yield Office(desk)


def test_over_six_years_level_1_hears_on_each_of_the_days_once_of_all_at_once(office: Office) -> None:
    office.risk(HEAD)
    office.risk(HEAD)
    office.risk(LUNG, "呼吸内科", state="public")
    office.risk(WORKER)  # no leading official
    heard: dict[date, str] = {}
    days = [
        *(date(2028, 11, 29), date(2028, 11, 30), date(2028, 12, 1), date(2029, 2, 27), FULL),
        *(date(2029, 3, 1), date(2030, 2, 27), date(2030, 2, 28), date(2031, 3, 5), date(2032, 2, 28)),
        *(date(2032, 2, 29), date(2032, 5, 1)),
    ]
    for day in days:
        for hour in (7, 8, 9, 20):
            said = office.ticked(at(day, hour))
            if said:
                assert hour == 8
                assert sorted(said) == [1, 2]
                (heard[day],) = said[1]
                assert said[1] == said[2]
    assert list(heard) == [
        date(2028, 11, 30),
        FULL,
        date(2030, 2, 28),
        date(2031, 3, 5),  # the bot had been down
        date(2032, 2, 29),
    ]
    for day, text in heard.items():
        assert text.count(HEAD) == text.count(LUNG) == 1, day
        assert "2024年2月29日任现职" in text
        assert f"2029年2月28日{'将' if day < FULL else '已'}满 5 年" in text
    assert WORKER not in "".join(heard.values())


def test_what_changes_in_the_roster_and_the_register_changes_the_list_and_the_letters(office: Office) -> None:
    entry, department = office.risk(HEAD), office.risk(None, "呼吸内科")
    full, again = at(FULL), at(date(2030, 2, 28))
    move_to(office.desk, full)
    # Of a department's risk its head is looked at, and of one's own whoever it is.
    assert office.listed() == [(HEAD, "past"), (LUNG, "past")]
    office.stand(entry, level="b")
    office.stand(department, state="withdrawn")
    assert office.listed() == []
    assert office.ticked(full) == {}
    office.stand(department, state="filed")
    assert office.listed() == [(LUNG, "past")]
    assert office.listed(RotationRule(frozenset("abc"))) == [(HEAD, "past"), (LUNG, "past")]
    assert office.listed(RotationRule(frozenset("b"), years=40)) == []
    office.stand(entry, level="a")
    # A new post begins anew; a day that the roster does not say is asked for; who has left is gone.
    import_roster(office.desk.database, in_post(ROSTER, **{HEAD: date(2028, 6, 1), LUNG: None}), FULL)
    assert office.listed() == [(LUNG, "unknown")]
    assert office.ticked(again) == {}
    roster = in_post(ROSTER, **{HEAD: SINCE, LUNG: SINCE})
    import_roster(office.desk.database, _without(roster, LUNG), date(2030, 3, 1))
    move_to(office.desk, at(date(2030, 3, 1)))
    assert office.listed() == [(HEAD, "past")]


def _without(roster: Roster, name: str) -> Roster:
    (number,) = (official.staff_number for official in roster.officials if official.name == name)
    officials = tuple(official for official in roster.officials if official.staff_number != number)
    held = tuple(post for post in roster.appointments if post.staff_number != number)
    return replace(roster, officials=officials, appointments=held)


def test_who_heads_two_departments_is_named_once_and_a_post_left_behind_goes_with_its_holder(
    office: Office,
) -> None:
    office.risk(None, "心内科")
    office.risk(None, "呼吸内科")
    move_to(office.desk, at(FULL))
    roster = in_post(ROSTER, **{HEAD: SINCE, LUNG: SINCE})
    head = next(official for official in roster.officials if official.name == HEAD)
    two = [
        replace(post, staff_number=head.staff_number) if post.role is Role.DEPARTMENT_HEAD else post
        for post in _without(roster, LUNG).appointments
    ]
    lung = next(
        post
        for post in roster.appointments
        if post.grid_code != head.grid_code and post.role is Role.DEPARTMENT_HEAD
    )
    import_roster(
        office.desk.database,
        replace(_without(roster, LUNG), appointments=(*two, replace(lung, staff_number=head.staff_number))),
        FULL,
    )
    assert office.listed() == [(HEAD, "past")]
    assert office.ticked(at(FULL))[1][0].count(HEAD) == 1
    # The successor in the very post of whom a risk was entered has it, too; a colleague of another post has not.
    office.risk(HEAD)
    successor = replace(head, staff_number="99999", name="心内科新主任", rank=Rank.MIDDLE)
    import_roster(
        office.desk.database,
        replace(_without(roster, HEAD), officials=(*_without(roster, HEAD).officials, successor)),
        date(2029, 3, 1),
    )
    move_to(office.desk, at(date(2029, 3, 1)))
    assert sorted(office.listed()) == sorted([("心内科新主任", "past"), (LUNG, "past")])


def test_nobody_is_told_on_a_day_of_rest_where_nudges_rest_nor_while_nobody_can_be_reached(
    office: Office,
) -> None:
    office.risk(HEAD)
    resting = elsewhere(office.desk, hours=NudgeHours(working_days_only=True))
    saturday, monday = date(2029, 3, 3), date(2029, 3, 5)
    assert office.ticked(at(saturday), resting) == {}
    for phone in (1, 2):
        office.desk.database.write(partial(_lose, phone=phone))
    assert office.ticked(at(monday), resting) == {}
    office.desk.database.write(lambda uow: uow.people.mark_reachable(1, None))
    assert list(office.ticked(at(date(2029, 3, 6)), resting)) == [1]
    assert office.ticked(at(date(2029, 3, 7)), resting) == {}
    # What is off the list when the letter could go is not said.
    entry = office.risk(LUNG, "呼吸内科")
    moment = at(date(2029, 3, 8))
    move_to(office.desk, moment)
    queued = office.desk.database.write(
        lambda uow: [batch(uow) for batch in find_rotations(uow, office.desk, moment)]
    )
    assert queued == [1]
    office.stand(entry, state="lapsed")
    assert office.ticked(moment) == {}
    assert (
        office.ticked(at(date(2029, 3, 9)), elsewhere(office.desk, rotation=RotationRule(frozenset()))) == {}
    )


def test_of_two_ticks_at_once_the_later_looks_no_more_and_who_comes_between_is_told_the_next_day(
    office: Office,
) -> None:
    office.risk(HEAD)
    move_to(office.desk, at(FULL))
    first, second = (
        office.desk.database.write(lambda uow: find_rotations(uow, office.desk, at(FULL))) for _ in range(2)
    )
    assert [office.desk.database.write(batch) for batch in first] == [2]
    office.risk(LUNG, "呼吸内科")
    assert [office.desk.database.write(batch) for batch in second] == [0]
    assert HEAD in office.ticked(at(FULL))[1][0]
    (told,) = office.ticked(at(date(2029, 3, 1)))[1]
    assert LUNG in told
    assert HEAD not in told


def _lose(uow: UnitOfWork, phone: int) -> None:
    uow.people.mark_reachable(phone, START)


def test_a_tick_killed_anywhere_tells_each_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.risk(HEAD)
    asyncio.run(tick(office.desk))
    move_to(office.desk, at(FULL))
    for runs in (1, 3, 5, 8, 11, 40):
        with monkeypatch.context() as killing:
            killing.setattr(Database, "run", killed_after(runs))
            with suppress(KilledError):
                asyncio.run(tick(office.desk))
    asyncio.run(tick(office.desk))
    keys = [row["unique_key"] for row in rows_of(office.desk.database, outbox) if row["kind"] == "rotation"]
    assert len(keys) == 2
    assert all(f":{FULL}:" in key for key in keys)
