"""What is known around an entry, and what somebody is to it: read each time that it matters, never kept."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain.people.people import Role, Viewer
from domain.registers.entries import Entry, EntryPeople, WaitsFor, desks_of
from forms.fields import FieldKind
from registers.language import Register
from registers.moves import EntryNow, MoverStanding, in_this_version
from registers.relations import Relation
from registers.waiting import AroundEntry, chain_for, is_everyone, meant
from storage.people.officials import KnownPerson
from storage.unit_of_work import UnitOfWork

Desk = tuple[Role, str]
"""A post: its role and the grid at which it is held."""


@dataclass(frozen=True, slots=True)
class LookedAt:
    """An entry with what is known around it on a day."""

    register: Register
    entry: Entry
    around: AroundEntry
    now: EntryNow


def look_at(uow: UnitOfWork, register: Register, entry: Entry, day: date) -> LookedAt:
    """Return `entry` with its chain and whoever holds the posts around it on `day` (in Shanghai)."""
    entry = replace(entry, answers=in_this_version(register, entry.answers))
    around, owner = _around(uow, register, entry, day)
    chain = chain_for(register, entry.answers, owner.rank if owner else None, around)
    return LookedAt(register, entry, around, EntryNow(entry.standing.state, entry.answers, chain))


def people_of(uow: UnitOfWork, register: Register, answers: dict[str, Any], opener_id: int) -> EntryPeople:
    """Return whose an entry with these answers is."""
    numbers = {
        key: answers[key]["staff_number"]
        for key in (register.owner, register.addressee)
        if key and answers.get(key)
    }
    known = uow.officials.numbered(set(numbers.values()))

    def person(key: str | None) -> int | None:
        found = known.get(numbers[key]) if key in numbers else None
        return None if found is None else found.person_id

    return EntryPeople(opener_id, person(register.owner), person(register.addressee))


def desks(viewer: Viewer) -> frozenset[Desk]:
    """Return the posts whose work is `viewer`'s; level 1 has one desk, whoever of it sits there."""
    found = {(post.role, post.grid_code) for post in desks_of(viewer)}
    return frozenset(found | ({(Role.OFFICE, viewer.unit_code)} if viewer.unit_code else set()))


def desks_of_person(uow: UnitOfWork, person_id: int, day: date) -> frozenset[Desk]:
    """Return the posts whose work is theirs on `day`; none without a phone."""
    phone = uow.people.find_phone(person_id)
    viewer = None if phone is None else uow.people.find_viewer(phone.telegram_id, day)
    return frozenset() if viewer is None else desks(viewer)


def is_meant_by(post: WaitsFor, viewer: Viewer) -> bool:
    """Tell whether `viewer` is the one for whom an entry waits."""
    if post.person_id is not None:
        return post.person_id == viewer.person_id
    return (post.role, post.grid_code) in desks(viewer)


def standing_of(found: LookedAt, viewer: Viewer) -> MoverStanding:
    """Return what `viewer` is to the entry: under which of the names of its register's file they act."""
    people = found.entry.people
    theirs = [person for person in (people.owner_id, people.addressee_id) if person is not None]
    own = theirs or [people.opener_id]
    who = {name for name in _names(found) if _is_meant(name, found, viewer)}
    if is_everyone(viewer):
        who.add(Relation.EVERYONE.value)
    return MoverStanding(
        frozenset(who), is_own=viewer.person_id in own, is_opener=viewer.person_id == people.opener_id
    )


def _names(found: LookedAt) -> Iterator[str]:
    for move in found.register.moves:
        yield from move.by
    if found.now.chain is not None:
        yield found.now.chain.approve
        if found.now.chain.review is not None:
            yield found.now.chain.review


def _is_meant(name: str, found: LookedAt, viewer: Viewer) -> bool:
    return any(
        is_meant_by(post, viewer) and not _acts_for_own(post, found, viewer)
        for post in meant(name, found.now.chain, found.around)
    )


def _acts_for_own(post: WaitsFor, found: LookedAt, viewer: Viewer) -> bool:
    """Tell whether `viewer` has the post only as deputy of those whose own the entry is, or who opened it."""
    if post.role is None or (post.role, post.grid_code) in desks(replace(viewer, stands_in=())):
        return False
    around = found.around
    stood_in_for = viewer.stands_for.intersection(around.held.get((post.grid_code, post.role), ()))
    return bool(stood_in_for) and stood_in_for <= around.own


def _around(
    uow: UnitOfWork, register: Register, entry: Entry, day: date
) -> tuple[AroundEntry, KnownPerson | None]:
    line = _line_up(uow, entry)
    held: dict[tuple[str, Role], list[int]] = {}
    for holder in uow.holders.owing(line, day):
        held.setdefault((holder.grid_code, holder.role), []).append(holder.person_id)
    in_fields = {
        field.key: entry.answers[field.key]["staff_number"]
        for field in register.form.fields
        if field.kind is FieldKind.PERSON and entry.answers.get(field.key)
    }
    numbered = uow.officials.numbered(set(in_fields.values()))
    named = {key: numbered[number].person_id for key, number in in_fields.items() if number in numbered}
    people = entry.people
    ids = {people.opener_id, people.owner_id, people.addressee_id, *named.values()} - {None}
    known = uow.officials.known([person for person in ids if person is not None])
    gone = frozenset(person_id for person_id, person in known.items() if person.has_left)
    owner = known.get(people.owner_id) if people.owner_id is not None else None
    return AroundEntry(entry.place, people, line, held, named, gone, register.past_level_one), owner


def _line_up(uow: UnitOfWork, entry: Entry) -> list[str]:
    """Return the codes of the entry's grid and of all above it; the unit's alone where the grid is no more."""
    code = entry.place.grid_code
    tree = uow.rosters.paths([code])
    if code not in tree:
        return [entry.place.unit_code]
    return [code, *(grid.code for grid in tree.path_up(code))]
