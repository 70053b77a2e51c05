from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from reminders.desk import Desk
from storage.delivery.outbox import DeliveryState, Interrupted, Letter, Passing
from storage.tables import outbox
from storage.unit_of_work import UnitOfWork
from tests.desks import MAY, open_desk, rows_of, states

KINDS = ("nudge", "chase")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(f"sqlite:///{tmp_path}/grid.db") as opened:
        yield opened


@pytest.fixture
def engine(desk: Desk) -> Engine:
    return desk.database.engine


def letter(key: str, *, minutes: int = 0, urgent: bool = False, person_id: int | None = 1) -> Letter:
    at = MAY + timedelta(minutes=minutes)
    kind = key.partition(":")[0]
    return Letter(
        key, kind, {"own": [1]}, at, at + timedelta(days=2), person_id=person_id, urgent=urgent, counted=True
    )


def test_a_key_is_queued_once_within_one_call_and_over_all(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> tuple[int, int]:
        return uow.outbox.add_once([letter("a"), letter("a"), letter("b")]), uow.outbox.add_once(
            [letter("b")]
        )

    assert desk.database.write(work) == (2, 0)
    assert set(states(desk, outbox)) == {"a", "b"}


def test_a_letter_and_its_cause_are_stored_together_or_not_at_all(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> None:
        uow.settings.put("cause", "x")
        uow.outbox.add_once([letter("a")])
        raise LookupError

    with pytest.raises(LookupError):
        desk.database.write(work)
    assert not rows_of(desk.database, outbox)
    assert desk.database.write(lambda uow: uow.settings.find("cause")) is None


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.booleans(), st.integers(-30, 30)), max_size=30), st.integers(1, 12))
def test_letters_are_read_urgent_first_then_oldest_first_until_they_begin(
    engine: Engine, some: list[tuple[bool, int]], limit: int
) -> None:
    with engine.connect() as connection, connection.begin() as transaction:
        uow = UnitOfWork(connection)
        wanted = [letter(f"{n}", minutes=m, urgent=urgent) for n, (urgent, m) in enumerate(some)]
        uow.outbox.add_once(wanted)
        begun: list[Letter] = []
        while batch := uow.outbox.due(MAY, limit, urgent_only=False):
            assert len(batch) <= limit
            assert batch == uow.outbox.due(MAY, limit, urgent_only=False)
            assert all(uow.outbox.begin(found.id) for found in batch)
            begun += batch
        due = [planned for planned in wanted if planned.not_before_at <= MAY]
        expected = sorted(
            due, key=lambda planned: (not planned.urgent, planned.not_before_at, int(planned.unique_key))
        )
        assert [found.unique_key for found in begun] == [planned.unique_key for planned in expected]
        transaction.rollback()


def test_a_letter_is_read_back_as_it_was_written(desk: Desk) -> None:
    wanted = letter("a", urgent=True)
    desk.database.write(lambda uow: uow.outbox.add_once([wanted]))
    (found,) = desk.database.write(lambda uow: uow.outbox.due(MAY, 5, urgent_only=True))
    assert (found.payload, found.not_before_at, found.expires_at) == (
        wanted.payload,
        wanted.not_before_at,
        wanted.expires_at,
    )


def test_whoever_has_to_wait_is_passed_over_and_nobody_else(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> list[str]:
        chat = replace(letter("chat", person_id=None), chat_id=-5)
        other = replace(letter("other chat", person_id=None), chat_id=-6)
        uow.outbox.add_once([letter("one"), letter("two", person_id=2), chat, other])
        found = uow.outbox.due(MAY, 9, urgent_only=False, passing=Passing({1}, {-5}))
        return [waiting.unique_key for waiting in found]

    assert desk.database.write(work) == ["two", "other chat"]


def test_a_letter_begins_once_and_only_while_it_waits(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> list[bool]:
        uow.outbox.add_once([letter("a"), letter("nudge:b")])
        uow.outbox.supersede(KINDS, [1])
        return [uow.outbox.begin(number) for number in (1, 1, 2)]

    assert desk.database.write(work) == [True, False, False]


def test_of_what_was_on_its_way_the_one_that_was_leaving_is_sent_again_and_the_others_are_not(
    desk: Desk,
) -> None:
    def work(uow: UnitOfWork) -> Interrupted:
        uow.outbox.add_once(
            letter(key) for key in ("sent", "lost", "left", "left untraced", "leaving", "waiting")
        )
        before = None
        for number in (1, 2, 3, 4, 5):
            assert uow.outbox.begin(number, before)
            before = number
        uow.outbox.settle(1, DeliveryState.SENT, MAY, 9)
        uow.outbox.settle(2, DeliveryState.PERHAPS_SENT, MAY)
        return uow.outbox.take_up({"left", "leaving", "lost"}, MAY)

    assert desk.database.write(work) == Interrupted(again=[(5, "leaving")], perhaps=[(3, "left")])
    assert states(desk, outbox) == {
        "sent": "sent",
        "lost": "perhaps_sent",
        "left": "perhaps_sent",
        "leaving": "waiting",
        "waiting": "waiting",
    }


def test_the_next_moment_at_which_a_letter_may_go_is_known(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> tuple[datetime | None, datetime | None]:
        uow.outbox.add_once([letter("now"), letter("later", minutes=9), letter("soon", minutes=3)])
        return uow.outbox.next_due_at(MAY), uow.outbox.next_due_at(MAY + timedelta(minutes=9))

    assert desk.database.write(work) == (MAY + timedelta(minutes=3), None)


def test_a_newer_message_takes_the_place_of_those_that_wait_for_the_same_person(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> None:
        uow.outbox.add_once([letter("nudge:1"), letter("chase:1"), letter("digest:1")])
        uow.outbox.add_once([letter("nudge:2", person_id=2)])
        uow.outbox.supersede(KINDS, [1])

    desk.database.write(work)
    assert states(desk, outbox) == {
        "nudge:1": "dropped",
        "chase:1": "dropped",
        "digest:1": "waiting",
        "nudge:2": "waiting",
    }


def test_whoever_was_perhaps_told_counts_as_told(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> tuple[set[int], set[int]]:
        uow.outbox.add_once(letter(f"nudge:{n}", person_id=n) for n in (1, 2, 3, 4))
        uow.outbox.add_once([letter("digest:5", person_id=5)])
        one, two, three, _four, five = uow.outbox.due(MAY, 9, urgent_only=False)
        for told, state in (
            (one, DeliveryState.SENT),
            (two, DeliveryState.PERHAPS_SENT),
            (three, DeliveryState.REFUSED),
            (five, DeliveryState.SENT),
        ):
            uow.outbox.settle(told.id, state, MAY)
        life = timedelta(days=2)
        return (
            uow.outbox.people_told(KINDS, MAY, life),
            uow.outbox.people_told(KINDS, MAY + timedelta(seconds=1), life),
        )

    assert desk.database.write(work) == ({1, 2}, set())


def test_keys_are_found_by_how_they_begin_whatever_stands_in_them(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> set[str]:
        uow.outbox.add_once([letter("nudge:2026-05-12:1"), letter("nudge:2026-05-12x"), letter("n%")])
        return uow.outbox.keys_beginning("n%") | uow.outbox.keys_beginning("nudge:2026-05-12:")

    assert desk.database.write(work) == {"n%", "nudge:2026-05-12:1"}


def test_a_letter_that_waits_can_be_counted_and_forgotten(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> tuple[int, int]:
        uow.outbox.add_once([letter("a"), letter("b")])
        before = uow.outbox.count(DeliveryState.WAITING)
        uow.outbox.forget(1)
        return before, uow.outbox.count(DeliveryState.WAITING)

    assert desk.database.write(work) == (2, 1)


def test_a_clock_set_back_takes_with_it_what_might_go_already_and_nothing_else(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> None:
        uow.outbox.add_once(
            [letter("due", minutes=10), letter("not yet", minutes=90), letter("gone", minutes=10)]
        )
        uow.outbox.begin(3)
        uow.outbox.follow_clock(MAY + timedelta(minutes=30), MAY)
        uow.outbox.follow_clock(MAY, MAY)

    desk.database.write(work)
    waits = {row["unique_key"]: row["not_before_at"] - MAY for row in rows_of(desk.database, outbox)}
    assert waits == {
        "due": timedelta(minutes=-20),
        "not yet": timedelta(minutes=90),
        "gone": timedelta(minutes=10),
    }


def test_the_letters_written_last_are_listed_newest_first_with_whom_they_are_for(desk: Desk) -> None:
    def work(uow: UnitOfWork) -> list[tuple[str, str, bool]]:
        uow.outbox.add_once([letter("a"), letter("b"), letter("c", person_id=None)])
        uow.outbox.settle(2, DeliveryState.SENT, MAY, 9)
        return [(shown.kind, shown.state, shown.person_name is None) for shown in uow.outbox.latest(2)]

    assert desk.database.write(work) == [("c", DeliveryState.WAITING, True), ("b", DeliveryState.SENT, False)]


def test_what_the_letters_of_a_day_name_is_told_by_person_of_few_and_of_many(desk: Desk) -> None:
    named = replace(letter("nudge:2026-05-12:1"), payload={"own": [1], "below": [2, 3]})
    again = replace(letter("nudge:2026-05-12:1:1200"), payload={"own": [4], "below": []})
    before = replace(letter("nudge:2026-05-11:1"), payload={"own": [5], "below": []})
    desk.database.write(lambda uow: uow.outbox.add_once([named, again, before]))

    def found(*people: int) -> dict[int, set[int]]:
        return desk.database.write(lambda uow: uow.outbox.named("nudge:2026-05-12:", people))

    assert found(1) == found(*range(1, 3000)) == {1: {1, 2, 3, 4}}
    assert found() == found(2) == found(*range(2, 3000)) == {}


def test_what_the_letters_of_a_day_name_of_registers_is_told_by_person_too(desk: Desk) -> None:
    up = replace(letter("nudge:2026-05-12:1"), payload={"own": [], "below": [], "entries": [7, 8]})
    coloured = {"own": [4], "below": [], "letters": [[9, "red"]]}
    again = replace(letter("nudge:2026-05-12:1:1200"), payload=coloured)
    duties = replace(letter("nudge:2026-05-11:1"), payload={"own": [5], "below": []})
    desk.database.write(lambda uow: uow.outbox.add_once([up, again, duties]))

    def found(day: int, *people: int) -> dict[int, set[int]]:
        return desk.database.write(lambda uow: uow.outbox.entries_named(f"nudge:2026-05-{day}:", people))

    assert found(12, 1) == found(12, *range(1, 3000)) == {1: {7, 8, 9}}
    assert found(11, 1) == {1: set()}
    assert found(12) == found(12, 2) == {}
