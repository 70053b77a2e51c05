"""An entry as a row: its columns, and the value made of them."""

from collections.abc import Sequence
from typing import Any

from domain.registers.entries import Entry, EntryPeople, EntryPlace, EntryStanding
from storage.registers.tables import entries as table

ENTRY_COLUMNS = (
    table.c.id,
    table.c.register_id,
    table.c.register_version,
    table.c.unit_code,
    table.c.branch_code,
    table.c.grid_code,
    table.c.opener_id,
    table.c.owner_id,
    table.c.addressee_id,
    table.c.state,
    table.c.since,
    table.c.is_open,
    table.c.level,
    table.c.due_on,
    table.c.look_on,
    table.c.steps_done,
    table.c.title,
    table.c.opened_at,
    table.c.answers,
    table.c.number,
    table.c.parent_id,
    table.c.sought,
    table.c.changes,
)
"""What `entry_of` reads, in order."""

_FOR_GOOD = {"id", "register_id", "opener_id", "parent_id", "opened_at", "changes", "numbered_in"}
MOVED_COLUMNS = tuple(column.name for column in table.c if column.name not in _FOR_GOOD)
"""What a move may change, but for the two that it may only bring in or count on."""


def entry_of(row: Sequence[Any]) -> Entry:
    """Return the entry of a row of ENTRY_COLUMNS."""
    entry_id, register_id, version, *found = row
    place, people, standing, rest = found[:3], found[3:6], found[6:13], found[13:]
    title, opened_at, answers, number, parent_id, sought, changes = rest
    return Entry(
        register_id=register_id,
        version=version,
        place=EntryPlace(*place),
        people=EntryPeople(*people),
        standing=EntryStanding(*standing),
        title=title,
        opened_at=opened_at,
        answers=answers,
        number=number,
        parent_id=parent_id,
        sought=sought,
        changes=changes,
        id=entry_id,
    )


def moved_values(entry: Entry) -> dict[str, Any]:
    """Return by column what a move may change of an entry."""
    place, people, standing = entry.place, entry.people, entry.standing
    return {
        "register_version": entry.version,
        "unit_code": place.unit_code,
        "branch_code": place.branch_code,
        "grid_code": place.grid_code,
        "owner_id": people.owner_id,
        "addressee_id": people.addressee_id,
        "state": standing.state,
        "since": standing.since,
        "is_open": standing.is_open,
        "level": standing.level,
        "due_on": standing.due_on,
        "look_on": standing.look_on,
        "steps_done": standing.steps_done,
        "title": entry.title,
        "answers": dict(entry.answers),
        "number": entry.number,
        "numbered_in": None if entry.number is None else place.unit_code,
        "sought": entry.sought,
    }


def opened_values(entry: Entry) -> dict[str, Any]:
    """Return by column what an entry begins with."""
    return moved_values(entry) | {
        "register_id": entry.register_id,
        "opener_id": entry.people.opener_id,
        "parent_id": entry.parent_id,
        "opened_at": entry.opened_at,
        "changes": entry.changes,
    }
