"""Lists of registers: their columns, their order, their rows, as a workbook and as a document."""

import io
import zipfile
from dataclasses import replace
from datetime import datetime

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from registers.language import PrintedList
from registers.moves import COLUMNS
from registers.reader import shipped_registers
from reports.registers.list_columns import column_named
from reports.registers.lists import list_document, list_file, list_rows, list_sheet
from reports.registers.printed import PrintedEntry
from tests.reports.registers.printed_made_up import HISTORY, UNIT, measure, problem, risk, warning
from tests.reports.registers.register_papers import LONG, asked
from tests.reports.second_reader import lines, tables

ACTIVE = ["=1+1", '=HYPERLINK("https://example.org","点我")', "+86", "-1", "@SUM(A1)", "=cmd|'/C calc'!A0"]


def sheet_of(content: bytes) -> Worksheet:
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def values(sheet: Worksheet) -> list[list[object]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]


def test_the_level_list_has_the_columns_of_its_register_in_its_order() -> None:
    some = [risk(level="c"), risk(level="a"), risk(HISTORY[:2], level="a"), risk(level="b")]
    content, kind = list_file(asked("risk", "level_list"), some)
    assert kind == "xlsx"
    sheet = sheet_of(content)
    assert [sheet["A1"].value, sheet["A2"].value] == [
        f"{UNIT}权力廉政风险等级目录",
        f"填报单位：{UNIT}　　　　　　填报日期：2026年7月3日",
    ]
    head, *rows = values(sheet)
    assert head == [
        "序号",
        "科室（单位）",
        "姓名",
        "风险等级",
        "风险种类",
        "存在廉政风险",
        "自我防控措施",
        "状态",
    ]
    # What is not approved is not in the list.
    assert [row[0] for row in rows[:3]] == [1, 2, 3]
    assert [row[3] for row in rows[:3]] == ["A级（一级）", "B级（二级）", "C级（三级）"]
    assert rows[3][0] == "填报人：　　　　　　联系电话：　　　　　　审核人："
    assert len(rows) == 4
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:H6"


def test_the_summary_of_risks_is_a_document_too() -> None:
    content = list_document(asked("risk", "summary"), [risk(), risk(form="department", person=None)])
    assert lines(content)[0] == f"{UNIT}廉政风险点汇总表"
    (table,) = tables(content)
    assert table[0] == [
        "序号",
        "编号",
        "风险类别",
        "科室（单位）",
        "姓名",
        "风险等级",
        "主要职责",
        "存在廉政风险",
        "自我防控措施",
    ]
    assert table[1][:6] == [
        "1",
        "绍医廉险〔2026〕3号",
        "个人岗位",
        "采购中心",
        "采购中心负责人",
        "A级（一级）",
    ]
    assert table[2][4] == ""


TASKS = [
    problem(measure(), measure(measure="组织培训。", deadline="2026-08-31")),
    problem(problem="第二个问题。"),
]


def test_measures_have_a_row_each_and_their_problem_stands_once_over_them() -> None:
    (table,) = tables(list_file(asked("problem", "task_list"), TASKS)[0])
    assert table[0] == ["序号", "存在问题", "整改措施", "完成时限", "进展情况", "状态"]
    assert [row[0] for row in table[1:]] == ["1", "1", "2"], "one cell over both rows"
    assert [row[2:4] for row in table[1:]] == [
        ["修订高值耗材管理制度，明确登记、核对和责任追究。", "2026.8.15"],
        ["组织培训。", "2026.8.31"],
        ["", ""],
    ]
    sheet = sheet_of(list_sheet(asked("problem", "task_list"), TASKS))
    assert {str(area) for area in sheet.merged_cells.ranges} == {"A1:F1", "A2:F2", "A4:A5", "B4:B5", "A7:F7"}
    assert sheet["D5"].value == datetime(2026, 8, 31)  # noqa: DTZ001 - Excel knows no time zones
    assert [sheet["A4"].value, sheet["A6"].value] == [1, 2]
    assert sheet.auto_filter.ref is None


def test_the_duty_list_says_who_answers_for_each_measure() -> None:
    content, kind = list_file(asked("problem", "duty_list"), TASKS)
    assert kind == "docx"
    assert lines(content)[0] == f"{UNIT}责任清单"
    (table,) = tables(content)
    assert table[0][2:] == ["整改措施", "责任领导", "责任单位", "责任人", "完成时限"]
    assert table[1][3:] == ["分管医疗副院长", "医务科", "医务科负责人", "2026.8.15"]


def test_every_column_that_a_list_may_have_can_be_printed() -> None:
    every = PrintedList("every", {"zh": "全部", "en": "all"}, COLUMNS, "n")
    of_risks = replace(asked("risk", "summary"), printed=every)
    signed, unsigned = list_rows(of_risks, [risk(), risk(HISTORY[:1])]).rows
    said = dict(zip(COLUMNS, signed, strict=True))
    assert (said["review_by"], said["approval_by"], str(said["approval_on"])) == (
        "分管后勤副院长",
        "医院党委",
        "2026-06-09",
    )
    assert all(
        dict(zip(COLUMNS, unsigned, strict=True))[key] is None
        for key in COLUMNS
        if "view" in key or "approval" in key
    )


@pytest.mark.parametrize(
    "order", [*COLUMNS, "deadline", "source", "person", "measure.deadline", "measure.state"]
)
def test_a_list_can_be_in_the_order_of_any_column(order: str) -> None:
    printed = PrintedList("some", {"zh": "清单", "en": "list"}, ("n", "problem"), order)
    some = [
        problem(problem="甲"),
        *TASKS,
        problem(measure(deadline=None), deadline=None, source=None, person=None),
    ]
    assert len(list_rows(replace(asked("problem", "problem_list"), printed=printed), some).rows) == 4


def test_numbers_are_counted_and_not_spelt() -> None:
    numbered = [replace(warning(), number=f"绍医预警〔2026〕{n}号") for n in (10, 9, 1)]
    column = column_named(shipped_registers(), shipped_registers()["warning"], "number")
    assert [entry.number[-3:] for entry in sorted(numbered, key=column.sort_key)] == [
        "〕1号",
        "〕9号",
        "10号",
    ]


@pytest.mark.parametrize("text", ACTIVE)
def test_nothing_that_somebody_typed_is_a_formula(text: str) -> None:
    content = list_sheet(asked("problem", "task_list"), [problem(measure(measure=text), problem=text)])
    sheet = sheet_of(content)
    for place in ("B4", "C4"):
        assert (sheet[place].value, sheet[place].data_type, sheet[place].quotePrefix) == (text, "s", True)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert all(b"<f>" not in archive.read(name) for name in archive.namelist())


@settings(max_examples=8, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=60), max_size=3), st.text())
def test_whatever_was_typed_both_files_open_again_with_all_rows(texts: list[str], unit: str) -> None:
    some: list[PrintedEntry] = [
        problem(measure(measure=text), measure(result=text), problem=text) for text in texts
    ]
    of_tasks = replace(asked("problem", "task_list"), unit=unit)
    assert sheet_of(list_sheet(of_tasks, some)).max_row == 4 + 2 * len(some)
    assert len(Document(io.BytesIO(list_document(of_tasks, some))).tables[0].rows) == 1 + 2 * len(some)


def test_nothing_of_a_long_text_is_lost_and_its_rows_are_as_high_as_rows_can_be() -> None:
    some = [problem(measure(), measure(), problem=LONG)]
    sheet = sheet_of(list_sheet(asked("problem", "task_list"), some))
    assert sheet["B4"].value == LONG
    assert [sheet.row_dimensions[number].height for number in (4, 5)] == [409, 409]
    (table,) = tables(list_document(asked("problem", "task_list"), some))
    assert table[1][1] == LONG
