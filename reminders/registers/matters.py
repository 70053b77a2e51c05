"""Entries of which somebody is to be reminded today, as what calls people (domain/duties/calls.py)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.duties.calls import Matter, MatterLetter
from domain.registers.entries import WaitsFor
from registers.waiting import meant
from reminders.desk import Desk
from reminders.registers.due_steps import StepsReached, steps_reached
from storage.audit import AuditEntry
from storage.unit_of_work import UnitOfWork
from usecases.registers.around import desks_of_person, look_at
from usecases.registers.keep import subject_of_entry
from usecases.registers.letters import come_key, who_are


@dataclass(frozen=True, slots=True)
class MattersDue:
    """The matters of today, and the steps of each by its entry; `idle` are entries at which there is nothing to do."""

    matters: Sequence[Matter]
    reached: Sequence[StepsReached]
    idle: Sequence[StepsReached]


def matters_due(uow: UnitOfWork, desk: Desk, today: date) -> MattersDue:
    """Return what is due on `today`; on a day of rest nothing, where people are reminded on working days only."""
    if desk.hours.working_days_only and not desk.calendar(uow).is_working(today):
        return MattersDue((), (), ())
    reached = [found for found in steps_reached(uow, desk, today) if not found.is_ending]
    due = [found for found in reached if found.nudges or found.letter is not None]
    idle = [found for found in reached if not (found.nudges or found.letter is not None)]
    people = _People(uow, today)
    tree = uow.rosters.paths({found.entry.place.grid_code for found in due})
    matters = []
    for found in due:
        place = found.entry.place
        code = place.grid_code if place.grid_code in tree else place.unit_code
        matters.append(replace(_matter(uow, desk, found, people), grid_code=code))
    return MattersDue(list(_reached_alone(uow, matters, today)), due, idle)


def waits_for_some(uow: UnitOfWork, person_ids: Collection[int], today: date) -> frozenset[int]:
    """Return for whom of these, with a phone, any entry waits of which they were not told today as come to them."""
    there = uow.people.reachable(person_ids) if person_ids else set()
    told = uow.outbox.written_to([come_key(today.isoformat())], there)
    return frozenset(
        person_id
        for person_id in there - told
        if uow.entries.count_waiting(person_id, desks_of_person(uow, person_id, today), 1)
    )


def take_steps(uow: UnitOfWork, reached: StepsReached, now: datetime) -> None:
    """Note that the steps have been taken, and that a coloured letter was written."""
    entry = reached.entry
    if not uow.entries.note_steps(entry, reached.done, reached.look_on):
        return
    if reached.letter is not None:
        act = f"entry_letter_{reached.letter.colour}"
        subject = subject_of_entry(entry)
        uow.audit.add(AuditEntry(now, None, act, subject, actor="clock"))


class _People:
    """Who is meant by whom entries wait for: asked once for each post, of a thousand entries that wait for one."""

    def __init__(self, uow: UnitOfWork, today: date) -> None:
        self._uow = uow
        self.today = today
        self._known: dict[tuple[WaitsFor, ...], frozenset[int]] = {}

    def of(self, waits: Sequence[WaitsFor]) -> frozenset[int]:
        key = tuple(waits)
        if key not in self._known:
            self._known[key] = frozenset(who_are(self._uow, key, self.today))
        return self._known[key]


def _matter(uow: UnitOfWork, desk: Desk, reached: StepsReached, people: _People) -> Matter:
    entry, letter = reached.entry, reached.letter
    lettered = None
    if letter is not None:
        found = look_at(uow, desk.registers[entry.register_id], entry, people.today)
        to = [post for who in letter.to for post in meant(who, found.now.chain, found.around)]
        lettered = MatterLetter(letter.colour, people.of(to))
    waits = people.of(uow.entries.waits_of(entry.id)) if reached.nudges else frozenset()
    return Matter(entry.id, entry.place.grid_code, waits, reached.nudges, reached.up, lettered)


def _reached_alone(uow: UnitOfWork, matters: Sequence[Matter], today: date) -> Iterator[Matter]:
    """Yield the matters with only those people whom a message reaches, and who are not away."""
    named = {person_id for matter in matters for person_id in (*matter.waits_for, *_lettered(matter))}
    there = (uow.people.reachable(named) - uow.leaves.away(today).keys()) if named else set()
    for matter in matters:
        letter = matter.letter
        if letter is not None:
            letter = replace(letter, people=letter.people & there)
        yield replace(matter, waits_for=matter.waits_for & there, letter=letter)


def _lettered(matter: Matter) -> frozenset[int]:
    return frozenset() if matter.letter is None else matter.letter.people
