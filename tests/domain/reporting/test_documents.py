from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reporting.documents import (
    Span,
    is_reported,
    long_period_name,
    periods_within,
    read_span,
    reported_periods,
    spans_offered,
)
from domain.time.periods import Period, period_span
from tests.forms.made_up import STEADY

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def test_a_report_may_be_about_this_half_year_and_those_of_two_years_back() -> None:
    assert reported_periods(date(2026, 7, 2)) == ["2026", "2026-H2", "2026-H1", "2025", "2025-H2", "2025-H1"]
    assert reported_periods(date(2026, 3, 2))[:3] == ["2026", "2026-H1", "2025"]
    assert is_reported("2026-H1", date(2026, 7, 2))
    assert not is_reported("2026-H2", date(2026, 6, 30))
    assert not is_reported("2026-06", date(2026, 7, 2))


@pytest.mark.parametrize(
    ("period_id", "name"), [("2026-H1", "2026年上半年"), ("2026-H2", "2026年下半年"), ("2026", "2026年度")]
)
def test_half_years_and_years_have_names_in_documents(period_id: str, name: str) -> None:
    assert long_period_name(period_id) == name


def test_nothing_else_has_one() -> None:
    with pytest.raises(ValueError, match="no half-year"):
        long_period_name("2026-06")


def test_a_span_is_of_whole_months_in_their_order() -> None:
    assert Span("2026-01", "2026-02").days == (date(2026, 1, 1), date(2026, 2, 28))
    for first, last in (("2026-02", "2026-01"), ("2026", "2026-01"), ("x", "2026-01")):
        with pytest.raises(ValueError, match=r"span|period"):
            Span(first, last)


@STEADY
@given(DAYS)
def test_the_spans_offered_end_this_month_or_with_last_year(today: date) -> None:
    offered = spans_offered(today)
    assert len(set(offered)) == len(offered)
    assert all(span.last in (f"{today:%Y-%m}", f"{today.year - 1}-12") for span in offered)
    assert offered[0].first == f"{today.year}-01"


@STEADY
@given(st.sampled_from([Period.MONTH, Period.QUARTER, Period.HALF, Period.WEEK]), DAYS, st.integers(0, 500))
def test_the_periods_within_begin_inside_and_none_is_left_out(kind: Period, first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    found = periods_within(kind, first, last)
    starts = [period_span(period)[0] for period in found]
    assert starts == sorted(set(starts))
    assert all(first <= start <= last for start in starts)
    ends = [period_span(period)[1].toordinal() + 1 for period in found]
    assert ends[:-1] == [start.toordinal() for start in starts[1:]]


@pytest.mark.parametrize(
    "text",
    [
        "2026-01 2026-06",
        "2026-01 至 2026-06",
        "2026年1月至2026年6月",
        "2026.1 – 2026.6",
        "２０２６-01，2026-06",
    ],
)
def test_a_span_is_understood_as_windows_write_it_and_people_type_it(text: str) -> None:
    assert read_span(text) == Span("2026-01", "2026-06")


@pytest.mark.parametrize("text", ["", "2026-01", "2026-01 2026-06 2026-07", "一月到六月", "26-1 26-6"])
def test_what_names_no_two_months_is_no_span(text: str) -> None:
    assert read_span(text) is None


@pytest.mark.parametrize("text", ["2026-06 2026-01", "2026-13 2026-14", "2026-00 2026-01"])
def test_months_that_are_none_or_turned_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        read_span(text)
