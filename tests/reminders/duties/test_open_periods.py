from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.duties.standing import Standing, standing
from domain.people.grids import Grid, GridKind
from domain.people.roster import Roster
from domain.time.cadences import due_days
from domain.time.clock import SHANGHAI
from domain.time.periods import Period
from reminders.desk import Desk
from reminders.duties.open_periods import open_periods
from reports.sheets.sample_hospital import sample_roster
from storage.owed import Owed
from storage.tables import duty_items
from storage.unit_of_work import UnitOfWork
from tests.desks import elsewhere, import_roster, open_desk, rows_of

START = date(2026, 5, 12)
ROSTER = sample_roster(START)
NEW = Grid("30107", "审计科", 3, "201", GridKind.ADMINISTRATIVE)
CARDIOLOGY = next(grid.code for grid in ROSTER.grids if grid.name == "心内科")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(f"sqlite:///{tmp_path}/grid.db") as opened:
        yield opened


def open_on(desk: Desk, day: date) -> int:
    return desk.database.write(lambda uow: open_periods(uow, desk.duties, desk.working_days, day))


def owed(desk: Desk) -> Counter[tuple[str, str]]:
    return Counter((row["duty_id"], row["period_id"]) for row in rows_of(desk.database, duty_items))


def without(roster: Roster, code: str) -> Roster:
    return replace(
        roster,
        grids=tuple(grid for grid in roster.grids if grid.code != code),
        officials=tuple(official for official in roster.officials if official.grid_code != code),
        appointments=tuple(
            appointment for appointment in roster.appointments if appointment.grid_code != code
        ),
    )


def open_codes(desk: Desk, day: date) -> list[str]:
    return [item.grid_code for item in desk.database.write(lambda uow: uow.duty_items.open_unfiled(day))]


def test_every_grid_owes_what_its_level_owes(desk: Desk) -> None:
    assert open_on(desk, date(2026, 6, 12)) == 70 + 70 + 60
    assert owed(desk) == {
        ("monthly_report", "2026-06"): 70,
        ("halfyear_selfcheck", "2026-H1"): 70,
        ("quarterly_selfcheck", "2026-Q2"): 60,
    }
    (own,) = (
        row
        for row in rows_of(desk.database, duty_items)
        if (row["duty_id"], row["grid_code"]) == ("quarterly_selfcheck", CARDIOLOGY)
    )
    assert (own["opens_on"], own["due_on"], own["closes_on"]) == (
        date(2026, 6, 10),
        date(2026, 6, 30),
        date(2026, 7, 10),
    )


def test_opening_again_opens_nothing_twice(desk: Desk) -> None:
    assert open_on(desk, START) == 70
    assert open_on(desk, START) == 0
    assert open_on(desk, date(2026, 5, 31)) == 70  # the half-year's self-check
    assert owed(desk)["monthly_report", "2026-05"] == 70


def test_nobody_starts_with_arrears(desk: Desk) -> None:
    open_on(desk, date(2026, 6, 3))  # May's report, due on the 31st, would still be accepted
    assert ("monthly_report", "2026-05") not in owed(desk)
    assert owed(desk)["monthly_report", "2026-06"] == 70


def test_without_a_roster_nothing_is_owed_and_nothing_begins(desk: Desk) -> None:
    import_roster(desk.database, Roster(), START)
    assert open_on(desk, date(2026, 5, 30)) == 0
    import_roster(desk.database, ROSTER, date(2026, 6, 2))
    open_on(desk, date(2026, 6, 2))
    assert set(owed(desk)) == {("monthly_report", "2026-06"), ("halfyear_selfcheck", "2026-H1")}


def test_a_duty_that_is_configured_later_begins_then(desk: Desk) -> None:
    monthly = desk.duties["monthly_report"]
    open_on(desk, START)
    more = elsewhere(desk, duties={"second": replace(monthly, id="second")})
    open_on(more, date(2026, 6, 2))
    assert [period for duty, period in owed(desk) if duty == "second"] == ["2026-06"]


def test_what_opened_during_a_downtime_and_is_still_open_is_opened_after_it(desk: Desk) -> None:
    open_on(desk, START)
    open_on(desk, date(2026, 7, 3))
    assert set(owed(desk)) == {
        ("monthly_report", "2026-05"),
        ("monthly_report", "2026-06"),
        ("monthly_report", "2026-07"),
        ("quarterly_selfcheck", "2026-Q2"),
        ("halfyear_selfcheck", "2026-H1"),  # opened on 31 May, closed on 30 June
    }


def test_a_year_of_downtime_leaves_every_period_exactly_once_and_what_closed_is_missed(desk: Desk) -> None:
    meeting = replace(
        desk.duties["monthly_report"],
        id="joint_meeting",
        rule="FREQ=WEEKLY;BYDAY=FR",
        period=Period.WEEK,
        min_level=1,
        max_level=1,
        late_days=2,
    )
    desk = elsewhere(desk, duties={**desk.duties, "joint_meeting": meeting})
    open_on(desk, START)
    after = date(2027, 5, 12)
    open_on(desk, after)
    assert open_on(desk, after) == 0
    months = [*(f"2026-{month:02}" for month in range(5, 13)), *(f"2027-{month:02}" for month in range(1, 6))]
    assert {
        period: n for (duty, period), n in owed(desk).items() if duty == "monthly_report"
    } == dict.fromkeys(months, 70)
    assert {period: n for (duty, period), n in owed(desk).items() if duty == "joint_meeting"} == {
        f"{friday.isocalendar().year}-W{friday.isocalendar().week:02}": 1
        for friday in (date(2026, 5, 15) + timedelta(weeks=number) for number in range(53))
    }
    assert {
        (duty, period) for duty, period in owed(desk) if duty not in {"monthly_report", "joint_meeting"}
    } == {
        *(("quarterly_selfcheck", quarter) for quarter in ("2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1")),
        *(("halfyear_selfcheck", half) for half in ("2026-H1", "2026-H2")),
        ("annual_report", "2026"),
    }

    def standings(uow: UnitOfWork) -> set[Standing]:
        items = uow.figures.by_grid(Owed("monthly_report", ["2026-09"], "1", after), None)
        return {standing(item, datetime.combine(after, time(10), SHANGHAI)) for item in items}

    assert desk.database.write(standings) == {Standing.MISSING}


def test_a_duty_that_was_not_configured_meanwhile_brings_no_arrears_when_it_is_again(desk: Desk) -> None:
    open_on(desk, START)
    without_it = elsewhere(desk, duties={"annual_report": desk.duties["annual_report"]})
    for month in range(6, 10):
        open_on(without_it, date(2026, month, 12))
    open_on(desk, date(2026, 9, 12))
    assert [period for duty, period in owed(desk) if duty == "monthly_report"] == ["2026-05", "2026-09"]


def test_a_clock_set_back_opens_nothing_twice_and_loses_nothing_after(desk: Desk) -> None:
    open_on(desk, START)
    open_on(desk, date(2026, 7, 3))
    before = owed(desk)
    open_on(desk, date(2026, 6, 25))
    assert owed(desk) == before
    open_on(desk, date(2026, 8, 3))
    assert owed(desk)["monthly_report", "2026-08"] == owed(desk)["monthly_report", "2026-07"] == 70


def test_two_processes_that_open_the_same_period_at_once_open_it_once(desk: Desk) -> None:
    open_on(desk, START)
    (row, *_others) = rows_of(desk.database, duty_items)
    names = ("duty_id", "period_id", "grid_code", "opens_on", "due_on", "closes_on")
    again = {name: row[name] for name in names}
    desk.database.write(lambda uow: uow.duty_items.open([again, {**again, "period_id": "2026-06"}]))
    assert (owed(desk)["monthly_report", "2026-05"], owed(desk)["monthly_report", "2026-06"]) == (70, 1)


def test_only_the_grids_chosen_owe(desk: Desk) -> None:
    monthly = desk.duties["monthly_report"]
    branch = next(grid for grid in ROSTER.grids if grid.level == 2)
    below = [grid.code for grid in ROSTER.grids if grid.parent_code == branch.code]
    chosen = replace(monthly, grids=frozenset({branch.code}), except_grids=frozenset(below[:1]))
    open_on(elsewhere(desk, duties={"monthly_report": chosen}), START)
    assert {row["grid_code"] for row in rows_of(desk.database, duty_items)} == {branch.code, *below[1:]}


def test_a_grid_that_comes_in_the_middle_owes_from_then(desk: Desk) -> None:
    open_on(desk, START)
    import_roster(desk.database, replace(ROSTER, grids=(*ROSTER.grids, NEW)), date(2026, 5, 20))
    assert open_on(desk, date(2026, 5, 20)) == 1
    assert NEW.code in open_codes(desk, date(2026, 5, 20))


def test_a_removed_grid_is_asked_for_nothing_more(desk: Desk) -> None:
    open_on(desk, START)
    import_roster(desk.database, without(ROSTER, CARDIOLOGY), date(2026, 5, 20))
    assert open_on(desk, date(2026, 5, 20)) == 0
    assert CARDIOLOGY not in open_codes(desk, date(2026, 5, 20))
    assert desk.database.write(lambda uow: uow.duty_items.count_filed("monthly_report", "2026-05")) == (0, 69)


def test_a_grid_that_comes_back_is_asked_again(desk: Desk) -> None:
    open_on(desk, START)
    import_roster(desk.database, without(ROSTER, CARDIOLOGY), date(2026, 5, 20))
    import_roster(desk.database, ROSTER, date(2026, 5, 25))
    assert open_on(desk, date(2026, 5, 25)) == 0
    assert CARDIOLOGY in open_codes(desk, date(2026, 5, 25))


def test_what_a_removed_grid_had_filed_or_missed_before_stays_as_it_was(desk: Desk) -> None:
    open_on(desk, START)
    june = date(2026, 6, 10)
    open_on(desk, june)  # May has closed
    import_roster(desk.database, without(ROSTER, CARDIOLOGY), june)

    def expected(uow: UnitOfWork) -> list[tuple[int, int]]:
        return [uow.duty_items.count_filed("monthly_report", month) for month in ("2026-05", "2026-06")]

    assert desk.database.write(expected) == [(0, 70), (0, 69)]


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dates(START, date(2026, 12, 31)), min_size=1, max_size=12).map(sorted))
def test_whenever_the_clock_ticks_each_period_since_the_beginning_is_owed_exactly_once(
    tmp_path: Path, days: list[date]
) -> None:
    small = replace(ROSTER, grids=ROSTER.grids[:3], officials=(), appointments=())
    path = tmp_path / "property.db"
    path.unlink(missing_ok=True)
    with open_desk(f"sqlite:///{path}", roster=small) as desk:
        for day in days:
            open_on(desk, day)
        # A recount that knows only the rule of the monthly report: due on the month's last day, open from its first.
        due = due_days(desk.duties["monthly_report"].rule, 2026)
        seen = {f"{last:%Y-%m}" for last in due if last >= days[0] and last.replace(day=1) <= days[-1]}
        monthly = {period: n for (duty, period), n in owed(desk).items() if duty == "monthly_report"}
        assert monthly == dict.fromkeys(seen, 2)
