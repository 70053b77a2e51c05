"""The tree of grids (网格): hospital, branches, departments; depth is data (docs/domain.md section 1)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

BRANCH_LEVEL = 2
"""The level of a party branch (二级网格)."""
TAGS_BETWEEN = "、"
"""What stands between the tags of a grid, in a sheet as in the database."""


class GridKind(StrEnum):
    """What a department does (annex 4 counts by it); branches and the hospital have none."""

    ADMINISTRATIVE = "职能科室"
    CLINICAL = "临床科室"
    TECHNICAL = "医技科室"


@dataclass(frozen=True, slots=True)
class Grid:
    """One node. `level` is 1 for a hospital; `parent_code` is None at the top.

    `tags` say what it is for (采购部门): duties name them instead of codes, and hold for what hangs below, too.
    """

    code: str
    name: str
    level: int
    parent_code: str | None = None
    kind: GridKind | None = None
    tags: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """By what duties name it: its code and its tags."""
        return frozenset((self.code, *self.tags))


def tags_of(text: str) -> tuple[str, ...]:
    """Return the tags of a text that `TAGS_BETWEEN` divides, each once, in their order."""
    return tuple(dict.fromkeys(tag.strip() for tag in text.split(TAGS_BETWEEN) if tag.strip()))


class GridTree:
    """The grids of one unit, or of several units under one organ, keyed by code."""

    def __init__(self, grids: Iterable[Grid]) -> None:
        """Take grids whose parents are among them."""
        self._grids = {grid.code: grid for grid in grids}
        self._children: dict[str | None, list[Grid]] = {}
        for grid in self._grids.values():
            self._children.setdefault(grid.parent_code, []).append(grid)

    def __iter__(self) -> Iterator[Grid]:
        """Go through all grids in the order given."""
        return iter(self._grids.values())

    def __contains__(self, code: object) -> bool:
        """Tell whether there is a grid of that code."""
        return code in self._grids

    def get(self, code: str) -> Grid:
        """Return the grid `code`; raises KeyError where there is none."""
        return self._grids[code]

    def children(self, code: str) -> list[Grid]:
        """Return the grids directly below `code`."""
        return self._children.get(code, [])

    def path_up(self, code: str) -> list[Grid]:
        """Return the grids above `code`, nearest first, the top last."""
        path: list[Grid] = []
        parent = self._grids[code].parent_code
        while parent is not None:
            path.append(self._grids[parent])
            parent = path[-1].parent_code
        return path

    def place_of(self, code: str) -> tuple[str, str]:
        """Return the codes of the unit and of the branch that `code` is or hangs in.

        A grid without a branch, such as the unit itself, stands for its own.
        """
        branch = self.ancestor_at(code, BRANCH_LEVEL)
        return [code, *(grid.code for grid in self.path_up(code))][-1], branch.code if branch else code

    def tags(self) -> frozenset[str]:
        """Return every tag that any of the grids has."""
        return frozenset(tag for grid in self for tag in grid.tags)

    def subtree(self, code: str) -> list[Grid]:
        """Return `code` and everything below it, parents before children."""
        found = [self._grids[code]]
        for grid in found:
            found.extend(self.children(grid.code))
        return found

    def ancestor_at(self, code: str, level: int) -> Grid | None:
        """Return the grid of `level` that `code` is or hangs under, or None."""
        for grid in [self._grids[code], *self.path_up(code)]:
            if grid.level == level:
                return grid
        return None
