"""The one reader of workbooks that somebody hands in: roster, XLSForm. It gives what Excel shows, or says why not.

openpyxl gives values, not what a person sees: 123 where 00123 is shown, nothing in a merged cell, the hidden sheet
before the shown one, an empty cell for a formula that was never computed. Whoever reads on takes `shown`, and asks
`problem` first. Source: ECMA-376 part 1 (18.3 cells, 18.8.31 number formats, 22.4.2.4 escapes).
"""

import io
import re
import unicodedata
import warnings
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from domain.characters import admit, first_unfit
from domain.errors import RefusalError
from domain.number_formats import MOST_DIGITS, shown_number, shown_text
from domain.workbook_bounds import WORKBOOK_BOUNDS, WorkbookBounds, check_workbook

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_ZIP = b"PK"
_STRICT = b"purl.oclc.org/ooxml"
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_PLAIN_TEXT = re.compile(r"[^\x00-\x08\x0e-\x1f]+")
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUTHS = {"=TRUE()": True, "=FALSE()": False, "=TRUE": True, "=FALSE": False}
"""What LibreOffice writes for a TRUE that was typed: it needs no computing."""


@dataclass(frozen=True, slots=True)
class ShownCell:
    """One cell: where it is (E2), what it holds, and what Excel shows for it.

    `shown` is text without characters that may not enter (domain/characters.py), "" where nothing is seen; `unfit` is
    the first of those. `problem` says why `shown` isn't known. `epoch` is the day from which this workbook counts.
    """

    place: str
    value: object
    shown: str
    epoch: datetime
    problem: RefusalError | None = None
    unfit: str | None = None
    is_formula: bool = False


@dataclass(frozen=True, slots=True)
class MergedArea:
    """Cells made one: `place` is E2:E4, rows and columns count from 1, both ends included."""

    place: str
    rows: range
    columns: range


@dataclass(frozen=True, slots=True)
class ShownSheet:
    """A sheet: the cells that hold something by row and column, from 1; what is merged and what is hidden in it.

    A merged area counts where its one cell holds something.
    """

    title: str
    is_hidden: bool
    rows: Mapping[int, Mapping[int, ShownCell]]
    merged: Sequence[MergedArea]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]

    @property
    def name(self) -> str:
        """Return the title by which the sheet is looked for: plain forms, small letters, no blanks around."""
        return unicodedata.normalize("NFKC", self.title).strip().casefold()


def read_shown(content: bytes, bounds: WorkbookBounds = WORKBOOK_BOUNDS) -> list[ShownSheet]:
    """Return the worksheets of an .xlsx in their order, hidden ones without their cells.

    Raises RefusalError for a file that isn't one, or that doesn't keep within `bounds`.
    """
    _refuse_no_workbook(content, bounds)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that we don't read
            book = _load(content, data_only=True)
            formulas = _formulas(content)
            return [_sheet(sheet, book, formulas.get(sheet.title, {})) for sheet in book.worksheets]
    except Exception as error:  # openpyxl raises whatever a damaged file makes it stumble over
        raise RefusalError("sheet-unreadable") from error


def find_sheet(sheets: Sequence[ShownSheet], name: str) -> ShownSheet | None:
    """Return the shown sheet of that name; None where there is none of that name at all.

    Raises RefusalError (sheet-twice, sheet-hidden) where it isn't clear which one is meant, or none is shown.
    """
    found = [sheet for sheet in sheets if sheet.name == name.casefold()]
    shown = [sheet for sheet in found if not sheet.is_hidden]
    if len(shown) > 1:
        raise RefusalError("sheet-twice")
    if found and not shown:
        raise RefusalError("sheet-hidden")
    return shown[0] if shown else None


def is_moment(value: object) -> bool:
    """Tell whether a cell holds what Excel takes for a date or a time."""
    return isinstance(value, date | time | timedelta)


def column_letters(column: int) -> str:
    """Return the letters of a column counted from 1, as Excel heads it."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - as above

    return get_column_letter(column)


def _refuse_no_workbook(content: bytes, bounds: WorkbookBounds) -> None:
    if content.startswith(_OLD_EXCEL):
        raise RefusalError("sheet-old-excel")
    if not content.startswith(_ZIP):
        raise RefusalError("sheet-csv" if _is_text(content) else "sheet-unreadable")
    check_workbook(content, bounds)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = {"_rels/.rels", "xl/workbook.xml"} & set(packed.namelist())
            strict = any(_STRICT in packed.read(name) for name in names)
    except Exception as error:  # whatever a damaged archive makes it stumble over
        raise RefusalError("sheet-unreadable") from error
    if strict:
        raise RefusalError("sheet-strict")


def _is_text(content: bytes) -> bool:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content[:2000].decode(encoding, errors="strict")
        except UnicodeDecodeError:
            continue
        return bool(_PLAIN_TEXT.fullmatch(text)) and any(mark in text for mark in ",;\t|")
    return False


def _load(content: bytes, *, data_only: bool) -> "Workbook":
    from openpyxl import load_workbook  # noqa: PLC0415 - slow, and only an import needs it

    return load_workbook(io.BytesIO(content), data_only=data_only, keep_links=False)


def _formulas(content: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """Return the formulas by sheet and place; openpyxl gives either them or what they came to."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = [name for name in packed.namelist() if name.endswith(".xml") and "sheet" in name.casefold()]
        if not any(_FORMULA.search(packed.read(name)) for name in parts):
            return {}
    return {
        sheet.title: {
            place: str(cell.value) for place, cell in _cells(sheet).items() if cell.data_type == "f"
        }
        for sheet in _load(content, data_only=False).worksheets
    }


def _cells(sheet: "Worksheet") -> Mapping[tuple[int, int], Any]:
    # Its public iterators make every cell up to the furthest one, which can be 17 billion of them.
    return sheet._cells  # noqa: SLF001


def _sheet(sheet: "Worksheet", book: "Workbook", formulas: Mapping[tuple[int, int], str]) -> ShownSheet:
    if sheet.sheet_state != "visible":
        return ShownSheet(sheet.title, True, {}, (), frozenset(), frozenset())  # noqa: FBT003 - is hidden
    rows: dict[int, dict[int, ShownCell]] = {}
    for (row, column), cell in sorted(_cells(sheet).items()):
        found = _shown_cell(cell, book.epoch, formulas.get((row, column)))
        if found is not None:
            rows.setdefault(row, {})[column] = found
    return ShownSheet(
        sheet.title,
        False,  # noqa: FBT003 - is hidden
        rows,
        [area for area in _merged(sheet) if area.columns[0] in rows.get(area.rows[0], {})],
        frozenset(number for number, row in sheet.row_dimensions.items() if row.hidden or row.height == 0),
        frozenset(
            number
            for columns in sheet.column_dimensions.values()
            if columns.hidden
            for number in range(columns.min or 0, (columns.max or columns.min or 0) + 1)
        ),
    )


def _merged(sheet: "Worksheet") -> Iterator[MergedArea]:
    for area in sorted(sheet.merged_cells.ranges, key=lambda area: (area.min_row, area.min_col)):
        rows, columns = range(area.min_row, area.max_row + 1), range(area.min_col, area.max_col + 1)
        if len(rows) * len(columns) > 1:
            yield MergedArea(str(area.coord), rows, columns)


def _shown_cell(cell: "Cell", epoch: datetime, formula: str | None) -> ShownCell | None:
    """Return the cell; None for an empty one."""
    value = cell.value
    if value is None and formula is not None:
        value = _TRUTHS.get(formula.upper())
        if value is None and cell.data_type != "str":  # a formula that came to an empty text shows nothing
            return ShownCell(
                cell.coordinate, None, "", epoch, RefusalError("sheet-no-result"), is_formula=True
            )
    if value is None:
        return None
    if cell.data_type == "e":
        problem = RefusalError("sheet-error-value", value=str(value))
        return ShownCell(cell.coordinate, value, str(value), epoch, problem, is_formula=formula is not None)
    if isinstance(value, str):
        value = _unescaped(value)
    shown = _shown(value, cell.number_format)
    if shown is None:
        key = "sheet-too-many-digits" if _has_too_many_digits(value) else "sheet-format"
        problem = RefusalError(key, value=str(value), format=cell.number_format, most=MOST_DIGITS)
        return ShownCell(cell.coordinate, value, str(value), epoch, problem, is_formula=formula is not None)
    admitted = admit(shown)
    unfit = first_unfit(shown) if admitted != shown else None
    return ShownCell(cell.coordinate, value, admitted, epoch, None, unfit, formula is not None)


def _shown(value: object, code: str) -> str | None:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return shown_number(value, code)
    if isinstance(value, str):
        return shown_text(value, code)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _has_too_many_digits(value: object) -> bool:
    return isinstance(value, int | float) and abs(value) >= 10**MOST_DIGITS


def _unescaped(text: str) -> str:
    """Return text with _x000D_ and the like as the characters they stand for, as Excel shows them."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
