"""The sheets of a workbook in XLSForm, cell by cell: what pyxform would pass over or guess at is a fault here.

Formulas, merged cells, hidden characters, columns without a head: each is named with its sheet, row and column.
"""

import io
import re
import unicodedata
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from domain.errors import RefusalError
from domain.workbook_bounds import WorkbookBounds, check_workbook

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as ExcelCell
    from openpyxl.worksheet.worksheet import Worksheet

SHEETS = ("survey", "choices", "settings")
UNREAD_SHEETS = ("external_choices", "entities", "osm")
"""Sheets of XLSForm that say something about the form which we cannot keep."""

BOUNDS = WorkbookBounds(
    file_bytes=5 * 1024 * 1024,
    unpacked_bytes=40 * 1024 * 1024,
    cells=1_200_000,  # one cell in Excel's last corner is named, not refused
    streamed_elements=600_000,
)
MOST_ROWS = {"survey": 400, "choices": 2000, "settings": 1}
MOST_CHARACTERS = 500
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK"
_TEXT = re.compile(r"[^\x00-\x08\x0e-\x1f]+")
_JOINERS = "\u200c\u200d"
_LAYOUT = "\n\r\t"


@dataclass(frozen=True, slots=True)
class SheetFault:
    """What is wrong and where: `row` as Excel counts, 0 for the whole sheet; `column` is its head as written.

    `sheet` is empty for the file itself. `key` is the Fluent key of the sentence, `details` are its arguments.
    """

    sheet: str
    row: int
    column: str
    key: str
    details: Mapping[str, str | int] = field(default_factory=dict)


class XlsFormError(Exception):
    """A workbook that gives no form, with all the `faults` that were found."""

    def __init__(self, faults: list[SheetFault]) -> None:
        """Take the faults, at least one, in the order of the workbook."""
        super().__init__(f"{len(faults)} faults: {faults[0]}")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: heads by column number (from 1), and the rows below that are not empty, by row number."""

    name: str
    heads: Mapping[int, str]
    rows: Mapping[int, Mapping[int, str]]


def read_sheets(content: bytes) -> tuple[dict[str, Sheet], list[SheetFault]]:
    """Return the sheets survey, choices and settings that the workbook has, and what is wrong with their cells.

    Raises XlsFormError for a file that is no readable .xlsx workbook, or has no survey.
    """
    faults: list[SheetFault] = []
    found: dict[str, Sheet] = {}
    worksheets = _worksheets(content)
    for name, worksheet in worksheets:
        if name in found:
            faults.append(SheetFault(name, 0, "", "form-import-sheet-twice"))
        elif name in SHEETS:
            found[name] = _read_sheet(name, worksheet, faults)
        elif name in UNREAD_SHEETS and any(_filled(worksheet)):
            faults.append(SheetFault(name, 0, "", "form-import-sheet-unread"))
    if "survey" not in found and not faults:
        listed = "、".join(name for name, _ in worksheets)[:MOST_CHARACTERS]
        raise XlsFormError([SheetFault("", 0, "", "form-import-no-survey", {"sheets": listed})])
    for name, sheet in found.items():
        faults.extend(_size_faults(name, sheet))
    if any(fault.key in ("form-import-too-many-rows", "form-import-sheet-twice") for fault in faults):
        raise XlsFormError(faults)
    return found, faults


def _worksheets(content: bytes) -> list[tuple[str, "Worksheet"]]:
    """Return the worksheets with their names in small plain letters. Raises XlsFormError."""
    if (key := _why_no_workbook(content)) is not None:
        raise XlsFormError([SheetFault("", 0, "", key)])
    from openpyxl import load_workbook  # noqa: PLC0415 - nobody else in this room needs it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that we don't read
            book = load_workbook(io.BytesIO(content))
    except Exception as error:  # openpyxl raises whatever a damaged file makes it stumble over
        raise XlsFormError([SheetFault("", 0, "", "form-import-unreadable")]) from error
    return [
        (unicodedata.normalize("NFKC", sheet.title).strip().casefold(), sheet) for sheet in book.worksheets
    ]


def _why_no_workbook(content: bytes) -> str | None:
    if content.startswith(_OLD_EXCEL):
        return "form-import-old-excel"
    if not content.startswith(_ZIP):
        return "form-import-csv" if _is_text(content) else "form-import-unreadable"
    try:
        check_workbook(content, BOUNDS)
    except RefusalError:
        return "form-import-too-large"
    return None


def _is_text(content: bytes) -> bool:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content[:2000].decode(encoding, errors="strict")
        except UnicodeDecodeError:
            continue
        return bool(_TEXT.fullmatch(text)) and any(mark in text for mark in ",;\t|")
    return False


def _filled(worksheet: "Worksheet") -> Iterator["ExcelCell"]:
    """Go through the cells that hold something, row by row."""
    # Its public iterators make every cell up to the furthest one, which can be 17 billion of them.
    cells: Mapping[tuple[int, int], Any] = worksheet._cells  # noqa: SLF001
    for place in sorted(cells):
        if cells[place].value is not None and str(cells[place].value).strip():
            yield cells[place]


def _read_sheet(name: str, worksheet: "Worksheet", faults: list[SheetFault]) -> Sheet:
    cells = list(_filled(worksheet))
    heads = {cell.column: _said(cell).strip() for cell in cells if cell.row == 1}
    rows: dict[int, dict[int, str]] = {}
    faults.extend(_merged_faults(name, worksheet))
    nameless: set[int] = set()
    for cell in cells:
        head = heads.get(cell.column, "")
        if (fault := _cell_fault(cell)) is not None:
            faults.append(SheetFault(name, cell.row, head or cell.column_letter, *fault))
        elif not head and cell.column not in nameless:
            nameless.add(cell.column)
            faults.append(SheetFault(name, cell.row, cell.column_letter, "form-import-no-head"))
        if cell.row > 1:
            # A cell at fault keeps its place, so that nobody is told as well that it is empty.
            rows.setdefault(cell.row, {})[cell.column] = _said(cell).strip()
    return Sheet(name, heads, rows)


def _merged_faults(name: str, worksheet: "Worksheet") -> Iterator[SheetFault]:
    for area in sorted(worksheet.merged_cells.ranges, key=lambda area: (area.min_row, area.min_col)):
        yield SheetFault(name, area.min_row, "", "form-import-merged", {"cells": str(area.coord)})


def _cell_fault(cell: "ExcelCell") -> tuple[str, dict[str, str | int]] | None:
    if cell.data_type == "f":
        return "form-import-formula", {"cell": cell.coordinate}
    if cell.data_type == "e":
        return "form-import-error-value", {"value": str(cell.value)}
    text = _said(cell)
    if (hidden := _hidden(text)) is not None:
        return "form-import-hidden", {"code": f"U+{ord(hidden):04X}"}
    if len(text) > MOST_CHARACTERS:
        return "form-import-too-long", {"length": len(text), "most": MOST_CHARACTERS}
    return None


def _hidden(text: str) -> str | None:
    """Return the first character that nobody sees, or that Excel cannot mean: controls, directions, halves."""
    for character in text:
        kind = unicodedata.category(character)
        if kind in ("Cc", "Cs", "Cf", "Cn", "Co") and character not in _LAYOUT + _JOINERS:
            return character
    return None


def _said(cell: "ExcelCell") -> str:
    """Return what a cell holds as the text that one would type."""
    value: object = cell.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _size_faults(name: str, sheet: Sheet) -> Iterator[SheetFault]:
    most = MOST_ROWS[name]
    if len(sheet.rows) > most:
        details = {"rows": len(sheet.rows), "most": most}
        yield SheetFault(name, 0, "", "form-import-too-many-rows", details)
    if name == "survey" and not sheet.rows:
        yield SheetFault(name, 0, "", "form-import-empty")
