"""What is too small to be shown alone outside level 1: fewer than five (docs/domain.md section 6)."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

SMALLEST_GROUP = 5
"""A group of fewer grids is not broken down in what leaves level 1, and no count of fewer tips leaves it."""

Group = TypeVar("Group", bound=Hashable)


def shown_groups(sizes: Mapping[Group, int]) -> tuple[list[Group], list[Group]]:
    """Return of `sizes` (how many grids each group has) those shown alone, and those shown only together.

    Should those together still be too few, the smallest of the others joins them, so that no difference gives them
    away.
    """
    large = sorted(
        (group for group in sizes if sizes[group] >= SMALLEST_GROUP), key=lambda group: sizes[group]
    )
    together = [group for group in sizes if sizes[group] < SMALLEST_GROUP]
    while together and sum(sizes[group] for group in together) < SMALLEST_GROUP and large:
        together.append(large.pop(0))
    return [group for group in sizes if group in large], together
