"""The signs in the picture of lights: circle, triangle, square, with marks for late and missing.

They are added as artists, not by `add_patch` and `plot`: those measure each sign, for axes whose limits follow what is
drawn, and ours stand still (paper.py). It was two thirds of a picture's time.
"""

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Patch, Polygon, Rectangle

from domain.reporting.lights import Light
from reports.pictures.lights import LightCell

INK, FAINT, PAPER = "#1F2A30", "#556069", "#FFFFFF"
STRIPE, HEADING = "#F0F4F3", "#DCE6E4"
COLOURS = {Light.GREEN: "#2AA198", Light.YELLOW: "#F2B705", Light.RED: "#9B1B30"}
"""Told apart by shape first; by hue and lightness also with any of the three colour vision deficiencies.

The colours and bounds are measured in tests/reports/pictures/test_light_colours.py.
"""
EDGE = "#3C474D"
"""What every light is rimmed with: yellow alone is too faint on paper."""

Point = tuple[float, float]


def draw_sign(axes: Axes, middle: Point, size: float, cell: LightCell | None) -> None:
    """Draw `cell` around `middle`, `size` pixels wide; a dash where nothing was due."""
    x, y = middle
    if cell is None:
        _line(axes, (x - size * 0.2, y), (x + size * 0.2, y), FAINT, size * 0.08)
        return
    if cell.light is not None:
        draw_light(axes, middle, size, cell.light)
    elif cell.hidden:
        axes.add_artist(Circle(middle, size * 0.4, facecolor=STRIPE, edgecolor=EDGE, lw=size * 0.05))
    elif not cell.missing:
        axes.add_artist(
            Circle(middle, size * 0.36, fill=False, edgecolor=FAINT, lw=size * 0.06, ls=(0, (2, 1.5)))
        )
    if cell.missing:
        alone = cell.light is None
        _draw_cross(
            axes, middle if alone else (x - size * 0.55, y - size * 0.4), size * (0.62 if alone else 0.36)
        )
    if cell.late:
        _draw_clock(axes, (x + size * 0.5, y - size * 0.4), size * 0.26)


def draw_light(axes: Axes, middle: Point, size: float, light: Light) -> None:
    """Draw a light alone around `middle`, `size` pixels wide."""
    x, y = middle
    half = size / 2
    if light is Light.GREEN:
        sign: Patch = Circle(middle, half * 0.9)
    elif light is Light.YELLOW:
        corners = [
            (x, y - half * 0.96),
            (x - half * 1.04, y + half * 0.84),
            (x + half * 1.04, y + half * 0.84),
        ]
        sign = Polygon(corners)
    else:
        side = size * 0.84
        sign = Rectangle((x - side / 2, y - side / 2), side, side)
    sign.set(facecolor=COLOURS[light], edgecolor=EDGE, lw=size * 0.035, zorder=3)
    axes.add_artist(sign)


def _draw_cross(axes: Axes, middle: Point, size: float) -> None:
    x, y = middle
    half, width = size / 2, size * 0.16
    _line(axes, (x - half, y - half), (x + half, y + half), INK, width)
    _line(axes, (x - half, y + half), (x + half, y - half), INK, width)


def _draw_clock(axes: Axes, middle: Point, radius: float) -> None:
    x, y = middle
    axes.add_artist(Circle(middle, radius, facecolor=PAPER, edgecolor=INK, lw=radius * 0.2, zorder=4))
    _line(axes, middle, (x, y - radius * 0.62), INK, radius * 0.2)
    _line(axes, middle, (x + radius * 0.5, y), INK, radius * 0.2)


def _line(axes: Axes, start: Point, end: Point, colour: str, width: float) -> None:
    (x0, y0), (x1, y1) = start, end
    axes.add_artist(Line2D([x0, x1], [y0, y1], color=colour, lw=width, solid_capstyle="round", zorder=5))
