"""Tables as an Excel file that people like to open: frozen heads, filters, widths, and one look."""

import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from reports.sheets.safe_cells import Value, put

Row = Sequence[Value]

_HEADER_FONT = Font(bold=True, color="FFFFFF")
_HEADER_FILL = PatternFill("solid", start_color="2F5D50")
_HEADER_ALIGNMENT = Alignment(horizontal="center", vertical="center", wrap_text=True)
_TEXT_ALIGNMENT = Alignment(vertical="center", wrap_text=True)
_TOTAL_FONT = Font(bold=True)
_TOTAL_BORDER = Border(top=Side(style="thin", color="2F5D50"))
_DEFAULT_WIDTH = 14
_A4 = 9
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center")
_TITLE_FONT, _LINE_FONT = Font(size=18, bold=True), Font(size=11)
_TITLE_POINTS, _HEAD_POINTS, _LINE_POINTS, _HIGHEST_POINTS = 34, 24, 16, 409
_HEAD_ROW = 3
_CAPTION_LIMIT = 200  # Excel refuses a file whose page header is longer than 255


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet. `widths` are in characters, one a column (14 where there are fewer).

    `total` stands below the rows, outside the filter, so that sorting leaves it where it is.
    `fills` gives the colour (RRGGBB) behind a cell that holds exactly that text, in the column `filled` (from 0; None:
    in all of them). `caption` is printed above each page.
    """

    title: str
    headers: Sequence[str]
    rows: Sequence[Row]
    widths: Sequence[int] = ()
    total: Row = ()
    fills: Mapping[str, str] = field(default_factory=dict)
    filled: int | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """A table that is a paper: `title` and a `line` above it, `notes` below; columns in `centred` (from 0) are centred.

    `joined` are cells made one with those below: the column, its first row and the one past its last (from 0); what
    stands there stands in the first row. Such a table is not filtered, which would tear it.
    """

    table: Table
    title: str
    line: str
    notes: Sequence[str] = ()
    centred: Collection[int] = ()
    joined: Sequence[tuple[int, int, int]] = ()


def workbook(tables: Sequence[Table]) -> bytes:
    """Return an xlsx with a sheet for each of `tables`, of which there is at least one.

    Sheet titles are at most 31 characters and hold none of []:*?/ nor a backslash (ValueError).
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        add_table(book, table)
    return saved(book)


def add_table(book: Workbook, table: Table) -> Worksheet:
    """Add `table` to `book` as its last sheet, and return that sheet; data begins in row 2."""
    sheet: Worksheet = book.create_sheet(table.title)
    fills = {text: PatternFill("solid", start_color=colour) for text, colour in table.fills.items()}
    for column, header in enumerate(table.headers, start=1):
        cell = _put(sheet, 1, column, header)
        cell.font, cell.fill, cell.alignment = _HEADER_FONT, _HEADER_FILL, _HEADER_ALIGNMENT
    for number, row in enumerate(table.rows, start=2):
        for column, value in enumerate(row, start=1):
            cell = _put(sheet, number, column, value)
            if isinstance(value, str):
                cell.alignment = _TEXT_ALIGNMENT
                if value in fills and table.filled in (None, column - 1):
                    cell.fill = fills[value]
    last = 1 + len(table.rows)
    for column, value in enumerate(table.total, start=1):
        cell = _put(sheet, last + 1, column, value)
        cell.font, cell.border = _TOTAL_FONT, _TOTAL_BORDER
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(table.headers), 1))}{last}"
    _lay_out(sheet, table)
    return sheet


def paper_workbook(paper: PaperSheet) -> bytes:
    """Return an xlsx of one sheet, printed on A4 across with the table's head on each page; it names no author."""
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = add_table(book, paper.table)
    sheet.insert_rows(1, amount=_HEAD_ROW - 1)
    last, end = _HEAD_ROW + len(paper.table.rows), get_column_letter(len(paper.table.headers))
    _put_line(sheet, f"A1:{end}1", paper.title, _TITLE_FONT, _CENTRED)
    _put_line(sheet, f"A2:{end}2", paper.line, _LINE_FONT, _CENTRED)
    for place, note in enumerate(paper.notes, start=last + 1):
        _put_line(sheet, f"A{place}:{end}{place}", note, _LINE_FONT, _LEFT)
    for number, height in enumerate(_heights(paper), start=_HEAD_ROW + 1):
        sheet.row_dimensions[number].height = height
        for column in paper.centred:
            sheet.cell(number, column + 1).alignment = _CENTRED
    for column, first, past in paper.joined:
        letter = get_column_letter(column + 1)
        sheet.merge_cells(f"{letter}{_HEAD_ROW + 1 + first}:{letter}{_HEAD_ROW + past}")
    sheet.row_dimensions[1].height, sheet.row_dimensions[_HEAD_ROW].height = _TITLE_POINTS, _HEAD_POINTS
    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    sheet.auto_filter.ref = None if paper.joined else f"A{_HEAD_ROW}:{end}{last}"
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    sheet.print_options.gridLines = True
    book.properties.creator = ""
    return saved(book)


def _put_line(sheet: Worksheet, cells: str, text: str, font: Font, alignment: Alignment) -> None:
    """Put `text` above or below the whole table."""
    cell = _put(sheet, sheet[cells][0][0].row, 1, text)
    cell.font, cell.alignment = font, alignment
    sheet.merge_cells(cells)


def _heights(paper: PaperSheet) -> list[int]:
    """Return how high each row must be for all of its words, in points: not every program finds out by itself."""
    heads = {(first, column): past for column, first, past in paper.joined}
    heights = [
        max(
            (
                _height(paper, text, column)
                for column, text in enumerate(row)
                if (number, column) not in heads
            ),
            default=0,
        )
        for number, row in enumerate(paper.table.rows)
    ]
    for (first, column), past in heads.items():
        lacking = _height(paper, paper.table.rows[first][column], column) - sum(heights[first:past])
        if lacking > 0:  # what one row can't hold, those below it do
            share = ceil(lacking / (past - first))
            heights[first:past] = [height + share for height in heights[first:past]]
    return [min(max(height, _LINE_POINTS), _HIGHEST_POINTS) for height in heights]


def _height(paper: PaperSheet, text: Value, column: int) -> int:
    widths = paper.table.widths
    width = widths[column] if column < len(widths) else _DEFAULT_WIDTH
    if not isinstance(text, str):
        return _LINE_POINTS
    return _LINE_POINTS * sum(max(1, ceil(_columns(line) / width)) for line in text.split("\n"))


def _columns(text: str) -> int:
    """Return how wide `text` is, in columns of a digit's width; a Chinese character takes two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def saved(book: Workbook) -> bytes:
    """Return `book` as the bytes of its file."""
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _put(sheet: Worksheet, row: int, column: int, value: Value) -> Cell:
    cell = sheet.cell(row, column)
    if not isinstance(cell, Cell):
        raise TypeError("a new sheet has no merged cells")
    put(cell, value)
    return cell


def _lay_out(sheet: Worksheet, table: Table) -> None:
    """Freeze the heads, set widths, and make it print on A4 across one page, heads on each."""
    sheet.freeze_panes = "A2"
    sheet.row_dimensions[1].height = 24
    for column in range(1, len(table.headers) + 1):
        width = table.widths[column - 1] if column <= len(table.widths) else _DEFAULT_WIDTH
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.print_title_rows = "1:1"
    if table.caption:
        sheet.HeaderFooter.oddHeader = _centred(table.caption.replace("&", "&&")[:_CAPTION_LIMIT])
    sheet.HeaderFooter.oddFooter = _centred("&P / &N")
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _centred(text: str) -> HeaderFooterItem:
    return HeaderFooterItem(center=_HeaderFooterPart(text=text))
