from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.periods import (
    Period,
    PeriodParts,
    period_a_year_before,
    period_before,
    period_moved,
    period_of,
    period_parts,
    period_span,
)

DAYS = st.dates(date(2001, 1, 1), date(2099, 12, 31))
KINDS = st.sampled_from(Period)


@pytest.mark.parametrize(
    ("kind", "period_id", "parts", "span"),
    [
        (Period.MONTH, "2026-06", (2026, 6), (date(2026, 6, 1), date(2026, 6, 30))),
        (Period.QUARTER, "2026-Q2", (2026, 2), (date(2026, 4, 1), date(2026, 6, 30))),
        (Period.HALF, "2026-H1", (2026, 1), (date(2026, 1, 1), date(2026, 6, 30))),
        (Period.YEAR, "2026", (2026, 1), (date(2026, 1, 1), date(2026, 12, 31))),
    ],
)
def test_30_june_lies_in_a_month_a_quarter_a_half_and_a_year(
    kind: Period, period_id: str, parts: tuple[int, int], span: tuple[date, date]
) -> None:
    assert period_of(date(2026, 6, 30), kind) == period_id
    assert period_parts(period_id) == PeriodParts(*parts, kind)
    assert period_span(period_id) == span


def test_the_period_before_january_is_december() -> None:
    assert period_before("2026-01") == "2025-12"
    assert period_before("2026-Q1") == "2025-Q4"
    assert period_before("2026-H1") == "2025-H2"
    assert period_before("2026") == "2025"


def test_a_year_before_keeps_the_number() -> None:
    assert period_a_year_before("2026-02") == "2025-02"
    assert period_a_year_before("2026-Q3") == "2025-Q3"
    assert period_a_year_before("2026-H2") == "2025-H2"
    assert period_a_year_before("2026") == "2025"


@pytest.mark.parametrize(
    "text", ["", "2026-13", "2026-6", "2026-Q5", "2026-H0", "26", "2026-06-01", "２０２６"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a period"):
        period_parts(text)


@given(DAYS, KINDS)
def test_a_day_lies_within_the_span_of_its_period(day: date, kind: Period) -> None:
    first, last = period_span(period_of(day, kind))
    assert first <= day <= last


@given(DAYS, KINDS)
def test_periods_follow_each_other_without_a_gap(day: date, kind: Period) -> None:
    period_id = period_of(day, kind)
    assert period_span(period_before(period_id))[1] == period_span(period_id)[0] - timedelta(days=1)


@given(DAYS, KINDS, st.integers(-50, 50))
def test_a_period_moved_there_and_back_is_itself(day: date, kind: Period, by: int) -> None:
    period_id = period_of(day, kind)
    assert period_moved(period_moved(period_id, by), -by) == period_id
