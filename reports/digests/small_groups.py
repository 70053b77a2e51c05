"""What leaves level 1 of a digest: no figure of fewer than five grids, nor one that shown figures differ by.

docs/domain.md section 6. Branches are put together by how many grids owe a report (`reports.digest.protected`). Of a
group in which fewer than five have reported the lights are hidden; were those hidden fewer than five in all, the
smallest of the other groups hides its own, too.
"""

from collections.abc import Sequence
from dataclasses import replace

from domain.small_groups import SMALLEST_GROUP
from reports.digests.digest import Counts, PeriodCounts, protected


def groups_outside(period: PeriodCounts, rest: str) -> list[Counts]:
    """Return the groups of a period that committee and supervisor see; none in a unit of fewer than five grids.

    `rest` names the branches put together. A group whose lights are hidden has none at all in `lights`.
    """
    if period.all.due < SMALLEST_GROUP:
        return []
    return with_lights_hidden(protected(period.branches, rest))


def with_lights_hidden(groups: Sequence[Counts]) -> list[Counts]:
    """Return the groups, without lights where these are of fewer than five reports or would tell those."""
    reporting = sorted((group for group in groups if group.reported), key=lambda group: group.reported)
    hidden = [group for group in reporting if group.reported < SMALLEST_GROUP]
    others = [group for group in reporting if group.reported >= SMALLEST_GROUP]
    while hidden and others and sum(group.reported for group in hidden) < SMALLEST_GROUP:
        hidden.append(others.pop(0))
    return [replace(group, lights={}) if group in hidden else group for group in groups]


def are_told_outside(period: PeriodCounts | None) -> bool:
    """Tell whether the unit's lights and sums of a period leave level 1: where five grids have reported."""
    return period is not None and period.all.reported >= SMALLEST_GROUP
