"""A sheet of an uploaded workbook as rows keyed by header, each collecting what is wrong with it."""

import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from domain.errors import RefusalError
from domain.people.roster import RosterFault, RosterFaultsError
from forms.xlsform.shown_sheets import ShownCell, ShownSheet, find_sheet, read_shown
from reports.sheets.roster_cells import plain_text

Value = TypeVar("Value")
Blank = TypeVar("Blank")

# A title may stand above the headers, as it does in most offices' own lists.
_ROWS_TO_LOOK_FOR_HEADERS = 10


class SheetRow:
    """One row: its cells by header, its number as Excel shows it, and the faults met while reading it.

    Columns `within` lie in a merged area, which is a fault of the sheet: they are passed over.
    """

    def __init__(
        self, sheet: str, number: int, cells: Mapping[str, ShownCell], within: frozenset[str] = frozenset()
    ) -> None:
        """Take the cells of row `number` of `sheet`."""
        self.number = number
        self.faults: list[RosterFault] = []
        self._sheet = sheet
        self._cells = cells
        self._within = within

    @property
    def is_spoilt(self) -> bool:
        """Whether something of the row could not be read."""
        return bool(self.faults or self._within)

    def said(self, columns: Collection[str]) -> dict[str, str]:
        """Return what the cells of `columns` show on one line, without those that are empty."""
        return {
            column: plain_text(cell.shown)
            for column, cell in self._cells.items()
            if column in columns and _says_something(cell)
        }

    def read(self, column: str, reader: Callable[[ShownCell], Value], blank: Blank) -> Value | Blank:
        """Return the cell as `reader` understands it; `blank` where it is empty or at fault."""
        cell = self._cells.get(column)
        if cell is None or column in self._within or not _says_something(cell):
            return blank
        try:
            if cell.problem is not None:
                raise cell.problem
            return reader(cell)
        except RefusalError as refusal:
            self.faults.append(_fault(self._sheet, self.number, column, refusal))
            return blank

    def need(self, column: str, reader: Callable[[ShownCell], Value], blank: Value) -> Value:
        """Return the cell as `read` does, and count it as a fault where it is empty."""
        cell = self._cells.get(column)
        if column not in self._within and (cell is None or not _says_something(cell)):
            self.faults.append(RosterFault(self._sheet, self.number, column, "roster-fault-required"))
        return self.read(column, reader, blank)


@dataclass(frozen=True, slots=True)
class Headers:
    """The row that names the columns, and the number of each column by its name; `hidden` ones are not seen."""

    row: int
    columns: Mapping[str, int]
    hidden: frozenset[str]
    twice: frozenset[str]


def read_sheets(content: bytes, names: Sequence[str]) -> tuple[dict[str, ShownSheet], list[RosterFault]]:
    """Return the sheets of these names, and a fault for each that isn't there, isn't shown, or isn't the only one.

    Raises RosterFaultsError with a single fault for a file that is not a readable xlsx, or larger than any roster.
    """
    try:
        sheets = read_shown(content)
    except RefusalError as refusal:
        raise RosterFaultsError([_fault("", 0, "", refusal)]) from refusal
    found: dict[str, ShownSheet] = {}
    faults = []
    for name in names:
        try:
            sheet = find_sheet(sheets, name)
        except RefusalError as refusal:
            faults.append(_fault(name, 0, "", refusal))
            continue
        if sheet is None:
            faults.append(RosterFault(name, 0, "", "roster-fault-no-sheet"))
        else:
            found[name] = sheet
    return found, faults


def read_sheet(content: bytes, name: str) -> tuple[ShownSheet | None, list[RosterFault]]:
    """Return the sheet of that name or, where there is none, the only one that is shown; and what is wrong with it.

    Raises RosterFaultsError as `read_sheets` does.
    """
    found, faults = read_sheets(content, [name])
    shown = [sheet for sheet in read_shown(content) if not sheet.is_hidden] if faults else []
    if [fault.key for fault in faults] == ["roster-fault-no-sheet"] and len(shown) == 1:
        return shown[0], []
    return found.get(name), faults


def find_headers(sheet: ShownSheet, columns: Sequence[str]) -> Headers:
    """Return the shown row that names the most of `columns`, and where each of them is in it."""
    best = Headers(1, {}, frozenset(), frozenset())
    for number in range(1, _ROWS_TO_LOOK_FOR_HEADERS + 1):
        if number in sheet.hidden_rows:
            continue
        found = _headers(number, sheet, columns)
        if len(found.columns) > len(best.columns):
            best = found
    return best


def rows_below(name: str, sheet: ShownSheet, headers: Headers) -> Iterator[SheetRow]:
    """Give the rows under the headers that show anything in the columns we know."""
    within = _merged_columns(sheet, headers)
    for number, row in sheet.rows.items():
        cells = {column: row[at] for column, at in headers.columns.items() if at in row}
        if number > headers.row and any(_says_something(cell) for cell in cells.values()):
            yield SheetRow(name, number, cells, frozenset(within.get(number, ())))


def sheet_faults(name: str, sheet: ShownSheet, headers: Headers) -> Iterator[RosterFault]:
    """Give a fault for what isn't seen, or isn't one cell for each row, in the columns we know."""
    for column in sorted(headers.hidden):
        yield RosterFault(name, headers.row, column, "sheet-hidden-column")
    for column in sorted(headers.twice):
        yield RosterFault(name, headers.row, column, "sheet-column-twice")
    hidden = [row.number for row in rows_below(name, sheet, headers) if row.number in sheet.hidden_rows]
    if hidden:
        yield RosterFault(name, hidden[0], "", "sheet-hidden-rows", {"count": str(len(hidden))})
    for area in sheet.merged:
        known = [column for column, at in headers.columns.items() if at in area.columns]
        if known and area.rows[0] > headers.row:
            yield RosterFault(name, area.rows[0], known[0], "sheet-merged", {"cells": area.place})


def _headers(number: int, sheet: ShownSheet, columns: Sequence[str]) -> Headers:
    shown: dict[str, int] = {}
    unseen: dict[str, int] = {}
    twice = set()
    for at, cell in sheet.rows.get(number, {}).items():
        header = unicodedata.normalize("NFKC", plain_text(cell.shown)).replace(" ", "")
        if header not in columns:
            continue
        if header in shown and at not in sheet.hidden_columns:
            twice.add(header)
        (unseen if at in sheet.hidden_columns else shown).setdefault(header, at)
    return Headers(number, unseen | shown, frozenset(unseen.keys() - shown.keys()), frozenset(twice))


def _merged_columns(sheet: ShownSheet, headers: Headers) -> dict[int, set[str]]:
    """Return the columns in merged areas by the rows of these."""
    found: dict[int, set[str]] = {}
    last = max(sheet.rows, default=0)
    for area in sheet.merged:
        columns = {column for column, at in headers.columns.items() if at in area.columns}
        if columns and area.rows[0] > headers.row:
            for row in range(area.rows[0], min(area.rows[-1], last) + 1):
                found.setdefault(row, set()).update(columns)
    return found


def _says_something(cell: ShownCell) -> bool:
    return cell.problem is not None or bool(plain_text(cell.shown))


def _fault(sheet: str, row: int, column: str, refusal: RefusalError) -> RosterFault:
    details = {name: str(detail) for name, detail in refusal.details.items()}
    return RosterFault(sheet, row, column, refusal.key, details)
