"""Single changes against the comparison that puts them into force, and against the rules of a whole roster."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.people.grids import Grid, GridKind
from domain.people.people import Role
from domain.people.roster import Roster, RosterDiff, compare
from domain.people.roster_edits import appointed, joined_below, left, moved, renamed
from domain.people.roster_faults import check_roster
from reports.sheets.sample_hospital import sample_roster

TODAY = date(2026, 5, 12)
HOSPITAL = sample_roster(TODAY)
NUMBERS = [official.staff_number for official in HOSPITAL.officials]
DEPARTMENTS = [grid for grid in HOSPITAL.grids if grid.level == 3]


def changes(new: Roster) -> RosterDiff:
    assert check_roster(new) == []
    return compare(HOSPITAL, new, TODAY)


@given(st.sampled_from(NUMBERS), st.sampled_from(DEPARTMENTS))
def test_a_move_changes_the_grid_of_one_and_nothing_else(number: str, to: Grid) -> None:
    diff = changes(moved(HOSPITAL, number, to.code))
    assert diff == RosterDiff(moved=diff.moved)
    assert [(change.after.staff_number, change.after.grid_code) for change in diff.moved] in (
        [],
        [(number, to.code)],
    )


@given(st.sampled_from(NUMBERS))
def test_who_leaves_holds_nothing_from_today_on(number: str) -> None:
    diff = changes(left(HOSPITAL, number))
    assert diff == RosterDiff(left=diff.left, ended=diff.ended)
    assert [official.staff_number for official in diff.left] == [number]
    held = {each.role for each in HOSPITAL.appointments if each.staff_number == number}
    assert {each.role for each in diff.ended} == held
    assert all(each.ends_on == TODAY - timedelta(days=1) for each in diff.ended)


@given(st.sampled_from(NUMBERS), st.sampled_from(DEPARTMENTS), st.integers(0, 90))
def test_a_new_inspector_follows_the_one_before_without_a_day_between_or_twice(
    number: str, grid: Grid, days: int
) -> None:
    on = TODAY + timedelta(days=days)
    new = appointed(HOSPITAL, number, grid.code, Role.INSPECTOR, on)
    assert check_roster(new) == []
    for day in (on - timedelta(days=1), on):
        holders = [
            each.staff_number
            for each in new.appointments
            if (each.grid_code, each.role) == (grid.code, Role.INSPECTOR) and each.holds_on(day)
        ]
        before = [
            each.staff_number
            for each in HOSPITAL.appointments
            if (each.grid_code, each.role) == (grid.code, Role.INSPECTOR) and each.holds_on(day)
        ]
        assert holders == ([number] if day >= on else before)
    later = appointed(new, NUMBERS[0], grid.code, Role.INSPECTOR, on - timedelta(days=1))
    assert check_roster(later) == []


@given(st.sampled_from([grid for grid in HOSPITAL.grids if grid.level < 3]), st.integers(1, 4))
def test_grids_that_join_have_a_code_of_their_own_beside_their_siblings(parent: Grid, times: int) -> None:
    new = HOSPITAL
    for number in range(times):
        new = joined_below(new, parent, f"新{number}", GridKind.CLINICAL)
    if parent.level == 2:
        diff = changes(new)
        assert diff == RosterDiff(grids_added=diff.grids_added)
        assert {grid.code[:3] for grid in diff.grids_added} == {
            grid.code[:3] for grid in HOSPITAL.grids if grid.parent_code == parent.code
        }
    added = new.grids[len(HOSPITAL.grids) :]
    assert len({grid.code for grid in new.grids}) == len(new.grids)
    assert [(grid.level, grid.parent_code) for grid in added] == [(parent.level + 1, parent.code)] * times


def test_a_first_grid_below_another_takes_its_code_further() -> None:
    parent = HOSPITAL.grids[-1]
    assert joined_below(HOSPITAL, parent, "新", None).grids[-1].code == f"{parent.code}01"


@given(st.sampled_from(HOSPITAL.grids))
def test_a_new_name_is_all_that_changes(grid: Grid) -> None:
    diff = changes(renamed(HOSPITAL, grid.code, "新名"))
    assert [(change.before.code, change.after.name) for change in diff.grids_changed] == [(grid.code, "新名")]
    assert diff == RosterDiff(grids_changed=diff.grids_changed)
