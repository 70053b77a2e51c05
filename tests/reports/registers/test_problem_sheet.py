"""Problems and measures from one Excel sheet: what it shows, or every fault with its place."""

import io
from collections.abc import Sequence
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.people.roster import RosterFault, RosterFaultsError
from locales import shared_words
from registers.reader import shipped_registers
from reports.registers.problem_sheet import COLUMNS, SHEET, SheetProblem, problem_template, read_problems
from reports.sheets.fault_lines import fault_line

REGISTER = shipped_registers()["problem"]
OWN = ("1", "巡察", "耗材登记不全。", "分管副院长", "医务科", "医务科主任", date(2026, 9, 30))
MEASURE = ("修订制度。", None, None, "医务科主任", date(2026, 8, 15))
NO_OWN: tuple[None, ...] = (None,) * 7
Row = Sequence[object]


def filled(*rows: Row, merged: Sequence[str] = (), below: int = 3) -> bytes:
    """Return the template with these rows in it."""
    book = load_workbook(io.BytesIO(problem_template()))
    sheet = book[SHEET]
    for number, row in enumerate(rows, start=below + 1):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value  # type: ignore[assignment]
    for area in merged:
        sheet.merge_cells(area)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(content: bytes) -> list[SheetProblem]:
    return read_problems(content, REGISTER)


def faults(content: bytes) -> list[RosterFault]:
    with pytest.raises(RosterFaultsError) as raised:
        read(content)
    return raised.value.faults


def own(n: int, **more: object) -> tuple[object, ...]:
    said = dict(zip(COLUMNS, OWN, strict=False))
    return tuple({**said, "序号": n, "存在问题": f"问题{n}。", **more}.values())


def fifteen(*, repeated: bool = False) -> list[Row]:
    """Return fifteen problems with thirty-one measures: two each, the last has three."""
    rows: list[Row] = []
    for n in range(1, 16):
        for m in range(1, 3 + (n == 15)):
            measure = (f"措施{n}之{m}。", *MEASURE[1:])
            rows.append((*(own(n) if m == 1 or repeated else NO_OWN), *measure))
    return rows


MERGED = [
    f"{letter}{first}:{letter}{first + 1 + (first == 32)}"
    for first in range(4, 33, 2)
    for letter in "ABCDEFG"
]


@pytest.mark.parametrize(
    "content",
    [filled(*fifteen()), filled(*fifteen(), merged=MERGED), filled(*fifteen(repeated=True))],
    ids=["blank below", "merged", "said again"],
)
def test_fifteen_problems_and_thirty_one_measures_come_in(content: bytes) -> None:
    problems = read(content)
    assert [problem.problem for problem in problems] == [f"问题{n}。" for n in range(1, 16)]
    assert [len(problem.measures) for problem in problems] == [2] * 14 + [3]
    assert [measure.measure for measure in problems[14].measures] == [f"措施15之{m}。" for m in (1, 2, 3)]
    first = problems[0]
    assert (first.row, first.source, first.leader, first.department) == (
        4,
        "inspection",
        "分管副院长",
        "医务科",
    )
    assert (first.person, first.deadline) == ("医务科主任", date(2026, 9, 30))
    assert [measure.row for measure in problems[1].measures] == [6, 7]


def test_the_template_has_the_columns_and_no_problem() -> None:
    sheet = load_workbook(io.BytesIO(problem_template())).worksheets[0]
    assert isinstance(sheet, Worksheet)
    assert tuple(cell.value for cell in sheet[3]) == COLUMNS
    assert [fault.key for fault in faults(problem_template())] == ["problem-sheet-none"]


def test_a_measure_has_the_problem_s_leader_and_department_unless_it_names_its_own() -> None:
    (problem,) = read(
        filled((*OWN, *MEASURE), (*NO_OWN, "培训。", "院长", "人事科", "人事科长", "2026.8.31"))
    )
    first, second = problem.measures
    assert (first.leader, first.department, first.deadline) == ("分管副院长", "医务科", date(2026, 8, 15))
    assert (second.leader, second.department, second.person) == ("院长", "人事科", "人事科长")
    assert second.deadline == date(2026, 8, 31)


def test_a_measure_s_merged_cell_holds_for_all_the_rows_that_it_covers() -> None:
    rows = [(*OWN, *MEASURE), (*NO_OWN, "培训。", None, None, None, None)]
    (problem,) = read(filled(*rows, merged=["K4:K5", "L4:L5"]))
    assert [(measure.person, measure.deadline) for measure in problem.measures] == [
        ("医务科主任", date(2026, 8, 15))
    ] * 2
    assert [(fault.row, fault.column) for fault in faults(filled(*rows))] == [
        (5, "措施责任人"),
        (5, "完成时限"),
    ]


def test_a_problem_may_have_no_measure_yet_and_lines_of_its_text_stay() -> None:
    row = (*OWN[:2], " 一、登记不全。 \n二、 核对不及时。\n", *OWN[3:])
    (problem,) = read(filled(row))
    assert problem.problem == "一、登记不全。\n二、 核对不及时。"
    assert problem.measures == ()


def test_every_fault_is_told_at_once_with_row_and_column() -> None:
    content = filled(
        (1, "听说的", None, "分管副院长", "医务科", "医务科主任", "九月底", *MEASURE),
        (*NO_OWN, "培训。", None, None, None, datetime(2026, 8, 1)),  # noqa: DTZ001 - as Excel has it
        (2, "审计", "长" * 1001, "院长", "医务科", "某人" * 51, "2026-13-01", *MEASURE),
        (*NO_OWN, None, None, None, "某甲", "2026-08-01"),
    )
    lines = [fault_line(shared_words(), "zh", fault) for fault in faults(content)]
    assert lines == [
        "工作表“整改台账”第 4 行“问题来源”：“听说的”无效，请填写：巡察、以往检查、审计、自查、预警、考核、其他",
        "工作表“整改台账”第 4 行“存在问题”：不能为空",
        "工作表“整改台账”第 4 行“整改期限”：“九月底”不是有效日期，请按 2024-01-01 的格式填写",
        "工作表“整改台账”第 5 行“措施责任人”：不能为空",
        "工作表“整改台账”第 6 行“存在问题”：共 1001 个字符，最多 1000 个",
        "工作表“整改台账”第 6 行“责任人”：共 102 个字符，最多 100 个",
        "工作表“整改台账”第 6 行“整改期限”：“2026-13-01”不是有效日期，请按 2024-01-01 的格式填写",
        "工作表“整改台账”第 7 行“整改措施”：不能为空",
    ]


def test_a_column_that_is_missing_is_named() -> None:
    book = load_workbook(io.BytesIO(filled((*OWN, *MEASURE))))
    sheet = book[SHEET]
    sheet["E3"], sheet["H3"], sheet["A3"] = "单位", "措施", "号"
    found = faults(saved(book))
    assert {(fault.column, fault.key) for fault in found} == {
        ("责任单位", "roster-fault-no-column"),
        ("整改措施", "roster-fault-no-column"),
    }


def test_an_office_s_own_sheet_is_read_wherever_its_headers_stand() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sheet1"
    sheet.append(["2026年整改台账"])
    sheet.append([*reversed(COLUMNS), "备注"])
    sheet.append([*reversed((*OWN, *MEASURE)), "随便写"])
    (problem,) = read(saved(book))
    assert (problem.row, problem.problem, len(problem.measures)) == (3, "耗材登记不全。", 1)
    book.create_sheet("另一张")
    assert [fault.key for fault in faults(saved(book))] == ["roster-fault-no-sheet"]


def test_what_is_not_seen_or_is_merged_sideways_is_a_fault() -> None:
    content = filled((*OWN, *MEASURE), (*own(2), *MEASURE), merged=["C5:D5"])
    assert ("sheet-merged", 5) in [(fault.key, fault.row) for fault in faults(content)]
    book = load_workbook(io.BytesIO(filled((*OWN, *MEASURE), (*own(2), *MEASURE))))
    book[SHEET].row_dimensions[5].hidden = True
    assert [fault.key for fault in faults(saved(book))] == ["sheet-hidden-rows"]
    book[SHEET].sheet_state = "hidden"
    book.create_sheet("别的")
    book.active = 1
    assert [fault.key for fault in faults(saved(book))] == ["sheet-hidden"]


def test_what_is_no_workbook_is_one_fault() -> None:
    assert [fault.key for fault in faults("序号,问题来源\n1,巡察\n".encode())] == ["sheet-csv"]
    assert [fault.key for fault in faults(b"PK\x03\x04 damaged")] == ["sheet-unreadable"]
