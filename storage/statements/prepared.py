"""Statements of the hottest path, put into words once: SQLAlchemy takes longer over each execution than SQLite does.

On SQLite; any other database is asked through SQLAlchemy. How values are bound and read, and that what was written is
noted (storage/written.py), stays as it is. docs/decisions/0014 says what it gains.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, Update
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

HEARS_OF_UPDATES = "hears of updates"
"""In a connection's info: what is called with the table of each update that changed rows."""
Convert = Callable[[Any], Any]
_REQUIRED = object()
"""Stands for a parameter that has a name: it comes with each execution. All others are the statement's own."""


class PreparedStatement:
    """One select of columns, or one update; its parameters are named."""

    def __init__(self, statement: Select[Any] | Update) -> None:
        """Take it; it is put into words when it is first asked."""
        self._statement = statement
        self._text = ""
        self._given: list[tuple[str, Convert | None, Any]] = []
        self._read: list[Convert | None] = []

    def one_or_none(self, connection: Connection, values: Mapping[str, Any]) -> Sequence[Any] | None:
        """Return the only row of a select, None where there is none. Raises what SQLAlchemy raises."""
        if connection.dialect.name != "sqlite":
            return connection.execute(self._statement, values).one_or_none()
        rows, _changed = self._execute(connection, values)
        if len(rows) > 1:
            raise LookupError("several rows where one at most was to be")
        return (
            None
            if not rows
            else [
                value if read is None else read(value)
                for value, read in zip(rows[0], self._read, strict=True)
            ]
        )

    def update(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """Change the rows that an update is for and return how many. Raises what SQLAlchemy raises."""
        if connection.dialect.name != "sqlite" or not isinstance(self._statement, Update):
            return connection.execute(self._statement, values).rowcount
        _rows, changed = self._execute(connection, values)
        hear = connection.info.get(HEARS_OF_UPDATES)
        if changed and hear is not None:
            hear(self._statement.table)
        return changed

    def _execute(self, connection: Connection, values: Mapping[str, Any]) -> tuple[list[Any], int]:
        """Return the rows, and how many were changed."""
        if not self._text:
            self._put_into_words(connection.dialect)
        cursor = connection.connection.cursor()
        try:
            bound = []
            for name, bind, known in self._given:
                value = values[name] if known is _REQUIRED else known
                bound.append(value if bind is None else bind(value))
            cursor.execute(self._text, bound)
            return list(cursor.fetchall()), cursor.rowcount
        except Exception:
            # SQLAlchemy says what is wrong, with an error of its own kind.
            connection.execute(self._statement, values)
            raise
        finally:
            cursor.close()

    def _put_into_words(self, dialect: Dialect) -> None:
        compiled = self._statement.compile(dialect=dialect)
        if not isinstance(compiled, SQLCompiler):
            raise TypeError(type(compiled).__name__)

        def convert(kind: TypeEngine[Any], *, read: bool) -> Convert | None:
            own = kind.dialect_impl(dialect)
            return own.result_processor(dialect, None) if read else own.bind_processor(dialect)

        known = compiled.params
        named = {name for name, bind in compiled.binds.items() if not bind.unique}
        self._given = [
            (
                name,
                convert(compiled.binds[name].type, read=False),
                _REQUIRED if name in named else known[name],
            )
            for name in compiled.positiontup or ()
        ]
        if isinstance(self._statement, Select):
            self._read = [convert(column.type, read=True) for column in self._statement.selected_columns]
        self._text = str(compiled)
