from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import RefusalError
from domain.time.calendar_page import (
    FIRST_DAY,
    LAST_DAY,
    CalendarPage,
    Month,
    calendar_page,
    month_of,
    read_month,
    write_month,
)

DAYS = st.dates(FIRST_DAY, LAST_DAY)
MONTHS = DAYS.map(month_of)
TODAY = date(2026, 5, 12)


def days_of(page: CalendarPage) -> list[date]:
    return [day for week in page.weeks for day in week if day is not None]


@given(MONTHS)
def test_every_day_of_a_month_stands_once_in_the_column_of_its_weekday(month: Month) -> None:
    page = calendar_page(month, TODAY)
    many = monthrange(month.year, month.number)[1]
    assert days_of(page) == [date(month.year, month.number, number) for number in range(1, many + 1)]
    for week in page.weeks:
        assert [day.weekday() for day in week if day] == [place for place, day in enumerate(week) if day]
        assert len(week) == 7


@given(MONTHS, DAYS, DAYS, DAYS)
def test_the_days_open_are_those_within_the_limits(
    month: Month, today: date, shown: date, other: date
) -> None:
    first, last = sorted((shown, other))
    page = calendar_page(month, today, first, last)
    assert days_of(page)
    assert all(first <= day <= last for day in days_of(page))
    if month_of(first) <= month <= month_of(last):
        assert page.month == month
    assert page.today == (today if first <= today <= last else None)


@given(MONTHS, DAYS, DAYS)
def test_an_arrow_leads_where_a_day_is_open_or_nowhere(month: Month, shown: date, other: date) -> None:
    first, last = sorted((shown, other))
    page = calendar_page(month, TODAY, first, last)
    for arrow in (page.year_back, page.month_back):
        assert arrow is None or (
            arrow < page.month and calendar_page(arrow, TODAY, first, last).month == arrow
        )
    for arrow in (page.month_on, page.year_on):
        assert arrow is None or (
            arrow > page.month and calendar_page(arrow, TODAY, first, last).month == arrow
        )
    assert (page.month_back is None) == (page.month == month_of(first))
    assert (page.month_on is None) == (page.month == month_of(last))


@given(DAYS, st.integers(1, 40))
def test_stepping_on_reaches_every_open_month(first: date, months: int) -> None:
    last = min(first + timedelta(days=31 * months), LAST_DAY)
    page, seen = calendar_page(month_of(first), TODAY, first, last), []
    while True:
        seen += days_of(page)
        if page.month_on is None:
            break
        page = calendar_page(page.month_on, TODAY, first, last)
    assert seen == [first + timedelta(days=number) for number in range((last - first).days + 1)]


def test_a_step_of_a_year_goes_as_far_as_the_limits_allow() -> None:
    page = calendar_page(Month(2026, 5), TODAY, date(2025, 9, 1), TODAY)
    assert (page.year_back, page.year_on, page.month_on) == (Month(2025, 9), None, None)
    assert calendar_page(Month(2026, 5), TODAY).year_back == Month(2025, 5)


@pytest.mark.parametrize(
    ("earliest", "latest"),
    [(TODAY, TODAY - timedelta(days=40)), (date(2150, 1, 1), None), (None, date(1850, 1, 1))],
)
def test_limits_that_leave_no_day_give_an_empty_page(earliest: date | None, latest: date | None) -> None:
    page = calendar_page(Month(2026, 5), TODAY, earliest, latest)
    assert days_of(page) == []
    assert {page.year_back, page.month_back, page.month_on, page.year_on, page.today} == {None}


@given(MONTHS)
def test_a_month_is_read_as_it_was_written(month: Month) -> None:
    assert read_month(write_month(month)) == month


@pytest.mark.parametrize(
    "text", ["", "2026", "202613", "202600", "000105", "999912", "２０２６０５", "20260x", "2026-05"]
)
def test_a_month_that_no_button_carries_is_refused(text: str) -> None:
    with pytest.raises(RefusalError):
        read_month(text)
