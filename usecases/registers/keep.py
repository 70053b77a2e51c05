"""What opening an entry and moving one on do to the tables: each is one transaction, all or nothing of it.

The state is compared, the history written, the figures changed, the audit log added to, the letters queued.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from domain.errors import RefusalError
from domain.registers.entries import Entry, EntryMove, EntryPlace, EntryStanding
from domain.time.clock import day_in_shanghai
from registers.counting import changed_by, figures_of
from registers.language import Register, RegisterMove
from registers.moves import is_there, possible_moves, still_said
from registers.relations import Relation
from registers.waiting import meant, waiting
from storage.audit import AuditEntry, subject_of
from storage.unit_of_work import UnitOfWork
from usecases.registers.around import LookedAt, is_meant_by, look_at, people_of, standing_of
from usecases.registers.letters import tell_moved, tell_waiting, who_are
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
    """A move to be made: of an entry that had been moved `changes` times when its window was shown."""

    move_id: str
    changes: int
    answers: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""


def enter(uow: UnitOfWork, mover: Mover, opening: Opening, opener_id: int) -> Entry:
    """Open an entry for `opener_id` and return it as it is kept."""
    register, answers = opening.register, dict(opening.answers)
    people = people_of(uow, register, answers, opener_id)
    place = _place_of_owner(uow, register, people.owner_id) or opening.place
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
    entry = as_it_stands(uow, mover, register, entry)
    found = look_at(uow, register, entry, mover.today)
    waits = waiting(register, found.now, found.around)
    entry = replace(entry, id=uow.entries.add(entry, waits))
    found = replace(found, entry=entry)
    _put_down(
        uow, mover, found, EntryMove(entry.id, "", mover.person_id, "", "", "", mover.now, "", state, answers)
    )
    uow.entry_figures.add(place.unit_code, _month(entry), figures_of(register, state, answers))
    if opening.is_told:
        tell_waiting(uow, entry, _others(who_are(uow, waits, mover.today), mover), mover.now)
    return entry


def take_over(
    uow: UnitOfWork, mover: Mover, opening: Opening, filed: tuple[int, datetime], reason: str
) -> Entry:
    """Keep what somebody filed at a moment before there was a register, as an entry that was handed in; return it.

    `filed` is by whom and when. It stands where the first move of its opener leads; nobody is written to.
    """
    register, (opener_id, filed_at) = opening.register, filed
    people = people_of(uow, register, dict(opening.answers), opener_id)
    state = register.states[0].id
    entry = Entry(
        register_id=register.id,
        version=register.version,
        place=_place_of_owner(uow, register, people.owner_id) or opening.place,
        people=people,
        standing=EntryStanding(state, mover.today),
        title="",
        opened_at=filed_at,
        answers=opening.answers,
        changes=1,
    )
    entry = as_it_stands(uow, mover, register, entry)  # its number is that of a first state
    now = look_at(uow, register, entry, mover.today).now
    move = next(
        move
        for move in register.moves
        if state in move.sources
        and move.leads_to(state) != state
        and Relation.OPENER in move.by
        and is_there(move, now)
    )
    entry = replace(entry, standing=replace(entry.standing, state=move.leads_to(state)))
    entry = as_it_stands(uow, mover, register, entry)
    found = look_at(uow, register, entry, mover.today)
    entry = replace(entry, id=uow.entries.add(entry, waiting(register, found.now, found.around)))
    found, target = replace(found, entry=entry), entry.standing.state
    opened = EntryMove(entry.id, "", opener_id, "", "", "", filed_at, "", state, entry.answers)
    _put_down(uow, mover, found, opened)
    _put_down(
        uow,
        mover,
        found,
        EntryMove(entry.id, move.id, None, "", "", "", mover.now, state, target, reason=reason),
    )
    uow.entry_figures.add(entry.place.unit_code, _month(entry), figures_of(register, target, entry.answers))
    return entry


def make_move(uow: UnitOfWork, mover: Mover, found: LookedAt, moving: Moving) -> Entry:
    """Make the move and return the entry as it stands then.

    Raises RefusalError: registers-own for what is for others only, access-old-button for a move that is not there,
    registers-moved-meanwhile where somebody was faster, registers-parts-open while a part is.
    """
    register, entry = found.register, found.entry
    # What is confidential changes nothing that others see: it need not be the first, and loses no words.
    if entry.changes != moving.changes and not register.is_confidential(moving.move_id):
        raise RefusalError("registers-moved-meanwhile")
    move = find_move(mover, found, moving.move_id)
    target = move.leads_to(entry.standing.state)
    _must_be_closed_below(uow, mover, found, target)
    answers = still_said(register, move, target, {**entry.answers, **moving.answers})
    people = people_of(uow, register, answers, entry.people.opener_id)
    is_new = target != entry.standing.state
    since = mover.today if is_new else entry.standing.since
    moved = replace(
        entry,
        version=register.version,
        people=people,
        place=_place_of_owner(uow, register, people.owner_id) or entry.place,
        standing=replace(entry.standing, state=target, since=since),
        answers=answers,
        changes=entry.changes + 1,
    )
    moved = as_it_stands(uow, mover, register, moved, stays=not is_new)
    after = look_at(uow, register, moved, mover.today)
    waits = waiting(register, after.now, after.around)
    if not uow.entries.move(moved, waits, entry.changes):
        raise RefusalError("registers-moved-meanwhile")
    before = {key: entry.answers[key] for key in moving.answers if key in entry.answers}
    line = EntryMove(
        entry.id,
        move.id,
        mover.person_id,
        "",
        "",
        _acted_as(mover, found, move),
        mover.now,
        entry.standing.state,
        target,
        moving.answers,
        before,
        moving.reason,
    )
    _put_down(uow, mover, after, line)
    _count_change(uow, register, entry, moved)
    newly = set(waits) - set(waiting(register, found.now, found.around)) if not is_new else set(waits)
    called = _others(who_are(uow, list(newly), mover.today), mover)
    told = who_are(
        uow, [post for who in move.tells for post in meant(who, after.now.chain, after.around)], mover.today
    )
    tell_waiting(uow, moved, called, mover.now)
    tell_moved(uow, moved, [person for person in _others(told, mover) if person not in called], mover.now)
    uow.entries.note_party(entry.id, register.id, told)
    return moved


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


def _place_of_owner(uow: UnitOfWork, register: Register, owner_id: int | None) -> EntryPlace | None:
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


def _put_down(uow: UnitOfWork, mover: Mover, found: LookedAt, line: EntryMove) -> None:
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
    act = f"entry_{line.move_id or 'opened'}"
    subject = entry.number or subject_of(register.id, str(entry.id))
    actor = "" if line.person_id is not None else "clock"
    uow.audit.add(AuditEntry(mover.now, line.person_id, act, subject, actor=actor))


def _acted_as(mover: Mover, found: LookedAt, move: RegisterMove) -> str:
    """Return the role in which `mover` makes `move`, as papers print it; "" for their own sake."""
    if mover.viewer is None:
        return ""
    for who in move.by:
        for post in meant(who, found.now.chain, found.around):
            if post.role is not None and is_meant_by(post, mover.viewer):
                return post.role.value
    return ""


def _count_change(uow: UnitOfWork, register: Register, before: Entry, after: Entry) -> None:
    was = figures_of(register, before.standing.state, before.answers)
    becomes = figures_of(register, after.standing.state, after.answers)
    month = _month(after)
    if before.place.unit_code == after.place.unit_code:
        uow.entry_figures.add(after.place.unit_code, month, changed_by(was, becomes))
    else:
        uow.entry_figures.add(before.place.unit_code, month, changed_by(was, {}))
        uow.entry_figures.add(after.place.unit_code, month, becomes)


def _month(entry: Entry) -> str:
    return day_in_shanghai(entry.opened_at).isoformat()[:7]


def _others(person_ids: Collection[int], mover: Mover) -> list[int]:
    return [person_id for person_id in person_ids if person_id != mover.person_id]
