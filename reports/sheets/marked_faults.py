"""A workbook that somebody handed in, given back with what is wrong with it marked where it stands."""

import io
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from domain.errors import RefusalError
from domain.people.roster import RosterFault, RosterFaultsError
from forms.xlsform.sheets import BOUNDS, SheetFault
from forms.xlsform.shown_sheets import read_shown
from reports.sheets.rows import find_headers, read_sheets
from reports.sheets.safe_cells import put

_FILL = PatternFill("solid", start_color="F8CBAD")
_COMMENT_LENGTH = 500
_WIDTH = 100


@dataclass(frozen=True, slots=True)
class FaultPlace:
    """Cells at fault: the title of their sheet, their row, their columns (from 1); by default none."""

    sheet: str = ""
    row: int = 0
    columns: Sequence[int] = field(default=())


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
    places: list[FaultPlace] = []
    for fault in faults:
        shown = sheets.get(fault.sheet)
        if shown is None:
            places.append(FaultPlace())
            continue
        headers = find_headers(shown, columns[fault.sheet])
        wanted = [fault.column] if fault.column in headers.columns else list(headers.columns)
        numbers = [headers.columns[column] for column in wanted]
        places.append(FaultPlace(shown.title, fault.row or headers.row, numbers))
    return mark_places(content, places, lines, title)


def mark_form_faults(
    content: bytes, faults: Sequence[SheetFault], lines: Sequence[str], title: str
) -> bytes | None:
    """Return the workbook of a form (XLSForm) with what is at fault marked, as `mark_faults` does."""
    try:
        shown = read_shown(content, BOUNDS)
    except RefusalError:
        return None
    sheets = {sheet.name: sheet for sheet in shown if not sheet.is_hidden}
    places: list[FaultPlace] = []
    for fault in faults:
        sheet = sheets.get(fault.sheet.casefold())
        if sheet is None:
            places.append(FaultPlace())
            continue
        heads = {cell.shown.strip(): number for number, cell in sheet.rows.get(1, {}).items()}
        numbers = [heads[fault.column]] if fault.column in heads else list(heads.values())
        places.append(FaultPlace(sheet.title, fault.row or 1, numbers))
    return mark_places(content, places, lines, title)


def mark_places(content: bytes, places: Sequence[FaultPlace], lines: Sequence[str], title: str) -> bytes:
    """Return the workbook with each of the `places` coloured, its line beside it; `lines` stand on a sheet `title`."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl leaves out of the copy: pictures, rules for input
        book = load_workbook(io.BytesIO(content))
    for place, line in zip(places, lines, strict=True):
        if place.sheet in book.sheetnames:
            for number, column in enumerate(place.columns):
                _mark(book[place.sheet], place.row, column, line if number == 0 else "")
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
