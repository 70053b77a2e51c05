"""Where what is owed counts: the unit and the branch that a grid hung in until its item closed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from domain.people.grids import Grid, GridKind
from domain.people.roster import Roster
from reminders.desk import Desk
from reminders.duties.open_periods import open_periods
from storage.tables import duty_items
from tests.desks import elsewhere, import_roster, open_desk, rows_of, shanghai

GRIDS = (
    Grid("A", "甲院", 1),
    Grid("B", "乙院", 1),
    Grid("A1", "甲一支部", 2, "A"),
    Grid("A2", "甲二支部", 2, "A"),
    Grid("A1x", "甲一科", 3, "A1", GridKind.CLINICAL),
)
START = date(2026, 5, 12)
CLOSED = date(2026, 6, 10)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Two hospitals in May; only the monthly report is a duty."""
    with open_desk(f"sqlite:///{tmp_path / 'grid.db'}", shanghai(5, 12), Roster(GRIDS)) as opened:
        yield elsewhere(opened, duties={"monthly_report": opened.duties["monthly_report"]})


def open_on(desk: Desk, day: date) -> int:
    return desk.database.write(lambda uow: open_periods(uow, desk.duties, desk.working_days, day))


def hang(desk: Desk, on: date, **parents: str) -> None:
    """Import the grids with these parents instead of theirs."""
    grids = tuple(replace(grid, parent_code=parents.get(grid.code, grid.parent_code)) for grid in GRIDS)
    import_roster(desk.database, Roster(grids), on)


def places(desk: Desk, period_id: str) -> dict[str, tuple[str, str]]:
    return {
        row["grid_code"]: (row["unit_code"], row["branch_code"])
        for row in rows_of(desk.database, duty_items)
        if row["period_id"] == period_id
    }


def test_an_item_counts_where_its_grid_hangs_when_it_opens(desk: Desk) -> None:
    open_on(desk, START)
    assert places(desk, "2026-05") == {"A1": ("A", "A1"), "A2": ("A", "A2"), "A1x": ("A", "A1")}


def test_what_can_still_be_filed_follows_its_grid_at_once(desk: Desk) -> None:
    open_on(desk, START)
    hang(desk, date(2026, 5, 20), A1x="A2")
    assert places(desk, "2026-05")["A1x"] == ("A", "A2")


def test_a_branch_that_moves_takes_all_below_it_along(desk: Desk) -> None:
    open_on(desk, START)
    hang(desk, date(2026, 5, 20), A1="B")
    assert places(desk, "2026-05") == {"A1": ("B", "A1"), "A2": ("A", "A2"), "A1x": ("B", "A1")}


def test_on_its_last_day_an_item_still_follows_and_what_has_closed_stays(desk: Desk) -> None:
    open_on(desk, START)
    (closes_on,) = {row["closes_on"] for row in rows_of(desk.database, duty_items)}
    hang(desk, closes_on, A1x="A2")
    assert places(desk, "2026-05")["A1x"] == ("A", "A2")
    open_on(desk, CLOSED)
    hang(desk, CLOSED, A1x="A1")
    assert places(desk, "2026-05")["A1x"] == ("A", "A2")
    assert places(desk, "2026-06")["A1x"] == ("A", "A1")


def test_a_grid_that_comes_back_elsewhere_counts_there(desk: Desk) -> None:
    open_on(desk, START)
    import_roster(desk.database, Roster(GRIDS[:-1]), date(2026, 5, 20))
    hang(desk, date(2026, 5, 25), A1x="A2")
    assert places(desk, "2026-05")["A1x"] == ("A", "A2")


def test_a_grid_that_comes_once_a_period_has_closed_is_not_asked_for_it(desk: Desk) -> None:
    import_roster(desk.database, Roster(GRIDS[:-1]), START)
    open_on(desk, START)
    (closes_on,) = {row["closes_on"] for row in rows_of(desk.database, duty_items)}
    open_on(desk, closes_on)
    after = closes_on.replace(day=closes_on.day + 1)
    import_roster(desk.database, Roster(GRIDS), after)
    open_on(desk, after)
    assert set(places(desk, "2026-05")) == {"A1", "A2"}
    assert set(places(desk, "2026-06")) == {"A1", "A2", "A1x"}
