"""One change of a roster at a time: each returns the roster as it is to be, for domain/people/roster.py to compare.

Source: docs/domain.md section 1 (a move is in force at once; history is kept).
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from domain.people.grids import Grid, GridKind
from domain.people.people import Appointment, Official, Role
from domain.people.roster import Roster
from domain.people.roster_faults import DEPARTMENT_LEVEL

CODE_DIGITS = 2


def moved(roster: Roster, staff_number: str, grid_code: str) -> Roster:
    """Return `roster` with the official in the grid `grid_code`. Roles stay: who answers for what is said apart."""
    return _with_officials(
        roster,
        (
            replace(official, grid_code=grid_code) if official.staff_number == staff_number else official
            for official in roster.officials
        ),
    )


def left(roster: Roster, staff_number: str) -> Roster:
    """Return `roster` without the official and what they hold; what they held stays, as history."""
    return Roster(
        roster.grids,
        tuple(official for official in roster.officials if official.staff_number != staff_number),
        tuple(each for each in roster.appointments if each.staff_number != staff_number),
    )


def appointed(roster: Roster, staff_number: str, grid_code: str, role: Role, on: date) -> Roster:
    """Return `roster` with the official in `role` at the grid from `on` (a day in Shanghai), in place of whoever is.

    Who held it until then does so up to the day before; who was to begin later does not.
    """
    kept: list[Appointment] = []
    for each in roster.appointments:
        if (each.grid_code, each.role) != (grid_code, role) or not _reaches(each, on):
            kept.append(each)
        elif each.starts_on < on:
            kept.append(replace(each, ends_on=on - timedelta(days=1)))
    return Roster(roster.grids, roster.officials, (*kept, Appointment(staff_number, grid_code, role, on)))


def joined_below(roster: Roster, parent: Grid, name: str, kind: GridKind | None) -> Roster:
    """Return `roster` with a new grid `name` below `parent`, under the first code that is free.

    `kind` is a department's; a branch has none.
    """
    taken = {grid.code.casefold() for grid in roster.grids}
    siblings = sorted(grid.code for grid in roster.grids if grid.parent_code == parent.code)
    stem = siblings[-1][:-CODE_DIGITS] if siblings and siblings[-1][-CODE_DIGITS:].isdigit() else parent.code
    numbers = (f"{stem}{number:0{CODE_DIGITS}}" for number in range(1, len(taken) + 2))
    code = next(code for code in numbers if code.casefold() not in taken)
    level = parent.level + 1
    grid = Grid(code, name, level, parent.code, kind if level >= DEPARTMENT_LEVEL else None)
    return Roster((*roster.grids, grid), roster.officials, roster.appointments)


def renamed(roster: Roster, code: str, name: str) -> Roster:
    """Return `roster` with the grid `code` called `name`."""
    grids = tuple(replace(grid, name=name) if grid.code == code else grid for grid in roster.grids)
    return Roster(grids, roster.officials, roster.appointments)


def _with_officials(roster: Roster, officials: Iterable[Official]) -> Roster:
    return Roster(roster.grids, tuple(officials), roster.appointments)


def _reaches(appointment: Appointment, day: date) -> bool:
    return appointment.ends_on is None or appointment.ends_on >= day
