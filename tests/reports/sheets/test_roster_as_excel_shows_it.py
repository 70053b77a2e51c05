"""A roster is what Excel shows, or it is refused with the place: nobody loses anything by what only a program sees."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from domain.people.roster import RosterFault, RosterFaultsError
from reports.sheets.roster_sheet import read_roster

CASES = Path(__file__).parents[2] / "cases"
PLAIN = (CASES / "r00_plain.xlsx").read_bytes()
ROSTER = read_roster(PLAIN)


def changed(change: Callable[[Workbook], object]) -> bytes:
    """The plain roster with something done to it."""
    book = load_workbook(io.BytesIO(PLAIN))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rewritten(content: bytes, part: str, old: str, new: str) -> bytes:
    """The file with `old` replaced in one of its parts, as other programs write it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            text = before.read(name)
            if name == part:
                assert re.search(old.encode(), text)
                text = re.sub(old.encode(), new.encode(), text)
            after.writestr(name, text)
    return out.getvalue()


def cell(
    sheet: str, place: str, value: str | float | date, number_format: str | None = None
) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book[sheet][place] = value
        if number_format is not None:
            book[sheet][place].number_format = number_format

    return change


def faults(content: bytes) -> list[RosterFault]:
    with pytest.raises(RosterFaultsError) as raised:
        read_roster(content)
    return raised.value.faults


def places(content: bytes) -> list[tuple[str, int, str, str]]:
    return [(fault.sheet, fault.row, fault.column, fault.key) for fault in faults(content)]


def test_staff_numbers_with_leading_zeros_are_those_that_excel_shows() -> None:
    assert read_roster((CASES / "r02_format_00000.xlsx").read_bytes()) == ROSTER


def test_an_end_merged_over_rows_is_refused_and_never_read_as_no_end() -> None:
    content = (CASES / "r01_merged_end.xlsx").read_bytes()
    assert faults(content) == [RosterFault("聘任", 2, "止", "sheet-merged", {"cells": "E2:E4"})]


def test_a_hidden_sheet_never_stands_for_the_shown_one() -> None:
    assert read_roster((CASES / "r08_hidden_copy.xlsx").read_bytes()) == ROSTER


def test_two_shown_sheets_of_one_name_and_one_that_is_only_hidden_are_refused() -> None:
    assert places(changed(lambda book: book.create_sheet("聘任 "))) == [("聘任", 0, "", "sheet-twice")]
    hidden = changed(lambda book: setattr(book["聘任"], "sheet_state", "veryHidden"))
    assert places(hidden) == [("聘任", 0, "", "sheet-hidden")]


@pytest.mark.parametrize(
    ("change", "number"),
    [
        (cell("人员", "A2", 123.0, "00000"), "00123"),
        (cell("人员", "A2", 1.23e2, "General"), "123"),
        (cell("人员", "A2", "00123_x000D_\n"), "00123"),
        (cell("人员", "A2", " 00123\u3000\u200b"), "00123"),
        (cell("人员", "A2", 123, '"A"0000'), "A0123"),
        (cell("人员", "A2", "_x0041_0123"), "A0123"),
        (cell("人员", "A2", 138_0013_8000, "General"), "13800138000"),
        (cell("人员", "A2", "0123", '"工"@'), "工0123"),
        (cell("人员", "A2", 1.0, "0%"), "100%"),
    ],
)
def test_a_staff_number_is_read_as_it_is_shown(change: Callable[[Workbook], None], number: str) -> None:
    def both(book: Workbook) -> None:
        change(book)
        source = book["人员"]["A2"]
        book["聘任"]["A2"] = source.value
        book["聘任"]["A2"].number_format = source.number_format

    assert read_roster(changed(both)).officials[0].staff_number == number


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (cell("人员", "A2", "=B2"), ("人员", 2, "工号", "sheet-no-result")),
        (cell("人员", "A2", "#N/A"), ("人员", 2, "工号", "sheet-error-value")),
        (cell("人员", "A2", date(2026, 3, 1)), ("人员", 2, "工号", "sheet-is-date")),
        (cell("人员", "A2", 330102199001011234), ("人员", 2, "工号", "sheet-too-many-digits")),
        (cell("人员", "A2", 123, "# ?/?"), ("人员", 2, "工号", "sheet-format")),
        (cell("人员", "A2", 123, "[DBNum1]0"), ("人员", 2, "工号", "sheet-format")),
        (cell("人员", "A2", 123, ";;;"), ("人员", 2, "工号", "roster-fault-required")),
        (cell("网格", "C3", 2, "0%"), ("网格", 3, "级别", "roster-fault-level")),
        (cell("聘任", "E3", "=TODAY()"), ("聘任", 3, "止", "sheet-no-result")),
        (cell("聘任", "E3", 1e300), ("聘任", 3, "止", "sheet-too-many-digits")),
        (
            lambda book: setattr(book["聘任"].row_dimensions[3], "hidden", True),
            ("聘任", 3, "", "sheet-hidden-rows"),
        ),
        (
            lambda book: setattr(book["聘任"].column_dimensions["E"], "hidden", True),
            ("聘任", 1, "止", "sheet-hidden-column"),
        ),
        (
            lambda book: book["聘任"].column_dimensions.group("C", "E", hidden=True),
            ("聘任", 1, "止", "sheet-hidden-column"),
        ),
        (cell("聘任", "F1", "止"), ("聘任", 1, "止", "sheet-column-twice")),
        (lambda book: book["人员"].merge_cells("B2:C2"), ("人员", 2, "姓名", "sheet-merged")),
    ],
)
def test_what_excel_does_not_show_as_one_cell_for_each_row_is_refused_with_its_place(
    change: Callable[[Workbook], object], expected: tuple[str, int, str, str]
) -> None:
    assert expected in places(changed(change))


@pytest.mark.parametrize(
    "change",
    [
        lambda book: book["人员"].merge_cells("H1:H4"),
        cell("人员", "H2", "=TODAY()"),
        lambda book: setattr(book["聘任"].column_dimensions["F"], "hidden", True),
        lambda book: book["聘任"].merge_cells("A6:E7"),
        cell("网格", "C3", 2, "0.00"),
        cell("人员", "G3", date(2020, 1, 1), "m月d日"),
    ],
)
def test_what_is_hidden_or_merged_or_computed_elsewhere_does_not_matter(
    change: Callable[[Workbook], object],
) -> None:
    assert read_roster(changed(change)) == ROSTER


def test_a_hidden_old_column_never_stands_for_the_shown_one() -> None:
    def change(book: Workbook) -> None:
        sheet = book["聘任"]
        sheet.insert_cols(1)
        for row, old in enumerate(["止", "2025-01-31", "2025-01-31", "2025-01-31"], start=1):
            sheet.cell(row, 1, old)
        sheet.column_dimensions["A"].hidden = True

    assert read_roster(changed(change)) == ROSTER


def test_a_title_merged_above_the_headers_does_not_matter() -> None:
    def change(book: Workbook) -> None:
        book["人员"].insert_rows(1)
        book["人员"]["A1"] = "公职人员"
        book["人员"].merge_cells("A1:G1")

    assert read_roster(changed(change)) == ROSTER


def test_formulas_are_what_they_came_to_and_those_that_came_to_nothing_are_blank() -> None:
    content = changed(cell("聘任", "E2", "=1"))
    part = "xl/worksheets/sheet3.xml"
    written = r'<c r="E2"[^>]*><f>1</f><v ?/?>(</v>)?</c>'
    came_to = rewritten(content, part, written, '<c r="E2" t="str"><f>1</f><v>2026-12-31</v></c>')
    assert read_roster(came_to) == ROSTER
    blank = rewritten(content, part, written, '<c r="E2" t="str"><f>1</f><v></v></c>')
    assert read_roster(blank).appointments[0].ends_on is None


def test_days_counted_from_1904_are_the_days_shown() -> None:
    def change(book: Workbook) -> None:
        book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001 - Excel knows no time zones
        book["人员"]["G3"] = 42369  # 2020-01-01 from 1904 on
        book["人员"]["G3"].number_format = "General"
        book["人员"]["G2"] = date(2019, 6, 1)
        book["聘任"]["E2"] = date(2026, 12, 31)

    assert read_roster(changed(change)) == ROSTER


def test_a_row_of_no_height_is_hidden() -> None:
    content = rewritten(PLAIN, "xl/worksheets/sheet2.xml", '<row r="3"', '<row r="3" ht="0" customHeight="1"')
    assert places(content) == [("人员", 3, "", "sheet-hidden-rows")]


def test_a_strict_workbook_is_named_as_one() -> None:
    transitional = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    content = rewritten(
        PLAIN, "xl/workbook.xml", re.escape(transitional), "http://purl.oclc.org/ooxml/spreadsheetml/main"
    )
    assert places(content) == [("", 0, "", "sheet-strict")]


def test_codes_that_differ_by_case_alone_are_the_same_twice() -> None:
    def change(book: Workbook) -> None:
        book["人员"].append(["b7", "某丁", "护士", "其他", "否", "A11"])
        book["人员"].append(["B7", "某戊", "护士", "其他", "否", "A11"])
        book["网格"].append(["a11", "心内科", 3, "A1", "临床科室"])

    assert places(changed(change)) == [
        ("网格", 7, "代码", "roster-fault-twice"),
        ("人员", 6, "工号", "roster-fault-twice"),
    ]


def test_names_padded_with_blanks_are_read() -> None:
    names = [
        official.name for official in read_roster((CASES / "r09_blank_in_name.xlsx").read_bytes()).officials
    ]
    assert names == ["某 甲", "李 四", "某丙"]
