from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.duties import Duty, Occurrence, occurrences
from domain.grids import Grid, GridKind
from domain.periods import Period, period_span
from domain.working_days import Shift, WorkingDays

OFFICIAL = WorkingDays()
MONTHLY = Duty(
    id="monthly_report",
    form_id="monthly_report",
    rule="FREQ=MONTHLY;BYMONTHDAY=-1",
    period=Period.MONTH,
    min_level=2,
)
HALF_YEARLY = Duty(
    id="halfyear_selfcheck",
    form_id="halfyear_selfcheck",
    rule="FREQ=YEARLY;BYMONTH=6,11;BYMONTHDAY=20",
    period=Period.HALF,
)
UNIT_REPORT = Duty(
    id="annual_unit_report",
    form_id="annual_report",
    rule="FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=31",
    period=Period.YEAR,
    period_offset=-1,
    opens_days_before=30,
)


def year_of(duty: Duty, year: int) -> list[Occurrence]:
    found = occurrences(duty, date(year - 1, 1, 1), date(year + 1, 12, 31), OFFICIAL)
    return [one for one in found if one.due_on.year == year]


def test_a_month_opens_on_its_first_day_and_closes_after_its_last() -> None:
    (june,) = occurrences(MONTHLY, date(2026, 6, 15), date(2026, 6, 15), OFFICIAL)
    expected = ("monthly_report", "2026-06", date(2026, 6, 1), date(2026, 6, 30), date(2026, 7, 5))
    assert june == Occurrence(*expected)


def test_while_june_is_still_accepted_july_is_open_as_well() -> None:
    found = occurrences(MONTHLY, date(2026, 7, 5), date(2026, 7, 5), OFFICIAL)
    assert [one.period_id for one in found] == ["2026-06", "2026-07"]
    assert [one.period_id for one in occurrences(MONTHLY, date(2026, 7, 6), date(2026, 7, 6), OFFICIAL)] == [
        "2026-07"
    ]


def test_a_year_of_months_moved_back_before_holidays() -> None:
    duty = replace(MONTHLY, shift=Shift.PREVIOUS)
    assert [one.due_on.strftime("%m-%d") for one in year_of(duty, 2026)] == [
        "01-30",  # 31 January is a Saturday
        "02-28",  # a Saturday, but made up for Spring Festival
        "03-31",
        "04-30",
        "05-29",
        "06-30",
        "07-31",
        "08-31",
        "09-30",
        "10-30",
        "11-30",
        "12-31",
    ]


def test_a_day_in_spring_festival_or_national_day_moves_by_the_rule() -> None:
    for day, month, previous, following in [
        (17, 2, date(2026, 2, 14), date(2026, 2, 24)),
        (1, 10, date(2026, 9, 30), date(2026, 10, 8)),
    ]:
        duty = replace(UNIT_REPORT, rule=f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={day}")
        assert year_of(replace(duty, shift=Shift.PREVIOUS), 2026)[0].due_on == previous
        assert year_of(replace(duty, shift=Shift.NEXT), 2026)[0].due_on == following
        assert year_of(duty, 2026)[0].due_on == date(2026, month, day)


def test_a_shift_into_another_month_keeps_the_period() -> None:
    forward = year_of(replace(MONTHLY, shift=Shift.NEXT), 2026)
    assert [(one.period_id, one.due_on) for one in forward][:2] == [
        ("2026-01", date(2026, 2, 2)),
        ("2026-02", date(2026, 2, 28)),
    ]
    first = replace(MONTHLY, rule="FREQ=MONTHLY;BYMONTHDAY=1", shift=Shift.PREVIOUS)
    october = next(one for one in year_of(first, 2026) if one.period_id == "2026-10")
    assert (october.opens_on, october.due_on) == (date(2026, 9, 30), date(2026, 9, 30))


def test_29_february_falls_due_every_year() -> None:
    duty = replace(UNIT_REPORT, rule="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", period_offset=0)
    due = [year_of(duty, year)[0].due_on for year in range(2024, 2029)]
    assert [day.day for day in due] == [29, 28, 28, 28, 29]


def test_20_june_and_20_november_are_the_two_halves() -> None:
    assert [(one.period_id, one.due_on) for one in year_of(HALF_YEARLY, 2026)] == [
        ("2026-H1", date(2026, 6, 20)),
        ("2026-H2", date(2026, 11, 20)),
    ]


def test_a_report_due_in_january_is_about_the_year_before() -> None:
    (report,) = year_of(UNIT_REPORT, 2027)
    assert report.period_id == "2026"
    assert report.opens_on == date(2027, 1, 1)
    (early,) = year_of(replace(UNIT_REPORT, opens_days_before=None), 2027)
    assert early.opens_on == date(2026, 1, 1)


def test_levels_and_kinds_say_which_grids_a_duty_concerns() -> None:
    hospital = Grid("H", "医院", 1)
    branch = Grid("B", "内科支部", 2, "H")
    ward = Grid("D", "心内科", 3, "B", GridKind.CLINICAL)
    office = Grid("A", "信息科", 3, "B", GridKind.ADMINISTRATIVE)
    assert [MONTHLY.concerns(grid) for grid in (hospital, branch, ward)] == [False, True, True]
    assert [replace(MONTHLY, max_level=2).concerns(grid) for grid in (branch, ward)] == [True, False]
    clinical = replace(MONTHLY, grid_kinds=frozenset({GridKind.CLINICAL}))
    assert [clinical.concerns(grid) for grid in (branch, ward, office)] == [False, True, False]


def test_steps_run_from_before_to_after_the_due_day() -> None:
    assert MONTHLY.steps() == (-7, -3, -1, 0, 1, 3)
    assert replace(MONTHLY, nudge_before=(), nudge_on_day=False, nudge_after=(2, 1)).steps() == (1, 2)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"late_days": -1}, "not negative"),
        ({"opens_days_before": -1}, "not negative"),
        ({"nudge_before": (7, 0)}, "at least one day"),
        ({"nudge_after": (-1,)}, "at least one day"),
        ({"max_level": 1}, "no level"),
        ({"rule": "FREQ=MONTHLY;BYMONTHDAY=12,25"}, "twice in one month"),
        ({"rule": "FREQ=HOURLY"}, "the rule"),
    ],
)
def test_a_duty_that_could_not_be_kept_is_refused(change: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        replace(MONTHLY, **change)  # type: ignore[arg-type]  # any field may be the wrong one


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from([MONTHLY, HALF_YEARLY, UNIT_REPORT]),
    st.sampled_from(Shift),
    st.dates(date(2023, 1, 1), date(2030, 12, 31)),
    st.integers(0, 400),
    st.sampled_from([0, 5, 45]),
)
def test_no_day_asked_for_misses_an_occurrence(
    duty: Duty, shift: Shift, first: date, days: int, late_days: int
) -> None:
    duty = replace(duty, shift=shift, late_days=late_days)
    last = first + timedelta(days=days)
    whole = occurrences(duty, date(2018, 1, 1), date(2036, 12, 31), OFFICIAL)
    found = occurrences(duty, first, last, OFFICIAL)
    assert found == [one for one in whole if one.opens_on <= last and first <= one.closes_on]
    assert len({one.period_id for one in whole}) == len(whole)
    for one in whole:
        assert one.opens_on <= one.due_on <= one.closes_on
        assert one.opens_on >= period_span(one.period_id)[0] or one.opens_on == one.due_on
