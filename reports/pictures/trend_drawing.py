"""Draws the picture of trends; apart from trend_picture.py because importing matplotlib is slow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from reports.pictures.light_drawing import draw_heading
from reports.pictures.light_layout import (
    LINE_HEIGHT,
    MARGIN,
    TEXT_LEAST,
    TITLE_HEIGHT,
    WIDTH,
    shortened,
    text_width,
)
from reports.pictures.light_signs import COLOURS, FAINT, INK, PAPER, Point, draw_light
from reports.pictures.paper import TextLook, paper, png, write
from reports.pictures.trends import TRENDS_MOST, Trend, TrendLine, TrendPicture

_GAP = 48
_PANEL_WIDTH = (WIDTH - 2 * MARGIN - _GAP) / 2
_PANEL_HEIGHT, _PLOT_HEIGHT = 224, 84
_HEAD_HEIGHT = 84
_LINE_COLOUR, _GRID = "#2B6C8F", "#D5DDDB"
_DOT, _LAST_DOT, _SIGN = 6, 9, 18

_LABEL = TextLook(26, FAINT)
_SAID = TextLook(34)
_CHANGE = TextLook(24, FAINT, "right")
_SCALE = TextLook(TEXT_LEAST, FAINT, "right")
_MONTH = TextLook(TEXT_LEAST, FAINT, "center")


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where the points of one figure stand: `left` to `right`, zero at `floor`, `most` one plot's height above."""

    left: float
    right: float
    floor: float
    most: float
    months: int

    def x(self, month: int) -> float:
        """Return where the month of that number stands."""
        return self.left + (month + 0.5) * (self.right - self.left) / self.months

    def y(self, value: float) -> float:
        """Return how far down `value` stands."""
        return self.floor - _PLOT_HEIGHT * value / self.most


def draw(picture: TrendPicture) -> bytes:
    """Return the PNG."""
    return png(drawn(picture))


def drawn(picture: TrendPicture) -> Figure:
    """Return the figure, on which tests measure."""
    trends = picture.trends[:TRENDS_MOST]
    top = MARGIN + TITLE_HEIGHT + LINE_HEIGHT * len(picture.counts)
    figure, axes = paper(top + _PANEL_HEIGHT * ((len(trends) + 1) // 2) + MARGIN)
    draw_heading(axes, picture.title, picture.counts)
    for number, trend in enumerate(trends):
        line, column = divmod(number, 2)
        left = MARGIN + column * (_PANEL_WIDTH + _GAP)
        _draw_trend(axes, (left, top + line * _PANEL_HEIGHT), trend, picture.months)
    return figure


def _draw_trend(axes: Axes, corner: tuple[float, float], trend: Trend, months: Sequence[str]) -> None:
    left, top = corner
    right = left + _PANEL_WIDTH
    change = shortened(trend.change, _CHANGE.size, _PANEL_WIDTH * 0.6)
    beside = _PANEL_WIDTH - text_width(change, _CHANGE.size) - 16
    # The change stands beside the figure; where both are long, on the line above.
    above = text_width(trend.said, _SAID.size) > beside
    label = shortened(trend.label, _LABEL.size, beside if above else _PANEL_WIDTH)
    said = shortened(trend.said, _SAID.size, _PANEL_WIDTH if above else beside)
    write(axes, (left, top + 20), label, _LABEL)
    write(axes, (left, top + 58), said, _SAID)
    write(axes, (right, top + (20 if above else 58)), change, _CHANGE)
    most = max((value for line in trend.lines for value in line.values if value is not None), default=0) or 1
    scale = f"{most:,.0f}"
    floor = top + _HEAD_HEIGHT + 8 + _PLOT_HEIGHT
    gutter = text_width(scale, _SCALE.size) + 10
    plot = _Plot(left + gutter, right, floor, most, max(len(months), 1))
    _draw_scale(axes, plot, scale, months)
    for line in trend.lines:
        _draw_line(axes, plot, line)


def _draw_scale(axes: Axes, plot: _Plot, scale: str, months: Sequence[str]) -> None:
    for value, said in ((0.0, "0"), (plot.most, scale)):
        y = plot.y(value)
        axes.add_artist(Line2D([plot.left, plot.right], [y, y], color=_GRID, lw=1.4, zorder=1))
        write(axes, (plot.left - 10, y), said, _SCALE)
    column = (plot.right - plot.left) / plot.months
    for number, month in enumerate(months):
        if text_width(month, _MONTH.size) <= column:
            write(axes, (plot.x(number), plot.floor + 24), month, _MONTH)


def _draw_line(axes: Axes, plot: _Plot, line: TrendLine) -> None:
    colour = COLOURS[line.light] if line.light else _LINE_COLOUR
    for run in _runs(line.values):
        xs, ys = [plot.x(month) for month, _ in run], [plot.y(value) for _, value in run]
        axes.add_artist(Line2D(xs, ys, color=colour, lw=2.2, solid_joinstyle="round", zorder=2))
        for (month, _value), x, y in zip(run, xs, ys, strict=True):
            last = month == len(line.values) - 1
            if line.light:
                draw_light(axes, (x, y), _SIGN + 4 * last, line.light)
            else:
                size = _LAST_DOT if last else _DOT
                _draw_dot(axes, (x, y), size, INK if last else colour)


def _draw_dot(axes: Axes, middle: Point, size: float, colour: str) -> None:
    x, y = middle
    axes.add_artist(Line2D([x], [y], ls="none", marker="o", ms=size, color=colour, mec=PAPER, zorder=3))


def _runs(values: Sequence[float | None]) -> Iterator[list[tuple[int, float]]]:
    """Give each row of months that have a value, with no gap between them."""
    run: list[tuple[int, float]] = []
    for month, value in enumerate(values):
        if value is not None:
            run.append((month, value))
        elif run:
            yield run
            run = []
    if run:
        yield run
