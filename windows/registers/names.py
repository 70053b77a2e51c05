"""How entries, their states and those for whom they wait are named in windows and letters."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from domain.people.people import Role
from domain.registers.entries import Entry, EntryMove
from forms.fields import Form
from forms.summary import summary_lines
from locales import Speech
from locales.dates import day_name
from registers.language import Register, RegisterMove
from registers.moves import in_this_version
from usecases.registers.shown import NamedWaiting, Responsible, ShownEntry

TITLE_IN_LIST = 16
"""Characters of a title that a button of a list shows."""


_OF_THE_UNIT = frozenset({Role.OFFICE, Role.PRESIDENT, Role.COMMITTEE, Role.SUPERVISOR})
"""Roles that need no grid beside them."""


def register_name(register: Register, speech: Speech) -> str:
    """Return the register's title, plain."""
    return register.title[speech.language]


def state_name(register: Register, state: str, speech: Speech) -> str:
    """Return the label of a state, plain; its id where the register no longer has it."""
    found = next((known for known in register.states if known.id == state), None)
    return state if found is None else found.label[speech.language]


def move_name(register: Register, made: EntryMove, speech: Speech) -> str:
    """Return what was done in a line of history, plain."""
    known = next((move for move in register.moves if move.id == made.move_id), None)
    return speech.label("registers-opening") if known is None else known.label[speech.language]


def short_title(entry: Entry, most: int = TITLE_IN_LIST) -> str:
    """Return the beginning of what names the entry, plain."""
    return entry.title if len(entry.title) <= most else entry.title[:most] + "…"


def entry_head(register: Register, entry: Entry, speech: Speech) -> str:
    """Return e.g. 廉政风险 · 院廉险〔2026〕3号, as HTML."""
    name = register_name(register, speech)
    if entry.number is None:
        return speech.text("registers-head", register=name)
    return speech.text("registers-head-number", register=name, number=entry.number)


def waiting_name(waiting: NamedWaiting, speech: Speech) -> str:
    """Return for whom an entry waits, plain: a name, a post with its grid, or who takes the place of a post."""
    if waiting.name:
        return waiting.name
    role = waiting.role or Role.OFFICE
    if role in _OF_THE_UNIT:
        return role.value
    return speech.label("registers-post", role=role.value, grid=waiting.grid_name)


def waiting_names(waits: Sequence[NamedWaiting], speech: Speech) -> str:
    """Return the same of several."""
    return speech.label("registers-list-comma").join(
        dict.fromkeys(waiting_name(waiting, speech) for waiting in waits)
    )


def responsible_words(responsible: Responsible, speech: Speech) -> str:
    """Return who answers for an entry, plain: by name and post; the post alone of a body, or where nobody holds it."""
    post = waiting_name(responsible.post, speech)
    if not responsible.names or responsible.post.role is Role.COMMITTEE:
        return post
    names = speech.label("registers-list-comma").join(responsible.names)
    return speech.label("registers-named-post", name=names, post=post)


def nobody_holds(waits: Sequence[NamedWaiting], speech: Speech) -> list[str]:
    """Return a line (HTML) for each post that nobody holds, and that waits for level 1 instead."""
    gone = dict.fromkeys(waiting.instead_of for waiting in waits if waiting.instead_of is not None)
    return [speech.text("registers-nobody", role=role.value) for role in gone]


def due_words(entry: Entry, today: date, speech: Speech) -> str:
    """Return e.g. 6月30日截止, or that it is overdue since; "" for an entry without a day. Plain."""
    due = entry.standing.due_on
    if due is None or not entry.standing.is_open:
        return ""
    key = "registers-overdue" if due < today else "registers-due"
    return speech.label(key, day=day_name(speech, due), days=(today - due).days)


def answer_lines(
    register: Register, answers: Mapping[str, Any], speech: Speech, text_limit: int | None = None
) -> list[str]:
    """Return a line (plain) for each field that is answered, in the register's order; what is not is left out."""
    answers = in_this_version(register, answers)
    answered = tuple(field for field in register.form.fields if answers.get(field.key) is not None)
    form = Form(register.id, register.version, register.title, answered)
    return summary_lines(form, answers, speech.language, text_limit)


def done_line(shown: ShownEntry, move: RegisterMove | None, speech: Speech) -> str:
    """Return what has just been done, as HTML: that an entry was opened, with its number, or a move made."""
    number = shown.entry.number
    if move is None:
        return (
            speech.text("registers-entered", number=number)
            if number
            else speech.text("registers-entered-bare")
        )
    numbered = number is not None and shown.history[-1].source != shown.history[-1].target
    state = state_name(shown.register, shown.entry.standing.state, speech)
    return (
        speech.text("registers-moved", move=move.label[speech.language], state=state)
        if numbered
        else (speech.text("registers-noted", move=move.label[speech.language]))
    )
