"""Marks of updates by which something was done, kept with what was done: an update that comes again is known by it.

Redis tells as well which updates were handled, but not before that is over, and it may die. Between the commit and
that lies all that a window takes to be shown: of a process that is killed there, Redis does not know that it did
something.
"""

from datetime import date

from sqlalchemy import Connection, bindparam, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.handled.tables import handled_updates as table
from storage.statements.prepared import PreparedStatement

_ADD = PreparedStatement(
    sqlite.insert(table).on_conflict_do_nothing(), elsewhere=postgresql.insert(table).on_conflict_do_nothing()
)
_COUNT = PreparedStatement(
    select(func.count()).select_from(table).where(table.c.mark == bindparam("of_mark"))
)
_FORGET = PreparedStatement(delete(table).where(table.c.day < bindparam("first")))


class HandledUpdates:
    """The marks that are kept."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def add(self, mark: bytes, day: date) -> bool:
        """Keep a mark; False, with nothing done, where it is there already."""
        return bool(_ADD.write(self._connection, {"mark": mark, "day": day}))

    def has(self, mark: bytes) -> bool:
        """Tell whether a mark is there."""
        return bool(_COUNT.scalar(self._connection, {"of_mark": mark}))

    def forget(self, before: date) -> None:
        """Forget the marks of days before this one."""
        _FORGET.write(self._connection, {"first": before})
