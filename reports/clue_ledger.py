"""The clue ledger (问题线索台账, DOMAIN.md section 3 `clue_ledger`) as an Excel and as a Word file.

The form is the bureau's own: its words are Chinese whatever language its reader speaks elsewhere.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from math import ceil
from unicodedata import east_asian_width

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.table import _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.safe_cells import NOT_IN_XML, Value, put
from reports.workbook import Table, add_table, saved

HEADERS = ("序号", "姓名", "职务", "线索摘要", "线索来源", "受理时间", "处置方式及结果")

_SHEET = "问题线索台账"
_SHEET_WIDTHS = (6, 12, 20, 60, 16, 14, 44)
_HEAD_ROW = 3
_LINE_POINTS, _HIGHEST_POINTS = 16, 409
_LAST_COLUMN = get_column_letter(len(HEADERS))
_DAY_COLUMN = HEADERS.index("受理时间") + 1
_CENTRED = Alignment(horizontal="center", vertical="center")

# GB/T 9704-2012: A4, 版心 156 mm by 225 mm, here turned; 小标宋 of size 2, 仿宋 below, page numbers of size 4.
_PAGE_MM = (297, 210)
_MARGINS_MM = {"top_margin": 28, "bottom_margin": 26, "left_margin": 37, "right_margin": 35}
_TEXT_WIDTH_MM = 225
_FOOTER_MM = 15
_COLUMNS_MM = (13, 20, 28, 72, 25, 24, 43)
_ROW_MM = 9
_TITLE_FONTS, _TITLE_SIZE = ("方正小标宋简体", "宋体"), Pt(22)
_TEXT_FONTS, _TEXT_SIZE = ("仿宋", "仿宋"), Pt(12)
_HEAD_FONTS = ("黑体", "黑体")
_NUMBER_FONTS, _NUMBER_SIZE = ("宋体", "宋体"), Pt(14)
_CENTRED_COLUMNS = frozenset({0, 1, 2, 4, 5})

# XML has no way to write these; whoever typed them saw nothing.


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One clue, in words. `accepted_on` (a day in Shanghai) is None where it is not accepted yet."""

    name: str
    post: str
    summary: str
    source: str
    accepted_on: date | None
    handling: str


def ledger_sheet(rows: Sequence[LedgerRow], title: str, on: date) -> bytes:
    """Return an xlsx: `title`, the day `on`, the head of the form, a row for each of `rows`, numbered from 1.

    Days are days, and nothing that somebody typed is a formula. It prints on A4 across, the head on each page.
    """
    table = Table(
        title=_SHEET,
        headers=HEADERS,
        rows=[
            (number, row.name, row.post, row.summary, row.source, row.accepted_on, row.handling)
            for number, row in enumerate(rows, start=1)
        ],
        widths=_SHEET_WIDTHS,
    )
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = add_table(book, table)
    sheet.insert_rows(1, amount=_HEAD_ROW - 1)
    _put_line(sheet, 1, title, Font(size=18, bold=True))
    _put_line(sheet, 2, _day_line(on), Font(size=11))
    last = _HEAD_ROW + len(rows)
    for number, row in enumerate(table.rows, start=_HEAD_ROW + 1):
        for column in (1, _DAY_COLUMN):
            sheet.cell(number, column).alignment = _CENTRED
        sheet.row_dimensions[number].height = _height(row)
    sheet.row_dimensions[1].height = 34
    sheet.row_dimensions[_HEAD_ROW].height = 24
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    sheet.auto_filter.ref = f"A{_HEAD_ROW}:{_LAST_COLUMN}{last}"
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    sheet.print_options.gridLines = True
    book.properties.creator = ""
    return saved(book)


def ledger_document(rows: Sequence[LedgerRow], title: str, on: date, unit_name: str) -> bytes:
    """Return a docx laid out after GB/T 9704: `title`, 填报单位 and 填报日期, the table, page numbers.

    A4 across; the table's head stands on each page and no row is torn in two. It names no author.
    """
    document = Document()
    _describe(document, title, on)
    _lay_out(document.sections[0])
    normal = document.styles["Normal"]
    if isinstance(normal, ParagraphStyle):
        normal.font.size = _TEXT_SIZE
        normal.paragraph_format.space_after = Pt(0)
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.paragraph_format.space_after = Pt(12)
    _write(heading, title, _TITLE_FONTS, _TITLE_SIZE)
    line = document.add_paragraph()
    line.paragraph_format.space_after = Pt(6)
    line.paragraph_format.tab_stops.add_tab_stop(Mm(_TEXT_WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT)
    _write(line, f"填报单位：{unit_name}\t{_day_line(on)}", _TEXT_FONTS, _TEXT_SIZE)
    _add_table(document, rows)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _put_line(sheet: Worksheet, row: int, text: str, font: Font) -> None:
    """Put `text` above the whole table."""
    cell = sheet.cell(row, 1)
    if not isinstance(cell, Cell):
        raise TypeError("a new row has no merged cells")
    put(cell, text)
    cell.font, cell.alignment = font, _CENTRED
    sheet.merge_cells(f"A{row}:{_LAST_COLUMN}{row}")


def _height(row: Sequence[Value]) -> int:
    """Return how high a row must be for all of its words, in points: not every program finds out by itself."""
    lines = (
        sum(max(1, ceil(_columns(line) / width)) for line in text.split("\n"))
        for text, width in zip(row, _SHEET_WIDTHS, strict=True)
        if isinstance(text, str)
    )
    return min(_LINE_POINTS * max(lines), _HIGHEST_POINTS)


def _columns(text: str) -> int:
    """Return how wide `text` is, in columns of a digit's width; a Chinese character takes two."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


def _day_line(on: date) -> str:
    return f"填报日期：{on.year}年{on.month}月{on.day}日"


def _describe(document: WordDocument, title: str, on: date) -> None:
    """Say in the file's properties what it is, and not who made it, with what, or at which minute."""
    properties = document.core_properties
    properties.title = _plain(title)[:255]
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.language = "zh-CN"
    properties.created = properties.modified = datetime(on.year, on.month, on.day, tzinfo=UTC)


def _lay_out(section: Section) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (Mm(side) for side in _PAGE_MM)
    for margin, length in _MARGINS_MM.items():
        setattr(section, margin, Mm(length))
    section.footer_distance = Mm(_FOOTER_MM)
    number = section.footer.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(number, "— ", _NUMBER_FONTS, _NUMBER_SIZE)
    _add_page_number(number)
    _write(number, " —", _NUMBER_FONTS, _NUMBER_SIZE)


def _add_page_number(paragraph: Paragraph) -> None:
    run = _write(paragraph, "1", _NUMBER_FONTS, _NUMBER_SIZE)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 - the library knows no fields
    field.append(run._r)  # noqa: SLF001


def _add_table(document: WordDocument, rows: Sequence[LedgerRow]) -> None:
    table = document.add_table(rows=1 + len(rows), cols=len(HEADERS), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, _COLUMNS_MM, strict=True):
        column.width = Mm(width)
    head, *others = table.rows
    _fill(head, HEADERS, _HEAD_FONTS)
    _mark(head, "w:tblHeader")
    for cell in head.cells:
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    for number, (line, row) in enumerate(zip(others, rows, strict=True), start=1):
        on = row.accepted_on
        accepted = "" if on is None else f"{on.year}.{on.month}.{on.day}"
        words = (str(number), row.name, row.post, row.summary, row.source, accepted, row.handling)
        _fill(line, words, _TEXT_FONTS)


def _fill(line: _Row, words: Sequence[str], fonts: tuple[str, str]) -> None:
    """Put `words` into the cells of a row that stays on one page and is at least _ROW_MM high."""
    _mark(line, "w:cantSplit")
    line.height = Mm(_ROW_MM)
    for column, (cell, text) in enumerate(zip(line.cells, words, strict=True)):
        cell.width = Mm(_COLUMNS_MM[column])
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        if column in _CENTRED_COLUMNS:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _write(paragraph, text, fonts, _TEXT_SIZE)


def _mark(line: _Row, mark: str) -> None:
    line._tr.get_or_add_trPr().append(OxmlElement(mark))  # noqa: SLF001 - the library has no words for it


def _write(paragraph: Paragraph, text: str, fonts: tuple[str, str], size: Pt) -> Run:
    """Add `text` in the Chinese font `fonts`: the first where it is installed, the second for all else."""
    run = paragraph.add_run(_plain(text))
    chinese, other = fonts
    run.font.name, run.font.size = other, size
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), chinese)  # noqa: SLF001
    return run


def _plain(text: str) -> str:
    return NOT_IN_XML.sub("", text)
