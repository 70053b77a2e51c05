"""An entry of a register as papers print it: in words, with who reviewed and approved it (docs/domain.md section 5)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from domain.registers.entries import Entry, EntryMove
from domain.time.clock import day_in_shanghai
from forms.fields import Field, FieldKind
from forms.summary import say_answer
from registers.language import Register
from registers.moves import in_this_version
from reports.registers.grouped_items import items_in_words
from reports.registers.signatures import NO_SIGNATURES, MadeMove, Signatures, made_moves, signatures_of

_CHINESE = "zh"
"""The language of papers, whatever their reader speaks elsewhere."""


@dataclass(frozen=True, slots=True)
class PrintedEntry:
    """One entry, as it stands on the day on which it is printed.

    `state` is the id, `state_label` its words. `said` are the answers in words by the key of their field, "" or no key
    for what nobody answered; `answers` the same as they are kept. `opened_by` is the name of who opened it, `due` the
    day on which it is due as it stands now. `files` are the names of what is attached. `reason` is the last that
    somebody gave for a move. `parts` are the entries below it, in the order in which they were opened.
    `reached` is the day (Shanghai) on which it first came to a state, by the state's id; `made` who made which move, by
    the move's id, as far as that still holds.
    """

    register_id: str
    state: str
    state_label: str
    unit: str
    grid: str
    opened_by: str
    opened_on: date
    said: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Any] = field(default_factory=dict)
    number: str = ""
    is_open: bool = True
    due: date | None = None
    signatures: Signatures = NO_SIGNATURES
    parts: tuple["PrintedEntry", ...] = ()
    files: tuple[str, ...] = ()
    reason: str = ""
    reached: Mapping[str, date] = field(default_factory=dict)
    made: Mapping[str, MadeMove] = field(default_factory=dict)

    def words(self, key: str) -> str:
        """Return the answer to the field `key` in words, "" where there is none."""
        return self.said.get(key, "")

    def name(self, key: str) -> str:
        """Return the name alone of the person in the field `key`, "" where there is none."""
        return str((self.answers.get(key) or {}).get("name", ""))

    def post(self, key: str) -> str:
        """Return the post (职务) of the person in the field `key`, as it was when they were chosen."""
        return str((self.answers.get(key) or {}).get("post", ""))


@dataclass(frozen=True, slots=True)
class EntryAround:
    """What is printed of an entry and stands elsewhere: names of its unit, its grid and who opened it, parts, files."""

    unit: str
    grid: str
    opened_by: str
    parts: tuple[PrintedEntry, ...] = ()
    files: tuple[str, ...] = ()


def printed_entry(
    register: Register, entry: Entry, moves: Sequence[EntryMove], around: EntryAround
) -> PrintedEntry:
    """Return `entry` of `register` with its history `moves`, first to last, as papers print it."""
    state = next((state for state in register.states if state.id == entry.standing.state), None)
    answers = in_this_version(register, entry.answers)
    return PrintedEntry(
        register_id=register.id,
        state=entry.standing.state,
        state_label=state.label[_CHINESE] if state else entry.standing.state,
        unit=around.unit,
        grid=around.grid,
        opened_by=around.opened_by,
        opened_on=day_in_shanghai(entry.opened_at),
        said=said_of(register, answers),
        answers=answers,
        number=entry.number or "",
        is_open=entry.standing.is_open,
        due=entry.standing.due_on,
        signatures=signatures_of(register, moves),
        parts=around.parts,
        files=around.files,
        reason=_last_reason(register, moves),
        made=made_moves(register, moves),
        reached={move.target: day_in_shanghai(move.moved_at) for move in reversed(moves)},
    )


def _last_reason(register: Register, moves: Sequence[EntryMove]) -> str:
    """Return the last reason that may be read; what is confidential is printed nowhere."""
    told = (move.reason for move in reversed(moves) if not register.is_confidential(move.move_id))
    return next(filter(None, told), "")


def said_of(register: Register, answers: Mapping[str, Any]) -> dict[str, str]:
    """Return the answers in Chinese words, by the key of their field; of a group as `items_in_words` has it."""
    return {
        field.key: _said(register, field, answers)
        for field in register.form.fields
        if field.kind is not FieldKind.NOTE and answers.get(field.key) is not None
    }


def _said(register: Register, field: Field, answers: Mapping[str, Any]) -> str:
    if field.kind is FieldKind.GROUP:
        return items_in_words(register, field, answers)
    return say_answer(field, answers[field.key], _CHINESE)
