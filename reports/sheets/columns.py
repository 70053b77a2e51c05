"""Rows of text in columns, for a terminal, where a Chinese character is as wide as two letters."""

from collections.abc import Sequence
from itertools import zip_longest
from unicodedata import east_asian_width

_BETWEEN = "  "


def in_columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a line for each row, its cells set below those of the rows before; no line ends in blanks."""
    widths = [max(map(_width, column)) for column in zip_longest(*rows, fillvalue="")]
    return [
        _BETWEEN.join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=False)
        ).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
