"""The numbers of entries (编号): counted within a register, a unit and a year, without gaps or doubles."""

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.registers.tables import entry_numbers as table
from storage.statements.prepared import PreparedStatement

_KEY = (table.c.register_id, table.c.unit_code, table.c.year)


def _count_up(new: sqlite.Insert | postgresql.Insert) -> sqlite.Insert | postgresql.Insert:
    return new.on_conflict_do_update(index_elements=list(_KEY), set_={"last": table.c.last + 1})


_COUNT_UP = PreparedStatement(_count_up(sqlite.insert(table)), elsewhere=_count_up(postgresql.insert(table)))
_LAST = PreparedStatement(select(table.c.last).where(*(column == bindparam(column.name) for column in _KEY)))


class EntryNumbers:
    """What was counted up is undone with the work that did it; meanwhile nobody else counts there."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def next(self, register_id: str, unit_code: str, year: int) -> int:
        """Return the next number, from 1; to be called by the very work that gives it to an entry."""
        key = {"register_id": register_id, "unit_code": unit_code, "year": year}
        _COUNT_UP.write(self._connection, {**key, "last": 1})
        return int(_LAST.scalar(self._connection, key))
