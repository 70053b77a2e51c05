"""What a picture of lights over the months shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.reporting.lights import Light

MONTHS_MOST = 12


ROWS_LEGIBLE = 100
"""How many rows stay legible on a phone: of a unit with more grids, branches are shown instead."""


@dataclass(frozen=True, slots=True)
class LightCell:
    """One grid, or one branch, in one month. `light` is None while nothing was reported.

    `missing` once it is too late, `hidden` where a light was reported but must not be told (small groups).
    `note` is a few characters below the sign, such as 5/6 reported; it is shown where there is room.
    """

    light: Light | None = None
    late: bool = False
    missing: bool = False
    hidden: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class LightRow:
    """One grid and its months, in the order of the picture's; None where nothing was due.

    A `heading` is a branch above its departments, which stand indented below it.
    """

    name: str
    cells: Sequence[LightCell | None]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class LightPicture:
    """What the picture shows. `counts` are lines of plain text under the title.

    `short` names each month in two or three letters, for columns that hold no more; () where `months` are short.
    """

    title: str
    counts: Sequence[str]
    months: Sequence[str]
    rows: Sequence[LightRow]
    short: Sequence[str] = ()
