"""What can be wrong with a roster as a whole: codes used twice, parents not there, roles out of place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from domain.people.grids import Grid
from domain.people.people import Appointment, Official, Role
from domain.people.roster import APPOINTMENTS_SHEET, GRIDS_SHEET, OFFICIALS_SHEET, Roster, RosterFault

UNIT_LEVEL = 1
DEPARTMENT_LEVEL = 3
"""The level from which a grid may be of a kind; branches and the hospital have none (docs/domain.md section 1)."""

UNIT_ROLES = frozenset(
    {Role.COMMISSIONER, Role.OFFICE, Role.SUPERVISOR, Role.COMMITTEE, Role.PRESIDENT},
)
"""Roles held at the unit's own first-level grid and nowhere else (docs/domain.md section 1)."""

TAGS_MOST, TAG_LENGTH = 8, 16
"""How many tags a grid has at most, and how many characters each."""
_ROLES = frozenset(role.value for role in Role)

FIRST_ROW = 2
"""The first row below the headers."""

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class RosterRows:
    """The row in its sheet of each entry of a roster, in the same order."""

    grids: Sequence[int]
    officials: Sequence[int]
    appointments: Sequence[int]


def check_roster(roster: Roster, rows: RosterRows | None = None) -> list[RosterFault]:
    """Return everything that is wrong with `roster`, sheet by sheet; nothing when it can be taken.

    `rows` says where the entries stood; without it they are numbered as if the sheets had no gaps.
    Codes that differ by case alone are the same: no office tells a1 from A1.
    A parent is always one level above, so a roster without faults has no cycles either.

    A grid of level 3 or more with nothing below it must have a kind; one of level 1 or 2 must have none.
    Source: docs/domain.md section 1.
    """
    where = rows or _rows_without_gaps(roster)
    faults = [] if roster.grids else [RosterFault(GRIDS_SHEET, 0, "", "roster-fault-no-grids")]
    faults += _grid_faults(list(zip(where.grids, roster.grids, strict=True)))
    grids = _first_of_each((grid.code, grid) for grid in roster.grids)
    faults += _official_faults(list(zip(where.officials, roster.officials, strict=True)), grids)
    staff = {official.staff_number for official in roster.officials}
    appointments = list(zip(where.appointments, roster.appointments, strict=True))
    for row, appointment in appointments:
        faults += _appointment_faults(row, appointment, grids, staff)
    faults += _overlaps(appointments)
    return faults


def _rows_without_gaps(roster: Roster) -> RosterRows:
    parts: list[Sequence[object]] = [roster.grids, roster.officials, roster.appointments]
    return RosterRows(*(range(FIRST_ROW, FIRST_ROW + len(part)) for part in parts))


def _first_of_each(pairs: Iterable[tuple[str, Value]]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for key, value in pairs:
        found.setdefault(key, value)
    return found


def _grid_faults(entries: Sequence[tuple[int, Grid]]) -> Iterator[RosterFault]:
    grids = _first_of_each((grid.code, grid) for _, grid in entries)
    first_rows = _first_of_each((grid.code.casefold(), row) for row, grid in entries)
    parents = {grid.parent_code for _, grid in entries}
    for row, grid in entries:
        if (first := first_rows[grid.code.casefold()]) != row:
            yield _twice(GRIDS_SHEET, row, "代码", grid.code, first)
        yield from _parent_faults(row, grid, grids)
        yield from _tag_faults(row, grid, grids)
        if grid.level < DEPARTMENT_LEVEL and grid.kind is not None:
            yield RosterFault(GRIDS_SHEET, row, "类别", "roster-fault-kind-not-here")
        if grid.level >= DEPARTMENT_LEVEL and grid.kind is None and grid.code not in parents:
            yield RosterFault(GRIDS_SHEET, row, "类别", "roster-fault-kind-required")


def _tag_faults(row: int, grid: Grid, grids: Mapping[str, Grid]) -> Iterator[RosterFault]:
    if len(grid.tags) > TAGS_MOST:
        details = {"count": str(len(grid.tags)), "most": str(TAGS_MOST)}
        yield RosterFault(GRIDS_SHEET, row, "标签", "roster-fault-many-tags", details)
    for tag in grid.tags:
        if len(tag) > TAG_LENGTH:
            details = {"length": str(len(tag)), "most": str(TAG_LENGTH)}
            yield RosterFault(GRIDS_SHEET, row, "标签", "roster-fault-too-long", details)
        elif tag in grids or tag in _ROLES:
            # A duty that names it could mean the grid, or the role.
            yield RosterFault(GRIDS_SHEET, row, "标签", "roster-fault-tag-taken", {"tag": tag})


def _parent_faults(row: int, grid: Grid, grids: Mapping[str, Grid]) -> Iterator[RosterFault]:
    level = {"level": str(grid.level)}
    if grid.level < UNIT_LEVEL:
        yield RosterFault(GRIDS_SHEET, row, "级别", "roster-fault-level", {"value": str(grid.level)})
    elif grid.level == UNIT_LEVEL:
        if grid.parent_code is not None:
            yield RosterFault(GRIDS_SHEET, row, "上级代码", "roster-fault-top-with-parent")
    elif grid.parent_code is None:
        yield RosterFault(GRIDS_SHEET, row, "上级代码", "roster-fault-parent-required", level)
    elif (parent := grids.get(grid.parent_code)) is None:
        yield _no_such_grid(GRIDS_SHEET, row, "上级代码", grid.parent_code)
    elif parent.level != grid.level - 1:
        details = level | {"code": parent.code, "parent_level": str(parent.level)}
        yield RosterFault(GRIDS_SHEET, row, "上级代码", "roster-fault-parent-level", details)


def _official_faults(
    entries: Sequence[tuple[int, Official]], grids: Mapping[str, Grid]
) -> Iterator[RosterFault]:
    first_rows = _first_of_each((official.staff_number.casefold(), row) for row, official in entries)
    for row, official in entries:
        first = first_rows[official.staff_number.casefold()]
        if first != row:
            yield _twice(OFFICIALS_SHEET, row, "工号", official.staff_number, first)
        if official.grid_code not in grids:
            yield _no_such_grid(OFFICIALS_SHEET, row, "网格代码", official.grid_code)


def _appointment_faults(
    row: int, appointment: Appointment, grids: Mapping[str, Grid], staff: set[str]
) -> Iterator[RosterFault]:
    sheet = APPOINTMENTS_SHEET
    if appointment.staff_number not in staff:
        details = {"code": appointment.staff_number}
        yield RosterFault(sheet, row, "工号", "roster-fault-no-such-person", details)
    grid = grids.get(appointment.grid_code)
    role = {"role": appointment.role.value}
    if grid is None:
        yield _no_such_grid(sheet, row, "网格代码", appointment.grid_code)
    elif appointment.role in UNIT_ROLES and grid.level != UNIT_LEVEL:
        yield RosterFault(sheet, row, "角色", "roster-fault-role-at-unit-only", role)
    elif appointment.role is Role.DEPARTMENT_HEAD and grid.level == UNIT_LEVEL:
        yield RosterFault(sheet, row, "角色", "roster-fault-role-not-at-unit", role)
    if appointment.ends_on is not None and appointment.ends_on < appointment.starts_on:
        yield RosterFault(sheet, row, "止", "roster-fault-ends-before-start")


def _overlaps(entries: Sequence[tuple[int, Appointment]]) -> Iterator[RosterFault]:
    """Find the same appointment stated twice for one day."""
    same: dict[tuple[str, str, Role], list[tuple[int, Appointment]]] = {}
    for row, appointment in entries:
        same.setdefault((appointment.staff_number, appointment.grid_code, appointment.role), []).append(
            (row, appointment)
        )
    for group in same.values():
        in_order = sorted(group, key=lambda entry: entry[1].starts_on)
        for (earlier_row, earlier), (row, later) in pairwise(in_order):
            if earlier.ends_on is None or later.starts_on <= earlier.ends_on:
                details = {"first_row": str(earlier_row)}
                yield RosterFault(APPOINTMENTS_SHEET, row, "起", "roster-fault-overlap", details)


def _twice(sheet: str, row: int, column: str, code: str, first_row: int) -> RosterFault:
    return RosterFault(sheet, row, column, "roster-fault-twice", {"code": code, "first_row": str(first_row)})


def _no_such_grid(sheet: str, row: int, column: str, code: str) -> RosterFault:
    return RosterFault(sheet, row, column, "roster-fault-no-such-grid", {"code": code})
