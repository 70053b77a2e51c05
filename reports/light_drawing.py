"""Draws the picture of lights; apart from light_picture.py because importing matplotlib is slow."""

import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle

from domain.lights import Light
from reports.light_layout import (
    LEGEND_HEIGHT,
    LINE_HEIGHT,
    MARGIN,
    MONTHS_HEIGHT,
    ROW_HEIGHT_FOR_NOTES,
    TITLE_HEIGHT,
    WIDTH,
    Layout,
    lay_out,
    shortened,
    text_width,
)
from reports.light_picture import LightCell, LightPicture
from reports.light_signs import FAINT, INK, Point, draw_sign

_DOTS_PER_INCH = 100
_POINTS_PER_PIXEL = 72 / _DOTS_PER_INCH
_FONT = "fonts/NotoSansCJKsc-Regular.otf"

_STRIPE, _PAPER = "#F0F4F3", "#FFFFFF"
_SIGN_SIZE_MOST = 42


@dataclass(frozen=True, slots=True)
class _Look:
    """How a text is set; `size` is in pixels."""

    size: float
    colour: str = INK
    align: Literal["left", "center"] = "left"


_TITLE = _Look(44)
_COUNTS = _Look(32)
_MONTH = _Look(28, FAINT, "center")
_NOTE = _Look(22, FAINT, "center")
_WORD = _Look(28, FAINT)

_LEGEND: Mapping[str, LightCell | None] = {
    Light.GREEN: LightCell(Light.GREEN),
    Light.YELLOW: LightCell(Light.YELLOW),
    Light.RED: LightCell(Light.RED),
    "late": LightCell(Light.GREEN, late=True),
    "missing": LightCell(missing=True),
    "open": LightCell(),
    "none": None,
}


def draw(picture: LightPicture, words: Mapping[str, str]) -> bytes:
    """Return the PNG; `words` are what the legend says of each light and of late, missing, open and none."""
    layout = lay_out(picture)
    size = (WIDTH / _DOTS_PER_INCH, layout.height / _DOTS_PER_INCH)
    figure = Figure(figsize=size, dpi=_DOTS_PER_INCH, facecolor=_PAPER)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(layout.height, 0)
    axes.set_axis_off()
    _draw_heading(axes, picture)
    _draw_months(axes, picture, layout)
    _draw_rows(axes, picture, layout)
    _draw_legend(axes, words, layout.height - LEGEND_HEIGHT / 2)
    content = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a character that the font lacks is drawn as a box
        figure.savefig(content, format="png")
    return content.getvalue()


def _draw_heading(axes: Axes, picture: LightPicture) -> None:
    room = WIDTH - 2 * MARGIN
    _write(
        axes, (MARGIN, MARGIN + TITLE_HEIGHT / 2 - 12), shortened(picture.title, _TITLE.size, room), _TITLE
    )
    for number, line in enumerate(picture.counts):
        middle = MARGIN + TITLE_HEIGHT + (number + 0.5) * LINE_HEIGHT - 12
        _write(axes, (MARGIN, middle), shortened(line, _COUNTS.size, room), _COUNTS)


def _draw_months(axes: Axes, picture: LightPicture, layout: Layout) -> None:
    months = picture.months[-layout.months_shown :]
    widest = max((text_width(month, 1) for month in months), default=1)
    look = replace(_MONTH, size=min(_MONTH.size, layout.month_width * 0.94 / widest))
    for left in layout.lefts:
        for number, month in enumerate(months):
            x = left + layout.name_width + (number + 0.5) * layout.month_width
            _write(axes, (x, layout.top + MONTHS_HEIGHT / 2), month, look)


def _draw_rows(axes: Axes, picture: LightPicture, layout: Layout) -> None:
    width = layout.name_width + layout.month_width * layout.months_shown
    height = layout.row_height
    look = _Look(layout.text_size)
    for number, (left, middle, row) in enumerate(layout.places(picture)):
        if number % layout.rows_a_block % 2 == 0:
            corner = (left - 8, middle - height / 2)
            axes.add_patch(Rectangle(corner, width + 16, height, color=_STRIPE, lw=0))
        _write(axes, (left, middle), shortened(row.name, look.size, layout.name_width), look)
        for place, cell in enumerate(row.cells[-layout.months_shown :]):
            x = left + layout.name_width + (place + 0.5) * layout.month_width
            _draw_cell(axes, (x, middle), cell, layout)


def _draw_cell(axes: Axes, middle: Point, cell: LightCell | None, layout: Layout) -> None:
    x, y = middle
    size = min(layout.row_height * 0.6, layout.month_width * 0.6, _SIGN_SIZE_MOST)
    if cell is not None and cell.note and layout.row_height >= ROW_HEIGHT_FOR_NOTES:
        draw_sign(axes, (x, y - layout.row_height * 0.17), size * 0.9, cell)
        _write(axes, (x, y + layout.row_height * 0.27), cell.note, _NOTE)
    else:
        draw_sign(axes, middle, size, cell)


def _draw_legend(axes: Axes, words: Mapping[str, str], middle: float) -> None:
    """Set the signs and their words across the foot, as far apart as they fit."""
    sign = _WORD.size
    widths = [sign * 1.4 + text_width(words[key], sign) for key in _LEGEND]
    gap = (WIDTH - 2 * MARGIN - sum(widths)) / (len(widths) - 1)
    left = float(MARGIN)
    for (key, cell), width in zip(_LEGEND.items(), widths, strict=True):
        draw_sign(axes, (left + sign / 2, middle), sign, cell)
        _write(axes, (left + sign * 1.4, middle), words[key], _WORD)
        left += width + gap


def _write(axes: Axes, middle: Point, text: str, look: _Look) -> None:
    """Write `text` centred on the height of `middle`, and beginning or centred at its width."""
    axes.text(
        *middle,
        text,
        color=look.colour,
        fontproperties=_font(),
        fontsize=look.size * _POINTS_PER_PIXEL,
        horizontalalignment=look.align,
        verticalalignment="center_baseline",
        parse_math=False,  # a $ in somebody's text is a $
    )


@lru_cache(maxsize=1)
def _font() -> FontProperties:
    return FontProperties(fname=str(files("mplfonts").joinpath(_FONT)))
