"""When what is sent together on a connection of PostgreSQL begins, goes out and ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import CompoundSelect, Connection, Engine, Select, Table, event
from sqlalchemy.engine import ExceptionContext

from storage.statements.prepared import TOGETHER, find_together

if TYPE_CHECKING:
    from storage.statements.together import SentTogether

POOLED: Final = "pooled"
"""In a connection's info: whether a pooler is between, which may give each transaction another server's connection."""


@contextmanager
def sent_together(connection: Connection, *, named: bool = True) -> Iterator["SentTogether"]:
    """Have what is put into words once (PreparedStatement) sent together on `connection`, one of PostgreSQL.

    `named`: the server keeps it under a name as long as the connection lasts, unless a pooler is between.
    """
    from storage.statements.together import SentTogether  # noqa: PLC0415 - its driver need not be there

    info, driver = connection.info, connection.connection.driver_connection
    if driver is None:
        raise TypeError("a connection without its driver's")
    named = named and not info.get(POOLED)
    info[TOGETHER] = together = SentTogether(driver, connection.dialect, named=named)
    try:
        yield together
    finally:
        info.pop(TOGETHER, None)  # gone already where the connection was found broken


def send_before_others(engine: Engine) -> None:
    """Have what waits to be sent together sent before any other statement of its connection."""

    @event.listens_for(engine, "before_cursor_execute")
    def send(connection: Connection, *statement: Any) -> None:
        together = find_together(connection)
        if together is None:
            return
        together.open()
        compiled = statement[3].compiled
        asked = None if compiled is None else compiled.statement
        if not isinstance(asked, Select | CompoundSelect):
            table = getattr(asked, "table", None)
            together.writing(table.name if isinstance(table, Table) else None)

    @event.listens_for(engine, "handle_error")
    def hear(context: ExceptionContext) -> None:
        together = None if context.connection is None else find_together(context.connection)
        if together is not None:
            together.note_error(context.original_exception)

    @event.listens_for(engine, "savepoint")
    def send_first(connection: Connection, _name: str | None) -> None:
        together = find_together(connection)
        if together is not None:
            together.flush()

    _forget_with_psycopg(engine)


def _forget_with_psycopg(engine: Engine) -> None:
    @event.listens_for(engine, "after_cursor_execute")
    def forget_dropped(connection: Connection, _cursor: object, statement: str, *_how: object) -> None:
        # Then psycopg has the server forget every name, ours too (its _preparing.py).
        together = find_together(connection)
        if together is not None and statement.lstrip()[:5].upper() in ("DROP ", "ALTER"):
            together.forget_names()

    @event.listens_for(engine, "rollback_savepoint")
    def forget(connection: Connection, *_savepoint: object) -> None:
        together = find_together(connection)
        if together is not None:
            together.forget_names()
