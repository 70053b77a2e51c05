"""Lights over the months as a picture for a phone: grids × months (DOMAIN.md section 6)."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.lights import Light
from locales import Words


@dataclass(frozen=True, slots=True)
class LightCell:
    """One grid in one month. `light` is None while nothing was reported, `missing` once it is too late.

    `note` is a few characters below the sign, such as 5/6 reported; it is shown where there is room.
    """

    light: Light | None = None
    late: bool = False
    missing: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class LightRow:
    """One grid and its months, in the order of the picture's; None where nothing was due."""

    name: str
    cells: Sequence[LightCell | None]


@dataclass(frozen=True, slots=True)
class LightPicture:
    """What the picture shows. `counts` are lines of plain text under the title."""

    title: str
    counts: Sequence[str]
    months: Sequence[str]
    rows: Sequence[LightRow]


def light_picture(picture: LightPicture, words: Words, language: str) -> bytes:
    """Return `picture` as a PNG 1,080 pixels wide.

    Up to about 25 rows stand in one block, more in two or three side by side. Months that don't fit beside
    legible names are left out, the oldest first.
    """
    from reports.light_drawing import draw  # noqa: PLC0415 - matplotlib takes a second and 60 MiB to import

    signs = (*Light, "late", "missing", "open", "none")
    return draw(picture, {str(sign): words.get(language, f"reports-lights-{sign}") for sign in signs})
