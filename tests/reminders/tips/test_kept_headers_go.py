"""By the clock: headers that a hand-over replaced go thirty days after another handler opened what came after them."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from domain.tips.kept_headers import HeaderOpening
from reminders.desk import Desk
from reminders.tips.kept_headers import keep_headers
from storage.tables import appointments, audit, outbox
from storage.tips.handler_keys import HandlerKey
from storage.tips.kept_headers import Replacing
from storage.tips.sealing import seal_text
from storage.tips.tables import kept_headers
from storage.unit_of_work import UnitOfWork
from tests.desks import move_to, rows_of, shanghai
from tests.reminders.tips.tips_on_desks import (
    CLERK,
    COMMISSIONER,
    DIRECTOR,
    KEY,
    bring,
    open_tip_desk,
    recuse,
)

DAY = date(2026, 5, 12)
SEALED = bytes(seal_text("一件事", [KEY]))
OTHER = bytes(seal_text("另一件", [KEY]))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_tip_desk(tmp_path, shanghai(5, 12)) as opened:
        yield opened


def person(desk: Desk, name: str) -> int:
    return desk.database.write(lambda uow: uow.people.search(name, 9)[0].person_id)


def hand_over(desk: Desk, number: str, name: str, on: date = DAY, sealed: bytes = SEALED) -> None:
    """A handler replaces a header."""
    replacing = Replacing(person(desk, name), on, [KEY])
    desk.database.write(lambda uow: uow.kept_headers.add(number, [sealed], replacing))


def give_key(desk: Desk, name: str, key: str) -> None:
    who = person(desk, name)
    desk.database.write(lambda uow: uow.handler_keys.put(who, HandlerKey(key, DAY)))


def opens(desk: Desk, number: str, name: str, on: date = DAY, sealed: bytes = SEALED) -> None:
    """A handler opens what is in force with a key of their own."""
    who = person(desk, name)
    give_key(desk, name, f"age1{name}")
    opening = HeaderOpening(who, f"age1{name}", on)
    desk.database.write(lambda uow: uow.kept_headers.note_opening(number, sealed, opening))


def day(desk: Desk, on: date) -> int:
    """The clock comes by on a day; return how many headers are kept then."""
    move_to(desk, shanghai(on.month, on.day))
    now = desk.clock.now()
    desk.database.write(lambda uow: keep_headers(uow, desk, now))
    desk.database.write(lambda uow: keep_headers(uow, desk, now))
    return len(rows_of(desk.database, kept_headers))


def told(desk: Desk) -> list[tuple[str, tuple[str, ...]]]:
    """Return on which last day, and of which tips, letters told; the same to several people once."""
    rows = [row["payload"] for row in rows_of(desk.database, outbox) if row["kind"] == "tip_headers"]
    return sorted({(said["last"], tuple(said["numbers"])) for said in rows})


def test_they_go_on_the_day_after_thirty_are_told_of_once_and_stand_in_the_log(desk: Desk) -> None:
    first, second = (bring(desk.database, DAY) for _tip in range(2))
    for number, sealed in ((first, SEALED), (first, OTHER), (second, SEALED)):
        hand_over(desk, number, DIRECTOR, sealed=sealed)
    opens(desk, first, DIRECTOR)
    assert told(desk) == []
    opens(desk, first, CLERK)
    opens(desk, first, COMMISSIONER, DAY + timedelta(days=9))
    assert day(desk, DAY) == 3
    assert told(desk) == []
    for later in (1, 2, 30):
        assert day(desk, DAY + timedelta(days=later)) == 3
    last = (DAY + timedelta(days=30)).isoformat()
    assert told(desk) == [(last, (first,))]
    letters = [row for row in rows_of(desk.database, outbox) if row["kind"] == "tip_headers"]
    assert len(letters) == 3, "each of the office's handlers once, the supervisor not"
    # Of the two of that tip only one was opened, of the other tip none.
    assert day(desk, DAY + timedelta(days=31)) == 2
    entries = [row for row in rows_of(desk.database, audit) if row["act"] == "tip-headers-erased"]
    assert [(row["subject"], row["actor"], row["chain"]) for row in entries] == [
        (first, "retention", "office")
    ]


def test_after_a_long_downtime_nothing_goes_before_it_was_told_of(desk: Desk) -> None:
    number = bring(desk.database, DAY)
    hand_over(desk, number, DIRECTOR)
    opens(desk, number, CLERK)
    assert day(desk, DAY + timedelta(days=60)) == 1
    assert len(told(desk)) == 1
    assert day(desk, DAY + timedelta(days=61)) == 0


def end_posts(desk: Desk, name: str) -> None:
    who = person(desk, name)

    def work(uow: UnitOfWork) -> None:
        posts = update(appointments).where(appointments.c.person_id == who)
        uow._connection.execute(posts.values(ends_on=DAY))

    desk.database.write(work)


@pytest.mark.parametrize("way", ["left", "key changed", "recused"])
def test_who_opened_and_opens_no_more_has_to_be_followed_by_another(desk: Desk, way: str) -> None:
    number = bring(desk.database, DAY)
    hand_over(desk, number, DIRECTOR)
    opens(desk, number, CLERK)
    if way == "left":
        end_posts(desk, CLERK)
    elif way == "recused":
        recuse(desk.database, number, CLERK)
    else:
        give_key(desk, CLERK, "age1new")
    later = DAY + timedelta(days=31)
    assert day(desk, DAY + timedelta(days=1)) == day(desk, later) == 1
    (row,) = rows_of(desk.database, kept_headers)
    assert (row["opened_with"], row["opened_on"]) == (None, None)
    opens(desk, number, COMMISSIONER, later)
    assert day(desk, later + timedelta(days=30)) == 1
    assert day(desk, later + timedelta(days=31)) == 0


def test_where_one_handler_is_left_they_stay_without_end(desk: Desk) -> None:
    number = bring(desk.database, DAY)
    hand_over(desk, number, DIRECTOR)
    opens(desk, number, CLERK)
    for name in (DIRECTOR, COMMISSIONER):
        end_posts(desk, name)
    assert day(desk, DAY + timedelta(days=1)) == day(desk, DAY + timedelta(days=300)) == 1
    (row,) = rows_of(desk.database, kept_headers)
    assert row["opened_on"] == DAY


def test_replaced_again_meanwhile_each_header_waits_for_somebody_else_than_who_replaced_it(
    desk: Desk,
) -> None:
    number = bring(desk.database, DAY)
    hand_over(desk, number, DIRECTOR)
    opens(desk, number, CLERK)
    later = DAY + timedelta(days=10)
    hand_over(desk, number, CLERK, later)
    assert day(desk, DAY + timedelta(days=11)) == 2
    # What the clerk opened is kept itself by now: the first may go, the second waits for another than the clerk.
    assert day(desk, DAY + timedelta(days=31)) == 1
    opens(desk, number, CLERK, DAY + timedelta(days=31))
    assert day(desk, DAY + timedelta(days=90)) == 1
    opens(desk, number, DIRECTOR, DAY + timedelta(days=90))
    assert day(desk, DAY + timedelta(days=91)) == day(desk, DAY + timedelta(days=120)) == 1
    assert day(desk, DAY + timedelta(days=121)) == 0
