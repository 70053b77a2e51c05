"""The faults of a roster as lines that say where and what."""

from domain.people.roster import RosterFault
from locales import Words


def fault_line(words: Words, language: str, fault: RosterFault) -> str:
    """Return one line: the sheet, row and column as far as they are known, and what is wrong there."""
    what = words.get(language, fault.key, **fault.details)
    if not fault.sheet:
        return words.get(language, "roster-fault-line-file", what=what)
    if not fault.row:
        return words.get(language, "roster-fault-line-sheet", sheet=fault.sheet, what=what)
    key = "roster-fault-line-column" if fault.column else "roster-fault-line-row"
    return words.get(language, key, sheet=fault.sheet, row=fault.row, column=fault.column, what=what)
