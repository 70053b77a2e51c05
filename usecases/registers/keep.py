"""What opening an entry and moving one on do to the tables: each is one transaction, all or nothing of it.

The state is compared, the history written, the figures changed, the audit log added to, the letters queued.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Any

from domain.errors import RefusalError
from domain.registers.entries import Entry, EntryMove, EntryPlace, EntryStanding
from domain.tips.routing import Body
from registers.counting import MonthlyFigure, changed_by, figures_of
from registers.language import Register, RegisterMove
from registers.moves import answered_anew, possible_moves, still_said
from registers.waiting import meant, waiting
from storage.audit import ACT_LENGTH, AuditEntry, subject_of
from storage.unit_of_work import UnitOfWork
from usecases.registers.alone import refuse_second
from usecases.registers.around import LookedAt, is_meant_by, look_at, people_of, standing_of
from usecases.registers.letters import others, tell_of_move, tell_waiting, who_are
from usecases.registers.stand import Mover, as_it_stands


@dataclass(frozen=True, slots=True)
class Opening:
    """What an entry is opened with: where, with which answers, as whose part.

    `is_told`: those for whom it waits get a letter about it; where many are opened at once, one about all of them.
    """

    register: Register
    place: EntryPlace
    answers: Mapping[str, Any]
    parent_id: int | None = None
    is_told: bool = True


@dataclass(frozen=True, slots=True)
class Moving:
    """A move to be made: of an entry that had been moved `changes` times when its window was shown.

    An answer of None takes back what was answered before.
    """

    move_id: str
    changes: int
    answers: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""


def enter(uow: UnitOfWork, mover: Mover, opening: Opening, opener_id: int) -> Entry:
    """Open an entry for `opener_id` and return it as it is kept.

    Raises RefusalError (registers-same-there) where one alone is to be there, and is.
    """
    register, answers = opening.register, dict(opening.answers)
    people = people_of(uow, register, answers, opener_id)
    place = place_of_owner(uow, register, people.owner_id) or opening.place
    state = register.states[0].id
    entry = Entry(
        register_id=register.id,
        version=register.version,
        place=place,
        people=people,
        standing=EntryStanding(state, mover.today),
        title="",
        opened_at=mover.now,
        answers=answers,
        parent_id=opening.parent_id,
    )
    refuse_second(uow, mover, register, entry)
    entry = as_it_stands(uow, mover, register, entry)
    found = look_at(uow, register, entry, mover.today)
    waits = waiting(register, found.now, found.around)
    entry = replace(entry, id=uow.entries.add(entry, waits))
    found = replace(found, entry=entry)
    line = EntryMove(entry.id, "", mover.person_id, "", "", "", mover.now, "", state, answers)
    put_down(uow, mover, found, line)
    count_in(uow, entry, figures_of(register, entry, [line]))
    if opening.is_told:
        tell_waiting(uow, found, others(who_are(uow, waits, mover.today), mover), mover.now)
    return entry


def make_move(uow: UnitOfWork, mover: Mover, found: LookedAt, moving: Moving) -> Entry:
    """Make the move and return the entry as it stands then.

    Raises RefusalError: registers-own for what is for others only, access-old-button for a move that is not there,
    registers-moved-meanwhile where somebody was faster, registers-parts-open while a part is,
    registers-whole-closed for a part of what is closed, registers-same-there where it would be the second of its kind.
    """
    register, entry = found.register, found.entry
    # What is confidential changes nothing that others see: it need not be the first, and loses no words.
    if entry.changes != moving.changes and not register.is_confidential(moving.move_id):
        raise RefusalError("registers-moved-meanwhile")
    move = find_move(mover, found, moving.move_id)
    target = move.leads_to(entry.standing.state)
    _must_be_closed_below(uow, mover, found, target)
    _must_be_open_above(uow, mover, found, target)
    moved = _moved(uow, mover, found, move, moving.answers)
    refuse_second(uow, mover, register, moved, entry)
    after = look_at(uow, register, moved, mover.today)
    waits = waiting(register, after.now, after.around)
    if not uow.entries.move(moved, waits, entry.changes):
        raise RefusalError("registers-moved-meanwhile")
    put_down(uow, mover, after, _line_of(mover, found, move, moving))
    _count_change(uow, register, entry, moved)
    stays = moved.standing.state == entry.standing.state
    newly = set(waits) - (set(waiting(register, found.now, found.around)) if stays else set())
    tell_of_move(uow, mover, after, move, [post for post in waits if post in newly])
    return moved


def _moved(
    uow: UnitOfWork, mover: Mover, found: LookedAt, move: RegisterMove, given: Mapping[str, Any]
) -> Entry:
    """Return the entry as it stands once `move` has been made with the answers `given`; nothing is kept yet."""
    register, entry = found.register, found.entry
    target = move.leads_to(entry.standing.state)
    stays = target == entry.standing.state
    anew = {
        key: answer
        for key, answer in answered_anew(register, entry.answers, given).items()
        if answer is not None
    }
    answers = still_said(register, move, target, anew)
    people = people_of(uow, register, answers, entry.people.opener_id)
    since = entry.standing.since if stays else mover.today
    moved = replace(
        entry,
        version=register.version,
        people=people,
        place=place_of_owner(uow, register, people.owner_id) or entry.place,
        standing=replace(entry.standing, state=target, since=since),
        answers=answers,
        changes=entry.changes + 1,
    )
    return as_it_stands(uow, mover, register, moved, stays=stays)


def _line_of(mover: Mover, found: LookedAt, move: RegisterMove, moving: Moving) -> EntryMove:
    """Return the line of history of a move that is being made."""
    entry = found.entry
    return EntryMove(
        entry_id=entry.id,
        move_id=move.id,
        person_id=mover.person_id,
        name="",
        post="",
        acted_as=_acted_as(mover, found, move),
        moved_at=mover.now,
        source=entry.standing.state,
        target=move.leads_to(entry.standing.state),
        answers=moving.answers,
        before={key: entry.answers[key] for key in moving.answers if key in entry.answers},
        reason=moving.reason,
    )


def find_move(mover: Mover, found: LookedAt, move_id: str) -> RegisterMove:
    """Return the move if `mover` may make it, the clock any of the register; raises as `make_move` does."""
    if mover.viewer is None:
        move = found.register.move(move_id)
        if found.now.state not in move.sources:
            raise RefusalError("access-old-button")
        return move
    standing = standing_of(found, mover.viewer)
    for move in possible_moves(found.register, found.now, standing):
        if move.id == move_id:
            return move
    free = replace(standing, is_own=False, is_opener=False)
    if any(move.id == move_id for move in possible_moves(found.register, found.now, free)):
        raise RefusalError("registers-own")
    raise RefusalError("access-old-button")


def _must_be_open_above(uow: UnitOfWork, mover: Mover, found: LookedAt, target: str) -> None:
    """A part goes on only while its whole is open: else that would stand closed above what is open again."""
    if found.entry.parent_id is None or found.register.state(target).end:
        return
    whole = uow.entries.find(found.entry.parent_id)
    above = None if whole is None else mover.site.registers.get(whole.register_id)
    if whole is None or above is None or not above.state(whole.standing.state).end:
        return
    if any(part.register == found.register.id and part.closes_when is not None for part in above.parts):
        raise RefusalError("registers-whole-closed")


def _must_be_closed_below(uow: UnitOfWork, mover: Mover, found: LookedAt, target: str) -> None:
    register = found.register
    waited = {part.register for part in register.parts if part.closes_when is not None}
    if not waited or not register.state(target).end:
        return
    parts = [part for part in uow.entries.parts_of(found.entry.id) if part.register_id in waited]
    still_open = sum(
        not mover.site.registers[part.register_id].state(part.standing.state).end for part in parts
    )
    if still_open:
        raise RefusalError("registers-parts-open", count=still_open)


def place_of_owner(uow: UnitOfWork, register: Register, owner_id: int | None) -> EntryPlace | None:
    """Return where an entry belongs that follows its owner; None for one that does not."""
    if not register.grid_of_owner or owner_id is None:
        return None
    code = uow.officials.known([owner_id])[owner_id].grid_code
    return place_at(uow, code)


def place_at(uow: UnitOfWork, grid_code: str) -> EntryPlace | None:
    """Return where an entry of this grid belongs; None for a grid that is no more."""
    tree = uow.rosters.paths([grid_code])
    if grid_code not in tree:
        return None
    unit, branch = tree.place_of(grid_code)
    return EntryPlace(unit, branch, grid_code)


def put_down(uow: UnitOfWork, mover: Mover, found: LookedAt, line: EntryMove) -> None:
    """Write the line of history and the audit entry; note whose the entry is now."""
    entry, register = found.entry, found.register
    who = uow.officials.known([line.person_id]).get(line.person_id) if line.person_id is not None else None
    named = replace(line, name=who.name, post=who.post) if who is not None else line
    uow.entry_moves.add(named)
    people = entry.people
    theirs = {
        people.opener_id,
        people.owner_id,
        people.addressee_id,
        # Whoever was let read what is published has no part in it for having said something about it.
        None if register.is_confidential(line.move_id) else line.person_id,
        *found.around.named.values(),
    }
    uow.entries.note_party(entry.id, register.id, [person for person in theirs if person is not None])
    act = f"entry_{line.move_id or 'opened'}"[:ACT_LENGTH]
    actor = "" if line.person_id is not None else "clock"
    uow.audit.add(
        AuditEntry(mover.now, line.person_id, act, subject_of_entry(entry), body_of_entries(register), actor)
    )


def body_of_entries(register: Register) -> Body:
    """Return in whose chain of the audit log a register's entries stand: level 1 can count those of its own."""
    return Body.SUPERVISOR if register.past_level_one else Body.OFFICE


def subject_of_entry(entry: Entry) -> str:
    """Return what the audit log calls an entry: its number, before it has one its register and id."""
    return subject_of(entry.number) if entry.number else subject_of(entry.register_id, str(entry.id))


def _acted_as(mover: Mover, found: LookedAt, move: RegisterMove) -> str:
    """Return the role in which `mover` makes `move`, as papers print it; "" for their own sake."""
    if mover.viewer is None:
        return ""
    for who in move.by:
        for post in meant(who, found.now.chain, found.around):
            if post.role is not None and is_meant_by(post, mover.viewer):
                return post.role.value
    return ""


def count_in(uow: UnitOfWork, entry: Entry, deltas: Mapping[MonthlyFigure, int]) -> None:
    """Add to the figures of the unit in which `entry` is."""
    # In order of months: two that add to the same figures must not wait for each other.
    for month, some in groupby(
        sorted(deltas, key=lambda counted: counted.month), lambda counted: counted.month
    ):
        uow.entry_figures.add(
            entry.place.unit_code, month, {counted.figure: deltas[counted] for counted in some}
        )


def _count_change(uow: UnitOfWork, register: Register, before: Entry, after: Entry) -> None:
    """Add what the move that is the last line of the entry's history changes of figures."""
    history = uow.entry_moves.of_entry(after.id) if register.counts_by_history else []
    was, becomes = figures_of(register, before, history[:-1]), figures_of(register, after, history)
    if before.place.unit_code == after.place.unit_code:
        count_in(uow, after, changed_by(was, becomes))
    else:
        count_in(uow, before, changed_by(was, {}))
        count_in(uow, after, becomes)
