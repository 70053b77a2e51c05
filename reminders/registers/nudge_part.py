"""What a nudge says of registers: coloured letters, what has come up to its reader, and what waits for them.

From what is true when it is delivered. It names a few and counts the rest.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.registers.entries import Entry
from locales import Speech
from locales.dates import day_name, days_left
from registers.clocks import clock_of
from registers.language import Register
from reminders.desk import Desk
from storage.delivery.letters import Letter
from storage.unit_of_work import UnitOfWork
from usecases.registers.around import desks_of_person
from usecases.registers.workbench import MOST_COUNTED
from windows.entries import REGISTERS, WAITING_ENTRIES
from windows.entry_buttons import open_entry
from windows.registers.names import register_name, short_title
from windows.registers.workbench import waiting_label
from windows.windows import Button

NAMED, BUTTONS = 3, 2
"""So many entries of a kind are named, and so many have a button of their own."""
_TITLE, _SHORT_TITLE = 24, 10
Part = tuple[list[str], list[list[Button]]]
"""Lines (HTML) and rows."""


@dataclass(frozen=True, slots=True)
class _Due:
    """An open entry with a day, and its register; `colour` of the letter about it, "" where it has come up."""

    entry: Entry
    register: Register
    due_on: date
    colour: str = ""


@dataclass(frozen=True, slots=True)
class _Room:
    """How many entries of a kind are named, and how many characters of their titles."""

    named: int
    title: int


def entries_part(  # noqa: PLR0913 - what words of a letter are given, and what stands beside them
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date, *, beside: int
) -> Part:
    """Return what a nudge says of registers to its reader; nothing where nothing is left to say.

    `beside` is how many other parts it has: beside one of them a phone has room to name one of a kind, beside two none
    of what waits.
    """
    room = _Room(1 if beside else NAMED, _SHORT_TITLE if beside > 1 else _TITLE)
    letters = _still_due(uow, desk, letter.payload.get("letters", ()))
    up = _still_due(uow, desk, [(entry_id, "") for entry_id in letter.payload.get("entries", ())])
    lines = _letter_lines(letters, speech, today, room)
    if up:
        lines.append(speech.text("registers-nudge-up", count=len(up)))
        lines += _some([f"• {_told(due, speech, today, room)}" for due in up], room, speech)
    rows = _rows([*letters, *up], speech)
    lines_waiting, rows_waiting = waiting_part(uow, letter.person_id, speech, today)
    return [*lines, *lines_waiting[: 1 if beside > 1 else None]], [*rows, *rows_waiting]


def entries_head(speech: Speech, today: date) -> str:
    """Return the first line of a nudge that is about registers alone."""
    return speech.text("registers-nudge-head", day=day_name(speech, today))


def _still_due(uow: UnitOfWork, desk: Desk, named: Sequence[Sequence[int | str]]) -> list[_Due]:
    """Return those of the named entries whose clock runs as before."""
    colours = {int(entry_id): str(colour) for entry_id, colour in named}
    found = []
    for entry in uow.entries.find_many(colours):
        register = desk.registers.get(entry.register_id)
        due_on = entry.standing.due_on
        if (
            register is not None
            and due_on is not None
            and clock_of(register, entry.standing.state) is not None
        ):
            found.append(_Due(entry, register, due_on, colours[entry.id]))
    return sorted(found, key=lambda due: (due.due_on, due.entry.id))


def _letter_lines(letters: Sequence[_Due], speech: Speech, today: date, room: _Room) -> list[str]:
    """Return the letters, the red ones first."""
    lines = []
    for colour in ("red", "yellow", "green"):
        those = [due for due in letters if due.colour == colour]
        if those:
            lines.append(speech.text(f"registers-letter-{colour}"))
            lines += _some([_told(due, speech, today, room) for due in those], room, speech)
    return lines


def _some(told: Sequence[str], room: _Room, speech: Speech) -> list[str]:
    rest = len(told) - room.named
    return [*told[: room.named], *([speech.text("registers-nudge-more", count=rest)] if rest > 0 else [])]


def _told(due: _Due, speech: Speech, today: date, room: _Room) -> str:
    """Return register, number, title, day, and how many days are left or over."""
    return speech.text(
        "registers-nudge-line",
        register=register_name(due.register, speech),
        number=due.entry.number or "none",
        title=short_title(due.entry, room.title),
        due=day_name(speech, due.due_on),
        left=days_left(speech, (due.due_on - today).days),
    )


def _rows(named: Sequence[_Due], speech: Speech) -> list[list[Button]]:
    once = list({due.entry.id: due for due in named}.values())
    rows = [
        [Button(speech.label("registers-nudge-look", title=short_title(due.entry)), open_entry(due.entry.id))]
        for due in once[:BUTTONS]
    ]
    if len(once) > BUTTONS:
        rows.append([Button(speech.label("menu-registers"), REGISTERS)])
    return rows


def waiting_part(uow: UnitOfWork, person_id: int | None, speech: Speech, today: date) -> Part:
    """Return how much waits for the reader, the soonest due named, and the way to it."""
    if person_id is None:
        return [], []
    desks = desks_of_person(uow, person_id, today)
    count = uow.entries.count_waiting(person_id, desks, MOST_COUNTED)
    if not count:
        return [], []
    lines = [speech.text("registers-nudge-waiting", count=count)]
    for entry in uow.entries.waiting_for(person_id, desks, 1):
        title, due_on = short_title(entry, _TITLE), entry.standing.due_on
        if due_on is None:
            lines.append(speech.text("registers-nudge-first", title=title))
        else:
            due, left = day_name(speech, due_on), days_left(speech, (due_on - today).days)
            lines.append(speech.text("registers-nudge-first-due", title=title, due=due, left=left))
    return lines, [[Button(waiting_label(count, speech), WAITING_ENTRIES)]]
