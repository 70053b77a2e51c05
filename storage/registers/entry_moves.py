"""The history of entries."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime, time

from sqlalchemy import Connection, bindparam, func, insert, select

from domain.registers.entries import EntryMove
from domain.time.clock import SHANGHAI
from storage.registers.tables import entries
from storage.registers.tables import entry_moves as table
from storage.statements.chunks import in_chunks
from storage.statements.prepared import PreparedStatement

_GIVEN = (
    table.c.entry_id,
    table.c.move_id,
    table.c.person_id,
    table.c.name,
    table.c.post,
    table.c.acted_as,
    table.c.moved_at,
    table.c.source,
    table.c.target,
    table.c.answers,
    table.c.before,
    table.c.reason,
)
_IN_ORDER = select(*_GIVEN, table.c.place).order_by(table.c.entry_id, table.c.place)
_OF_ENTRY = PreparedStatement(_IN_ORDER.where(table.c.entry_id == bindparam("entry")))
_OF_ENTRIES = PreparedStatement(_IN_ORDER.where(table.c.entry_id.in_(bindparam("entries", expanding=True))))
_SINCE = PreparedStatement(
    select(table.c.entry_id)
    .join(entries, entries.c.id == table.c.entry_id)
    .where(
        table.c.moved_at >= bindparam("moment"),
        # By no index of entries: of all that a unit has, little was moved of late.
        entries.c.unit_code.concat("") == bindparam("unit"),
        entries.c.register_id.concat("").in_(bindparam("registers", expanding=True)),
    )
)
_BEFORE = table.alias("before_it")
_NEXT = (
    select(func.coalesce(func.max(_BEFORE.c.place) + 1, 0))
    .where(_BEFORE.c.entry_id == bindparam("entry_id"))
    .scalar_subquery()
)
_ADD = PreparedStatement(
    insert(table).values({column.name: bindparam(column.name) for column in _GIVEN} | {"place": _NEXT})
)


class EntryMoves:
    """Lines are added and never changed."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def add(self, move: EntryMove) -> None:
        """Add a line below those that the entry has."""
        given = {column.name: getattr(move, column.name) for column in _GIVEN}
        _ADD.put(self._connection, given | {"answers": dict(move.answers), "before": dict(move.before)})

    def of_entry(self, entry_id: int) -> list[EntryMove]:
        """Return the history of an entry, the oldest line first."""
        return _OF_ENTRY.rows_as(EntryMove, self._connection, {"entry": entry_id})

    def of_entries(self, entry_ids: Collection[int]) -> dict[int, list[EntryMove]]:
        """Return the history of each of these, by entry."""
        found = defaultdict[int, list[EntryMove]](list)
        for some in in_chunks(entry_ids):
            for move in _OF_ENTRIES.rows_as(EntryMove, self._connection, {"entries": some}):
                found[move.entry_id].append(move)
        return dict(found)

    def moved_since(self, unit_code: str, register_ids: Sequence[str], day: date) -> list[int]:
        """Return a unit's entries of these registers that were opened or moved on `day` (in Shanghai) or later."""
        moment = datetime.combine(day, time(), SHANGHAI)
        given = {"moment": moment, "unit": unit_code, "registers": list(register_ids)}
        return sorted({row.entry_id for row in _SINCE.rows(self._connection, given)})
