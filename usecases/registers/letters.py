"""The letters that registers bring about; in words in reminders/registers/."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from domain.people.people import LEVEL_ONE_ROLES, Role
from domain.registers.entries import Entry, WaitsFor
from domain.tips.routing import Body
from registers.language import RegisterMove
from registers.relations import Relation
from registers.waiting import meant
from storage.delivery.letters import LetterKind, Trace
from storage.unit_of_work import UnitOfWork
from usecases.registers.around import LookedAt
from usecases.registers.stand import Mover

ENTRY_WAITS = LetterKind(id="entry_waits", life=timedelta(days=7), trace=Trace.TOLD)
"""An entry has come to wait for this person: {"entry", "changes"}; it says nothing once the entry was moved on."""
ENTRY_MOVED = LetterKind(id="entry_moved", life=timedelta(days=7), trace=Trace.TOLD)
"""An entry was moved on: {"entry", "place"}, the place in its history."""
ABOVE_WAITS = LetterKind(id="entry_above_waits", life=timedelta(days=7), trace=Trace.APART)
ABOVE_MOVED = LetterKind(id="entry_above_moved", life=timedelta(days=7), trace=Trace.APART)
"""The same of an entry that goes past level 1: nothing is told of them, for level 1 is not to learn of it."""
ENTRIES_COME = LetterKind(id="entry_come", life=timedelta(days=7), trace=Trace.TOLD)
"""Entries have come to this person because posts changed hands: {"entries"}; once for each change of the roster."""
ENTRIES_WAIT = LetterKind(id="entry_many_wait", life=timedelta(days=7), trace=Trace.TOLD)
"""Several entries that were opened at once wait for this person: {"count"}."""


def who_are(uow: UnitOfWork, waits: Collection[WaitsFor], day: date) -> list[int]:
    """Return the people for whom an entry waits on `day`: deputies in place of those away.

    Level 1 is run by nobody's deputy: while its office is away, it is the others of level 1.
    """
    codes = {post.grid_code for post in waits if post.role is not None}
    there = uow.holders.present(day, codes) if codes else {}
    found: dict[int, None] = {}
    for post in waits:
        if post.person_id is not None:
            found[post.person_id] = None
        elif post.role in LEVEL_ONE_ROLES:
            found.update(dict.fromkeys(_at_level_one(uow, post.role, post.grid_code, day)))
        elif post.role is Role.SUPERVISOR:
            found.update(dict.fromkeys(organ_above(uow, post.grid_code, day)))
        elif post.role is not None:
            found.update(dict.fromkeys(there.get((post.grid_code, post.role), ())))
    return list(found)


def organ_above(uow: UnitOfWork, unit_code: str, day: date) -> list[int]:
    """Return who is of the organ above (驻组) of a unit; not whoever is of its level 1 as well, as with tips."""
    above = uow.people.tip_handlers(Body.SUPERVISOR, day)
    return [
        person_id for person_id in uow.people.holders([Role.SUPERVISOR], unit_code, day) if person_id in above
    ]


def _at_level_one(uow: UnitOfWork, role: Role, unit_code: str, day: date) -> list[int]:
    """Return who of level 1 holds `role` and is not away; for the office anybody else of it, if need be."""
    away = uow.leaves.away(day)
    held = uow.people.holders([role], unit_code, day)
    everybody = uow.people.level_one(unit_code, day) if role is Role.OFFICE else held
    here = [person_id for person_id in held if person_id not in away]
    return here or [person_id for person_id in everybody if person_id not in away] or everybody


def tell_waiting(uow: UnitOfWork, found: LookedAt, person_ids: Iterable[int], now: datetime) -> None:
    """Tell these people that an entry, as it stands, waits for them: one letter each for each of its changes."""
    entry = found.entry
    kind = ABOVE_WAITS if found.register.past_level_one else ENTRY_WAITS
    key, payload = f"{kind.id}:{entry.id}:{entry.changes}", {"entry": entry.id, "changes": entry.changes}
    uow.outbox.add_once(
        kind.letter(f"{key}:{person_id}", payload, now, person_id) for person_id in person_ids
    )


def tell_moved(uow: UnitOfWork, found: LookedAt, person_ids: Iterable[int], now: datetime) -> None:
    """Tell these people of the last move of an entry."""
    entry = found.entry
    kind = ABOVE_MOVED if found.register.past_level_one else ENTRY_MOVED
    key, payload = f"{kind.id}:{entry.id}:{entry.changes}", {"entry": entry.id, "place": entry.changes}
    uow.outbox.add_once(
        kind.letter(f"{key}:{person_id}", payload, now, person_id) for person_id in person_ids
    )


def tell_of_move(
    uow: UnitOfWork, mover: Mover, after: LookedAt, move: RegisterMove, newly: Sequence[WaitsFor]
) -> None:
    """Tell those for whom the entry waits `newly`, and whom the move tells; nobody twice, and not whoever made it."""
    moved = after.entry
    meant_by = [post for who in move.tells for post in meant(who, after.now.chain, after.around)]
    called = others(who_are(uow, newly, mover.today), mover)
    told = who_are(uow, meant_by, mover.today)
    # What concerns everybody they see without it being theirs: nobody becomes a party for having been told of it.
    all_here = Relation.EVERYONE in move.tells
    heard = uow.reached.bound((moved.place.grid_code,), mover.today) if all_here else []
    tell_waiting(uow, after, called, mover.now)
    hearing = dict.fromkeys(person for person in others([*told, *heard], mover) if person not in called)
    tell_moved(uow, after, hearing, mover.now)
    uow.entries.note_party(moved.id, moved.register_id, told)


def others(person_ids: Iterable[int], mover: Mover) -> list[int]:
    """Return these people without whoever moves the entry."""
    return [person_id for person_id in person_ids if person_id != mover.person_id]


def tell_come(uow: UnitOfWork, stamp: str, come: Mapping[int, Sequence[int]], now: datetime) -> None:
    """Tell people of the entries that have come to them with what `stamp` names: one letter each, however many."""
    uow.outbox.add_once(
        ENTRIES_COME.letter(f"{come_key(stamp)}{person_id}", {"entries": list(entry_ids)}, now, person_id)
        for person_id, entry_ids in come.items()
    )


def come_key(stamp: str) -> str:
    """Return how the unique keys begin of the letters that tell what came with `stamp`."""
    return f"{ENTRIES_COME.id}:{stamp}:"


def tell_of_many(uow: UnitOfWork, first: Entry, counts: Mapping[int, int], now: datetime) -> None:
    """Tell each person how many entries, opened at once with `first`, wait for them: one letter for all of them."""
    uow.outbox.add_once(
        ENTRIES_WAIT.letter(f"{ENTRIES_WAIT.id}:{first.id}:{person_id}", {"count": count}, now, person_id)
        for person_id, count in counts.items()
    )
