"""The picture of trends, measured, and what its lines show."""

import io
import subprocess
import sys
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image

from domain.reporting.lights import Light
from reports.pictures.trend_drawing import drawn
from reports.pictures.trend_picture import trend_picture
from reports.pictures.trends import TRENDS_MOST, Trend, TrendLine, TrendPicture
from tests.reports.measured import assert_legible, texts_of

MONTHS = ["7", "8", "9", "10", "11", "12", "1", "2", "3", "4", "5", "6"]
LINE_COLOUR = "#2B6C8F"


def of(*trends: Trend, counts: Sequence[str] = ("已报 68/72",)) -> TrendPicture:
    return TrendPicture("绍兴某某医院 近12期", counts, MONTHS, trends)


def trend(values: Sequence[float | None], label: str = "廉政教育") -> Trend:
    return Trend(label, "131 场", "较上期 ↑13", [TrendLine(values)])


def runs(figure: Figure) -> list[int]:
    """Return how many months each line of the figure joins."""
    (axes,) = figure.axes
    lines = [line for line in axes.lines if line.get_color() == LINE_COLOUR and line.get_linestyle() == "-"]
    return [len(np.asarray(line.get_xydata())) for line in lines]


@pytest.mark.parametrize("count", [1, 2, 9, 12])
def test_a_picture_is_1080_pixels_wide_and_legible(count: int) -> None:
    lights = Trend("黄灯、红灯", "黄 3  红 1", "较上期 黄 ↓2", [TrendLine([3] * 12, Light.YELLOW)])
    picture = of(*[lights, *[trend(range(n * 1000, n * 1000 + 12)) for n in range(count - 1)]])
    assert_legible(drawn(picture))
    image = Image.open(io.BytesIO(trend_picture(picture)))
    assert image.width == 1080
    assert image.height <= 1620


def test_long_figures_and_changes_stand_on_two_lines() -> None:
    money = Trend(
        "上交/退还红包金额合计",
        "1,234,567,890.00 元",
        "较上期 ↑1,300,000,000.00",
        [TrendLine([1e9 * n for n in range(12)])],
    )
    figure = drawn(of(money, money, counts=["数" * 99]))
    assert_legible(figure)
    assert "1,234,567,890.00 元" in [said for said, _, _ in texts_of(figure)]


def test_a_month_without_a_value_is_a_gap_and_nothing_is_smoothed() -> None:
    figure = drawn(of(trend([1, 2, None, None, 5, None, 7, 8, 9, 10, 11, 12])))
    assert runs(figure) == [2, 1, 6]
    (axes,) = figure.axes
    joined = [line for line in axes.lines if line.get_color() == LINE_COLOUR and line.get_linestyle() == "-"]
    assert all(line.get_drawstyle() == "default" for line in joined)
    heights = [float(y) for line in joined for _x, y in np.asarray(line.get_xydata())]
    steps = [round(before - after, 6) for before, after in pairwise(heights[3:])]
    assert len(set(steps)) == 1  # 7, 8, 9, ...: drawn as they are, each as much higher as the one before


def test_each_figure_has_a_scale_of_its_own() -> None:
    said = [text for text, _, _ in texts_of(drawn(of(trend([*[1.0] * 12]), trend([2000.0] * 12))))]
    assert {"1", "2,000"} <= set(said)


@pytest.mark.parametrize("values", [[None] * 12, [0] * 12, []])
def test_nothing_at_all_is_drawn_without_an_error(values: list[float | None]) -> None:
    assert_legible(drawn(of(trend(values))))


def test_of_a_form_with_many_figures_the_first_twelve_are_drawn() -> None:
    figure = drawn(of(*[trend([1] * 12, f"第{n}项") for n in range(TRENDS_MOST + 5)]))
    said = [text for text, _, _ in texts_of(figure)]
    assert "第11项" in said
    assert "第12项" not in said


def test_importing_the_report_does_not_import_matplotlib() -> None:
    code = "import sys, reports.pictures.trend_picture; sys.exit('matplotlib' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603 - our own code
    assert found.returncode == 0
