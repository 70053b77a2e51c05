"""A workbook that somebody handed in, given back with what is wrong with it marked where it stands."""

import io
import warnings
from collections.abc import Mapping, Sequence

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from domain.people.roster import RosterFault, RosterFaultsError
from reports.sheets.rows import find_headers, read_sheets
from reports.sheets.safe_cells import put

_FILL = PatternFill("solid", start_color="F8CBAD")
_COMMENT_LENGTH = 500
_WIDTH = 100


def mark_faults(
    content: bytes,
    columns: Mapping[str, Sequence[str]],
    faults: Sequence[RosterFault],
    lines: Sequence[str],
    title: str,
) -> bytes | None:
    """Return the workbook `content` with each cell at fault coloured and its line beside it as a comment.

    A fault of a row colours the row's known columns, one of a column its header. All `lines`, one for each of the
    `faults`, stand on a sheet of their own, `title`, before the others. `columns` are the sheets and headers that are
    known. None for a file that can't be opened at all: then there is nothing to mark.
    """
    try:
        sheets, _faults = read_sheets(content, list(columns))
    except RosterFaultsError:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl leaves out of the copy: pictures, rules for input
        book = load_workbook(io.BytesIO(content))
    for fault, line in zip(faults, lines, strict=True):
        shown = sheets.get(fault.sheet)
        if shown is None or shown.title not in book.sheetnames:
            continue
        headers = find_headers(shown, columns[fault.sheet])
        row = fault.row or headers.row
        wanted = [fault.column] if fault.column in headers.columns else list(headers.columns)
        for number, column in enumerate(wanted):
            _mark(book[shown.title], row, headers.columns[column], line if number == 0 else "")
    listed = book.create_sheet(title, 0)
    listed.column_dimensions["A"].width = _WIDTH
    for number, line in enumerate(lines, start=1):
        put(listed.cell(number, 1), line)
    book.active = 0
    for sheet in book.worksheets[1:]:
        sheet.sheet_view.tabSelected = False
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _mark(sheet: Worksheet, row: int, column: int, line: str) -> None:
    cell = sheet.cell(row, column)
    # Within a merged area there is no cell of its own to mark; its first one is.
    if not isinstance(cell, Cell):
        return
    cell.fill = _FILL
    if line:
        before = f"{cell.comment.text}\n" if cell.comment else ""
        cell.comment = Comment(f"{before}{line}"[:_COMMENT_LENGTH], "gridbot")
