"""The columns of XLSForm that a form is read from, and the plain form of what is syntax in them.

https://xlsform.org/en/ref-table/ and docs/xlsform.md. `adds_up`, `unit` and `short` are columns of our own.
"""

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forms.xlsform.sheets import Sheet, SheetFault
from forms.xlsform.shown_sheets import column_letters, is_moment

WORDS = {
    "survey": {"label", "hint", "unit", "short"},
    "choices": {"label"},
    "settings": {"form_title"},
}
"""What people read: kept as written, in each language."""

_SYNTAX = {
    "survey": {
        "type", "name", "required", "relevant", "constraint", "calculation", "default", "appearance", "adds_up",
    },
    "choices": {"list_name", "name"},
    "settings": {"form_id"},
}  # fmt: skip
_LEFT_OUT = {
    "survey": {"constraint_message", "required_message"},
    "choices": set[str](),
    "settings": {"style", "version", "default_language"},
}
"""Columns of XLSForm that the bot has no need of: it words refusals, counts versions and knows languages itself."""

_REMARKS = {"notes", "remark", "remarks", "comment", "comments", "备注", "说明"}
"""Columns in which an author writes to colleagues."""

_NEEDED = {"survey": ("type", "name", "label"), "choices": ("list_name", "name", "label"), "settings": ()}
_OTHER_NAMES = {
    "survey": {
        "command": "type", "tag": "name", "value": "name", "caption": "label", "relevance": "relevant",
        "calculate": "calculation", "constraining_message": "constraint_message", "requiredmsg": "required_message",
        "jr:constraintmsg": "constraint_message", "jr:requiredmsg": "required_message",
    },
    "choices": {"value": "name", "caption": "label"},
    "settings": {
        "title": "form_title", "set_form_title": "form_title", "id_string": "form_id", "set_form_id": "form_id",
    },
}  # fmt: skip
_WRAPPERS = {"bind", "control", "body", "instance"}
LANGUAGES = {
    "zh": ("zh", "zh-cn", "zh-hans", "zh_cn", "chinese", "simplified chinese", "中文", "简体中文", "汉语"),
    "en": ("en", "en-us", "en-gb", "en_us", "english", "英文", "英语"),
}
_LANGUAGE_CODE = re.compile(r".*\(([^()]+)\)")
_MARKS = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "「": '"', "」": '"', "‘": "'", "’": "'", "‚": "'", "、": ",", "。": ".",
        "≥": ">=", "≤": "<=", "≠": "!=", "－": "-", "−": "-", "＊": "*",
    }
)  # fmt: skip


def plain(text: str) -> str:
    """Return syntax with full-width letters, digits and punctuation in their plain forms, on one line."""
    return " ".join(unicodedata.normalize("NFKC", text.translate(_MARKS)).translate(_MARKS).split())


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: its cells by column, "label::zh" for words in a language, and how the heads were written."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    heads: Mapping[str, str]

    def text(self, column: str) -> str:
        """Return the cell as written; empty where there is none."""
        return self.cells.get(column, "")

    def syntax(self, column: str) -> str:
        """Return the cell in plain characters; empty where there is none."""
        return plain(self.text(column))

    def words(self, column: str) -> dict[str, str]:
        """Return the words of each language; those of one language, or of none named, stand for a missing one."""
        said = {name.partition("::")[2]: text for name, text in self.cells.items() if _column(name) == column}
        if not said:
            return {}
        return {
            language: said.get(language) or said.get("") or next(iter(said.values()))
            for language in LANGUAGES
        }

    def head(self, column: str) -> str:
        """Return the head of the column as its author wrote it."""
        found = [written for name, written in self.heads.items() if _column(name) == column]
        return self.heads.get(column) or (found[0] if found else column)

    def fault(self, column: str, key: str, **details: str | int) -> SheetFault:
        """Return a fault in that column of this row."""
        return SheetFault(self.sheet, self.number, self.head(column), key, details)


def read_rows(sheet: Sheet, faults: list[SheetFault]) -> list[Row]:
    """Return the rows of `sheet` by the columns that we know; a filled column that we don't is a fault."""
    columns: dict[int, str] = {}
    faults.extend(_nameless_columns(sheet))
    for number, head in sheet.heads.items():
        found = _known_column(sheet.name, head)
        if found in columns.values():
            faults.append(SheetFault(sheet.name, 1, head, "form-import-column-twice"))
        elif found is not None:
            columns[number] = found
        elif _is_no_remark(head) and not sheet.is_computed(number):
            faults.extend(_unknown_column(sheet, number, head))
    faults.extend(_missing_columns(sheet, {_column(name) for name in columns.values()}))
    faults.extend(
        _cell_faults(sheet, {at: name for at, name in columns.items() if _is_read(sheet.name, name)})
    )
    heads = {name: sheet.heads[number] for number, name in columns.items()}
    rows = []
    for number, cells in sheet.rows.items():
        known = {columns[at]: text for at, text in cells.items() if at in columns}
        if known:
            rows.append(Row(sheet.name, number, known, heads))
    return rows


def left_out(rows: list[Row]) -> list[SheetFault]:
    """Return a remark for each filled column that was read and has no place in a form of ours."""
    remarks = {}
    for row in rows:
        for name in row.cells:
            column = _column(name)
            if column in _LEFT_OUT[row.sheet] - {"version", "default_language"} and column not in remarks:
                remarks[column] = row.fault(column, f"form-import-left-out-{column.replace('_', '-')}")
    return list(remarks.values())


def computed_columns(sheet: Sheet) -> Iterator[SheetFault]:
    """Yield a remark for each column of nothing but formulas that has no place in a form: nobody typed them."""
    for column in sorted({column for row in sheet.rows.values() for column in row}):
        head = sheet.heads.get(column, "")
        if sheet.is_computed(column) and _known_column(sheet.name, head) is None and _is_no_remark(head):
            row = min(number for number, cells in sheet.rows.items() if column in cells)
            yield SheetFault(sheet.name, row, head or column_letters(column), "form-import-left-out-formulas")


def _is_no_remark(head: str) -> bool:
    return _column(plain(head).casefold()) not in _REMARKS


def _is_read(sheet: str, name: str) -> bool:
    return _column(name) in WORDS[sheet] | _SYNTAX[sheet]


def _nameless_columns(sheet: Sheet) -> Iterator[SheetFault]:
    told: set[int] = set()
    for number, cells in sheet.rows.items():
        for column in cells.keys() - sheet.heads.keys() - told:
            told.add(column)
            if not sheet.is_computed(column):
                yield SheetFault(sheet.name, number, column_letters(column), "form-import-no-head")


def _cell_faults(sheet: Sheet, columns: Mapping[int, str]) -> Iterator[SheetFault]:
    """Yield what is wrong with cells in columns that are read, and what of these is merged or not seen."""
    for (row, column), problem in sheet.problems.items():
        if column in columns or row == 1:
            yield SheetFault(sheet.name, row, sheet.heads[column], problem.key, problem.details)
    for row, cells in sheet.shown.rows.items():
        for column, cell in cells.items():
            if is_moment(cell.value) and _column(columns.get(column, "default")) != "default":
                yield SheetFault(sheet.name, row, sheet.heads[column], "sheet-is-date", {"value": cell.shown})
    for column in columns.keys() & sheet.shown.hidden_columns:
        yield SheetFault(sheet.name, 1, sheet.heads[column], "sheet-hidden-column")
    hidden = [row for row in sheet.rows if row in sheet.shown.hidden_rows]
    if hidden:
        yield SheetFault(sheet.name, hidden[0], "", "sheet-hidden-rows", {"count": len(hidden)})
    for area in sheet.shown.merged:
        if not columns.keys().isdisjoint(area.columns):
            yield SheetFault(sheet.name, area.rows[0], "", "sheet-merged", {"cells": area.place})


def _column(name: str) -> str:
    return name.partition("::")[0]


def _known_column(sheet: str, head: str) -> str | None:
    """Return the column that `head` names, "label::zh" with a language; None for one that we don't know."""
    parts = [part.strip() for part in plain(head).split("::")]
    if len(parts) == 1 and ":" in head and not parts[0].casefold().startswith("jr:"):
        parts = [part.strip() for part in parts[0].split(":")]
    if parts[0].casefold() in _WRAPPERS and len(parts) > 1:
        parts = parts[1:]
    column = "_".join(parts[0].casefold().split())
    column = _OTHER_NAMES[sheet].get(column, column)
    if len(parts) == 1:
        known = column in WORDS[sheet] | _SYNTAX[sheet] | _LEFT_OUT[sheet]
        return column if known else None
    if column not in WORDS[sheet] | _LEFT_OUT[sheet]:
        return None
    language = _language("::".join(parts[1:]))
    return f"{column}::{language}" if language else None


def _language(name: str) -> str | None:
    code = _LANGUAGE_CODE.fullmatch(name)
    said = (code[1] if code else name).strip().casefold()
    return next((language for language, names in LANGUAGES.items() if said in names), None)


def _unknown_column(sheet: Sheet, number: int, head: str) -> Iterator[SheetFault]:
    """Yield a fault for a column that holds something, at the first row that does."""
    row = next((row for row, cells in sheet.rows.items() if number in cells), None)
    if row is None:
        return
    name = _column(plain(head)).strip().casefold()
    known = sorted(WORDS[sheet.name] | _SYNTAX[sheet.name])
    if name in WORDS[sheet.name] and "::" in plain(head):
        yield SheetFault(sheet.name, 1, head, "form-import-language")
    elif (like := difflib.get_close_matches(name, known, 1, 0.75)) and name not in known:
        yield SheetFault(sheet.name, row, head, "form-import-column-like", {"like": like[0]})
    else:
        yield SheetFault(sheet.name, row, head, "form-import-column")


def _missing_columns(sheet: Sheet, known: set[str]) -> Iterator[SheetFault]:
    if sheet.rows:
        for column in _NEEDED[sheet.name]:
            if column not in known:
                yield SheetFault(sheet.name, 1, "", "form-import-column-missing", {"missing": column})
