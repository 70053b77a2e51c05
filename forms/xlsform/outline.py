"""The rows of an XLSForm's survey, each looked at by itself: its type, its name, what its expressions refer to.

pyxform stops at the first fault it meets. So each fault is found here first, and a row at fault goes on to pyxform
with a stand-in for the cell in question: whoever wrote the workbook hears of everything at once.
"""

import difflib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.errors import RefusalError
from forms.xlsform.choices import Lists
from forms.xlsform.columns import WORDS, Row
from forms.xlsform.expressions import Term, read_terms, references
from forms.xlsform.sheets import SheetFault

BEGIN, END = "begin_repeat", "end_repeat"
EXPRESSIONS = ("relevant", "constraint", "calculation", "default")
LAST_SAVED = "last-saved#"
LONGEST_NAME = 32

_SELECT = re.compile(
    r"(select_one|select one from|select one|select1|select_multiple|select multiple|"
    r"select all that apply from|select all that apply)\s+(\S+)(?:\s+(or[_ ]other))?",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"(begin|end)[_ ]+(\w+)", re.IGNORECASE)
_SIMPLE = {
    "note": "note", "integer": "integer", "int": "integer", "decimal": "decimal", "date": "date", "text": "text",
    "string": "text", "image": "image", "photo": "image", "file": "file", "acknowledge": "acknowledge",
    "calculate": "calculate",
}  # fmt: skip
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_REFERENCE = re.compile(r"\$\s*\{[^{}]*\}")


@dataclass(slots=True)
class SurveyLine:
    """A row of the survey: its type as pyxform calls it, the list of a select, its key, its expressions as trees.

    An expression that is at fault is not among `terms`.
    """

    row: Row
    type: str
    name: str
    list_name: str = ""
    terms: dict[str, list[Term]] = field(default_factory=dict)

    def for_pyxform(self) -> dict[str, str]:
        """Return the row as pyxform reads it; "row" tells it apart in what comes back."""
        cells = {"type": f"{self.type} {self.list_name}".strip(), "row": str(self.row.number)}
        if self.type == END:
            return cells
        cells["name"] = self.name
        # pyxform wants a label of everything that is seen, and makes straight quotes of “”: it never gets ours.
        cells["label"] = self.name
        for column in self.terms:
            cells[column] = _REFERENCE.sub(lambda found: found[0].casefold(), self.row.syntax(column))
        if self.type == "calculate":
            cells.setdefault("calculation", "0")
        return cells


def read_lines(rows: Sequence[Row], lists: Lists, faults: list[SheetFault]) -> list[SurveyLine]:
    """Return the rows as lines, fit for pyxform, and add what is wrong with them to `faults`."""
    lines: list[SurveyLine] = []
    names: dict[str, int] = {}
    for row in rows:
        line = _line(row, lists, faults)
        if line is None:
            continue
        if line.type != END:
            line.name = _name(line, names, faults)
        lines.append(line)
    for line in lines:
        _read_expressions(line, names, faults)
    return lines


def is_key(name: str) -> bool:
    """Tell whether `name` may be the key of a field, or the id of a form."""
    return len(name) <= LONGEST_NAME and _NAME.fullmatch(name) is not None


def as_key(name: str) -> str | None:
    """Return `name` made into a key, as near as can be, or None where nothing is left of it."""
    latin = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    key = re.sub(r"[^a-z0-9]+", "_", latin).strip("_")[:LONGEST_NAME]
    return key if is_key(key) else None


def _line(row: Row, lists: Lists, faults: list[SheetFault]) -> SurveyLine | None:
    """Return the row with its type made plain; None for one that is no question at all."""
    text = row.syntax("type")
    if not text:
        faults.append(row.fault("type", "form-import-blank"))
        return None
    if select := _SELECT.fullmatch(text):
        return _select(row, select, lists, faults)
    if control := _CONTROL.fullmatch(text):
        if control[2].casefold() == "repeat":
            return SurveyLine(row, f"{control[1].casefold()}_repeat", "")
        # The rows in it are questions still; only the frame around them has no place in a chat.
        if control[1].casefold() == "begin" or all(fault.key != "form-import-frame" for fault in faults):
            faults.append(row.fault("type", "form-import-frame", value=text))
        return None
    if simple := _SIMPLE.get(text.casefold()):
        return SurveyLine(row, simple, "")
    like = difflib.get_close_matches(text.casefold(), [*_SIMPLE, BEGIN, END], 1, 0.75)
    if like:
        faults.append(row.fault("type", "form-import-type-like", value=text, like=like[0]))
    elif text.casefold().startswith("select"):
        faults.append(row.fault("type", "form-import-select", value=text))
    else:
        faults.append(row.fault("type", "form-import-type", value=text))
    return SurveyLine(row, "text", "")


def _select(row: Row, select: re.Match[str], lists: Lists, faults: list[SheetFault]) -> SurveyLine:
    type_ = (
        "select_one"
        if select[1].casefold() in ("select_one", "select one from", "select one", "select1")
        else ""
    )
    if select[3]:
        faults.append(row.fault("type", "form-import-or-other"))
    if select[2] in lists:
        return SurveyLine(row, type_ or "select_multiple", "", select[2])
    known = "、".join(lists) or "–"
    faults.append(row.fault("type", "form-import-no-list", value=select[2], known=known))
    return SurveyLine(row, "text", "")


def _name(line: SurveyLine, names: dict[str, int], faults: list[SheetFault]) -> str:
    """Return the key of a question; a stand-in, with the fault told, for one that cannot be."""
    row = line.row
    written = row.syntax("name")
    name = written.casefold()
    if line.type == "note" and not name:
        name = f"note_{row.number}"
    stand_in = f"q{row.number}"
    if not name:
        faults.append(row.fault("name", "form-import-blank"))
    elif len(name) > LONGEST_NAME:
        faults.append(row.fault("name", "form-import-name-long", value=written, most=LONGEST_NAME))
    elif not is_key(name):
        faults.append(row.fault("name", "form-import-name", value=written, like=as_key(name) or stand_in))
    elif name in names:
        faults.append(row.fault("name", "form-import-name-twice", value=written, row=names[name]))
        return f"{stand_in}_"
    names.setdefault(name, row.number)
    return name if is_key(name) else f"{stand_in}_"


def _read_expressions(line: SurveyLine, names: dict[str, int], faults: list[SheetFault]) -> None:
    for column in EXPRESSIONS:
        text = line.row.syntax(column)
        if not text or (column == "default" and "${" not in text):
            continue
        try:
            terms = read_terms(text)
        except RefusalError as refusal:
            faults.append(line.row.fault(column, refusal.key, **refusal.details))
            continue
        unknown = [
            name for name in references(terms) if name.removeprefix(LAST_SAVED).casefold() not in names
        ]
        faults.extend(_unknown_reference(line, column, name, names) for name in dict.fromkeys(unknown))
        if not unknown:
            line.terms[column] = terms


def _unknown_reference(line: SurveyLine, column: str, name: str, names: dict[str, int]) -> SheetFault:
    like = difflib.get_close_matches(name.casefold(), names, 1, 0.7)
    if like:
        return line.row.fault(column, "form-import-no-field-like", name=name, like=like[0])
    return line.row.fault(column, "form-import-no-field", name=name)


def pair_faults(lines: Sequence[SurveyLine]) -> list[SheetFault]:
    """Return what is wrong with the begins and ends: with one missing, nobody can tell what belongs to a group."""
    faults = []
    opened: SurveyLine | None = None
    for line in lines:
        if line.type == BEGIN and opened is not None:
            faults.append(line.row.fault("type", "form-import-nested", name=opened.name))
        elif line.type == BEGIN:
            opened = line
        elif line.type == END:
            if opened is None:
                faults.append(line.row.fault("type", "form-import-end-alone"))
            opened = None
    if opened is not None:
        faults.append(opened.row.fault("type", "form-import-begin-alone", name=opened.name))
    return faults


def words_faults(row: Row) -> list[SheetFault]:
    """Return what is wrong with the words of `row`: they cannot name the answer to another question."""
    return [
        row.fault(column, "form-import-words-refer")
        for column in sorted(WORDS[row.sheet])
        if any("${" in text for text in row.words(column).values())
    ]
