"""The letters that registers bring about; in words in reminders/registers/."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from domain.people.people import Role
from domain.registers.entries import Entry, WaitsFor
from storage.delivery.letters import LetterKind, Trace
from storage.unit_of_work import UnitOfWork

ENTRY_WAITS = LetterKind(id="entry_waits", life=timedelta(days=7), trace=Trace.TOLD)
"""An entry has come to wait for this person: {"entry", "changes"}; it says nothing once the entry was moved on."""
ENTRY_MOVED = LetterKind(id="entry_moved", life=timedelta(days=7), trace=Trace.TOLD)
"""An entry was moved on: {"entry", "place"}, the place in its history."""


def who_are(uow: UnitOfWork, waits: Collection[WaitsFor], day: date) -> list[int]:
    """Return the people for whom an entry waits on `day`: deputies in place of those away; level 1 by its office."""
    codes = {post.grid_code for post in waits if post.role is not None}
    there = uow.holders.present(day, codes) if codes else {}
    found: dict[int, None] = {}
    for post in waits:
        if post.person_id is not None:
            found[post.person_id] = None
        elif post.role is not None:
            holding = there.get((post.grid_code, post.role), ())
            if not holding and post.role is Role.OFFICE:
                holding = tuple(uow.people.level_one(post.grid_code, day))
            found.update(dict.fromkeys(holding))
    return list(found)


def tell_waiting(uow: UnitOfWork, entry: Entry, person_ids: Iterable[int], now: datetime) -> None:
    """Tell these people that `entry`, as it stands, waits for them: one letter each for each of its changes."""
    payload = {"entry": entry.id, "changes": entry.changes}
    uow.outbox.add_once(
        ENTRY_WAITS.letter(
            f"{ENTRY_WAITS.id}:{entry.id}:{entry.changes}:{person_id}", payload, now, person_id
        )
        for person_id in person_ids
    )


def tell_moved(uow: UnitOfWork, entry: Entry, person_ids: Iterable[int], now: datetime) -> None:
    """Tell these people of the last move of `entry`."""
    payload = {"entry": entry.id, "place": entry.changes}
    uow.outbox.add_once(
        ENTRY_MOVED.letter(
            f"{ENTRY_MOVED.id}:{entry.id}:{entry.changes}:{person_id}", payload, now, person_id
        )
        for person_id in person_ids
    )
