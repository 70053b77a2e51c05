"""The faults of a roster, or of a form in Excel, as lines that say where and what."""

from collections.abc import Sequence

from domain.people.roster import RosterFault
from forms.xlsform.sheets import SheetFault
from locales import Speech, Words


def fault_line(words: Words, language: str, fault: RosterFault) -> str:
    """Return one line: the sheet, row and column as far as they are known, and what is wrong there."""
    what = words.get(language, fault.key, **fault.details)
    if not fault.sheet:
        return words.get(language, "roster-fault-line-file", what=what)
    if not fault.row:
        return words.get(language, "roster-fault-line-sheet", sheet=fault.sheet, what=what)
    key = "roster-fault-line-column" if fault.column else "roster-fault-line-row"
    return words.get(language, key, sheet=fault.sheet, row=fault.row, column=fault.column, what=what)


def sheet_fault_lines(speech: Speech, faults: Sequence[SheetFault]) -> list[str]:
    """Return a line for each of `faults`: its sheet, row and column as far as they are known, and what is wrong."""
    return [_line(speech, fault) for fault in faults]


def _line(speech: Speech, fault: SheetFault) -> str:
    place = _place(speech, fault)
    if fault.key.startswith("form-fault-"):
        # What the form language says names the place itself, as that of a file.
        return speech.label(fault.key, **{**fault.details, "file": place, "line": 0, "field": "", "named": 0})
    details = {"name": "none", **fault.details} if fault.key == "form-import-begin-alone" else fault.details
    what = speech.label(fault.key, **details)
    return speech.label("form-import-placed", place=place, what=what) if place else what


def _place(speech: Speech, fault: SheetFault) -> str:
    if not fault.sheet:
        return ""
    if not fault.row:
        return speech.label("form-import-place-sheet", sheet=fault.sheet)
    if not fault.column:
        return speech.label("form-import-place-row", sheet=fault.sheet, row=fault.row)
    return speech.label("form-import-place-column", sheet=fault.sheet, row=fault.row, column=fault.column)
