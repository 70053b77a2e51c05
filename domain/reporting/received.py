"""Who receives a filed report besides those of its own line, by `received_by` of its duty (docs/duties.md)."""

from collections.abc import Collection, Iterable

from domain.people.grids import Grid
from domain.people.people import Role
from domain.reporting.report_access import ReportPlace

AT_GRID = frozenset({Role.INSPECTOR, Role.DEPARTMENT_HEAD})
"""Who receives it where a grid is named."""
_ROLES = frozenset(role.value for role in Role)

Held = tuple[str, Role]
"""A post: grid code and role."""


def grids_named(received_by: Iterable[str]) -> frozenset[str]:
    """Return those that are no roles: codes of grids, and tags."""
    return frozenset(named for named in received_by if named not in _ROLES)


def with_tagged(received_by: Collection[str], grids: Iterable[Grid]) -> frozenset[str]:
    """Return `received_by` with the codes of those of `grids` of which it names a tag."""
    return frozenset(received_by) | {
        grid.code for grid in grids if not frozenset(grid.tags).isdisjoint(received_by)
    }


def receiving_posts(
    received_by: Collection[str], place: ReportPlace, of_unit: Collection[str]
) -> frozenset[Held]:
    """Return the posts that receive a report filed at `place`.

    A role receives it at the report's grid and at those above; a grid, where it is one `of_unit`, the report's own
    hospital, by its inspector and its head.
    """
    line = {place.grid_code, place.branch_code, place.unit_code, *place.above}
    roles = [Role(named) for named in received_by if named in _ROLES]
    by_role = {(code, role) for code in line for role in roles}
    named = grids_named(received_by).intersection(of_unit)
    return frozenset(by_role | {(code, role) for code in named for role in AT_GRID})
