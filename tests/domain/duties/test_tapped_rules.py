"""Due days by taps, and typed: what is reported about follows from them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.duties.duty_block import DutyTerms
from domain.duties.tapped_rules import TappedRule, read_tapped, toggled, with_once, with_tapped, with_typed
from domain.time.cadences import due_days
from domain.time.periods import Period

MONTHLY = DutyTerms(form="f", rule="FREQ=MONTHLY;BYMONTHDAY=-1", period=Period.MONTH)
months = st.sets(st.integers(1, 12), min_size=1).map(lambda chosen: tuple(sorted(chosen)))


@given(months, st.one_of(st.just(-1), st.integers(1, 28)))
def test_what_is_tapped_is_read_again_and_falls_due_once_a_period(chosen: tuple[int, ...], day: int) -> None:
    tapped = TappedRule(chosen, day)
    assert read_tapped(tapped.text) == tapped
    assert {due.month for due in due_days(tapped.text, 2027)} == set(chosen)
    with_tapped(MONTHLY, tapped).called("d")


@pytest.mark.parametrize(
    ("tapped", "period"),
    [
        (TappedRule(tuple(range(1, 13)), 25), Period.MONTH),
        (TappedRule((3, 6, 9, 12), -1), Period.QUARTER),
        (TappedRule((3, 6, 9), -1), Period.MONTH),
        (TappedRule((6, 11), 20), Period.HALF),
        (TappedRule((5, 6), 20), Period.MONTH),
        (TappedRule((12,), 31), Period.YEAR),
        (TappedRule(weekday=4), Period.WEEK),
    ],
)
def test_what_is_reported_about_follows_from_the_months(tapped: TappedRule, period: Period) -> None:
    terms = with_tapped(MONTHLY.model_copy(update={"period_offset": -1, "opens_days_before": 20}), tapped)
    assert terms.period is period
    assert terms.period_offset == (-1 if period is Period.MONTH else 0)
    assert terms.opens_days_before == (None if period is Period.WEEK else 20)
    assert read_tapped(terms.rule) == tapped


def test_other_rules_are_no_taps() -> None:
    for rule in (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
        "FREQ=WEEKLY;BYDAY=MO,FR",
        "FREQ=YEARLY;BYMONTHDAY=1",
        "FREQ=MONTHLY;BYMONTHDAY=12,25",
        "FREQ=MONTHLY;BYMONTHDAY=-2",
        "RDATE=20270830",
    ):
        assert read_tapped(rule) is None


def test_a_typed_rule_is_about_the_longest_period_that_it_keeps() -> None:
    def typed(text: str) -> Period:
        return with_typed(MONTHLY, text).period

    assert typed("freq=weekly;interval=2;byday=fr") is Period.WEEK
    assert typed("FREQ=MONTHLY;BYMONTHDAY=12,25") is Period.HALF_MONTH
    assert typed("FREQ=MONTHLY;BYMONTHDAY=20") is Period.MONTH
    assert with_typed(MONTHLY, " RDATE=20270830 ").period is Period.MONTH
    twice = with_typed(MONTHLY, "FREQ=WEEKLY;BYDAY=MO,TU")
    assert (twice.period, twice.opens_days_before) == (Period.DAY, 30)
    for wrong in ("FREQ=DAILY", "", "FREQ=MONTHLY;BYMONTHDAY=31;DTSTART=20260601;UNTIL=20260602"):
        with pytest.raises(ValueError, match=r"cannot read|never"):
            with_typed(MONTHLY, wrong)


def test_one_day_alone_is_about_that_day() -> None:
    once = with_once(MONTHLY, date(2027, 8, 30))
    assert (once.rule, once.period, once.opens_days_before) == ("RDATE=20270830", Period.DAY, 30)
    assert (
        with_once(once.model_copy(update={"opens_days_before": 9}), date(2027, 9, 1)).opens_days_before == 9
    )
    assert toggled((1, 3), 2) == (1, 2, 3)
    assert toggled((1, 3), 3) == (1,)
