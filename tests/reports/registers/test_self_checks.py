"""廉政风险自查汇总: who answered in each grid, for risks of which level, and what."""

import io

from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.registers.self_checks import (
    SelfCheckRow,
    self_check_document,
    self_check_row,
    small_grids_together,
)
from tests.reports.registers.printed_made_up import ON, UNIT
from tests.reports.registers.register_papers import LONG, self_checks
from tests.reports.second_reader import lines, tables


def test_a_grid_s_answers_become_a_row() -> None:
    filed = [
        {"points": 4, "measures_kept": True, "regrade": False, "measures": "每月抽查。"},
        {
            "points": 2,
            "measures_kept": False,
            "problems": "轮岗未落实。",
            "regrade": True,
            "regrade_why": "应为B级。",
        },
    ]
    assert self_check_row("采购中心", "A级（一级）", 3, filed) == SelfCheckRow(
        "采购中心", "A级（一级）", 3, 2, 6, 1, ("轮岗未落实。",), ("应为B级。",), ("每月抽查。",)
    )
    assert self_check_row("药剂科", "A级（一级）", 1, []) == SelfCheckRow("药剂科", "A级（一级）", 1, 0, 0, 0)


def test_the_roll_up_has_a_row_for_each_grid_and_level_and_their_sums() -> None:
    content = self_check_document(self_checks(), UNIT, "2026年上半年", ON)
    assert lines(content)[:2] == [
        f"{UNIT}廉政风险自查情况汇总表",
        f"填报单位：{UNIT}\t2026年上半年\t填报日期：2026年7月3日",
    ]
    (table,) = tables(content)
    assert table[0] == [
        "序号",
        "科室（单位）",
        "风险等级",
        "应自查\n（人）",
        "已自查\n（人）",
        "自查\n风险点\n（个）",
        "措施均\n已落实\n（人）",
        "未落实的情况",
        "等级调整意见",
        "下一步措施",
    ]
    assert [row[:7] for row in table[1:]] == [
        ["1", "采购中心", "A级（一级）", "4", "2", "6", "1"],
        ["1", "采购中心", "B级（二级）", "1", "1", "2", "1"],
        ["2", "其他科室", "A级（一级）", "1", "0", "0", "0"],
        ["", "合计", "", "6", "3", "8", "2"],
    ]
    assert table[1][7:] == ["1.轮岗未落实。\n2.登记不全。", "应为B级。", ""]
    assert table[3][7:] == ["", "", ""], "who did not answer is not quoted"


def test_without_owners_the_roll_up_is_noughts() -> None:
    (table,) = tables(self_check_document([], UNIT, "2026年上半年", ON))
    assert table[1] == ["", "合计", "", "0", "0", "0", "0", "", "", ""]


@settings(max_examples=8, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_whatever_was_typed_the_roll_up_opens_again(text: str) -> None:
    row = SelfCheckRow(text, text, 1, 1, 1, 1, (text, LONG), (text,), (text,))
    assert Document(io.BytesIO(self_check_document([row, row], text, text, ON))).tables


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("甲乙丙丁"), st.sampled_from("AB"), st.integers(0, 6)), max_size=8))
def test_no_grid_with_fewer_than_five_owners_stands_by_its_name(drawn: list[tuple[str, str, int]]) -> None:
    rows = [
        SelfCheckRow(grid, level, owners, owners, owners, 0, (f"{grid}的情况",))
        for grid, level, owners in drawn
    ]
    found = small_grids_together(rows)
    named = {row.grid for row in found} - {"其他科室"}
    assert all(sum(row.owners for row in rows if row.grid == grid) >= 5 for grid in named)
    assert sum(row.owners for row in found) == sum(row.owners for row in rows)
    assert sorted(text for row in found for text in row.problems) == sorted(row.problems[0] for row in rows)
