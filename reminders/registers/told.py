"""What registers tell whoever is not in front of the bot: an entry waits for them, or was moved on."""

from datetime import date
from html import escape

from domain.people.people import Role
from domain.registers.entries import Entry
from locales import Speech
from reminders.desk import Desk
from reminders.letter_book import Letters
from reminders.registers.nudge_part import waiting_part
from storage.delivery.outbox import Letter
from storage.unit_of_work import UnitOfWork
from usecases.registers.around import Desk as PostDesk
from usecases.registers.around import desks_of_person
from usecases.registers.letters import ABOVE_MOVED, ABOVE_WAITS, ENTRIES_COME, ENTRY_MOVED, ENTRY_WAITS
from windows.entries import WAITING_ENTRIES, back_to_menu
from windows.entry_buttons import open_entry
from windows.registers.names import due_words, entry_head, short_title, state_name
from windows.registers.papers import paper_buttons
from windows.windows import Button, Window

_TITLE = 40


def entry_waits_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Return that an entry waits; None where it was moved on since, or waits for others, or its register is gone."""
    entry = uow.entries.find(letter.payload["entry"])
    register = desk.registers.get(entry.register_id) if entry is not None else None
    history = uow.entry_moves.of_entry(entry.id) if entry is not None else []
    since = history[letter.payload["changes"] + 1 :]
    if entry is None or register is None or any(line.source != line.target for line in since):
        return None
    if since and not _waits_for(uow, entry, letter.person_id, today):
        return None
    lines = [speech.text("registers-told-waits"), entry_head(register, entry, speech)]
    lines.append(escape(short_title(entry, _TITLE)))
    lines.append(speech.text("registers-state", state=state_name(register, entry.standing.state, speech)))
    told = [line for line in history if not register.is_confidential(line.move_id)]
    if told and told[-1].reason:
        lines.append(speech.text("registers-reason", reason=told[-1].reason))
    if due := due_words(entry, today, speech):
        lines.append(escape(due))
    deal = Button(speech.label("registers-deal"), open_entry(entry.id))
    mine = Button(speech.label("registers-all-mine"), WAITING_ENTRIES)
    papers = paper_buttons(register, entry.id, history, speech)
    return Window("\n".join(lines), [[deal], *([papers] if papers else []), [mine, back_to_menu(speech)]])


def entry_moved_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Return what was done with an entry, by whom; None where its register is no longer in use."""
    entry = uow.entries.find(letter.payload["entry"])
    register = desk.registers.get(entry.register_id) if entry is not None else None
    history = uow.entry_moves.of_entry(entry.id) if entry is not None else []
    place = letter.payload["place"]
    if entry is None or register is None or not 0 <= place < len(history):
        return None
    done = history[place]
    level_one = (Role.SUPERVISOR if register.past_level_one else Role.OFFICE, entry.place.unit_code)
    if register.is_confidential(done.move_id) and level_one not in _desks(uow, letter.person_id, today):
        return None
    move = next((known.label[speech.language] for known in register.moves if known.id == done.move_id), "")
    lines = [entry_head(register, entry, speech), escape(short_title(entry, _TITLE))]
    who = done.name or speech.label("registers-by-clock")
    state = state_name(register, done.target, speech)
    lines.append(speech.text("registers-told-moved", who=who, move=move, state=state))
    if done.reason:
        lines.append(speech.text("registers-reason", reason=done.reason))
    look = Button(speech.label("registers-look"), open_entry(entry.id))
    return Window("\n".join(lines), [[look], [back_to_menu(speech)]])


def _desks(uow: UnitOfWork, person_id: int | None, today: date) -> frozenset[PostDesk]:
    return frozenset() if person_id is None else desks_of_person(uow, person_id, today)


def _waits_for(uow: UnitOfWork, entry: Entry, person_id: int | None, today: date) -> bool:
    theirs = _desks(uow, person_id, today)
    return any(
        (post.role, post.grid_code) in theirs if post.person_id is None else post.person_id == person_id
        for post in uow.entries.waits_of(entry.id)
    )


def entries_come_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Return that entries have come to the reader because posts changed hands; None where none waits any more."""
    del desk
    lines, rows = waiting_part(uow, letter.person_id, speech, today)
    if not lines:
        return None
    waits = [post for entry_id in letter.payload["entries"] for post in uow.entries.waits_of(entry_id)]
    gone = dict.fromkeys(post.instead_of for post in waits if post.instead_of is not None)
    nobody = [speech.text("registers-nobody", role=role.value) for role in gone]
    head = [speech.text("registers-come"), *nobody]
    return Window("\n".join([*head, *lines]), [*rows, [back_to_menu(speech)]])


LETTERS: Letters = {
    ENTRIES_COME: entries_come_window,
    ENTRY_WAITS: entry_waits_window,
    ENTRY_MOVED: entry_moved_window,
    ABOVE_WAITS: entry_waits_window,
    ABOVE_MOVED: entry_moved_window,
}
