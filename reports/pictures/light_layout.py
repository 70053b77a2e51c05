"""Where things stand in the picture of lights: pure sums, in pixels from the top left."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

from reports.pictures.lights import LightPicture, LightRow

WIDTH = 1080
MARGIN = 36
TITLE_HEIGHT = 84
LINE_HEIGHT = 46
MONTHS_HEIGHT = 56
LEGEND_HEIGHT = 84
ROW_HEIGHT_FOR_NOTES = 60
TEXT_LEAST = 22
"""Pixels; on a phone about two millimetres."""
HEIGHT_AIMED_AT, HEIGHT_MOST = 1280, 1440
"""Telegram keeps a photo up to 1,280 pixels tall as it is; where many rows need it, four by three, upright."""

_GAP = 40
_TEXT_SHARE = 0.72
_ROW_HEIGHT_LEAST, _ROW_HEIGHT_MOST = TEXT_LEAST / _TEXT_SHARE, 84
_BLOCKS_MOST = 3
_TEXT_MOST = 32
_INDENT = 0.6
_MONTH_TEXT_MOST = 28
_MONTH_SHARE = 0.94
_MONTH_WIDTH_LEAST, _MONTH_WIDTH_MOST = 34, 160
_NAME_SHARE_MOST = 0.55


@dataclass(frozen=True, slots=True)
class Layout:
    """The sizes of a picture. `top` is where the names of months begin, `lefts` where each block does.

    `blocks` are the rows of each block; `months` the names of those months that fit, in `month_text` pixels.
    """

    height: int
    top: int
    lefts: tuple[float, ...]
    blocks: Sequence[Sequence[LightRow]]
    row_height: float
    text_size: float
    name_width: float
    month_width: float
    months: Sequence[str]
    month_text: float

    def places(self) -> Iterator[tuple[float, float, LightRow]]:
        """Give each row with its left edge and the middle of its height."""
        for left, rows in zip(self.lefts, self.blocks, strict=True):
            for line, row in enumerate(rows):
                yield left, self.top + MONTHS_HEIGHT + (line + 0.5) * self.row_height, row

    def indent(self, row: LightRow) -> float:
        """Return how far to the right the name of `row` begins."""
        grouped = any(other.heading for rows in self.blocks for other in rows)
        return self.text_size * _INDENT if grouped and not row.heading else 0.0


def lay_out(picture: LightPicture) -> Layout:
    """Choose as few blocks side by side as let the rows be tall enough to read on a phone."""
    top = MARGIN + TITLE_HEIGHT + LINE_HEIGHT * len(picture.counts)
    around = top + MONTHS_HEIGHT + LEGEND_HEIGHT
    blocks = _blocks(picture.rows, int((HEIGHT_MOST - around) / _ROW_HEIGHT_LEAST))
    rows = max(1, *(len(block) for block in blocks))
    row_height = min(max((HEIGHT_AIMED_AT - around) / rows, _ROW_HEIGHT_LEAST), _ROW_HEIGHT_MOST)
    text_size = min(row_height * _TEXT_SHARE, _TEXT_MOST)
    block_width = (WIDTH - 2 * MARGIN - _GAP * (len(blocks) - 1)) / len(blocks)
    widest = max((text_width(row.name, text_size) for row in picture.rows), default=0.0)
    name_width = min(widest + text_size * (0.5 + _INDENT), block_width * _NAME_SHARE_MOST)
    months, month_width = _months(picture, block_width - name_width)
    longest = max((text_width(month, 1) for month in months), default=1.0)
    return Layout(
        height=ceil(around + rows * row_height),
        top=top,
        lefts=tuple(MARGIN + number * (block_width + _GAP) for number in range(len(blocks))),
        blocks=blocks,
        row_height=row_height,
        text_size=text_size,
        name_width=name_width,
        month_width=month_width,
        months=months,
        month_text=min(_MONTH_TEXT_MOST, month_width * _MONTH_SHARE / longest),
    )


def text_width(text: str, size: float) -> float:
    """Return about how wide `text` is when set in `size` pixels: Chinese characters are square."""
    return size * sum(1.0 if unicodedata.east_asian_width(sign) in "WF" else 0.56 for sign in text)


def shortened(text: str, size: float, width: float) -> str:
    """Return `text`, cut with an ellipsis where it is wider than `width` pixels."""
    if text_width(text, size) <= width:
        return text
    while text and text_width(text + "…", size) > width:
        text = text[:-1]
    return text + "…"


def _months(picture: LightPicture, room: float) -> tuple[Sequence[str], float]:
    """Return the names of as many of the latest months as fit in `room`, and how wide a column is."""
    short = picture.short or picture.months
    longest = max((text_width(name, TEXT_LEAST) for name in short), default=0.0)
    fitting = max(int(room / max(_MONTH_WIDTH_LEAST, longest / _MONTH_SHARE)), 1)
    shown = min(len(picture.months), fitting)
    width = min(room / max(shown, 1), _MONTH_WIDTH_MOST)
    full = picture.months[-shown:] if shown else ()
    legible = all(text_width(name, TEXT_LEAST) <= width * _MONTH_SHARE for name in full)
    return full if legible else short[-shown:], width


def _blocks(rows: Sequence[LightRow], rows_most: int) -> Sequence[Sequence[LightRow]]:
    """Spread the rows over blocks as even as keeps departments below their branch, in two or three where many."""
    count = min(max(ceil(len(rows) / rows_most), 1), _BLOCKS_MOST)
    while True:
        even = ceil(len(rows) / count)
        for capacity in range(even, max(rows_most, even) + 1):
            found = _filled(_groups(rows), capacity)
            if len(found) <= count and all(len(block) <= capacity for block in found):
                return found or [[]]
        if count == _BLOCKS_MOST:
            return [rows[start : start + even] for start in range(0, len(rows), even)]
        count += 1


def _groups(rows: Sequence[LightRow]) -> list[list[LightRow]]:
    """Return each branch with its departments; rows without any heading stand alone."""
    groups: list[list[LightRow]] = []
    for row in rows:
        if row.heading or not groups or not groups[-1][0].heading:
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups


def _filled(groups: Sequence[Sequence[LightRow]], capacity: int) -> list[list[LightRow]]:
    blocks: list[list[LightRow]] = []
    for group in groups:
        if not blocks or len(blocks[-1]) + len(group) > capacity:
            blocks.append([])
        blocks[-1].extend(group)
    return blocks
