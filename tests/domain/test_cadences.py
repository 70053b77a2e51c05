from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.cadences import due_days


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
        "FREQ=MONTHLY;BYMONTHDAY=1;UNTIL=20261231",
        "FREQ=MONTHLY;BYMONTHDAY=1;COUNT=3",
    ],
)
def test_a_rule_that_cannot_be_kept_is_refused(rule: str) -> None:
    with pytest.raises(ValueError, match="the rule"):
        due_days(rule, 2026)


@settings(deadline=None)
@given(st.integers(1, 31), st.booleans(), st.integers(2000, 2099))
def test_a_monthly_duty_is_lost_in_no_month(day: int, from_the_end: bool, year: int) -> None:  # noqa: FBT001
    days = due_days(f"FREQ=MONTHLY;BYMONTHDAY={-day if from_the_end else day}", year)
    assert [one.month for one in days] == list(range(1, 13))
