from collections import Counter
from datetime import date

from domain.people.grids import GridKind, GridTree
from domain.people.people import Role
from domain.people.roster_faults import check_roster
from reports.sheets.sample_hospital import UNIT_CODE, sample_roster

ROSTER = sample_roster(date(2026, 6, 1))


def test_the_sample_hospital_has_no_faults() -> None:
    assert check_roster(ROSTER) == []


def test_it_has_one_unit_ten_branches_and_sixty_departments_of_the_three_kinds() -> None:
    tree = GridTree(ROSTER.grids)
    assert Counter(grid.level for grid in ROSTER.grids) == {1: 1, 2: 10, 3: 60}
    assert {grid.kind for grid in ROSTER.grids if grid.level == 3} == set(GridKind)
    assert all(len(tree.children(branch.code)) >= 5 for branch in tree.children(UNIT_CODE))
    assert len({grid.name for grid in ROSTER.grids}) == 71


def test_it_has_72_inspectors_and_every_role() -> None:
    inspectors = Counter(
        appointment.grid_code for appointment in ROSTER.appointments if appointment.role is Role.INSPECTOR
    )
    assert inspectors == {grid.code: 2 if grid.code == UNIT_CODE else 1 for grid in ROSTER.grids}
    held = Counter(appointment.role for appointment in ROSTER.appointments)
    assert held.keys() == set(Role)
    assert held[Role.COMMISSIONER] == held[Role.PRESIDENT] == held[Role.SUPERVISOR] == 1
    assert held[Role.DEPARTMENT_HEAD] == 60


def test_every_inspector_works_in_the_grid_it_inspects() -> None:
    grid_of = {official.staff_number: official.grid_code for official in ROSTER.officials}
    for appointment in ROSTER.appointments:
        if appointment.role is Role.INSPECTOR:
            assert grid_of[appointment.staff_number] == appointment.grid_code


def test_display_names_are_posts_and_unique() -> None:
    names = [official.name for official in ROSTER.officials]
    assert "心内科特邀监察员" in names
    assert len(set(names)) == len(names)


def test_everybody_is_appointed_on_the_day_it_is_made_for() -> None:
    for day in (date(2024, 1, 1), date(2024, 2, 29), date(2026, 12, 31)):
        assert all(appointment.holds_on(day) for appointment in sample_roster(day).appointments)
