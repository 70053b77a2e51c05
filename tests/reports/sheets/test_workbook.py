import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from reports.sheets.safe_cells import Value, put
from reports.sheets.workbook import Table, workbook


def reopened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def first_sheet(content: bytes) -> Worksheet:
    return reopened(content).worksheets[0]


def cell_after_saving(value: Value) -> Cell:
    cell = first_sheet(workbook([Table("表", ["列"], [[value]])]))["A2"]
    assert isinstance(cell, Cell)
    return cell


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("https://example.org","点我")',
        "+86 575",
        "-1",
        "@SUM(A1)",
        "\t=1+1",
        "＝1+1",
    ],
)
def test_text_that_looks_like_a_formula_stays_text(text: str) -> None:
    cell = cell_after_saving(text)
    assert cell.data_type == "s"
    assert cell.value == text
    assert cell.quotePrefix


def test_a_headers_formula_stays_text_too() -> None:
    sheet = first_sheet(workbook([Table("表", ["=1+1"], [], total=["=2+2"])]))
    assert [sheet["A1"].data_type, sheet["A2"].data_type] == ["s", "s"]


def test_ordinary_text_carries_no_mark() -> None:
    assert not cell_after_saving("心内科").quotePrefix


def test_an_error_value_that_somebody_typed_stays_text() -> None:
    assert cell_after_saving("#N/A").data_type == "s"


@given(st.text(max_size=200))
def test_no_text_makes_a_formula_or_an_unreadable_file(text: str) -> None:
    cell = Workbook().worksheets[0]["A1"]
    put(cell, text)
    assert cell.data_type == "s"
    assert isinstance(cell.value, str)
    cell.value.encode()


def test_signs_that_no_xlsx_can_hold_are_left_out() -> None:
    assert cell_after_saving("a\x00b\x1b\ud800c\uffff").value == "abc"


def test_text_is_cut_where_excel_ends() -> None:
    value = cell_after_saving("长" * 40_000).value
    assert value == "长" * 32_767


def test_values_keep_their_types() -> None:
    moment = datetime(2026, 6, 30, 16, 30, tzinfo=UTC)
    row: list[Value] = [3, Decimal("12.50"), date(2026, 6, 30), moment, None, True]
    sheet = first_sheet(workbook([Table("表", list("abcdef"), [row])]))
    in_shanghai = datetime(2026, 7, 1, 0, 30)  # noqa: DTZ001 - Excel knows no time zones
    assert [cell.value for cell in sheet[2]][:2] == [3, 12.5]
    assert sheet["C2"].value.date() == date(2026, 6, 30)
    assert sheet["C2"].number_format == "yyyy-mm-dd"
    assert sheet["D2"].value == in_shanghai
    assert [sheet["E2"].value, sheet["F2"].value] == [None, True]


def test_heads_are_frozen_and_rows_filtered_without_the_total() -> None:
    table = Table("汇总", ["支部", "应报"], [["一", 6], ["二", 7]], widths=[20], total=["合计", 13])
    sheet = first_sheet(workbook([table]))
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"
    assert sheet["B4"].value == 13
    assert [sheet.column_dimensions[letter].width for letter in "AB"] == [20, 14]
    assert sheet.print_title_rows == "$1:$1"


def test_a_cell_that_says_a_coloured_word_gets_its_colour() -> None:
    sheet = first_sheet(workbook([Table("表", ["灯"], [["红"], ["红色"]], fills={"红": "FF0000"})]))
    assert sheet["A2"].fill.start_color.rgb == "00FF0000"
    assert sheet["A3"].fill.fill_type is None


def test_a_long_caption_with_special_signs_is_printed_above_each_page() -> None:
    sheet = first_sheet(workbook([Table("表", ["列"], [], caption="A&B " + "长" * 300)]))
    header = sheet.HeaderFooter.oddHeader
    assert header is not None
    text = str(header.center.text)
    assert text.startswith("A&&B 长")
    assert len(text) <= 255


def test_an_empty_table_is_still_a_sheet() -> None:
    assert reopened(workbook([Table("甲", ["列"], []), Table("乙", [], [])])).sheetnames == ["甲", "乙"]
