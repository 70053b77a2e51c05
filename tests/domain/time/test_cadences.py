from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.time.cadences import due_days


def test_the_last_day_of_the_month_is_found_in_a_leap_year_too() -> None:
    expected = [date(2028, month, monthrange(2028, month)[1]) for month in range(1, 13)]
    assert list(due_days("FREQ=MONTHLY;BYMONTHDAY=-1", 2028)) == expected


@pytest.mark.parametrize("day", [29, 30, 31])
def test_a_month_without_that_day_falls_due_on_its_last(day: int) -> None:
    days = due_days(f"FREQ=MONTHLY;BYMONTHDAY={day}", 2026)
    assert days == tuple(date(2026, month, min(day, monthrange(2026, month)[1])) for month in range(1, 13))


def test_31_january_is_31_january() -> None:
    assert due_days("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31", 2027) == (date(2027, 1, 31),)


def test_29_february_is_28_february_in_a_common_year() -> None:
    rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"
    assert [due_days(rule, year)[0] for year in (2024, 2025, 2026, 2027, 2028)] == [
        date(2024, 2, 29),
        date(2025, 2, 28),
        date(2026, 2, 28),
        date(2027, 2, 28),
        date(2028, 2, 29),
    ]


def test_half_years_on_given_days_and_quarters_on_the_last() -> None:
    assert due_days("FREQ=YEARLY;BYMONTH=6,11;BYMONTHDAY=20", 2026) == (date(2026, 6, 20), date(2026, 11, 20))
    assert due_days("freq=yearly;bymonth=3,6,9,12;bymonthday=-1", 2026) == (
        date(2026, 3, 31),
        date(2026, 6, 30),
        date(2026, 9, 30),
        date(2026, 12, 31),
    )


def test_weekdays_and_positions_keep_to_the_rfc() -> None:
    fridays = due_days("FREQ=MONTHLY;BYDAY=-1FR", 2026)
    assert fridays[:2] == (date(2026, 1, 30), date(2026, 2, 27))
    assert due_days("FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", 2026) == (
        date(2026, 2, 13),
        date(2026, 3, 13),
        date(2026, 11, 13),
    )
    assert due_days("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", 2026)[4] == date(2026, 5, 29)


def test_intervals_count_from_january_2000() -> None:
    assert due_days("FREQ=YEARLY;INTERVAL=2;BYMONTH=5;BYMONTHDAY=1", 2026) == (date(2026, 5, 1),)
    assert due_days("FREQ=YEARLY;INTERVAL=2;BYMONTH=5;BYMONTHDAY=1", 2027) == ()


def test_every_friday_and_every_second_one() -> None:
    fridays = [date(2026, 1, 2) + timedelta(weeks=number) for number in range(52)]
    assert list(due_days("FREQ=WEEKLY;BYDAY=FR", 2026)) == fridays
    # 7 January 2000 is the Friday of the week that intervals count from; 2 January 2026 is 678 weeks later.
    assert list(due_days("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", 2026)) == fridays[0::2]
    assert list(due_days("DTSTART=20260109;FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", 2026)) == fridays[1::2]


def test_two_weeks_go_on_as_they_were_over_the_end_of_a_year() -> None:
    rule = "DTSTART=20251219;FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"
    days = [day for year in (2025, 2026, 2027) for day in due_days(rule, year)]
    assert {(later - earlier).days for earlier, later in pairwise(days)} == {14}
    assert days[0] == date(2025, 12, 19)


def test_twice_a_month_on_given_days() -> None:
    assert due_days("FREQ=MONTHLY;BYMONTHDAY=12,25", 2026)[:3] == (
        date(2026, 1, 12),
        date(2026, 1, 25),
        date(2026, 2, 12),
    )
    assert due_days("FREQ=MONTHLY;BYMONTHDAY=15,31", 2026)[2:4] == (date(2026, 2, 15), date(2026, 2, 28))


def test_once_is_a_day_and_no_other() -> None:
    assert due_days("RDATE=20260830", 2026) == (date(2026, 8, 30),)
    assert due_days("RDATE=20260830", 2027) == ()
    assert due_days("RDATE=20261130,20260830", 2026) == (date(2026, 8, 30), date(2026, 11, 30))


def test_a_cadence_that_changes_on_a_date() -> None:
    rule = (
        "DTSTART=20260301;FREQ=MONTHLY;BYMONTHDAY=25;UNTIL=20261031\n"
        "DTSTART=20261101;FREQ=MONTHLY;BYMONTHDAY=12,25;UNTIL=20261231"
    )
    until_october = [date(2026, month, 25) for month in range(3, 11)]
    then = [date(2026, month, day) for month in (11, 12) for day in (12, 25)]
    assert list(due_days(rule, 2026)) == [*until_october, *then]
    assert due_days(rule, 2025) == due_days(rule, 2027) == ()


def test_the_first_and_the_last_day_of_a_line_are_included() -> None:
    assert due_days("DTSTART=20260331;FREQ=MONTHLY;BYMONTHDAY=31;UNTIL=20260430", 2026) == (
        date(2026, 3, 31),
        date(2026, 4, 30),
    )


def test_a_day_that_two_lines_name_is_one() -> None:
    assert due_days("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30\nRDATE=20260630", 2026) == (date(2026, 6, 30),)


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "monthly",
        "FREQ=MONTHLY",
        "BYMONTHDAY=1",
        "FREQ=DAILY;BYMONTHDAY=1",
        "FREQ=MONTHLY;FREQ=MONTHLY;BYMONTHDAY=1",
        "FREQ=MONTHLY;BYMONTHDAY=",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTHDAY=last",
        "FREQ=MONTHLY;BYDAY=6FR",
        "FREQ=MONTHLY;INTERVAL=0;BYMONTHDAY=1",
        "FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=1",
        "FREQ=MONTHLY;BYMONTHDAY=1;COUNT=3",
        "FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=20261231T000000Z",
        "FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=20260229",
        "DTSTART=20260601;FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=20260531",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYMONTHDAY=1",
        "FREQ=WEEKLY;BYDAY=2FR",
        "RDATE=20260230",
        "RDATE=18990101",
        "RDATE=20260830;UNTIL=20270101",
        "FREQ=MONTHLY;BYMONTHDAY=1\n\nRDATE=20260830",
    ],
)
def test_a_rule_that_cannot_be_kept_is_refused(rule: str) -> None:
    with pytest.raises(ValueError, match="the rule"):
        due_days(rule, 2026)


@settings(deadline=None)
@given(st.integers(1, 31), st.booleans(), st.integers(2000, 2099))
def test_a_monthly_duty_is_lost_in_no_month(day: int, from_the_end: bool, year: int) -> None:  # noqa: FBT001
    days = due_days(f"FREQ=MONTHLY;BYMONTHDAY={-day if from_the_end else day}", year)
    assert [due.month for due in days] == list(range(1, 13))


Names = Callable[[date], bool]
"""Tells of a day whether a line names it: what the tests believe, worked out day by day without dateutil."""
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
BOUNDS = st.none() | st.dates(date(2023, 1, 1), date(2029, 12, 31))


def is_that_day(day: date, numbers: set[int]) -> bool:
    length = monthrange(day.year, day.month)[1]
    return any(day.day == (min(n, length) if n > 0 else max(length + 1 + n, 1)) for n in numbers)


@st.composite
def lines(draw: st.DrawFn) -> tuple[str, Names]:
    first, last = draw(BOUNDS), draw(BOUNDS)
    if first and last and last < first:
        first, last = last, first
    every = draw(st.integers(1, 5))
    freq = draw(st.sampled_from(["WEEKLY", "MONTHLY", "YEARLY"]))
    text = f"FREQ={freq};INTERVAL={every}"
    text += (f";DTSTART={first:%Y%m%d}" if first else "") + (f";UNTIL={last:%Y%m%d}" if last else "")
    since = first or date(2000, 1, 3)
    if freq == "WEEKLY":
        chosen = draw(st.sets(st.integers(0, 6), min_size=1))
        monday = since - timedelta(days=since.weekday())
        text += ";BYDAY=" + ",".join(WEEKDAYS[number] for number in sorted(chosen))

        def names(day: date) -> bool:
            return day.weekday() in chosen and (day - monday).days // 7 % every == 0
    else:
        numbers = draw(st.sets(st.integers(-31, 31).filter(bool), min_size=1, max_size=3))
        months = draw(st.sets(st.integers(1, 12), min_size=1))
        text += ";BYMONTHDAY=" + ",".join(map(str, sorted(numbers)))
        text += ";BYMONTH=" + ",".join(map(str, sorted(months)))

        def names(day: date) -> bool:
            passed = day.year - since.year
            passed = passed * 12 + day.month - since.month if freq == "MONTHLY" else passed
            return day.month in months and passed % every == 0 and is_that_day(day, numbers)

    return text, lambda day: (first or day) <= day <= (last or day) and names(day)


@settings(deadline=None, max_examples=40)
@given(st.lists(lines(), min_size=1, max_size=3))
def test_any_rule_names_the_days_that_a_recount_of_five_years_finds(rule: list[tuple[str, Names]]) -> None:
    text = "\n".join(line for line, _names in rule)
    found = [day for year in range(2024, 2029) for day in due_days(text, year)]
    five_years = (date(2024, 1, 1) + timedelta(days=number) for number in range(5 * 365 + 2))
    assert found == [day for day in five_years if any(names(day) for _line, names in rule)]
