"""From figures to the two pictures: which rows, which months, which signs, which words."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from domain.reporting.lights import Light
from locales import Speech
from reports.digests import pictures as digest_pictures
from reports.digests.digest import Counts, Digest
from reports.digests.pictures import lights_png, trends_of, trends_png
from reports.pictures.lights import LightCell, LightPicture
from storage.reporting.figure_values import GridFigures
from tests.desks import WORDS
from tests.reports.digests.digests_made_up import counts, digest
from tests.reports.digests.draw_digests import draw

ZH = Speech(WORDS, "zh")
TODAY = date(2026, 7, 1)


def branches(red: int = 0, sums: int = 1) -> list[Counts]:
    return [counts("甲支部", (6, 1, red), sums=sums), counts("乙支部", (7, 0, 0), late=2, sums=sums)]


def grid(code: str, period_id: str, branch: str = "甲支部", **facts: Any) -> GridFigures:
    due_on = date.fromisoformat(f"{period_id}-28")
    known: dict[str, Any] = {
        "submitted_at": datetime.fromisoformat(f"{period_id}-20").replace(tzinfo=UTC),
        "light": "green",
        "exempt_reason": None,
        "review_state": "received",
        "submission_id": 1,
    }
    return GridFigures(period_id, code, code, branch, 1, due_on, due_on, **(known | facts))


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[LightPicture]:
    """Keeps what would be drawn."""
    kept: list[LightPicture] = []
    monkeypatch.setattr(digest_pictures, "light_picture", lambda picture, *_: kept.append(picture))
    return kept


def test_departments_stand_below_their_branch_with_what_they_filed_wherever_they_hung(
    drawn: list[LightPicture],
) -> None:
    made_up = digest({"2026-05": branches(), "2026-06": branches()})
    missing: dict[str, Any] = {"submitted_at": None, "light": None, "submission_id": None}
    late: dict[str, Any] = {"submitted_at": datetime(2026, 6, 30, tzinfo=UTC)}
    grids = [
        grid("甲支部", "2026-05"),
        grid("心内科", "2026-05", "乙支部", light="red"),  # it has moved since
        grid("已撤科室", "2026-05"),
        grid("甲支部", "2026-06", **late),
        grid("心内科", "2026-06", light="yellow"),
        grid("骨科", "2026-06", **missing),
        grid("眼科", "2026-06", "乙支部", **missing, exempt_reason="停诊"),
    ]
    lights_png(made_up, grids, TODAY, WORDS, ZH)
    (picture,) = drawn
    assert (picture.months, picture.short) == (["5月", "6月"], ["5", "6"])
    assert [(row.name, row.heading, list(row.cells)) for row in picture.rows] == [
        ("甲支部", True, [LightCell(Light.GREEN), LightCell(Light.GREEN, late=True)]),
        ("心内科", False, [LightCell(Light.RED), LightCell(Light.YELLOW)]),
        ("骨科", False, [None, LightCell(missing=True)]),
        ("乙支部", True, []),  # the branch itself owes nothing
        ("眼科", False, [None, None]),
    ]


def test_what_is_not_due_yet_is_open_and_not_missing(drawn: list[LightPicture]) -> None:
    made_up = digest({"2026-06": branches()})
    grids = [grid("骨科", "2026-06", submitted_at=None, light=None)]
    lights_png(made_up, grids, date(2026, 6, 20), WORDS, ZH)
    assert drawn[0].rows[1].cells == [LightCell()]


def test_a_unit_of_very_many_grids_is_shown_branch_by_branch(drawn: list[LightPicture]) -> None:
    lights_png(digest({"2026-05": branches(), "2026-06": branches(red=1)}), [], TODAY, WORDS, ZH)
    assert [(row.name, row.cells[-1]) for row in drawn[0].rows] == [
        ("甲支部", LightCell(Light.RED, note="8/8")),
        ("乙支部", LightCell(Light.GREEN, late=True, note="7/7")),
    ]
    assert drawn[0].counts == ["已报 15/15，其中逾期 2", "绿 13   黄 1   红 1"]


def test_months_in_which_nothing_was_due_are_not_in_the_first_picture_and_are_gaps_in_the_second(
    drawn: list[LightPicture],
) -> None:
    made_up = digest({"2026-03": branches(), "2026-06": branches()})
    lights_png(made_up, [], TODAY, WORDS, ZH)
    assert drawn[0].months == ["3月", "6月"]
    trends = trends_of(made_up, ZH, for_level_one=True)
    assert trends.months[-4:] == ["3", "4", "5", "6"]
    assert list(trends.trends[0].lines[0].values[-4:]) == [85.7, None, None, 85.7]
    assert trends.trends[0].change == ""  # nothing to compare with


def test_each_trend_says_what_it_is_now_and_how_it_changed() -> None:
    made_up = digest({"2026-05": branches(sums=10), "2026-06": branches(red=2, sums=7)})
    by_label = {trend.label: trend for trend in trends_of(made_up, ZH, for_level_one=True).trends}
    assert (by_label["按时报送"].said, by_label["按时报送"].change) == ("87.5%", "较上期 ↑1.8")
    assert (by_label["黄灯、红灯"].said, by_label["黄灯、红灯"].change) == (
        "黄 1  红 2",
        "较上期 黄 持平  红 ↑2",
    )
    assert (by_label["廉政教育"].said, by_label["廉政教育"].change) == ("14 场", "较上期 ↓6")
    assert (by_label["苗头性问题"].said, by_label["苗头性问题"].change) == ("14 项", "较上期 ↓6")


def test_trends_are_drawn_once_there_are_two_months(drawn: list[LightPicture]) -> None:
    assert trends_png(digest({"2026-06": branches()}), ZH, for_level_one=True) is None
    two: Digest = digest({"2026-05": branches(), "2026-06": branches()})
    picture = trends_png(two, ZH, for_level_one=True)
    assert picture is not None
    assert picture.startswith(b"\x89PNG")
    assert not drawn


def test_the_title_names_the_unit_and_the_span() -> None:
    picture = trends_of(digest({"2026-06": branches()}), ZH, for_level_one=True)
    assert picture.title == "绍兴某某医院 网格廉情月报 近12期"
    assert picture.counts == ["2025年7月至2026年6月"]


def test_the_pictures_in_docs_are_drawn_from_the_sample_hospital(tmp_path: Path) -> None:
    draw(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lights.png", "trend.png"]
