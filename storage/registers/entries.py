"""Entries of registers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, Date, Integer, bindparam, func, insert, or_, select, tuple_, update

from domain.registers.entries import Entry, EntryFilter, WaitsFor
from storage.registers import parties, waiting
from storage.registers.entry_lists import ALL, newest_ids
from storage.registers.entry_rows import ENTRY_COLUMNS, MOVED_COLUMNS, entry_of, moved_values, opened_values
from storage.registers.tables import entries as table
from storage.registers.tables import entry_parties
from storage.registers.waiting import Desks
from storage.statements.chunks import in_chunks
from storage.statements.prepared import PreparedStatement
from storage.tables import people

_BATCH = 500
_SELECT = select(*ENTRY_COLUMNS)
_MOST: Any = bindparam("most")
_FIND = PreparedStatement(_SELECT.where(table.c.id == bindparam("entry")))
_FIND_MANY = PreparedStatement(_SELECT.where(table.c.id.in_(bindparam("entries", expanding=True))))
_PARTS = PreparedStatement(_SELECT.where(table.c.parent_id == bindparam("parent")).order_by(table.c.id))
_PARTS_OF_ALL = PreparedStatement(_SELECT.where(table.c.parent_id.in_(bindparam("parents", expanding=True))))
_OF_GRID = PreparedStatement(
    _SELECT.where(
        table.c.grid_code == bindparam("grid"), table.c.register_id == bindparam("register")
    ).order_by(table.c.id)
)
_OF_OWNER = PreparedStatement(
    _SELECT.join(entry_parties, entry_parties.c.entry_id == table.c.id)
    .where(
        entry_parties.c.person_id == bindparam("person"),
        entry_parties.c.register_id == bindparam("register"),
        table.c.owner_id == bindparam("person"),
    )
    .order_by(entry_parties.c.entry_id)
)
_OF_PARTY = PreparedStatement(
    _SELECT.join(entry_parties, entry_parties.c.entry_id == table.c.id)
    .where(
        entry_parties.c.person_id == bindparam("person"), entry_parties.c.register_id == bindparam("register")
    )
    .order_by(entry_parties.c.entry_id)
)
# Until it ends nobody else opens an entry for the person; on SQLite whoever writes is alone anyway.
_HOLD = PreparedStatement(
    select(people.c.id).where(people.c.id == bindparam("person")).with_for_update(key_share=True)
)
_PLACE = tuple_(table.c.look_on, table.c.id)
_TO_LOOK_AT = PreparedStatement(
    _SELECT.where(
        table.c.look_on <= bindparam("day"),
        tuple_(bindparam("seen_day", type_=Date), bindparam("seen_id", type_=Integer)) < _PLACE,
    )
    .order_by(table.c.look_on, table.c.id)
    .limit(_MOST)
)
_NOTE_STEPS = PreparedStatement(
    update(table)
    .where(table.c.id == bindparam("entry"), table.c.changes == bindparam("seen"))
    .values(steps_done=bindparam("steps"), look_on=bindparam("next_look"))
)
_OPEN_OF = PreparedStatement(
    _SELECT.where(table.c.is_open, table.c.unit_code == bindparam("unit"), table.c.id > bindparam("after"))
    .order_by(table.c.id)
    .limit(_MOST)
)
_OVERDUE = PreparedStatement(
    select(func.count()).where(
        table.c.is_open,
        table.c.unit_code == bindparam("unit"),
        table.c.register_id == bindparam("register"),
        table.c.due_on < bindparam("day"),
    )
)
_STATES_OF = PreparedStatement(
    select(table.c.state, func.count())
    .where(table.c.register_id == bindparam("register"))
    .group_by(table.c.state)
)
_ADD = PreparedStatement(insert(table))
_FIND_BY = PreparedStatement(
    update(table).where(table.c.id == bindparam("entry")).values(sought=bindparam("words"))
)
_MOVE = PreparedStatement(
    update(table)
    .where(table.c.id == bindparam("entry"), table.c.changes == bindparam("seen"))
    .values(
        {name: bindparam(name) for name in MOVED_COLUMNS}
        | {
            "numbered_in": func.coalesce(table.c.numbered_in, bindparam("numbered_in")),
            "changes": bindparam("seen") + 1,
        }
    )
)


_FOLLOW = PreparedStatement(
    update(table)
    .where(
        table.c.grid_code == bindparam("code"),
        or_(table.c.unit_code != bindparam("unit"), table.c.branch_code != bindparam("branch")),
    )
    .values(unit_code=bindparam("unit"), branch_code=bindparam("branch"))
)


class Entries:
    """What stands in the registers; what each adds to figures is noted by whoever adds or moves it."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def add(self, entry: Entry, waits: Sequence[WaitsFor]) -> int:
        """Keep a new entry, which waits for these, and return its id."""
        entry_id = _ADD.add(self._connection, opened_values(entry))
        self._follow(replace(entry, id=entry_id), waits)
        return entry_id

    def move(self, entry: Entry, waits: Sequence[WaitsFor], changes_seen: int) -> bool:
        """Keep `entry` as it is now, waiting for these; False, with nothing done, where somebody was faster.

        `changes_seen`: how often it had been moved when it was read. It is counted on here, by one.
        """
        seen = {"entry": entry.id, "seen": changes_seen}
        if not _MOVE.write(self._connection, moved_values(entry) | seen):
            return False
        self._follow(entry, waits)
        return True

    def find(self, entry_id: int) -> Entry | None:
        """Return the entry, or None."""
        row = _FIND.one_or_none(self._connection, {"entry": entry_id})
        return None if row is None else entry_of(row)

    def find_many(self, entry_ids: Iterable[int]) -> list[Entry]:
        """Return those of these that there are, in this order."""
        ids = list(entry_ids)
        found = {
            entry.id: entry for some in in_chunks(ids) for entry in self._found(_FIND_MANY, {"entries": some})
        }
        return [found[entry_id] for entry_id in ids if entry_id in found]

    def parts_of(self, parent_id: int) -> list[Entry]:
        """Return the entries below this one, in the order in which they were opened."""
        return self._found(_PARTS, {"parent": parent_id})

    def parts_of_all(self, parent_ids: Iterable[int]) -> dict[int, list[Entry]]:
        """Return the same of several, by the entry above; one that has none is left out."""
        found: dict[int, list[Entry]] = {}
        for some in in_chunks(parent_ids):
            for part in sorted(self._found(_PARTS_OF_ALL, {"parents": some}), key=lambda part: part.id):
                found.setdefault(part.parent_id or 0, []).append(part)
        return found

    def page(self, wanted: EntryFilter, limit: int, offset: int) -> list[Entry]:
        """Return `limit` entries of a list behind the first `offset`, newest first."""
        return self.find_many(newest_ids(self._connection, wanted, limit + offset)[offset:])

    def count(self, wanted: EntryFilter, most: int) -> int:
        """Return how many entries a list has, `most` where it is more."""
        return len(newest_ids(self._connection, wanted, most))

    def all_of(self, wanted: EntryFilter) -> Iterator[Entry]:
        """Yield a whole list in the order in which it was opened; only a batch of it is in memory at a time."""
        for some in in_chunks(reversed(newest_ids(self._connection, wanted, ALL)), _BATCH):
            yield from self.find_many(some)

    def of_grid(self, register_id: str, grid_code: str) -> list[Entry]:
        """Return a register's entries of a grid, the oldest first."""
        return self._found(_OF_GRID, {"register": register_id, "grid": grid_code})

    def of_owner(self, register_id: str, person_id: int) -> list[Entry]:
        """Return a register's entries that a person answers for, or that are about them, the oldest first."""
        return self._found(_OF_OWNER, {"register": register_id, "person": person_id})

    def of_same(self, register_id: str, person_id: int) -> list[Entry]:
        """Return a register's entries in which a person has any part, the oldest first.

        Nobody else who asks the same is answered before this work has ended: what is decided by it stays true.
        """
        _HOLD.rows(self._connection, {"person": person_id})
        return self._found(_OF_PARTY, {"register": register_id, "person": person_id})

    def to_look_at(self, day: date, limit: int, after: Entry | None = None) -> list[Entry]:
        """Return entries that the clock looks at on `day` or should have before, the longest waiting first.

        Those behind `after`, which came that way, if one is given.
        """
        seen_day = date.min if after is None else after.standing.look_on or date.min
        seen = {"seen_day": seen_day, "seen_id": 0 if after is None else after.id}
        return self._found(_TO_LOOK_AT, {"day": day, "most": limit, **seen})

    def note_steps(self, entry: Entry, steps_done: int, look_on: date | None) -> bool:
        """Note how far the clock has come with an entry; False, with nothing done, where it was moved since."""
        given = {"entry": entry.id, "seen": entry.changes, "steps": steps_done, "next_look": look_on}
        return bool(_NOTE_STEPS.write(self._connection, given))

    def open_of(self, unit_code: str, after_id: int, limit: int) -> list[Entry]:
        """Return open entries of a unit behind `after_id`, by id."""
        return self._found(_OPEN_OF, {"unit": unit_code, "after": after_id, "most": limit})

    def states_of(self, register_id: str) -> dict[str, int]:
        """Return in which states entries of a register stand, and how many in each; reads all of them."""
        return dict(_STATES_OF.rows(self._connection, {"register": register_id}))

    def count_with(self, register_id: str, version: int) -> int:
        """Return how many entries were opened, or last moved on, with this version of a register."""
        where = (table.c.register_id == register_id) & (table.c.register_version == version)
        return self._connection.execute(select(func.count()).select_from(table).where(where)).scalar_one()

    def overdue(self, unit_code: str, register_id: str, day: date) -> int:
        """Return how many open entries were due before `day`."""
        given = {"unit": unit_code, "register": register_id, "day": day}
        return int(_OVERDUE.scalar(self._connection, given))

    def set_waits(self, entry_id: int, waits: Sequence[WaitsFor]) -> None:
        """Have an entry wait for these instead of whom it has waited for. Raises LookupError for no entry."""
        entry = self.find(entry_id)
        if entry is None:
            raise LookupError(f"no entry {entry_id}")
        waiting.put_waits(self._connection, entry, waits)

    def waits_of(self, entry_id: int) -> list[WaitsFor]:
        """Return for whom an entry waits."""
        return waiting.waits_of(self._connection, entry_id)

    def waiting_for(self, person_id: int, desks: Desks, limit: int, offset: int = 0) -> list[Entry]:
        """Return what waits for a person or at their desks, each once: soonest due first, what is never due last."""
        return waiting.entries_waiting(self._connection, person_id, desks, slice(offset, offset + limit))

    def count_waiting(self, person_id: int, desks: Desks, most: int) -> int:
        """Return how many entries wait for a person or at their desks, `most` where it is more."""
        return waiting.count_waiting(self._connection, person_id, desks, most)

    def note_party(self, entry_id: int, register_id: str, person_ids: Iterable[int]) -> None:
        """Note that these have taken part in an entry, or were told of it: it is theirs to see."""
        parties.note(self._connection, entry_id, register_id, person_ids)

    def find_by(self, entry_id: int, sought: str) -> None:
        """Have lists find an entry by `sought` (domain/people/sought_names.py)."""
        _FIND_BY.write(self._connection, {"entry": entry_id, "words": sought})

    def is_party(self, entry_id: int, person_id: int) -> bool:
        """Tell whether a person opened the entry, owns it, was sent it, or was noted as a party."""
        return parties.is_noted(self._connection, entry_id, person_id)

    def registers_of(self, person_id: int, desks: Desks) -> set[str]:
        """Return the registers in which a person has entries to see, or in which some wait at their desks."""
        waited = waiting.registers_waiting(self._connection, person_id, desks)
        return waited | parties.registers_of(self._connection, person_id)

    def follow(self, places: Mapping[str, tuple[str, str]]) -> None:
        """Have the entries of these grids hang where the grids hang now, by code (unit code, branch code)."""
        rows = [{"code": code, "unit": unit, "branch": branch} for code, (unit, branch) in places.items()]
        _FOLLOW.write_each(self._connection, rows)

    def _follow(self, entry: Entry, waits: Sequence[WaitsFor]) -> None:
        people = entry.people
        concerned = (people.opener_id, people.owner_id, people.addressee_id)
        self.note_party(entry.id, entry.register_id, (person for person in concerned if person is not None))
        waiting.put_waits(self._connection, entry, waits)

    def _found(self, query: PreparedStatement, values: Mapping[str, Any]) -> list[Entry]:
        return [entry_of(row) for row in query.rows(self._connection, values)]
