"""An uploaded workbook as rows keyed by header, each collecting what is wrong with it."""

import io
import unicodedata
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from openpyxl import load_workbook

from domain.errors import RefusalError
from domain.roster import Fault, RosterFaultsError
from domain.workbook_bounds import check_workbook
from reports.roster_cells import CellValue, plain_text, refuse_error_value

Values = Sequence[CellValue]
Value = TypeVar("Value")
Blank = TypeVar("Blank")

# A title may stand above the headers, as it does in most offices' own lists.
_ROWS_TO_LOOK_FOR_HEADERS = 10


class SheetRow:
    """One row: its cells by header, its number as Excel shows it, and the faults met while reading it."""

    def __init__(self, sheet: str, number: int, cells: Mapping[str, CellValue]) -> None:
        """Take the cells of row `number` of `sheet`."""
        self.number = number
        self.faults: list[Fault] = []
        self._sheet = sheet
        self._cells = cells

    def read(self, column: str, reader: Callable[[CellValue], Value], blank: Blank) -> Value | Blank:
        """Return the cell as `reader` understands it; `blank` where it is empty or at fault."""
        value = self._cells[column]
        if not plain_text(value):
            return blank
        try:
            refuse_error_value(value)
            return reader(value)
        except RefusalError as refusal:
            details = {name: str(detail) for name, detail in refusal.details.items()}
            self.faults.append(Fault(self._sheet, self.number, column, refusal.key, details))
            return blank

    def need(self, column: str, reader: Callable[[CellValue], Value], blank: Value) -> Value:
        """Return the cell as `read` does, and count it as a fault where it is empty."""
        if not plain_text(self._cells[column]):
            self.faults.append(Fault(self._sheet, self.number, column, "roster-fault-required"))
        return self.read(column, reader, blank)


def read_sheets(content: bytes) -> dict[str, list[Values]]:
    """Return every sheet's rows by the sheet's name, formulas as the values last computed.

    Raises RosterFaultsError with a single fault for a file that is not a readable xlsx, or larger than any roster.
    """
    try:
        check_workbook(content)
    except RefusalError as refusal:
        raise RosterFaultsError([Fault("", 0, "", refusal.key)]) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions that we don't read
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheets: dict[str, list[Values]] = {}
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # other programs write sizes that are not so
                sheets[sheet.title.strip()] = list(sheet.iter_rows(values_only=True))
            return sheets
    except Exception as error:  # openpyxl raises whatever a damaged file makes it stumble over
        raise RosterFaultsError([Fault("", 0, "", "roster-fault-unreadable")]) from error


def find_headers(rows: Sequence[Values], columns: Sequence[str]) -> tuple[int, dict[str, int]]:
    """Return the number of the row that names the most of `columns`, and where each of them is in it."""
    best: tuple[int, dict[str, int]] = (1, {})
    for number, row in enumerate(rows[:_ROWS_TO_LOOK_FOR_HEADERS], start=1):
        positions: dict[str, int] = {}
        for position, value in enumerate(row):
            header = unicodedata.normalize("NFKC", plain_text(value)).replace(" ", "")
            if header in columns:
                positions.setdefault(header, position)
        if len(positions) > len(best[1]):
            best = (number, positions)
    return best


def rows_below(
    sheet: str, rows: Sequence[Values], header_number: int, positions: Mapping[str, int]
) -> Iterator[SheetRow]:
    """Give the rows under the headers that have anything in the columns we know."""
    for number, row in enumerate(rows[header_number:], start=header_number + 1):
        cells = {column: row[at] if at < len(row) else None for column, at in positions.items()}
        if any(plain_text(value) for value in cells.values()):
            yield SheetRow(sheet, number, cells)
