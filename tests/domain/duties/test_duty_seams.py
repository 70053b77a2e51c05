from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.duties.duty_seams import check_periods
from domain.time.cadences import Rule, due_days
from domain.time.periods import Period, period_moved, period_of

CAMPAIGN = (
    "DTSTART=20260301;FREQ=MONTHLY;BYMONTHDAY=25;UNTIL=20261031\n"
    "DTSTART=20261101;FREQ=MONTHLY;BYMONTHDAY=12,25;UNTIL=20261231"
)


def periods(rule: str, period: Period, years: range) -> list[str]:
    return [period_of(day, period) for year in years for day in due_days(rule, year)]


def test_the_campaign_s_change_of_cadence_keeps_every_half_month_once() -> None:
    check_periods(Rule(CAMPAIGN), Period.HALF_MONTH)
    assert periods(CAMPAIGN, Period.HALF_MONTH, range(2026, 2027))[-5:] == [
        *["2026-10B", "2026-11A", "2026-11B", "2026-12A", "2026-12B"]
    ]
    check_periods(Rule(CAMPAIGN), Period.DAY)


def test_a_monthly_report_cannot_fall_due_twice_a_month_when_its_cadence_changes() -> None:
    with pytest.raises(ValueError, match=r"twice in one month \(2026-11\)"):
        check_periods(Rule(CAMPAIGN), Period.MONTH)


def test_a_month_that_falls_between_two_rules_is_named() -> None:
    early = "FREQ=MONTHLY;BYMONTHDAY=25;UNTIL=20261020\nDTSTART=20261021;FREQ=MONTHLY;BYMONTHDAY=12"
    with pytest.raises(ValueError, match="2026-10, where one rule ends"):
        check_periods(Rule(early), Period.MONTH)
    late = "FREQ=MONTHLY;BYMONTHDAY=12;UNTIL=20261011\nDTSTART=20261021;FREQ=MONTHLY;BYMONTHDAY=20"
    with pytest.raises(ValueError, match="2026-10, where one rule ends"):
        check_periods(Rule(late), Period.MONTH)


def test_a_duty_may_begin_and_end_in_the_middle_of_a_period_and_pause_in_between() -> None:
    check_periods(Rule("DTSTART=20260326;FREQ=MONTHLY;BYMONTHDAY=25;UNTIL=20261020"), Period.MONTH)
    pause = "FREQ=MONTHLY;BYMONTHDAY=25;UNTIL=20260630\nDTSTART=20260901;FREQ=MONTHLY;BYMONTHDAY=12"
    check_periods(Rule(pause), Period.MONTH)
    check_periods(Rule("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30\nRDATE=20260331"), Period.QUARTER)


@pytest.mark.parametrize(
    ("rule", "period"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,TH", Period.WEEK),
        ("FREQ=WEEKLY;BYDAY=MO", Period.TWO_WEEKS),
        ("FREQ=WEEKLY;INTERVAL=4;BYDAY=MO", Period.MONTH),
        ("FREQ=WEEKLY;INTERVAL=12;BYDAY=MO", Period.QUARTER),
        ("FREQ=MONTHLY;BYMONTHDAY=5,12", Period.HALF_MONTH),
        ("RDATE=20260801,20260830", Period.MONTH),
        ("FREQ=MONTHLY;BYMONTHDAY=-1\nRDATE=20450115", Period.MONTH),
    ],
)
def test_two_due_days_in_one_period_are_found(rule: str, period: Period) -> None:
    with pytest.raises(ValueError, match="falls due twice"):
        check_periods(Rule(rule), period)


@pytest.mark.parametrize(
    ("rule", "period"),
    [
        ("FREQ=WEEKLY;BYDAY=MO", Period.WEEK),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", Period.TWO_WEEKS),
        ("DTSTART=20260107;FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", Period.TWO_WEEKS),
        ("FREQ=WEEKLY;INTERVAL=5;BYDAY=MO", Period.MONTH),
        ("FREQ=MONTHLY;BYMONTHDAY=15,-1", Period.HALF_MONTH),
        ("FREQ=WEEKLY;BYDAY=MO,TH", Period.DAY),
        ("RDATE=20260830", Period.DAY),
    ],
)
def test_what_falls_due_once_in_a_period_is_taken(rule: str, period: Period) -> None:
    check_periods(Rule(rule), period)


def test_a_rule_that_names_no_day_is_refused() -> None:
    with pytest.raises(ValueError, match="never falls due"):
        check_periods(
            Rule("FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=30;DTSTART=20260701;UNTIL=20270601"), Period.YEAR
        )


@pytest.mark.slow
@settings(deadline=None, max_examples=120)
@given(
    st.integers(1, 31),
    st.integers(1, 31),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.sampled_from([Period.MONTH, Period.HALF_MONTH, Period.DAY]),
)
def test_wherever_a_monthly_cadence_changes_no_month_is_lost_or_doubled_or_it_is_refused(
    before: int, after: int, seam: date, period: Period
) -> None:
    rule = (
        f"FREQ=MONTHLY;BYMONTHDAY={before};UNTIL={seam:%Y%m%d}\n"
        f"DTSTART={seam + timedelta(days=1):%Y%m%d};FREQ=MONTHLY;BYMONTHDAY={after}"
    )
    found = periods(rule, period, range(2025, 2030))
    months = periods(rule, Period.MONTH, range(2025, 2030))
    every_month = [period_moved("2025-01", number) for number in range(60)]
    try:
        check_periods(Rule(rule), period)
    except ValueError:
        assert months != every_month  # nothing sound is refused
        return
    assert len(set(found)) == len(found)
    if period is Period.MONTH:
        assert months == every_month
