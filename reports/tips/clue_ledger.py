"""The clue ledger (问题线索台账, docs/domain.md section 3 `clue_ledger`) as an Excel and as a Word file.

The form is the bureau's own: its words are Chinese whatever language its reader speaks elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from reports.papers.official import OfficialDocument
from reports.papers.official_tables import RuledTable, add_grid
from reports.papers.official_words import FILLED_IN_BY, filled_on, short_day
from reports.sheets.safe_cells import Value, put
from reports.sheets.workbook import Table, add_table, saved

HEADERS = ("序号", "姓名", "职务", "线索摘要", "线索来源", "受理时间", "处置方式及结果")

_SHEET = "问题线索台账"
_SHEET_WIDTHS = (6, 12, 20, 60, 16, 14, 44)
_HEAD_ROW = 3
_LINE_POINTS, _HIGHEST_POINTS = 16, 409
_LAST_COLUMN = get_column_letter(len(HEADERS))
_DAY_COLUMN = HEADERS.index("受理时间") + 1
_CENTRED = Alignment(horizontal="center", vertical="center")
_LEFT = Alignment(horizontal="left", vertical="center")
NOTES = (
    "注：1.线索来源：信访举报、检举控告、巡视巡察、上级纪委监委交办、审计发现、政法机关移送、自行发现等。",
    "2.统计口径：登记的全部线索，累计至填报之日。",
)
"""Below the table (campaign annex 3): what a source may be, and what is counted here."""

_COLUMNS_MM = (13, 20, 28, 72, 25, 24, 43)
_CENTRED_COLUMNS = frozenset({0, 1, 2, 4, 5})


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
    _put_line(sheet, 2, filled_on(on), Font(size=11))
    last = _HEAD_ROW + len(rows)
    for number, row in enumerate(table.rows, start=_HEAD_ROW + 1):
        for column in (1, _DAY_COLUMN):
            sheet.cell(number, column).alignment = _CENTRED
        sheet.row_dimensions[number].height = _height(row)
    for place, line in enumerate(("　　　　　　".join(FILLED_IN_BY), *NOTES), start=last + 1):
        _put_line(sheet, place, line, Font(size=11), _LEFT)
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
    document = OfficialDocument(title, on, across=True)
    document.title(title)
    document.filled_by(unit_name, on)
    words = [
        (str(number), row.name, row.post, row.summary, row.source, short_day(row.accepted_on), row.handling)
        for number, row in enumerate(rows, start=1)
    ]
    add_grid(document, RuledTable(HEADERS, _COLUMNS_MM, words, _CENTRED_COLUMNS))
    document.filled_in_by()
    for note in NOTES:
        document.remark(note)
    return document.content()


def _put_line(sheet: Worksheet, row: int, text: str, font: Font, alignment: Alignment = _CENTRED) -> None:
    """Put `text` above or below the whole table."""
    cell = sheet.cell(row, 1)
    if not isinstance(cell, Cell):
        raise TypeError("a new row has no merged cells")
    put(cell, text)
    cell.font, cell.alignment = font, alignment
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
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
