"""The sheets of a workbook in XLSForm, cell by cell: what pyxform would pass over or guess at is a fault here.

What a cell shows is read by shown_sheets.py beside it; here it becomes text, with what is wrong at its row and column.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from domain.errors import RefusalError
from domain.workbook_bounds import WorkbookBounds
from forms.reading.checks import LONGEST_NOTE
from forms.xlsform.shown_sheets import ShownCell, ShownSheet, find_sheet, read_shown

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
_MOST_LISTED = 500


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
    """One sheet: heads by column number (from 1), and the rows below that are not empty, by row number.

    `problems` are what is wrong with a cell, by row and column, which matters where its column is read.
    """

    name: str
    heads: Mapping[int, str]
    rows: Mapping[int, Mapping[int, str]]
    problems: Mapping[tuple[int, int], RefusalError]
    shown: ShownSheet

    def is_computed(self, column: int) -> bool:
        """Tell whether formulas alone stand in the column, which no author typed."""
        cells = [row[column] for number, row in self.shown.rows.items() if number > 1 and column in row]
        return bool(cells) and all(cell.is_formula for cell in cells)


def read_sheets(content: bytes) -> tuple[dict[str, Sheet], list[SheetFault]]:
    """Return the sheets survey, choices and settings that the workbook has, and what is wrong with them as a whole.

    Raises XlsFormError for a file that is no readable .xlsx workbook, or has no survey.
    """
    try:
        shown = read_shown(content, BOUNDS)
    except RefusalError as refusal:
        raise XlsFormError([SheetFault("", 0, "", refusal.key, refusal.details)]) from refusal
    faults: list[SheetFault] = []
    found: dict[str, Sheet] = {}
    for name in SHEETS:
        try:
            sheet = find_sheet(shown, name)
        except RefusalError as refusal:
            faults.append(SheetFault(name, 0, "", refusal.key))
            continue
        if sheet is not None:
            found[name] = _read_sheet(name, sheet)
    faults.extend(
        SheetFault(sheet.name, 0, "", "form-import-sheet-unread")
        for sheet in shown
        if sheet.name in UNREAD_SHEETS and sheet.rows
    )
    if "survey" not in found and not faults:
        listed = "、".join(sheet.name for sheet in shown)[:_MOST_LISTED]
        raise XlsFormError([SheetFault("", 0, "", "form-import-no-survey", {"sheets": listed})])
    sizes = [fault for name, sheet in found.items() for fault in _size_faults(name, sheet)]
    if faults or any(fault.key == "form-import-too-many-rows" for fault in sizes):
        raise XlsFormError([*faults, *sizes])
    return found, sizes


def _read_sheet(name: str, shown: ShownSheet) -> Sheet:
    heads: dict[int, str] = {}
    rows: dict[int, dict[int, str]] = {}
    problems = {}
    for number, cells in shown.rows.items():
        for column, cell in cells.items():
            if not _said(cell):
                continue
            if (problem := _problem(cell)) is not None:
                problems[number, column] = problem
            # A cell at fault keeps its place, so that nobody is told as well that it is empty.
            (heads if number == 1 else rows.setdefault(number, {}))[column] = _said(cell)
    return Sheet(name, heads, rows, problems, shown)


def _problem(cell: ShownCell) -> RefusalError | None:
    if cell.problem is not None:
        return cell.problem
    if cell.unfit is not None:
        return RefusalError("form-import-hidden", code=f"U+{ord(cell.unfit):04X}")
    if len(cell.shown) > LONGEST_NOTE:
        return RefusalError("form-import-too-long", length=len(cell.shown), most=LONGEST_NOTE)
    return None


def _said(cell: ShownCell) -> str:
    """Return what a cell shows, as one would type it; that of a cell at fault stands for something."""
    if isinstance(cell.value, bool):
        return cell.shown.casefold()
    return cell.shown.strip() or ("?" if cell.problem is not None or cell.unfit is not None else "")


def _size_faults(name: str, sheet: Sheet) -> Iterator[SheetFault]:
    most = MOST_ROWS[name]
    if len(sheet.rows) > most:
        details = {"rows": len(sheet.rows), "most": most}
        yield SheetFault(name, 0, "", "form-import-too-many-rows", details)
    if name == "survey" and not sheet.rows:
        yield SheetFault(name, 0, "", "form-import-empty")
