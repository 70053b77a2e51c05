from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.time.periods import (
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
        (Period.DAY, "2026-06-30", (2026, 181), (date(2026, 6, 30), date(2026, 6, 30))),
        (Period.WEEK, "2026-W27", (2026, 27), (date(2026, 6, 29), date(2026, 7, 5))),
        (Period.TWO_WEEKS, "2026-W27-W28", (2026, 27), (date(2026, 6, 29), date(2026, 7, 12))),
        (Period.HALF_MONTH, "2026-06B", (2026, 12), (date(2026, 6, 16), date(2026, 6, 30))),
    ],
)
def test_30_june_lies_in_a_period_of_every_length(
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
    assert period_before("2026-01-01") == "2025-12-31"
    assert period_before("2026-01A") == "2025-12B"
    assert period_before("2027-W01") == "2026-W53"
    assert period_before("2027-W02-W03") == "2026-W53-W01"


def test_a_week_belongs_to_the_year_of_its_thursday() -> None:
    assert period_of(date(2027, 1, 3), Period.WEEK) == "2026-W53"
    assert period_of(date(2024, 12, 30), Period.WEEK) == "2025-W01"
    assert period_of(date(2027, 1, 3), Period.TWO_WEEKS) == "2026-W53-W01"


def test_a_year_before_keeps_the_number() -> None:
    assert period_a_year_before("2026-02") == "2025-02"
    assert period_a_year_before("2026-Q3") == "2025-Q3"
    assert period_a_year_before("2026-H2") == "2025-H2"
    assert period_a_year_before("2026") == "2025"
    assert period_a_year_before("2026-02B") == "2025-02B"
    assert period_a_year_before("2026-W07") == "2025-W07"
    assert period_a_year_before("2026-08-30") == "2025-08-30"


def test_what_the_year_before_lacks_is_its_nearest() -> None:
    assert period_a_year_before("2026-W53") == "2025-W52"
    assert period_a_year_before("2028-02-29") == "2027-02-28"
    assert period_a_year_before("2028-02-28") == "2027-02-28"
    assert period_a_year_before("2026-W27-W28") == "2025-W27-W28"


@pytest.mark.parametrize(
    "text",
    [
        *["", "2026-13", "2026-6", "2026-Q5", "2026-H0", "26", "２０２６", "2026-06-31", "2027-02-29"],
        *["2026-06C", "2026-13A", "2026-W00", "2026-W54", "2025-W53", "2026-W26-W27", "2026-W27-W29"],
    ],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a period"):
        period_parts(text)


@given(DAYS, KINDS)
def test_a_day_lies_within_the_span_of_its_period(day: date, kind: Period) -> None:
    first, last = period_span(period_of(day, kind))
    assert first <= day <= last


@given(DAYS, KINDS)
def test_an_id_can_be_read_again_and_fits_its_column(day: date, kind: Period) -> None:
    period_id = period_of(day, kind)
    assert period_parts(period_id).kind is kind
    assert len(period_id) <= 16
    first, last = period_span(period_id)
    assert {period_of(first, kind), period_of(last, kind)} == {period_id}
    assert (last - first).days < kind.days


@given(DAYS, KINDS)
def test_periods_follow_each_other_without_a_gap(day: date, kind: Period) -> None:
    period_id = period_of(day, kind)
    assert period_span(period_before(period_id))[1] == period_span(period_id)[0] - timedelta(days=1)


@given(DAYS, KINDS, st.integers(-50, 50))
def test_a_period_moved_there_and_back_is_itself(day: date, kind: Period, by: int) -> None:
    period_id = period_of(day, kind)
    assert period_moved(period_moved(period_id, by), -by) == period_id
