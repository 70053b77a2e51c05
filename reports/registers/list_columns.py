"""The columns of a register's printed list: what stands above them, in a cell, and by what rows are sorted."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from forms.fields import Field, FieldKind
from locales import Speech
from registers.language import PrintedList, Register, RegisterMove
from registers.moves import MOVE_COLUMNS
from reports.papers.official_words import number_words, short_day
from reports.registers.printed import PrintedEntry
from reports.registers.signatures import Signature
from reports.sheets.form_columns import cell_of
from reports.sheets.safe_cells import Value

_CHINESE = "zh"
_NARROW, _DAY, _NAME, _TEXT = 6, 13, 18, 42
_WIDE = (FieldKind.LONG_TEXT, FieldKind.GROUP)
_TYPED = (FieldKind.WHOLE_NUMBER, FieldKind.MONEY, FieldKind.DATE)
"""Kinds whose answers are more than words in a workbook."""
_SORTED = (FieldKind.WHOLE_NUMBER, FieldKind.MONEY, FieldKind.DATE, FieldKind.YES_NO)
_OWN_WIDTHS = {
    "n": _NARROW,
    "number": 22,
    "opened_on": _DAY,
    "due": _DAY,
    "review_on": _DAY,
    "approval_on": _DAY,
    "state": 12,
    "grid": 20,
    "review": _TEXT,
    "approval": _TEXT,
    "reason": 30,
}


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column: `part` is the register of whose parts it tells, "" for the entry's own; `field` where it is one.

    `move` is the one of which it tells who made it ("by"), or when ("on").
    """

    part: str
    key: str
    register: Register
    field: Field | None
    move: RegisterMove | None = None

    def header(self, speech: Speech) -> str:
        """Return what stands above it."""
        if self.move is not None:
            return speech.label(f"register-column-move-{self.key}", move=self.move.label[_CHINESE])
        if self.field is None:
            return speech.label(f"register-column-{self.key.replace('_', '-')}")
        unit = (
            None if self.field.kind is FieldKind.GROUP else self.field.unit
        )  # that of how many items it has
        return f"{self.field.label[_CHINESE]}（{unit[_CHINESE]}）" if unit else self.field.label[_CHINESE]

    @property
    def width(self) -> int:
        """How wide it is, in columns of a digit's width."""
        if self.move is not None:
            return _DAY if self.is_day else _NAME
        if self.field is None:
            return _OWN_WIDTHS.get(self.key, _NAME)
        if self.is_day or self.field.kind is FieldKind.WHOLE_NUMBER:
            return _DAY
        return _TEXT if self.is_text else _NAME

    @property
    def is_day(self) -> bool:
        """Whether days stand there."""
        if self.move is not None:
            return self.key == "on"
        if self.field is None:
            return _OWN_WIDTHS.get(self.key) == _DAY
        return self.field.kind is FieldKind.DATE

    @property
    def is_text(self) -> bool:
        """Whether whole sentences stand there: they are not centred."""
        if self.field is None:
            return self.key in ("review", "approval", "reason")
        return self.field.kind in _WIDE

    def value(self, entry: PrintedEntry, n: int) -> Value:
        """Return what stands in the cell of `entry`, the `n`th; None for what nobody wrote."""
        if self.field is None:
            return self._made(entry) if self.move is not None else _OWN[self.key](entry, n) or None
        if self.field.kind is FieldKind.PERSON:
            return entry.name(self.key) or None
        if self.field.kind is FieldKind.ATTACHMENTS:
            return _file_names(entry.answers.get(self.key)) or None
        if self.field.kind in _TYPED:
            return cell_of(self.field, entry.answers.get(self.key), _CHINESE)
        if self.field.unit and self.field.kind is not FieldKind.GROUP:  # it stands in the header
            return cell_of(replace(self.field, unit=None), entry.answers.get(self.key), _CHINESE)
        return entry.words(self.key) or None

    def sort_key(self, entry: PrintedEntry) -> tuple[bool, Any]:
        """Return by what `entry` is sorted; what nobody wrote comes last."""
        if self.move is not None:
            made = self._made(entry)
            return made is None, made
        if self.field is None:
            return _own_key(self, entry)
        answer = entry.answers.get(self.key)
        if answer is None:
            return not entry.words(self.key), entry.words(self.key)
        if self.field.kind is FieldKind.ONE_OF:
            values = [choice.value for choice in self.field.choices]
            return False, values.index(answer) if answer in values else len(values)
        if self.field.kind in _SORTED:
            return False, Decimal(answer) if self.field.kind is FieldKind.MONEY else answer
        return False, entry.words(self.key)

    def _made(self, entry: PrintedEntry) -> Value:
        """Return who made the move, or when; None as long as nobody did, or the clock."""
        made = entry.made.get(self.move.id) if self.move is not None else None
        if made is None:
            return None
        return made.made_on if self.is_day else made.name or None


def list_columns(
    registers: Mapping[str, Register], register: Register, printed: PrintedList
) -> list[ListColumn]:
    """Return the columns of `printed`, a list of `register`, in their order; `registers` holds those of its parts."""
    return [column_named(registers, register, name) for name in printed.columns]


def column_named(registers: Mapping[str, Register], register: Register, name: str) -> ListColumn:
    """Return the column `name`: a field, one of COLUMNS, "part.field", or one of MOVE_COLUMNS behind a move."""
    part, _, key = name.rpartition(".")
    move = next((move for move in register.moves if move.id == part and key in MOVE_COLUMNS), None)
    if move is not None:
        return ListColumn("", key, register, None, move)
    whose = registers[part] if part else register
    field = next((field for field in whose.fields if field.key == key), None)
    return ListColumn(part, key, whose, field)


def in_words(value: Value) -> str:
    """Return a cell's value as a table of a document has it."""
    if value is None:
        return ""
    if isinstance(value, date):
        return short_day(value)
    return number_words(value) if isinstance(value, int | Decimal) else str(value)


def _file_names(files: Any) -> str:
    """Return what the files of an answer are called, a line each; of those that have no name here, how many."""
    names = [str(file.get("name", "")) for file in files or ()]
    return "\n".join(names) if all(names) else str(len(names))


def _own_key(column: ListColumn, entry: PrintedEntry) -> tuple[bool, Any]:
    if column.key == "state":
        states = [state.id for state in column.register.states]
        return False, states.index(entry.state) if entry.state in states else len(states)
    value = _OWN[column.key](entry, 0)
    if column.key == "number":
        return not value, [int(digits) for digits in re.findall(r"\d+", str(value))]
    return value in (None, "", 0), value or 0 if column.key == "n" else value


def _of_review(of: Callable[[Signature], Value]) -> Callable[[PrintedEntry, int], Value]:
    return lambda entry, _n: of(entry.signatures.review) if entry.signatures.review else None


def _of_approval(of: Callable[[Signature], Value]) -> Callable[[PrintedEntry, int], Value]:
    return lambda entry, _n: of(entry.signatures.approval) if entry.signatures.approval else None


_OWN: Mapping[str, Callable[[PrintedEntry, int], Value]] = {
    "n": lambda _entry, n: n,
    "number": lambda entry, _n: entry.number,
    "state": lambda entry, _n: entry.state_label,
    "grid": lambda entry, _n: entry.grid,
    "unit": lambda entry, _n: entry.unit,
    "opened_by": lambda entry, _n: entry.opened_by,
    "opened_on": lambda entry, _n: entry.opened_on,
    "due": lambda entry, _n: entry.due,
    "reason": lambda entry, _n: entry.reason,
    "review": _of_review(lambda signed: signed.words),
    "review_by": _of_review(lambda signed: signed.signed_by),
    "review_on": _of_review(lambda signed: signed.day),
    "approval": _of_approval(lambda signed: signed.words),
    "approval_by": _of_approval(lambda signed: signed.signed_by),
    "approval_on": _of_approval(lambda signed: signed.day),
}
