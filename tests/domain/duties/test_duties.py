from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.duties.duties import Duty, Occurrence, occurrences, period_due_before
from domain.people.grids import Grid, GridKind, GridTree
from domain.people.people import Role
from domain.time.periods import Period, period_span
from domain.time.working_days import Shift, WorkingDays

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
JOINT_MEETING = Duty(
    id="joint_meeting",
    form_id="meeting_record",
    rule="FREQ=WEEKLY;BYDAY=FR",
    period=Period.WEEK,
    roles=frozenset({Role.OFFICE}),
    max_level=1,
    shift=Shift.PREVIOUS,
)
SECOND_THURSDAYS = replace(JOINT_MEETING, rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", period=Period.TWO_WEEKS)
CAMPAIGN = Duty(
    id="campaign",
    form_id="meeting_record",
    rule="FREQ=MONTHLY;BYMONTHDAY=25;UNTIL=20261031\nDTSTART=20261101;FREQ=MONTHLY;BYMONTHDAY=12,25;UNTIL=20261231",
    period=Period.HALF_MONTH,
    shift=Shift.NEXT,
)
ONCE = replace(CAMPAIGN, rule="RDATE=20260830", period=Period.DAY, opens_days_before=60)


def year_of(duty: Duty, year: int) -> list[Occurrence]:
    found = occurrences(duty, date(year - 1, 1, 1), date(year + 1, 12, 31), OFFICIAL)
    return [occurrence for occurrence in found if occurrence.due_on.year == year]


def test_a_month_opens_on_its_first_day_and_closes_after_its_last() -> None:
    (june,) = occurrences(MONTHLY, date(2026, 6, 15), date(2026, 6, 15), OFFICIAL)
    expected = ("monthly_report", "2026-06", date(2026, 6, 1), date(2026, 6, 30), date(2026, 7, 5))
    assert june == Occurrence(*expected, named_on=date(2026, 6, 30))


def test_while_june_is_still_accepted_july_is_open_as_well() -> None:
    found = occurrences(MONTHLY, date(2026, 7, 5), date(2026, 7, 5), OFFICIAL)
    assert [occurrence.period_id for occurrence in found] == ["2026-06", "2026-07"]
    assert [
        occurrence.period_id
        for occurrence in occurrences(MONTHLY, date(2026, 7, 6), date(2026, 7, 6), OFFICIAL)
    ] == ["2026-07"]


def test_a_year_of_months_moved_back_before_holidays() -> None:
    duty = replace(MONTHLY, shift=Shift.PREVIOUS)
    assert [occurrence.due_on.strftime("%m-%d") for occurrence in year_of(duty, 2026)] == [
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
    assert [(occurrence.period_id, occurrence.due_on) for occurrence in forward][:2] == [
        ("2026-01", date(2026, 2, 2)),
        ("2026-02", date(2026, 2, 28)),
    ]
    first = replace(MONTHLY, rule="FREQ=MONTHLY;BYMONTHDAY=1", shift=Shift.PREVIOUS)
    october = next(occurrence for occurrence in year_of(first, 2026) if occurrence.period_id == "2026-10")
    assert (october.opens_on, october.due_on) == (date(2026, 9, 30), date(2026, 9, 30))


def test_29_february_falls_due_every_year() -> None:
    duty = replace(UNIT_REPORT, rule="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", period_offset=0)
    due = [year_of(duty, year)[0].due_on for year in range(2024, 2029)]
    assert [day.day for day in due] == [29, 28, 28, 28, 29]


def test_20_june_and_20_november_are_the_two_halves() -> None:
    assert [(occurrence.period_id, occurrence.due_on) for occurrence in year_of(HALF_YEARLY, 2026)] == [
        ("2026-H1", date(2026, 6, 20)),
        ("2026-H2", date(2026, 11, 20)),
    ]


def test_a_report_due_in_january_is_about_the_year_before() -> None:
    (report,) = year_of(UNIT_REPORT, 2027)
    assert report.period_id == "2026"
    assert report.opens_on == date(2027, 1, 1)
    (early,) = year_of(replace(UNIT_REPORT, opens_days_before=None), 2027)
    assert early.opens_on == date(2026, 1, 1)


def test_a_weekly_meeting_is_moved_within_its_week_and_before_a_whole_week_off() -> None:
    due = {occurrence.period_id: occurrence for occurrence in year_of(JOINT_MEETING, 2026)}
    assert len(due) == 51  # that of 2 January is held on 31 December
    festival = due[
        "2026-W08"
    ]  # 20 February; from the 15th to the 23rd nobody works, on Saturday the 14th people do
    assert (festival.named_on, festival.due_on) == (date(2026, 2, 20), date(2026, 2, 14))
    assert festival.opens_on == date(2026, 2, 14)


def test_every_second_thursday_falls_in_two_weeks_of_its_own() -> None:
    due = year_of(replace(SECOND_THURSDAYS, shift=Shift.NONE), 2026)
    assert [occurrence.due_on for occurrence in due[:2]] == [date(2026, 1, 1), date(2026, 1, 15)]
    assert len({occurrence.period_id for occurrence in due}) == len(due) == 27


def test_the_campaign_reports_once_a_month_and_then_twice() -> None:
    due = year_of(CAMPAIGN, 2026)
    assert [(occurrence.period_id, occurrence.due_on) for occurrence in due[-6:]] == [
        ("2026-09", date(2026, 9, 28)),  # the 25th is Mid-autumn Festival
        ("2026-10", date(2026, 10, 26)),  # a Sunday
        ("2026-11A", date(2026, 11, 12)),
        ("2026-11B", date(2026, 11, 25)),
        ("2026-12A", date(2026, 12, 14)),  # a Saturday
        ("2026-12B", date(2026, 12, 25)),
    ]
    assert year_of(CAMPAIGN, 2027) == []


def test_half_a_month_is_called_so_where_the_rule_asks_twice_a_month_even_if_it_begins_in_the_middle_of_one() -> (
    None
):
    twice = replace(CAMPAIGN, rule="DTSTART=20261116;FREQ=MONTHLY;BYMONTHDAY=12,25;UNTIL=20261213")
    assert [occurrence.period_id for occurrence in year_of(twice, 2026)] == ["2026-11B", "2026-12A"]
    once = replace(CAMPAIGN, rule="FREQ=MONTHLY;BYMONTHDAY=12;UNTIL=20260630")
    assert year_of(once, 2026)[-1].period_id == "2026-06"


def test_what_level_1_alone_owes_is_told_nobody_else() -> None:
    assert MONTHLY.told_outside
    assert not JOINT_MEETING.told_outside
    assert not replace(JOINT_MEETING, max_level=None).told_outside
    assert not replace(MONTHLY, min_level=1, max_level=1).told_outside


def test_committee_and_organ_above_listen_where_they_choose_the_slot() -> None:
    heard = replace(MONTHLY, hearing=True, roles=frozenset({Role.SUPERVISOR}))
    assert heard.is_heard_by_roles
    assert not replace(heard, roles=frozenset({Role.INSPECTOR})).is_heard_by_roles
    assert not replace(heard, hearing=False).is_heard_by_roles


def test_what_is_owed_once_is_named_by_its_day() -> None:
    (once,) = year_of(ONCE, 2026)
    assert (once.period_id, once.named_on, once.due_on) == (
        "2026-08-30",
        date(2026, 8, 30),
        date(2026, 8, 31),  # the 30th is a Sunday
    )
    assert once.opens_on == date(2026, 7, 2)
    assert year_of(ONCE, 2025) == year_of(ONCE, 2027) == []


@pytest.mark.parametrize(
    ("duty", "period_id", "before"),
    [
        (MONTHLY, "2026-01", "2025-12"),
        (JOINT_MEETING, "2026-W01", "2025-W52"),
        (UNIT_REPORT, "2026", "2025"),
        (CAMPAIGN, "2026-11B", "2026-11A"),
        (CAMPAIGN, "2026-11A", "2026-10"),
        (CAMPAIGN, "2026-10", "2026-09"),
        (replace(CAMPAIGN, period=Period.DAY, opens_days_before=5), "2026-11-12", "2026-10-25"),
        (replace(MONTHLY, rule="FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=1"), "2026-03", "2025-09"),
        (ONCE, "2026-08-30", "2026-08-29"),
    ],
)
def test_the_period_before_is_the_one_that_fell_due_before(duty: Duty, period_id: str, before: str) -> None:
    assert period_due_before(duty, period_id) == before


def test_chosen_grids_bring_what_hangs_below_and_exceptions_take_it_out() -> None:
    hospital = Grid("H", "医院", 1)
    branches = [Grid("B1", "内科支部", 2, "H"), Grid("B2", "外科支部", 2, "H")]
    wards = [
        Grid(f"D{number}", f"{number}科", 3, f"B{number % 2 + 1}", GridKind.CLINICAL) for number in range(4)
    ]
    tree = GridTree([hospital, *branches, *wards])

    def owing(duty: Duty) -> list[str]:
        return [grid.code for grid in tree if duty.concerns(grid, tree.path_up(grid.code))]

    assert owing(MONTHLY) == ["B1", "B2", "D0", "D1", "D2", "D3"]
    assert owing(replace(MONTHLY, grids=frozenset({"B1"}))) == ["B1", "D0", "D2"]
    assert owing(replace(MONTHLY, grids=frozenset({"H"}), except_grids=frozenset({"B1", "D3"}))) == [
        "B2",
        "D1",
    ]
    assert owing(replace(MONTHLY, grids=frozenset({"B2", "D0"}), min_level=3)) == ["D0", "D1", "D3"]
    assert owing(JOINT_MEETING) == ["H"]


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
        ({"rule": "FREQ=MONTHLY;BYMONTHDAY=1;DTSTART=20260102;UNTIL=20260131"}, "never falls due"),
        ({"roles": frozenset()}, "nobody"),
        ({"period": Period.DAY}, "opens_days_before"),
    ],
)
def test_a_duty_that_could_not_be_kept_is_refused(change: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        replace(MONTHLY, **change)  # type: ignore[arg-type]  # any field may be the wrong one


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from([MONTHLY, HALF_YEARLY, UNIT_REPORT, JOINT_MEETING, SECOND_THURSDAYS, CAMPAIGN, ONCE]),
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
    assert found == [
        occurrence for occurrence in whole if occurrence.opens_on <= last and first <= occurrence.closes_on
    ]
    assert len({occurrence.period_id for occurrence in whole}) == len(whole)
    for occurrence in whole:
        assert occurrence.opens_on <= occurrence.due_on <= occurrence.closes_on
        assert (
            occurrence.opens_on in {occurrence.due_on, period_span(occurrence.period_id)[0]}
            or duty.opens_days_before
        )
        assert occurrence.due_on == OFFICIAL.shift(occurrence.named_on, shift)


@settings(deadline=None, max_examples=40)
@given(
    st.sampled_from([MONTHLY, JOINT_MEETING, SECOND_THURSDAYS, CAMPAIGN]),
    st.sampled_from(Shift),
    st.integers(0, 20),
)
def test_due_days_are_what_a_recount_of_every_day_of_a_year_finds(
    duty: Duty, shift: Shift, opens: int
) -> None:
    duty = replace(duty, shift=shift, opens_days_before=opens)
    every = [date(2026, 1, 1) + timedelta(days=number) for number in range(365)]
    last_of_month = {day for day in every if (day + timedelta(days=1)).day == 1}
    named = {
        MONTHLY.id: last_of_month,
        JOINT_MEETING.id: {day for day in every if day.isoweekday() == 5},
        CAMPAIGN.id: {day for day in every if day.day == 25 or (day.day == 12 and day.month >= 11)},
    }[duty.id]
    if duty.period is Period.TWO_WEEKS:
        named = {date(2026, 1, 1) + timedelta(weeks=2 * number) for number in range(27)}
    found = occurrences(duty, date(2025, 1, 1), date(2027, 12, 31), OFFICIAL)
    in_2026 = {occurrence.named_on: occurrence for occurrence in found if occurrence.named_on.year == 2026}
    assert in_2026.keys() == named
    for day, occurrence in in_2026.items():
        due = day
        while shift is not Shift.NONE and not OFFICIAL.is_working(due):
            due += timedelta(days=1 if shift is Shift.NEXT else -1)
        assert (occurrence.due_on, occurrence.opens_on) == (due, due - timedelta(days=opens))
        assert occurrence.closes_on == due + timedelta(days=5)


def test_a_duty_tells_by_which_periods_it_ever_asked() -> None:
    assert MONTHLY.period_kinds == {Period.MONTH}
    changed = replace(MONTHLY, rule=HALF_YEARLY.rule, period=Period.HALF, starts_on=date(2026, 7, 1))
    assert replace(changed, earlier=MONTHLY).period_kinds == {Period.MONTH, Period.HALF}
