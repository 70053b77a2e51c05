from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reminders.delivery.outbox_drain import drain
from reminders.desk import Desk, UnconnectedError
from reminders.found import letters
from reminders.tick import tick
from reminders.watch.self_check import (
    CLOCK_LEAP,
    TICK_LATE,
    Check,
    Health,
    check_clock,
    check_letters,
    check_tick,
    unplanned,
)
from reminders.watch.skipped import STUCK_AFTER
from reminders.watch.troubles import GOOD_RUNS, Trouble, follow, queue_troubles
from storage.delivery.outbox import Letter
from storage.tables import outbox
from tests.desks import Postman, always, bind, move_to, open_desk, rows_of, shanghai

WARD, OFFICE = "心内科特邀监察员", "监察室主任"
WARD_PHONE, OFFICE_PHONE = 11, 12
FIVE_MINUTES = timedelta(minutes=5)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(f"sqlite:///{tmp_path}/grid.db", shanghai(5, 12)) as opened:
        bind(opened.database, WARD, WARD_PHONE)
        bind(opened.database, OFFICE, OFFICE_PHONE)
        yield opened


@pytest.fixture
def postman() -> Postman:
    return Postman()


def letter(due: datetime, kind: str = "nudge", *, urgent: bool = False) -> Letter:
    return Letter("k", kind, {}, due, due + timedelta(days=9), chat_id=5, urgent=urgent)


async def ticks(desk: Desk, at: datetime) -> None:
    move_to(desk, at)
    await tick(desk)


async def test_after_every_tick_nothing_due_is_unplanned_and_without_one_it_is(
    desk: Desk, postman: Postman
) -> None:
    found = set()
    for day in range(15):
        for hour in (3, 8, 20):
            at = shanghai(5, 23, hour) + timedelta(days=day)
            before = desk.database.write(lambda uow: unplanned(uow, desk, at))  # noqa: B023 - called at once
            found |= {at.day} if before else set()
            await ticks(desk, at)
            assert not desk.database.write(lambda uow: unplanned(uow, desk, at))  # noqa: B023 - called at once
            await drain(desk, postman)
    # The steps: 7, 3 and 1 days before, the day, 1 and 3 days after.
    assert found == {24, 28, 30, 31, 1, 3}


async def test_looking_changes_nothing(desk: Desk) -> None:
    await ticks(desk, shanghai(5, 23))
    before = rows_of(desk.database, outbox)
    assert desk.database.write(lambda uow: unplanned(uow, desk, shanghai(5, 28)))
    assert desk.database.write(lambda uow: unplanned(uow, desk, shanghai(5, 28)))
    assert rows_of(desk.database, outbox) == before


def test_a_tick_is_missed_after_three_minutes() -> None:
    ages = (timedelta(0), TICK_LATE - timedelta(seconds=1), TICK_LATE)
    assert [check_tick(age) for age in ages] == [
        Check("tick", True),
        Check("tick", True, 2),
        Check("tick", False, 3),
    ]


def test_a_clock_that_was_set_is_trouble_whichever_way() -> None:
    leaps = (timedelta(hours=-8), timedelta(minutes=-1), timedelta(), CLOCK_LEAP)
    assert [check_clock(leap) for leap in leaps] == [
        Check("clock", False, -480),
        Check("clock", True, -1),
        Check("clock", True),
        Check("clock", False, 2),
    ]


@pytest.mark.parametrize(
    ("due", "now", "urgent", "ok"),
    [
        (shanghai(5, 12, 10), shanghai(5, 12, 10, 10), False, True),
        (shanghai(5, 12, 10), shanghai(5, 12, 10, 11), False, False),
        (shanghai(5, 12, 10), shanghai(5, 12, 10, 11), True, False),
        (shanghai(5, 11, 22), shanghai(5, 12, 3), False, True),  # it waits for the morning
        (shanghai(5, 11, 22), shanghai(5, 12, 3), True, False),  # an urgent one does not
        (shanghai(5, 11, 22), shanghai(5, 12, 8, 9), False, True),
        (shanghai(5, 11, 22), shanghai(5, 12, 8, 10), False, False),
        (shanghai(5, 13, 10), shanghai(5, 12, 10), False, True),  # not due yet
    ],
)
def test_a_letter_that_could_have_gone_ten_minutes_ago_is_stuck(
    desk: Desk, due: datetime, now: datetime, *, urgent: bool, ok: bool
) -> None:
    desk.database.write(lambda uow: uow.outbox.add_once([letter(due, urgent=urgent)]))
    found = desk.database.write(lambda uow: check_letters(uow, desk, now))
    assert found == Check("letters", ok, 0 if ok else 1)


async def test_a_letter_that_is_tried_again_and_again_is_stuck_all_the_same(
    desk: Desk, postman: Postman
) -> None:
    postman.refuse = always(UnconnectedError())
    at = shanghai(5, 24, 8)
    for _ in range(4):
        await ticks(desk, at)
        await drain(desk, postman)
        at += FIVE_MINUTES
    assert not desk.database.write(lambda uow: check_letters(uow, desk, at)).ok


@pytest.mark.parametrize("kind", sorted(letters().kinds.keys() - letters().told))
def test_that_a_letter_about_a_tip_waits_is_not_told(desk: Desk, kind: str) -> None:
    now = shanghai(5, 12)
    desk.database.write(
        lambda uow: uow.outbox.add_once([letter(now - timedelta(hours=3), kind, urgent=True)])
    )
    assert desk.database.write(lambda uow: check_letters(uow, desk, now)).ok


def health(at: datetime, **checks: bool) -> Health:
    return Health(at, tuple(Check(name, ok) for name, ok in checks.items()))


async def told(desk: Desk, postman: Postman, state: Health) -> list[str]:
    """Return what the office hears after a check."""
    move_to(desk, state.checked_at)
    desk.database.write(lambda uow: queue_troubles(uow, state))
    before = len(postman.sent)
    await drain(desk, postman)
    return [window.text for chat_id, window in postman.sent[before:] if chat_id == OFFICE_PHONE]


async def test_a_trouble_is_told_when_it_begins_and_when_it_is_over_and_not_in_between(
    desk: Desk, postman: Postman
) -> None:
    at = shanghai(5, 12, 10)
    said = []
    for number, ok in enumerate([True, False, False, False, True, True, True, True]):
        said.append(await told(desk, postman, health(at + number * FIVE_MINUTES, letters=ok, disk=True)))
    assert [len(some) for some in said] == [0, 1, 0, 0, 0, 0, 1, 0]
    assert "5月12日 10:05 起，有通知超过 10 分钟未能发出" in said[1][0]
    assert said[6] == ["已恢复正常：有通知超过 10 分钟未能发出（5月12日 10:05 至 5月12日 10:30）。"]


async def test_what_comes_and_goes_is_one_trouble(desk: Desk, postman: Postman) -> None:
    at = shanghai(5, 12, 10)
    said = []
    for number in range(30):
        said += await told(desk, postman, health(at + number * FIVE_MINUTES, letters=number % 2 == 0))
    assert len(said) == 1


async def test_at_night_nobody_is_woken_and_what_is_over_by_morning_is_told_as_over(
    desk: Desk, postman: Postman
) -> None:
    at = shanghai(5, 12, 23)
    said = []
    for number, ok in enumerate([False, False, True, True, True]):
        said += await told(desk, postman, health(at + number * FIVE_MINUTES, tick=ok))
    assert not said
    (morning,) = await told(desk, postman, health(shanghai(5, 13, 8), tick=True))
    assert morning.startswith("已恢复正常")


async def test_troubles_of_one_check_come_in_one_message(desk: Desk, postman: Postman) -> None:
    names = {"tick": False, "letters": False, "planned": False, "disk": False}
    (said,) = await told(desk, postman, health(shanghai(5, 12, 10), **names))
    assert said.count("起，") == 4


async def test_what_was_not_looked_at_stays_as_it_was(desk: Desk, postman: Postman) -> None:
    at = shanghai(5, 12, 10)
    assert await told(desk, postman, health(at, letters=False))
    for number in range(1, 6):
        assert not await told(desk, postman, health(at + number * FIVE_MINUTES, disk=True))
    assert not await told(desk, postman, health(at + timedelta(hours=1), letters=False))


@given(st.lists(st.booleans(), max_size=40))
def test_beginnings_and_ends_alternate_and_no_trouble_is_left_untold(runs: list[bool]) -> None:
    known: dict[str, Trouble] = {}
    events: list[str] = []
    for number, ok in enumerate(runs):
        known, began, ended = follow(known, health(shanghai(5, 12, 10) + number * FIVE_MINUTES, letters=ok))
        events += ["began"] * len(began) + ["ended"] * len(ended)
        assert ok or "letters" in known
    assert events == ["began", "ended"] * (len(events) // 2) + ["began"] * (len(events) % 2)
    if runs[-GOOD_RUNS:] == [True] * GOOD_RUNS:
        assert not known
    assert bool(events) is (False in runs)


def test_ten_minutes_are_ten_minutes() -> None:
    assert timedelta(minutes=10) == STUCK_AFTER
    assert timedelta(minutes=3) == TICK_LATE
