from datetime import date

import pytest

from domain.people.grids import Grid, GridKind
from domain.people.people import Appointment, Official, Rank, Role
from domain.people.roster import Roster, RosterFault
from domain.people.roster_faults import RosterRows, check_roster

UNIT = Grid("1", "医院", 1)
BRANCH = Grid("201", "一支部", 2, "1")
DEPARTMENT = Grid("30101", "心内科", 3, "201", GridKind.CLINICAL)
GRIDS = (UNIT, BRANCH, DEPARTMENT)
PERSON = Official(
    "10001", "心内科骨干", "医师", Rank.OTHER, party_member=True, grid_code="30101", in_post_since=None
)
SINCE = date(2026, 1, 1)


def appointed(role: Role, grid_code: str, starts_on: date = SINCE, ends_on: date | None = None) -> Roster:
    appointment = Appointment("10001", grid_code, role, starts_on, ends_on)
    return Roster(GRIDS, (PERSON,), (appointment,))


def only_fault(roster: Roster) -> RosterFault:
    (fault,) = check_roster(roster)
    return fault


def test_a_sound_roster_has_no_faults() -> None:
    assert check_roster(appointed(Role.INSPECTOR, "30101")) == []


def test_a_roster_without_grids_is_a_fault() -> None:
    assert only_fault(Roster()) == RosterFault("网格", 0, "", "roster-fault-no-grids")


@pytest.mark.parametrize(
    ("grid", "column", "key", "details"),
    [
        (BRANCH, "代码", "twice", {"code": "201", "first_row": "3"}),
        (Grid("2", "分院", 0), "级别", "level", {"value": "0"}),
        (Grid("2", "分院", 1, "1"), "上级代码", "top-with-parent", {}),
        (Grid("202", "二支部", 2), "上级代码", "parent-required", {"level": "2"}),
        (Grid("202", "二支部", 2, "9"), "上级代码", "no-such-grid", {"code": "9"}),
        (
            Grid("30102", "骨科", 3, "1", GridKind.CLINICAL),
            "上级代码",
            "parent-level",
            {"level": "3", "code": "1", "parent_level": "1"},
        ),
        (
            Grid("202", "二支部", 2, "202"),
            "上级代码",
            "parent-level",
            {"level": "2", "code": "202", "parent_level": "2"},
        ),
        (Grid("30102", "骨科", 3, "201"), "类别", "kind-required", {}),
        (Grid("202", "二支部", 2, "1", GridKind.CLINICAL), "类别", "kind-not-here", {}),
    ],
)
def test_each_fault_of_a_grid_is_named(grid: Grid, column: str, key: str, details: dict[str, str]) -> None:
    assert only_fault(Roster((*GRIDS, grid))) == RosterFault(
        "网格", 5, column, f"roster-fault-{key}", details
    )


def test_a_grid_that_has_others_below_it_needs_no_kind() -> None:
    campus = Grid("3", "院区", 3, "201")
    ward = Grid("4", "病区", 4, "3", GridKind.CLINICAL)
    assert check_roster(Roster((*GRIDS, campus, ward))) == []


def test_a_staff_number_used_twice_names_the_first_row() -> None:
    details = {"code": "10001", "first_row": "2"}
    expected = RosterFault("人员", 3, "工号", "roster-fault-twice", details)
    assert only_fault(Roster(GRIDS, (PERSON, PERSON))) == expected


def test_a_person_in_an_unknown_grid_is_a_fault() -> None:
    roster = Roster((UNIT,), (PERSON,))
    assert only_fault(roster) == RosterFault(
        "人员", 2, "网格代码", "roster-fault-no-such-grid", {"code": "30101"}
    )


def test_an_appointment_of_nobody_we_know_is_a_fault() -> None:
    roster = Roster(GRIDS, (), (Appointment("9", "1", Role.OFFICE, SINCE),))
    assert only_fault(roster) == RosterFault("聘任", 2, "工号", "roster-fault-no-such-person", {"code": "9"})


def test_an_appointment_at_an_unknown_grid_is_a_fault() -> None:
    fault = only_fault(appointed(Role.INSPECTOR, "9"))
    assert fault == RosterFault("聘任", 2, "网格代码", "roster-fault-no-such-grid", {"code": "9"})


@pytest.mark.parametrize(
    "role", [Role.COMMISSIONER, Role.OFFICE, Role.SUPERVISOR, Role.COMMITTEE, Role.PRESIDENT]
)
@pytest.mark.parametrize("grid_code", ["201", "30101"])
def test_roles_of_the_unit_are_held_at_its_own_grid_only(role: Role, grid_code: str) -> None:
    fault = only_fault(appointed(role, grid_code))
    assert fault == RosterFault("聘任", 2, "角色", "roster-fault-role-at-unit-only", {"role": role.value})
    assert check_roster(appointed(role, "1")) == []


def test_a_department_head_is_not_appointed_at_the_unit() -> None:
    fault = only_fault(appointed(Role.DEPARTMENT_HEAD, "1"))
    assert (fault.column, fault.key) == ("角色", "roster-fault-role-not-at-unit")


def test_an_appointment_ends_no_earlier_than_it_begins() -> None:
    assert check_roster(appointed(Role.INSPECTOR, "30101", SINCE, SINCE)) == []
    fault = only_fault(appointed(Role.INSPECTOR, "30101", SINCE, date(2025, 12, 31)))
    assert fault == RosterFault("聘任", 2, "止", "roster-fault-ends-before-start")


def test_the_same_appointment_for_the_same_days_is_a_fault_in_the_later_row() -> None:
    later = Appointment("10001", "30101", Role.INSPECTOR, date(2026, 3, 1))
    earlier = Appointment("10001", "30101", Role.INSPECTOR, SINCE, date(2026, 3, 1))
    fault = only_fault(Roster(GRIDS, (PERSON,), (earlier, later)))
    assert fault == RosterFault("聘任", 3, "起", "roster-fault-overlap", {"first_row": "2"})
    one_after_the_other = Appointment("10001", "30101", Role.INSPECTOR, SINCE, date(2026, 2, 28))
    assert check_roster(Roster(GRIDS, (PERSON,), (one_after_the_other, later))) == []


def test_faults_carry_the_rows_of_the_file_where_these_are_known() -> None:
    rows = RosterRows([2, 5, 9], [4], [7])
    roster = Roster(GRIDS, (PERSON,), (Appointment("9", "8", Role.OFFICE, SINCE),))
    assert [fault.row for fault in check_roster(roster, rows)] == [7, 7]
