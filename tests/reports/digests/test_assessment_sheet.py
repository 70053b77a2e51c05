"""The assessment as an Excel file: figures as numbers, the worst first, nothing that acts; periods and percents."""

import io
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from domain.duties.assessment import Assessment, Tally
from domain.people.grids import Grid, GridTree
from locales import LANGUAGES, Words
from reports.digests.assessment import Assessed, is_assessed, periods_offered
from reports.digests.assessment_sheet import assessment_sheet

TREE = GridTree(
    [
        Grid("1", "医院", 1),
        Grid("B", "=1+1", 2, "1"),
        Grid("C", "医技支部", 2, "1"),
        Grid("D", "心内科", 3, "B"),
    ]
)
FOUND = Assessed(
    "2026",
    TREE,
    "1",
    Assessment(
        {
            ("1", "1"): Tally(on_time=1),
            ("B", "B"): Tally(late=1),
            ("C", "C"): Tally(exempt=2),
            ("D", "B"): Tally(on_time=2, missing=1, open=1),
        },
        {
            ("B", 7): Tally(late=1),
            ("D", 7): Tally(on_time=2, missing=1),
            ("D", 8): Tally(open=1),
            ("1", 9): Tally(on_time=1),
        },
    ),
    {7: ("@SUM(A1)", "007"), 8: ("乙岗", "008"), 9: ("丙岗", "009")},
)


def sheets(language: str = "zh") -> dict[str, list[tuple[object, ...]]]:
    return opened(FOUND, language)


def opened(found: Assessed, language: str = "zh") -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(io.BytesIO(assessment_sheet(found, "考核", Words(), language)))
    return {
        sheet.title: [tuple(cell.value for cell in row) for row in sheet.rows] for sheet in book.worksheets
    }


def test_branches_come_worst_first_with_the_units_own_items_and_a_total() -> None:
    assert sheets()["支部"][1:] == [
        ("=1+1", 5, 3, 2, 1, 1, 1, 0, 40, 60),
        ("医技支部", 0, 0, 0, 0, 0, 0, 2, None, None),
        ("医院", 1, 1, 1, 0, 0, 0, 0, 100, 100),
        ("合计", 6, 4, 3, 1, 1, 1, 2, 50, 66.6),
    ]


def test_grids_stand_alone_with_who_answered_for_them() -> None:
    rows = sheets()["网格"][1:]
    assert [row[:4] for row in rows] == [
        ("=1+1", "=1+1", "@SUM(A1)", 1),
        ("=1+1", "心内科", "乙岗、@SUM(A1)", 4),
        (None, "医院", "丙岗", 1),
        ("医技支部", "医技支部", None, 0),
    ]


def test_a_grid_that_moved_stays_in_the_branch_that_it_owed_in() -> None:
    moved = GridTree([*(grid for grid in TREE if grid.code != "D"), Grid("D", "心内科", 3, "C")])
    later = replace(FOUND, tree=moved)
    assert [later.below(code) for code in ("1", "B", "C")] == [FOUND.below(code) for code in ("1", "B", "C")]
    assert later.together("B") == Tally(on_time=2, late=1, missing=1, open=1)
    assert opened(later) == sheets()


def test_a_grid_of_two_branches_is_counted_in_each_and_once_in_all() -> None:
    places = {**FOUND.assessment.by_place, ("D", "C"): Tally(late=3)}
    both = replace(FOUND, assessment=replace(FOUND.assessment, by_place=places))
    assert both.below("C") == [("D", Tally(late=3))]
    assert both.together("C") == Tally(late=3, exempt=2)
    assert both.together("1") == FOUND.together("1") + Tally(late=3)
    assert [row[:2] for row in opened(both)["网格"]].count(("医技支部", "心内科")) == 1


def test_people_have_the_sum_of_all_their_grids() -> None:
    assert [row[:7] for row in sheets()["人员"][1:]] == [
        ("008", "乙岗", "心内科", 1, 0, 0, 0),
        ("007", "@SUM(A1)", "=1+1、心内科", 4, 3, 2, 1),
        ("009", "丙岗", "医院", 1, 1, 1, 0),
    ]


def test_nothing_that_somebody_typed_is_a_formula() -> None:
    book = load_workbook(io.BytesIO(assessment_sheet(FOUND, "考核", Words(), "zh")))
    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.rows for cell in row}
    assert "f" not in kinds


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_its_heads(language: str) -> None:
    heads = [head for rows in sheets(language).values() for head in rows[0]]
    assert len(heads) == 10 + 12 + 12
    assert all(heads)


def test_years_and_halves_are_assessed_and_nothing_else() -> None:
    assert [
        period
        for period in ("2026", "2026-H2", "2026-H3", "2026-Q1", "2026-05", "", "x")
        if is_assessed(period)
    ] == [
        "2026",
        "2026-H2",
    ]


def test_periods_offered_have_begun_and_hold_data() -> None:
    assert periods_offered("2026-H1", date(2026, 6, 30), None) == ["2026"]
    assert periods_offered("2026", date(2026, 7, 1), date(2025, 12, 31)) == ["2026-H1", "2026-H2", "2025"]
    assert periods_offered("2025", date(2026, 3, 1), date(2025, 3, 1)) == ["2025-H1", "2025-H2", "2026"]
