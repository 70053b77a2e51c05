from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.time.holiday_notices import read_notice
from domain.time.holidays import Festival, FestivalDays, YearHolidays
from domain.time.working_days import Shift, WorkingDays, last_official_year, unknown_years
from tests.holiday_notices import MADE_UP_2027

OFFICIAL = WorkingDays()


def test_spring_festival_is_no_working_time_but_its_make_up_saturdays_are() -> None:
    festival = [date(2026, 2, 15) + timedelta(days=number) for number in range(9)]
    assert not any(OFFICIAL.is_working(day) for day in festival)
    assert OFFICIAL.is_working(date(2026, 2, 14))
    assert OFFICIAL.is_working(date(2026, 2, 28))
    assert not OFFICIAL.is_working(date(2026, 2, 7))


def test_a_day_within_national_day_moves_around_the_whole_holiday() -> None:
    day = date(2026, 10, 4)
    assert OFFICIAL.shift(day, Shift.PREVIOUS) == date(2026, 9, 30)
    assert OFFICIAL.shift(day, Shift.NEXT) == date(2026, 10, 8)
    assert OFFICIAL.shift(day, Shift.NONE) == day


def test_a_working_day_never_moves() -> None:
    assert all(OFFICIAL.shift(date(2026, 9, 30), rule) == date(2026, 9, 30) for rule in Shift)


def test_past_the_last_known_year_monday_to_friday_are_working_days() -> None:
    unknown = date(2090, 10, 2)
    assert OFFICIAL.knows(2026)
    assert not OFFICIAL.knows(unknown.year)
    assert OFFICIAL.is_working(unknown)
    assert not OFFICIAL.is_working(date(2090, 10, 1))


def test_the_hospital_s_own_dates_win_in_known_and_unknown_years() -> None:
    own = WorkingDays(
        holidays=frozenset({date(2026, 6, 30), date(2090, 10, 2)}),
        workdays=frozenset({date(2026, 10, 1), date(2090, 10, 1)}),
    )
    assert not own.is_working(date(2026, 6, 30))
    assert own.is_working(date(2026, 10, 1))
    assert not own.is_working(date(2090, 10, 2))
    assert own.is_working(date(2090, 10, 1))


def test_why_nobody_works_is_known() -> None:
    own = WorkingDays(holidays=frozenset({date(2026, 6, 30), date(2090, 10, 2)}))
    assert own.day_off(date(2026, 2, 17)) == "spring_festival"
    assert own.day_off(date(2026, 10, 8)) is None
    assert own.day_off(date(2026, 2, 14)) is None  # a Saturday made up for
    assert own.day_off(date(2026, 2, 7)) == "weekend"
    assert own.day_off(date(2026, 6, 30)) == own.day_off(date(2090, 10, 2)) == "own"
    assert own.day_off(date(2090, 10, 1)) == "weekend"
    assert own.day_off(date(2090, 10, 4)) is None


def test_a_holiday_of_a_year_not_yet_announced_is_worked_around_once_it_is_configured() -> None:
    week = frozenset(date(2027, 2, day) for day in range(5, 14))
    day = date(2027, 2, 8)
    assert not OFFICIAL.knows(2027)
    assert OFFICIAL.shift(day, Shift.PREVIOUS) == day
    assert WorkingDays(holidays=week).shift(day, Shift.PREVIOUS) == date(2027, 2, 4)
    assert WorkingDays(holidays=week, workdays=frozenset({date(2027, 2, 14)})).shift(day, Shift.NEXT) == date(
        2027, 2, 14
    )


def test_a_day_cannot_be_both_holiday_and_working_day() -> None:
    with pytest.raises(ValueError, match="2026-06-30"):
        WorkingDays(frozenset({date(2026, 6, 30)}), frozenset({date(2026, 6, 30)}))


@settings(deadline=None)
@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.sampled_from([Shift.PREVIOUS, Shift.NEXT]))
def test_a_shift_lands_on_the_nearest_working_day_of_its_side(day: date, rule: Shift) -> None:
    moved = OFFICIAL.shift(day, rule)
    sign = 1 if rule is Shift.NEXT else -1
    passed = [day + sign * timedelta(days=number) for number in range(abs((moved - day).days))]
    assert OFFICIAL.is_working(moved)
    assert (moved - day).days * sign >= 0
    assert not any(OFFICIAL.is_working(skipped) for skipped in passed)


def test_an_entered_year_is_known_and_wins_over_the_calendar_but_not_over_the_own_dates() -> None:
    notice = YearHolidays(2026, (FestivalDays((Festival.NEW_YEAR,), (date(2025, 12, 31), date(2026, 1, 1))),))
    of_2027 = YearHolidays(2027, read_notice(MADE_UP_2027, 2027).parts)
    calendar = WorkingDays(holidays=frozenset({date(2027, 2, 20)})).with_entered((notice, of_2027))
    assert calendar.knows(2027)
    assert not calendar.knows(2028)
    assert calendar.day_off(date(2027, 2, 8)) == "spring_festival"
    assert calendar.is_working(date(2027, 1, 30))
    assert calendar.day_off(date(2027, 2, 20)) == "own"
    assert calendar.day_off(date(2027, 2, 27)) == "weekend"
    assert calendar.day_off(date(2025, 12, 31)) == "new_years_day"
    assert calendar.is_working(
        date(2026, 2, 17)
    )  # the calendar's Spring Festival, which this notice leaves out
    assert calendar.is_working(date(2025, 12, 19)) == OFFICIAL.is_working(date(2025, 12, 19))
    assert calendar.with_entered((notice, of_2027)) is calendar.with_entered((notice, of_2027))


def test_a_year_is_missed_from_december_before_until_it_is_entered() -> None:
    entered = OFFICIAL.with_entered((YearHolidays(2027, read_notice(MADE_UP_2027, 2027).parts),))
    assert unknown_years(OFFICIAL, date(2026, 11, 30)) == []
    assert unknown_years(OFFICIAL, date(2026, 12, 1)) == unknown_years(OFFICIAL, date(2027, 6, 1)) == [2027]
    assert unknown_years(OFFICIAL, date(2027, 12, 1)) == [2027, 2028]
    assert unknown_years(entered, date(2027, 11, 30)) == []
    assert unknown_years(entered, date(2027, 12, 1)) == [2028]
    assert last_official_year() >= 2026
