"""Draws the picture of lights; apart from light_picture.py because importing matplotlib is slow."""

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from domain.reporting.lights import Light
from reports.pictures.light_layout import (
    LEGEND_HEIGHT,
    LINE_HEIGHT,
    MARGIN,
    MONTHS_HEIGHT,
    ROW_HEIGHT_FOR_NOTES,
    TEXT_LEAST,
    TITLE_HEIGHT,
    WIDTH,
    Layout,
    lay_out,
    shortened,
    text_width,
)
from reports.pictures.light_signs import FAINT, HEADING, STRIPE, Point, draw_sign
from reports.pictures.lights import LightCell, LightPicture
from reports.pictures.paper import TextLook, paper, png, write

_SIGN_MOST = 42
_SIGN_SHARE = 0.64

_TITLE = TextLook(44)
_COUNTS = TextLook(32)
_NOTE = TextLook(TEXT_LEAST, FAINT, "center")
_WORD = TextLook(28, FAINT)

_ALWAYS: Mapping[str, LightCell | None] = {
    Light.GREEN: LightCell(Light.GREEN),
    Light.YELLOW: LightCell(Light.YELLOW),
    Light.RED: LightCell(Light.RED),
}
_WHERE_THEY_OCCUR: Mapping[str, LightCell | None] = {
    "late": LightCell(Light.GREEN, late=True),
    "missing": LightCell(missing=True),
    "open": LightCell(),
    "hidden": LightCell(hidden=True),
    "none": None,
}


def draw(picture: LightPicture, words: Mapping[str, str]) -> bytes:
    """Return the PNG; `words` are what the legend says of each light and of each other sign."""
    return png(drawn(picture, words))


def drawn(picture: LightPicture, words: Mapping[str, str]) -> Figure:
    """Return the figure, on which tests measure."""
    layout = lay_out(picture)
    figure, axes = paper(layout.height)
    draw_heading(axes, picture.title, picture.counts)
    _draw_months(axes, layout)
    _draw_rows(axes, layout)
    _draw_legend(axes, _legend(picture), words, layout.height - LEGEND_HEIGHT / 2)
    return figure


def draw_heading(axes: Axes, title: str, counts: Sequence[str]) -> None:
    """Write the title and the lines below it, cut to the paper's width."""
    room = WIDTH - 2 * MARGIN
    write(axes, (MARGIN, MARGIN + TITLE_HEIGHT / 2 - 12), shortened(title, _TITLE.size, room), _TITLE)
    for number, line in enumerate(counts):
        middle = MARGIN + TITLE_HEIGHT + (number + 0.5) * LINE_HEIGHT - 12
        write(axes, (MARGIN, middle), shortened(line, _COUNTS.size, room), _COUNTS)


def _draw_months(axes: Axes, layout: Layout) -> None:
    look = TextLook(layout.month_text, FAINT, "center")
    for left in layout.lefts:
        for number, month in enumerate(layout.months):
            x = left + layout.name_width + (number + 0.5) * layout.month_width
            write(axes, (x, layout.top + MONTHS_HEIGHT / 2), month, look)


def _draw_rows(axes: Axes, layout: Layout) -> None:
    shown = len(layout.months)
    width = layout.name_width + layout.month_width * shown
    look = TextLook(layout.text_size)
    grouped = any(row.heading for block in layout.blocks for row in block)
    for number, (left, middle, row) in enumerate(layout.places()):
        if row.heading or (not grouped and number % 2 == 0):
            corner = (left - 8, middle - layout.row_height / 2)
            colour = HEADING if row.heading else STRIPE
            axes.add_artist(Rectangle(corner, width + 16, layout.row_height, color=colour, lw=0))
        indent = layout.indent(row)
        name = shortened(row.name, look.size, layout.name_width - indent)
        write(axes, (left + indent, middle), name, look)
        for place, cell in enumerate(row.cells[-shown:] if shown else ()):
            x = left + layout.name_width + (place + 0.5) * layout.month_width
            _draw_cell(axes, (x, middle), cell, layout)


def _draw_cell(axes: Axes, middle: Point, cell: LightCell | None, layout: Layout) -> None:
    x, y = middle
    size = min(layout.row_height * _SIGN_SHARE, layout.month_width * _SIGN_SHARE, _SIGN_MOST)
    noted = cell is not None and cell.note and layout.row_height >= ROW_HEIGHT_FOR_NOTES
    if cell is not None and noted and text_width(cell.note, _NOTE.size) <= layout.month_width:
        draw_sign(axes, (x, y - layout.row_height * 0.17), size * 0.9, cell)
        write(axes, (x, y + layout.row_height * 0.27), cell.note, _NOTE)
    else:
        draw_sign(axes, middle, size, cell)


def _legend(picture: LightPicture) -> Mapping[str, LightCell | None]:
    """Return the three lights and whatever else the picture shows."""
    cells = [cell for row in picture.rows for cell in row.cells]
    known = [cell for cell in cells if cell is not None]
    occurs = {
        "late": any(cell.late for cell in known),
        "missing": any(cell.missing for cell in known),
        "open": any(not (cell.light or cell.missing or cell.hidden) for cell in known),
        "hidden": any(cell.hidden for cell in known),
        "none": len(known) < len(cells),
    }
    return {**_ALWAYS, **{key: cell for key, cell in _WHERE_THEY_OCCUR.items() if occurs[key]}}


def _draw_legend(
    axes: Axes, legend: Mapping[str, LightCell | None], words: Mapping[str, str], middle: float
) -> None:
    """Set the signs and their words across the foot, as far apart as they fit, but not farther than reads well."""
    room = WIDTH - 2 * MARGIN
    at_full = sum(1.4 + text_width(words[key], 1) for key in legend) + 0.6 * (len(legend) - 1)
    sign = min(_WORD.size, room / at_full)
    widths = [sign * 1.4 + text_width(words[key], sign) for key in legend]
    gap = min((room - sum(widths)) / (len(widths) - 1), sign * 2.4)
    left = float(MARGIN)
    for (key, cell), width in zip(legend.items(), widths, strict=True):
        draw_sign(axes, (left + sign / 2, middle), sign, cell)
        write(axes, (left + sign * 1.4, middle), words[key], TextLook(sign, FAINT))
        left += width + gap
