"""What committee and supervisor see of a digest: nothing about fewer than five grids (docs/domain.md section 6)."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.reporting.lights import Light
from domain.small_groups import SMALLEST_GROUP
from locales import Speech
from reports.digests import pictures as digest_pictures
from reports.digests.digest import Counts
from reports.digests.pictures import trends_of
from reports.digests.small_groups import groups_outside
from reports.pictures.lights import LightPicture
from tests.desks import WORDS
from tests.reports.digests.digests_made_up import YEAR, counts, digest
from windows.digests.text import branches_text, digest_text

ZH = Speech(WORDS, "zh")
REST = "其他网格"
LATEST = YEAR[-1]

BRANCHES = st.lists(
    st.tuples(st.integers(0, 9), st.integers(0, 3), st.integers(0, 3), st.integers(0, 6)), max_size=8
).map(
    lambda some: [
        counts(f"{number}支部", lights, min(1, sum(lights)), missing, sums=sum(lights))
        for number, (*lights, missing) in enumerate(some)
        if sum(lights) + missing
    ]
)


def differences(shown: Sequence[int], whole: int) -> set[int]:
    """Return every size of a group that is shown, or that the shown ones differ by from the whole."""
    return {*shown, whole, whole - sum(shown)} - {0}


@given(BRANCHES)
def test_no_group_that_is_shown_nor_any_difference_is_smaller_than_five(branches: list[Counts]) -> None:
    period = digest({LATEST: branches}).periods[LATEST]
    shown = groups_outside(period, REST)
    if not shown:
        assert period.all.due < SMALLEST_GROUP
        return
    assert min(differences([group.due for group in shown], period.all.due)) >= SMALLEST_GROUP
    told = [group.reported for group in shown if group.lights]
    if period.all.reported >= SMALLEST_GROUP:  # else the unit's lights are not told, nor any branch's
        assert min(differences(told, period.all.reported)) >= SMALLEST_GROUP
    else:
        assert not any(told)


@given(BRANCHES)
def test_what_is_told_adds_up_and_is_true(branches: list[Counts]) -> None:
    period = digest({LATEST: branches}).periods[LATEST]
    for branch in groups_outside(period, REST):
        own = [b for b in branches if b.name == branch.name]
        if own:
            assert (branch.due, branch.on_time, branch.late) == (own[0].due, own[0].on_time, own[0].late)
            assert branch.lights in ({}, own[0].lights)
        else:
            assert branch.name == REST


@given(BRANCHES)
def test_texts_tell_no_light_and_no_sum_of_fewer_than_five_reports(branches: list[Counts]) -> None:
    made_up = digest({LATEST: branches})
    text = digest_text(made_up, ZH, for_level_one=False)
    by_branch = branches_text(made_up, ZH, for_level_one=False)
    if made_up.all.due < SMALLEST_GROUP:
        assert "已报" not in text + by_branch
    if made_up.all.reported < SMALLEST_GROUP:
        assert not re.search(r"绿|廉政教育", text)
        assert "绿" not in by_branch
    elif sum(branch.reported for branch in branches):
        assert "廉政教育" in text
    small = [branch.name for branch in branches if branch.due < SMALLEST_GROUP]
    assert not [name for name in small if re.search(rf"\b{name} ", by_branch)]


def test_a_period_of_which_too_little_is_known_is_compared_with_nothing() -> None:
    few, many = [counts("1支部", (3, 0, 0), missing=6, sums=3)], [counts("1支部", (9, 0, 0), sums=9)]
    made_up = digest({YEAR[-2]: few, LATEST: many})
    assert "上期" not in digest_text(made_up, ZH, for_level_one=False)
    assert "上期 3 场 ↑6" in digest_text(made_up, ZH, for_level_one=True)


@pytest.mark.parametrize(("found", "said"), [(0, None), (3, "苗头性问题不足 5 项"), (5, "问题 5 项")])
def test_few_tendencies_are_not_counted_out(found: int, said: str | None) -> None:
    text = digest_text(digest({LATEST: [counts("1支部", (9, 0, 0), sums=found)]}), ZH, for_level_one=False)
    assert (said in text) if said else ("苗头性" not in text)


def test_trends_leave_out_months_of_few_reports_and_small_numbers_of_tendencies() -> None:
    few = [counts("1支部", (3, 1, 0), missing=6, sums=9)]
    some = [counts("1支部", (9, 0, 1), sums=3)]
    many = [counts("1支部", (9, 1, 0), sums=20)]
    made_up = digest({YEAR[-3]: few, YEAR[-2]: some, YEAR[-1]: many})
    by_label = {trend.label: trend for trend in trends_of(made_up, ZH, for_level_one=False).trends}
    assert list(by_label["苗头性问题"].lines[0].values[-3:]) == [None, None, 20]
    assert list(by_label["谈心谈话"].lines[0].values[-3:]) == [None, 3, 20]
    assert list(by_label["黄灯、红灯"].lines[1].values[-3:]) == [None, 1, 0]
    assert by_label["按时报送"].said == "100%"
    assert "转递线索" not in by_label
    inside = {trend.label: trend for trend in trends_of(made_up, ZH, for_level_one=True).trends}
    assert list(inside["苗头性问题"].lines[0].values[-3:]) == [9, 3, 20]
    assert "转递线索" in inside


def test_the_picture_for_others_hides_the_lights_of_few_reports_and_has_no_row_of_a_small_branch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    branches = [
        counts("甲支部", (7, 0, 0)),
        counts("乙支部", (1, 0, 1), missing=1),
        counts("丙支部", (5, 1, 0), missing=1),
        counts("丁支部", (1, 0, 1), missing=5),
    ]
    drawn: list[LightPicture] = []
    monkeypatch.setattr(digest_pictures, "light_picture", lambda picture, *_: drawn.append(picture))
    digest_pictures.lights_png_outside(digest({LATEST: branches}), WORDS, ZH)
    rows = {row.name: row.cells[0] for row in drawn[0].rows}
    seen = {name: (cell.light, cell.hidden, cell.note) for name, cell in rows.items() if cell}
    # Two of the fourth branch's seven have reported: with its lights the third's are hidden, else a sum told them.
    assert seen == {
        "丙支部": (None, True, "6/7"),
        "丁支部": (None, True, "2/7"),
        REST: (Light.RED, False, "9/10"),
    }


def test_a_unit_of_fewer_than_five_grids_is_not_broken_down_at_all() -> None:
    made_up = digest({LATEST: [counts("甲支部", (2, 0, 1), missing=1, sums=3)]})
    assert "不足 5 个，不分列" in digest_text(made_up, ZH, for_level_one=False)
    assert digest_pictures.lights_png_outside(made_up, WORDS, ZH) is None
    assert digest_pictures.trends_png(made_up, ZH, for_level_one=False) is None
