"""Where things stand in the picture of lights: pure sums, in pixels from the top left."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from reports.light_picture import LightPicture, LightRow

WIDTH = 1080
MARGIN = 36
TITLE_HEIGHT = 84
LINE_HEIGHT = 46
MONTHS_HEIGHT = 56
LEGEND_HEIGHT = 84
ROW_HEIGHT_FOR_NOTES = 60

_GAP = 40
# Telegram scales a photo down to 1,280 pixels on its longer side, so a taller one only gets harder to read.
_HEIGHT_AIMED_AT = 1280
_ROW_HEIGHT_LEAST, _ROW_HEIGHT_MOST = 34, 84
_BLOCKS_MOST = 3
_TEXT_SIZE_MOST = 32
_MONTH_WIDTH_LEAST, _MONTH_WIDTH_MOST = 40, 160
_NAME_SHARE_MOST = 0.55


@dataclass(frozen=True, slots=True)
class Layout:
    """The sizes of a picture. `top` is where the names of months begin, `lefts` where each block does."""

    height: int
    top: int
    lefts: tuple[float, ...]
    rows_a_block: int
    row_height: float
    text_size: float
    name_width: float
    month_width: float
    months_shown: int

    def places(self, picture: LightPicture) -> Iterator[tuple[float, float, LightRow]]:
        """Give each row with its left edge and the middle of its height."""
        for number, row in enumerate(picture.rows):
            block, line = divmod(number, self.rows_a_block)
            yield self.lefts[block], self.top + MONTHS_HEIGHT + (line + 0.5) * self.row_height, row


def lay_out(picture: LightPicture) -> Layout:
    """Choose as few blocks side by side as let the rows be tall enough to read on a phone."""
    top = MARGIN + TITLE_HEIGHT + LINE_HEIGHT * len(picture.counts)
    room = _HEIGHT_AIMED_AT - top - MONTHS_HEIGHT - LEGEND_HEIGHT
    blocks = 1
    while blocks < _BLOCKS_MOST and room / _rows_a_block(picture, blocks) < _ROW_HEIGHT_LEAST:
        blocks += 1
    rows = _rows_a_block(picture, blocks)
    row_height = min(max(room / rows, _ROW_HEIGHT_LEAST), _ROW_HEIGHT_MOST)
    text_size = min(row_height * 0.72, _TEXT_SIZE_MOST)
    block_width = (WIDTH - 2 * MARGIN - _GAP * (blocks - 1)) / blocks
    widest = max((text_width(row.name, text_size) for row in picture.rows), default=0.0)
    name_width = min(widest + text_size / 2, block_width * _NAME_SHARE_MOST)
    fitting = max(int((block_width - name_width) / _MONTH_WIDTH_LEAST), 1)
    months_shown = min(len(picture.months), fitting)
    return Layout(
        height=ceil(top + MONTHS_HEIGHT + rows * row_height + LEGEND_HEIGHT),
        top=top,
        lefts=tuple(MARGIN + number * (block_width + _GAP) for number in range(blocks)),
        rows_a_block=rows,
        row_height=row_height,
        text_size=text_size,
        name_width=name_width,
        month_width=min((block_width - name_width) / max(months_shown, 1), _MONTH_WIDTH_MOST),
        months_shown=months_shown,
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


def _rows_a_block(picture: LightPicture, blocks: int) -> int:
    return max(ceil(len(picture.rows) / blocks), 1)
