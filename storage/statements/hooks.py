"""When what is sent together on a connection of PostgreSQL begins, goes out and ends."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import CompoundSelect, Connection, Engine, Select, Table, event

from storage.statements.prepared import TOGETHER, find_together


@contextmanager
def sent_together(connection: Connection) -> Iterator[None]:
    """Have what is put into words once (PreparedStatement) sent together on `connection`, one of PostgreSQL."""
    from storage.statements.together import SentTogether  # noqa: PLC0415 - its driver need not be there

    info, driver = connection.info, connection.connection.driver_connection
    if driver is None:
        raise TypeError("a connection without its driver's")
    info[TOGETHER] = SentTogether(driver, connection.dialect)
    try:
        yield
    finally:
        del info[TOGETHER]


def send_before_others(engine: Engine) -> None:
    """Have what waits to be sent together sent before any other statement of its connection."""

    @event.listens_for(engine, "before_cursor_execute")
    def send(connection: Connection, *statement: Any) -> None:
        together = find_together(connection)
        if together is None:
            return
        together.flush()
        compiled = statement[3].compiled
        asked = None if compiled is None else compiled.statement
        if not isinstance(asked, Select | CompoundSelect):
            table = getattr(asked, "table", None)
            together.forget_foreseen(table.name if isinstance(table, Table) else None)

    @event.listens_for(engine, "savepoint")
    def send_first(connection: Connection, _name: str | None) -> None:
        together = find_together(connection)
        if together is not None:
            together.flush()

    @event.listens_for(engine, "rollback_savepoint")
    def forget(connection: Connection, *_savepoint: object) -> None:
        together = find_together(connection)
        if together is not None:
            together.forget_names()
