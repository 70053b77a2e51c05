"""Who reads which report: level 1 the unit's, an inspector those of its grid and below (docs/domain.md section 1)."""

from collections.abc import Collection
from dataclasses import dataclass

from domain.people.people import Viewer


@dataclass(frozen=True, slots=True)
class ReportPlace:
    """Where a report belongs: its grid, and the branch and unit that the grid hung in when it was owed.

    `above` are the codes of the grids above it today; none for a grid that is gone.
    """

    grid_code: str
    branch_code: str
    unit_code: str
    above: Collection[str] = ()


def may_read(viewer: Viewer, place: ReportPlace) -> bool:
    """Tell whether `viewer` may read what the grid filed, or did not.

    A branch keeps reading what was owed while the grid hung there: it received it then. Committee and supervisor
    read no single report.
    """
    if viewer.unit_code is not None:
        return place.unit_code == viewer.unit_code
    own = set(viewer.inspected)
    return bool(own & {place.grid_code, place.branch_code, *place.above})


def may_read_branch(viewer: Viewer, branch_code: str, unit_code: str) -> bool:
    """Tell whether `viewer` may read how all grids of a branch stand."""
    if viewer.unit_code is not None:
        return unit_code == viewer.unit_code
    return branch_code in viewer.inspected
