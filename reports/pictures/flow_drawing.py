"""Draws a flow chart; apart from flow_picture.py because importing matplotlib is slow."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon, Rectangle

from reports.pictures.flows import ARROW, BOX_LEFT, BOX_WIDTH, LINE, TEXT, FlowBox, FlowPage
from reports.pictures.light_layout import MARGIN, TITLE_HEIGHT, WIDTH, shortened
from reports.pictures.light_signs import EDGE, HEADING, STRIPE
from reports.pictures.paper import TextLook, paper, png, write

_TITLE, _STEP = TextLook(40, align="center"), TextLook(TEXT, align="center")
_HEAD = 12
_MIDDLE = WIDTH / 2


def draw(page: FlowPage) -> bytes:
    """Return the PNG of one page."""
    return png(drawn(page))


def drawn(page: FlowPage) -> Figure:
    """Return the figure, on which tests measure."""
    figure, axes = paper(page.height)
    title = shortened(page.title, _TITLE.size, WIDTH - 2 * MARGIN)
    write(axes, (_MIDDLE, MARGIN + TITLE_HEIGHT * 0.4), title, _TITLE)
    for number, box in enumerate(page.boxes):
        if number or page.follows:
            _draw_arrow(axes, box.top - ARROW, box.top)
        _draw_box(axes, box, is_end=number == 0 and not page.follows)
    if page.goes_on:
        bottom = page.boxes[-1].bottom
        _draw_arrow(axes, bottom, bottom + ARROW)
    return figure


def _draw_box(axes: Axes, box: FlowBox, *, is_end: bool) -> None:
    colour = HEADING if is_end else STRIPE
    size = (BOX_WIDTH, box.bottom - box.top)
    axes.add_artist(Rectangle((BOX_LEFT, box.top), *size, facecolor=colour, edgecolor=EDGE, lw=1.6))
    first = (box.top + box.bottom - (len(box.lines) - 1) * LINE) / 2
    for number, line in enumerate(box.lines):
        write(axes, (_MIDDLE, first + number * LINE), line, _STEP)


def _draw_arrow(axes: Axes, top: float, bottom: float) -> None:
    axes.add_artist(Line2D([_MIDDLE, _MIDDLE], [top, bottom - _HEAD], color=EDGE, lw=2))
    tip = [
        (_MIDDLE - _HEAD, bottom - 1.6 * _HEAD),
        (_MIDDLE + _HEAD, bottom - 1.6 * _HEAD),
        (_MIDDLE, bottom),
    ]
    axes.add_artist(Polygon(tip, closed=True, facecolor=EDGE, edgecolor=EDGE))
