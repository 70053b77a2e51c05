"""Grids in the data of buttons."""

import hashlib

from domain.people.grids import Grid

_MARK_CHARACTERS = 12


def grid_mark(grid: Grid) -> str:
    """Return a short name of `grid` for callback data: its code may be too long for one, and be in Chinese."""
    return hashlib.sha256(grid.code.encode()).hexdigest()[:_MARK_CHARACTERS]
