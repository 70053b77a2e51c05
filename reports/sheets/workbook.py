"""Tables as an Excel file that people like to open: frozen heads, filters, widths, and one look."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

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
