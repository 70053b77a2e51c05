"""The paper that pictures for a phone are drawn on: 1,080 pixels wide, counted from the top left, Chinese text."""

import io
import warnings
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties

from reports.pictures.light_layout import WIDTH
from reports.pictures.light_signs import INK, PAPER, Point

_DOTS_PER_INCH = 100
_POINTS_PER_PIXEL = 72 / _DOTS_PER_INCH
_FONT = "fonts/NotoSansCJKsc-Regular.otf"


@dataclass(frozen=True, slots=True)
class TextLook:
    """How a text is set; `size` is in pixels."""

    size: float
    colour: str = INK
    align: Literal["left", "center", "right"] = "left"


def paper(height: int) -> tuple[Figure, Axes]:
    """Return an empty figure of `height` pixels and the axes that cover it, in pixels from the top left."""
    size = (WIDTH / _DOTS_PER_INCH, height / _DOTS_PER_INCH)
    figure = Figure(figsize=size, dpi=_DOTS_PER_INCH, facecolor=PAPER)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    return figure, axes


def png(figure: Figure) -> bytes:
    """Return the figure as a PNG."""
    content = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a character that the font lacks is drawn as a box
        figure.savefig(content, format="png")
    return content.getvalue()


def write(axes: Axes, middle: Point, text: str, look: TextLook) -> None:
    """Write `text` centred on the height of `middle`, and beginning, centred or ending at its width."""
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
