import io
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reports.tips.clue_ledger import HEADERS, NOTES, LedgerRow, ledger_document, ledger_sheet

TITLE = "问题线索台账"
ON = date(2026, 6, 30)
UNIT = "绍兴某某医院"
FORM = ["序号", "姓名", "职务", "线索摘要", "线索来源", "受理时间", "处置方式及结果"]
ROWS = [
    LedgerRow(
        "某甲", "骨科主任", "高值耗材登记不全", "检举控告", date(2026, 3, 5), "初步核实；第一种形态；已销号"
    ),
    LedgerRow(
        "某乙",
        "采购中心科员",
        "收受供应商礼品",
        "主动说明问题",
        None,
        "尚未处置",
        "监察室干事",
        "较强",
    ),
]
ACTIVE = ["=1+1", '=HYPERLINK("https://example.org","点我")', "+86", "-1", "@SUM(A1)", "\t=1+1", "\r=1+1"]

words = st.text(max_size=60)
rows = st.builds(LedgerRow, words, words, words, words, st.none() | st.dates(date(2000, 1, 1)), words)


def opened_sheet(content: bytes) -> tuple[Workbook, Worksheet]:
    book = load_workbook(io.BytesIO(content))
    return book, book.worksheets[0]


def opened_document(content: bytes) -> WordDocument:
    return Document(io.BytesIO(content))


def every_part(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def test_the_sheet_has_the_head_of_the_form_and_behind_it_whose_each_clue_is() -> None:
    book, sheet = opened_sheet(ledger_sheet(ROWS, TITLE, ON))
    assert book.sheetnames == ["问题线索台账"]
    assert [sheet["A1"].value, sheet["A2"].value] == [TITLE, "填报日期：2026年6月30日"]
    assert [cell.value for cell in sheet[3]] == [*FORM, "承办人", "可查性"]
    assert list(HEADERS) == FORM
    below = [sheet.cell(3 + len(ROWS) + place, 1).value for place in (1, 2, 3)]
    assert below == ["填报人：　　　　　　联系电话：　　　　　　审核人：", *NOTES]
    assert sheet.max_row == 3 + len(ROWS) + len(below)


def test_the_rows_are_numbered_and_days_are_days() -> None:
    _book, sheet = opened_sheet(ledger_sheet(ROWS, TITLE, ON))
    assert [cell.value for cell in sheet[4]][:5] == [
        1,
        "某甲",
        "骨科主任",
        "高值耗材登记不全",
        "检举控告",
    ]
    assert sheet["F4"].value == datetime(2026, 3, 5)  # noqa: DTZ001 - Excel knows no time zones
    assert sheet["F4"].number_format == "yyyy-mm-dd"
    assert [cell.value for cell in sheet[5]] == [
        2,
        "某乙",
        "采购中心科员",
        "收受供应商礼品",
        "主动说明问题",
        None,
        "尚未处置",
        "监察室干事",
        "较强",
    ]


def test_the_head_stays_in_sight_is_filtered_and_is_printed_on_each_page_across() -> None:
    _book, sheet = opened_sheet(ledger_sheet(ROWS, TITLE, ON))
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:I5"
    assert sheet.print_title_rows == "$3:$3"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert [sheet.column_dimensions[letter].width for letter in "ABCDEFG"] == [6, 12, 20, 60, 16, 14, 44]
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {
        f"A{row}:I{row}" for row in (1, 2, 6, 7, 8)
    }


@pytest.mark.parametrize("text", ACTIVE)
def test_nothing_that_somebody_typed_is_a_formula(text: str) -> None:
    row = LedgerRow(text, text, text, text, None, text)
    _book, sheet = opened_sheet(ledger_sheet([row], text, ON))
    for cell in (sheet["A1"], *(sheet.cell(4, column) for column in (2, 3, 4, 5, 7))):
        assert cell.data_type == "s"
        assert cell.quotePrefix
    assert all("<f>" not in part for part in every_part(ledger_sheet([row], text, ON)).values())


@settings(max_examples=25, deadline=None)
@given(st.lists(rows, max_size=4), words)
def test_whatever_was_typed_both_files_open_again_with_all_rows(some: list[LedgerRow], title: str) -> None:
    _book, sheet = opened_sheet(ledger_sheet(some, title, ON))
    assert [sheet.cell(number, 1).value for number in range(4, 4 + len(some))] == list(
        range(1, 1 + len(some))
    )
    (table,) = opened_document(ledger_document(some, title, ON, title)).tables
    assert len(table.rows) == 1 + len(some)


def test_a_row_of_the_sheet_is_as_high_as_its_longest_text() -> None:
    texts = ["短", "长" * 60, "a" * 61, "一行\n一行\n\n一行", "长" * 9_999]
    some = [LedgerRow("某甲", "主任", text, "信访举报", None, "") for text in texts]
    _book, sheet = opened_sheet(ledger_sheet(some, TITLE, ON))
    # Sixty columns hold thirty characters; Excel has no rows higher than 409 points.
    assert [sheet.row_dimensions[number].height for number in range(4, 9)] == [16, 32, 32, 64, 409]


def test_an_empty_ledger_is_still_the_form() -> None:
    _book, sheet = opened_sheet(ledger_sheet([], TITLE, ON))
    assert [cell.value for cell in sheet[3]] == [*FORM, "承办人", "可查性"]
    assert sheet.auto_filter.ref == "A3:I3"
    (table,) = opened_document(ledger_document([], TITLE, ON, UNIT)).tables
    assert [cell.text for cell in table.rows[0].cells] == FORM


def test_the_document_holds_title_unit_day_and_the_table_of_the_form() -> None:
    document = opened_document(ledger_document(ROWS, TITLE, ON, UNIT))
    assert [paragraph.text for paragraph in document.paragraphs] == [
        TITLE,
        f"填报单位：{UNIT}\t填报日期：2026年6月30日",
        "填报人：\t联系电话：\t审核人：",
        *NOTES,
    ]
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        FORM,
        [
            "1",
            "某甲",
            "骨科主任",
            "高值耗材登记不全",
            "检举控告",
            "2026.3.5",
            "初步核实；第一种形态；已销号",
        ],
        ["2", "某乙", "采购中心科员", "收受供应商礼品", "主动说明问题", "", "尚未处置"],
    ]


def test_the_document_is_laid_out_like_an_official_one() -> None:
    document = opened_document(ledger_document(ROWS, TITLE, ON, UNIT))
    (section,) = document.sections
    assert section.orientation == WD_ORIENT.LANDSCAPE
    # Word counts in twips, which are coarser than millimetres.
    lengths = (section.page_width, section.page_height, section.left_margin, section.right_margin)
    wanted = [297, 210, 37, 35]
    assert [(length or 0) / Mm(1) for length in lengths] == pytest.approx(wanted, abs=0.1)
    (title,) = document.paragraphs[0].runs
    assert title.font.size is not None
    assert title.font.size.pt == 22
    assert (fonts := title._r.rPr) is not None
    assert fonts.rFonts is not None
    assert fonts.rFonts.get(qn("w:eastAsia")) == "方正小标宋简体"
    assert fonts.rFonts.get(qn("w:ascii")) == "宋体"
    columns = [column.width or 0 for column in document.tables[0].columns]
    assert sum(columns) == pytest.approx(Mm(225), abs=Mm(1))


def test_the_head_repeats_no_row_is_torn_and_pages_are_numbered() -> None:
    parts = every_part(ledger_document(ROWS, TITLE, ON, UNIT))
    table = re.findall(r"<w:tr>.*?</w:tr>|<w:tr .*?</w:tr>", parts["word/document.xml"], re.DOTALL)
    assert ["<w:tblHeader/>" in row for row in table] == [True, False, False]
    assert all("<w:cantSplit/>" in row for row in table)
    (footer,) = (part for name, part in parts.items() if name.startswith("word/footer"))
    assert re.search(r'<w:fldSimple w:instr="PAGE">', footer)


def test_neither_file_names_an_author_a_program_or_a_minute() -> None:
    document = opened_document(ledger_document(ROWS, TITLE, ON, UNIT)).core_properties
    assert (document.author, document.last_modified_by, document.comments) == ("", "", "")
    assert document.title == TITLE
    assert document.created == document.modified == datetime(2026, 6, 30, tzinfo=UTC)
    book, _sheet = opened_sheet(ledger_sheet(ROWS, TITLE, ON))
    assert not book.properties.creator
    assert not book.properties.lastModifiedBy


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_an_office_program_prints_it(tmp_path: Path, kind: str) -> None:
    content = ledger_sheet(ROWS, TITLE, ON) if kind == "xlsx" else ledger_document(ROWS, TITLE, ON, UNIT)
    path = tmp_path / f"ledger.{kind}"
    path.write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)  # noqa: S603 - our own file
    assert path.with_suffix(".pdf").read_bytes().startswith(b"%PDF-")
