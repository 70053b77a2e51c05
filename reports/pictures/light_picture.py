"""Lights over the months as a picture for a phone: grids × months (docs/domain.md section 6)."""

from domain.reporting.lights import Light
from locales import Words
from reports.pictures.lights import LightPicture


def light_picture(picture: LightPicture, words: Words, language: str) -> bytes:
    """Return `picture` as a PNG 1,080 pixels wide; no text in it is smaller than 22 pixels up to 100 rows.

    Up to 35 rows stand in one block, more in two or three side by side. Months that don't fit beside
    legible names are left out, the oldest first.
    """
    from reports.pictures.light_drawing import draw  # noqa: PLC0415 - matplotlib takes a second and 60 MiB to import

    signs = (*Light, "late", "missing", "open", "hidden", "none")
    return draw(picture, {str(sign): words.get(language, f"reports-lights-{sign}") for sign in signs})
