"""Entries that the clock opens (`[[opens]]` of a register's file): for whom, about what, once a person and period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.registers.entries import Entry, EntryFilter
from registers.language import Register
from registers.openings import RegisterOpening
from registers.waiting import meant
from storage.unit_of_work import UnitOfWork
from usecases.registers.around import LookedAt, look_at
from usecases.registers.keep import Opening, enter, place_at
from usecases.registers.stand import Mover
from usecases.site import OnSite

LISTED_MOST = 20
"""So many of somebody's entries are named in the one that is opened."""


@dataclass(frozen=True, slots=True)
class ToOpen:
    """An entry to be opened in `register` for a person: of a period by its name, due on a day, about `entries`."""

    register: Register
    opening: RegisterOpening
    period: str
    due_on: date
    person_id: int
    entries: Sequence[Entry]


def find_to_open(
    uow: UnitOfWork, site: OnSite, due: tuple[Register, RegisterOpening, str, date], today: date
) -> Iterator[ToOpen]:
    """Yield whose entries are to be opened and are not: `due` is where, of which period (its name), due on which day.

    What came to stand only after that day is none of its matters: nobody starts with arrears.
    """
    register, opening, period, due_on = due
    other = site.registers.get(opening.of)
    if other is None:
        return
    theirs: dict[int, list[Entry]] = {}
    for unit_code in uow.rosters.units():
        for entry in uow.entries.all_of(EntryFilter(other.id, unit_code, states=opening.states)):
            if opening.is_about(entry.answers) and entry.standing.since <= due_on:
                for person_id in _who(look_at(uow, other, entry, today), opening):
                    theirs.setdefault(person_id, []).append(entry)
    for person_id, entries in sorted(theirs.items()):
        found = ToOpen(register, opening, period, due_on, person_id, entries)
        if not _is_there(uow, found):
            yield found


def open_for(uow: UnitOfWork, mover: Mover, found: ToOpen) -> bool:
    """Open the entry unless it was opened meanwhile, or they have left; tell whether it was."""
    opening, known = found.opening, uow.officials.known([found.person_id]).get(found.person_id)
    if known is None or known.has_left or _is_there(uow, found):
        return False
    place = place_at(uow, known.grid_code) or found.entries[0].place
    lines = [f"{entry.number or ''} {entry.title}".strip() for entry in found.entries[:LISTED_MOST]]
    answers = {
        str(found.register.owner): {
            "staff_number": known.staff_number,
            "name": known.name,
            "post": known.post,
        },
        opening.period_in: found.period,
        opening.due_in: found.due_on.isoformat(),
        opening.entries_in: "\n".join(lines),
        **opening.answers,
    }
    enter(uow, mover, Opening(found.register, place, answers), found.person_id)
    return True


def _who(found: LookedAt, opening: RegisterOpening) -> Sequence[int]:
    """Return whoever is named first and is somebody: a person, or those who hold a post."""
    for who in opening.who:
        for post in meant(who, found.now.chain, found.around):
            if post.person_id is not None:
                return [post.person_id]
            held = found.around.held.get((post.grid_code, post.role), ()) if post.role else ()
            if held and post.instead_of is None:
                return list(held)
    return []


def _is_there(uow: UnitOfWork, found: ToOpen) -> bool:
    opening, due = found.opening, found.due_on.isoformat()
    return any(
        entry.answers.get(opening.period_in) == found.period and entry.answers.get(opening.due_in) == due
        for entry in uow.entries.of_owner(found.register.id, found.person_id)
    )
