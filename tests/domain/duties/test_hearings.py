from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.duties.duties import Duty
from domain.duties.hearings import (
    AN_HOUR,
    Next,
    Offer,
    OpenDays,
    Slot,
    check_offer,
    next_working_days,
    read_many,
    read_place,
    read_time,
    reminded_on,
    runs,
    who_is_next,
)
from domain.errors import RefusalError
from domain.people.people import LEVEL_ONE_ROLES, Post, Role, Viewer
from domain.time.clock import SHANGHAI
from domain.time.periods import Period
from domain.time.working_days import WorkingDays

NOW = datetime(2026, 5, 12, 10, 0, tzinfo=SHANGHAI)
OPEN = OpenDays(date(2026, 4, 1), date(2026, 7, 10))
DAYS = WorkingDays()


def slot(hour: int, minute: int = 0, minutes: int = 20, day: int = 14, item_id: int | None = None) -> Slot:
    starts_at = datetime(2026, 5, day, hour, minute, tzinfo=SHANGHAI)
    return Slot(0, "quarterly_hearing", "1", starts_at, minutes, "302", item_id)


def refused(offer: Offer, *known: Slot) -> str:
    with pytest.raises(RefusalError) as refusal:
        check_offer(offer, OPEN, known, NOW)
    return refusal.value.key


def test_whose_turn_it_is_follows_from_the_slot() -> None:
    chosen = slot(10, item_id=1)
    assert who_is_next(None, some_free=True, now=NOW) is Next.CHOOSER
    assert who_is_next(None, some_free=False, now=NOW) is Next.HOST
    assert who_is_next(chosen, some_free=True, now=NOW) is Next.NOBODY
    assert who_is_next(chosen, some_free=True, now=chosen.ends_at - timedelta(seconds=1)) is Next.NOBODY
    assert who_is_next(chosen, some_free=True, now=chosen.ends_at) is Next.HOST


def test_slots_of_an_offer_follow_each_other() -> None:
    offer = Offer(date(2026, 5, 14), time(14), 3, 30)
    assert [f"{start:%H:%M}" for start in offer.starts()] == ["14:00", "14:30", "15:00"]
    assert offer.ends_at == datetime(2026, 5, 14, 15, 30, tzinfo=SHANGHAI)
    check_offer(offer, OPEN, [slot(13, 30, 30), slot(15, 30)], NOW)


@pytest.mark.parametrize(
    ("offer", "key"),
    [
        (Offer(date(2026, 5, 11), time(14), 1, 20), "hearing-day-past"),
        (Offer(date(2026, 7, 11), time(14), 1, 20), "hearing-day-outside"),
        (Offer(date(2026, 5, 12), time(10), 1, 20), "hearing-time-past"),
        (Offer(date(2026, 5, 14), time(23), 3, 20), "hearing-past-midnight"),
        (Offer(date(2026, 5, 14), time(9), 21, 20), "hearing-many-wrong"),
        (Offer(date(2026, 5, 14), time(9), 1, 241), "hearing-many-wrong"),
        (Offer(date(2026, 5, 14), time(9), 0, 20), "hearing-many-wrong"),
        (Offer(date(2026, 5, 14), time(9, 50), 1, 20), "hearing-overlaps"),
        (Offer(date(2026, 5, 14), time(10, 10), 1, 5), "hearing-overlaps"),
        (Offer(date(2026, 5, 14), time(9), 6, 20), "hearing-overlaps"),
    ],
)
def test_what_can_t_be_offered_is_refused(offer: Offer, key: str) -> None:
    assert refused(offer, slot(10)) == key


@given(st.integers(0, 1419), st.integers(1, 60), st.integers(1, 60))
def test_an_offer_is_refused_just_where_it_shares_a_minute_with_a_slot(
    begins: int, minutes: int, length: int
) -> None:
    known = slot(12, 0, length)
    offer = Offer(date(2026, 5, 14), time(begins // 60, begins % 60), 1, minutes)
    if begins + minutes >= 24 * 60:
        assert refused(offer, known) == "hearing-past-midnight"
        return
    taken = set(range(12 * 60, 12 * 60 + length)) & set(range(begins, begins + minutes))
    if taken:
        assert refused(offer, known) == "hearing-overlaps"
    else:
        check_offer(offer, OPEN, [known], NOW)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("14:00", time(14)),
        ("9：05", time(9, 5)),
        ("9点", time(9)),
        ("9点半", time(9, 30)),
        (" 9.30 ", time(9, 30)),
    ],
)
def test_times_are_read_as_people_write_them(text: str, read: time) -> None:
    assert read_time(text) == read


@pytest.mark.parametrize("text", ["24:00", "9:60", "早上", "", "9", "9:5", "1000"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(RefusalError, match="hearing-no-time"):
        read_time(text)


@pytest.mark.parametrize("text", ["4 × 20", "4x20", "4*20分钟", "4 个 20 分钟"])
def test_numbers_and_lengths_are_read_as_people_write_them(text: str) -> None:
    assert read_many(text) == (4, 20)


@pytest.mark.parametrize("text", ["0 × 20", "4 × 0", "21 × 20", "4 × 241", "4", "很多"])
def test_what_is_no_number_of_slots_is_refused(text: str) -> None:
    with pytest.raises(RefusalError, match="hearing-many-wrong"):
        read_many(text)


def test_a_place_stands_on_one_line() -> None:
    assert read_place("  行政楼\n 302 ") == "行政楼 302"
    for text in ("", " \n", "室" * 51):
        with pytest.raises(RefusalError, match="hearing-place-length"):
            read_place(text)


def test_a_slot_may_be_changed_until_the_day_before_and_suits_while_it_lies_ahead() -> None:
    chosen = slot(10)
    assert chosen.may_be_changed(date(2026, 5, 13))
    assert not chosen.may_be_changed(date(2026, 5, 14))
    assert chosen.suits(*OPEN, NOW)
    assert not chosen.suits(*OPEN, chosen.starts_at)
    assert not chosen.suits(date(2026, 5, 15), date(2026, 7, 10), NOW)
    assert not chosen.suits(date(2026, 4, 1), date(2026, 5, 13), NOW)


def test_both_are_reminded_on_the_working_day_before_also_around_national_day() -> None:
    assert reminded_on(date(2026, 5, 14), DAYS) == date(2026, 5, 13)
    assert reminded_on(date(2026, 5, 18), DAYS) == date(2026, 5, 15)
    assert reminded_on(date(2026, 10, 8), DAYS) == date(2026, 9, 30)


def test_days_offered_are_working_days_ahead() -> None:
    days = next_working_days(date(2026, 9, 29), date(2026, 10, 31), DAYS, 3)
    assert days == [date(2026, 9, 30), date(2026, 10, 8), date(2026, 10, 9)]
    assert next_working_days(date(2026, 5, 12), date(2026, 5, 13), DAYS, 6) == [date(2026, 5, 13)]


@given(st.sets(st.integers(0, 200), max_size=12))
def test_rows_hold_every_slot_once_and_end_where_there_is_an_hour_between(starts: set[int]) -> None:
    slots = [
        Slot(0, "d", "1", datetime(2026, 5, 14, tzinfo=UTC) + timedelta(minutes=10 * n), 10, "")
        for n in starts
    ]
    rows = runs(slots)
    assert [offered for row in rows for offered in row] == sorted(
        slots, key=lambda offered: offered.starts_at
    )
    for row in rows:
        for one, other in pairwise(row):
            assert other.starts_at - one.ends_at < AN_HOUR
    for row, other_row in pairwise(rows):
        assert other_row[0].starts_at - row[-1].ends_at >= AN_HOUR


def test_a_hearing_is_offered_by_somebody() -> None:
    facts = {"id": "h", "form_id": "hearing", "rule": "FREQ=MONTHLY;BYMONTHDAY=-1", "period": Period.MONTH}
    assert Duty(**facts, hearing=True).offered_by == LEVEL_ONE_ROLES  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="offered_by names nobody"):
        Duty(**facts, hearing=True, offered_by=frozenset())  # type: ignore[arg-type]


def test_a_host_holds_the_role_at_a_first_level_grid_as_deputy_or_themselves() -> None:
    office = Post(Role.OFFICE, "1", 1)
    branch = Post(Role.INSPECTOR, "2", 2)
    assert Viewer(1, "", "zh", (office, branch)).units_as(LEVEL_ONE_ROLES) == ("1",)
    assert Viewer(1, "", "zh", (branch,), (office,)).units_as(LEVEL_ONE_ROLES) == ("1",)
    assert Viewer(1, "", "zh", (branch,)).units_as({Role.INSPECTOR}) == ()
