"""Statements put into words once: over each execution SQLAlchemy takes ten times as long as SQLite over most answers.

On SQLite, and on PostgreSQL where several are sent together (storage/statements/together.py); else they are asked
through SQLAlchemy, as is what names a list on PostgreSQL. How values are bound and read, and that what was written is
noted (storage/written.py), stays as it is. docs/decisions/0002, 0014 and 0016 say what it gains.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import CompoundSelect, Connection, Delete, Insert, Select, Table
from sqlalchemy.sql import visitors

from storage.statements.rows import are_fields_of
from storage.statements.statement_words import Statement, StatementWords, bound, put_into_words, read_row

if TYPE_CHECKING:
    from storage.statements.together import SentTogether

V = TypeVar("V")

TOGETHER = "sent together"
"""In a connection's info: what sends several statements together on it (SentTogether), where anything does."""
HEARS_OF_WRITES = "hears of writes"
"""In a connection's info: what is called with the table of each statement that wrote rows, and whether it deletes."""
_NOTHING: Mapping[str, Any] = {}
_COUNTED = {"preserve_rowcount": True}


class PreparedStatement:
    """One select of columns, or one insert, update or delete; its parameters are named, and given each time."""

    def __init__(
        self,
        statement: Statement,
        *,
        elsewhere: Statement | None = None,
    ) -> None:
        """Take it; it is put into words when it is first asked. `elsewhere`: what other databases take instead."""
        self._statement = statement
        self._elsewhere = statement if elsewhere is None else elsewhere
        self._is_select = isinstance(statement, Select | CompoundSelect)
        self._words: dict[tuple[str, ...], StatementWords | None] = {}

    def rows(self, connection: Connection, values: Mapping[str, Any] = _NOTHING) -> list[Any]:
        """Return the rows of a select, whose columns have their names. Raises what SQLAlchemy raises."""
        words = self._in_words(connection, values)
        if words is None:
            return list(connection.execute(self._elsewhere, values).all())
        return [words.row(row) for row in self._select(connection, words, values)]

    def foresee(self, connection: Connection, values: Mapping[str, Any] = _NOTHING) -> None:
        """Have a select that is going to be asked sent with the next question, where several go together."""
        together = find_together(connection)
        words = None if together is None else self._in_words(connection, values)
        if together is not None and words is not None:
            together.foresee(*bound(words, values), self._tables)

    def rows_as(
        self, kind: Callable[..., V], connection: Connection, values: Mapping[str, Any] = _NOTHING
    ) -> list[V]:
        """Return each row of a select as a `kind`, as rows_as does of storage/statements/rows.py."""
        words = self._in_words(connection, values)
        if words is None:
            found = connection.execute(self._elsewhere, values)
            are_fields_of(kind, tuple(found.keys()))
            return [kind(*row) for row in found]
        are_fields_of(kind, words.names)
        return [kind(*row) for row in self._select(connection, words, values)]

    def one_or_none(self, connection: Connection, values: Mapping[str, Any] = _NOTHING) -> Any:
        """Return the only row of a select, None where there is none. Raises LookupError where there are several."""
        rows = self.rows(connection, values)
        if len(rows) > 1:
            raise LookupError("several rows where one at most was to be")
        return rows[0] if rows else None

    def scalars(self, connection: Connection, values: Mapping[str, Any] = _NOTHING) -> list[Any]:
        """Return the first column of each row."""
        words = self._in_words(connection, values)
        if words is None:
            return list(connection.execute(self._elsewhere, values).scalars())
        return [row[0] for row in self._select(connection, words, values)]

    def scalar(self, connection: Connection, values: Mapping[str, Any] = _NOTHING) -> Any:
        """Return the first column of the first row, None where there is none."""
        return next(iter(self.scalars(connection, values)), None)

    def write(self, connection: Connection, values: Mapping[str, Any] = _NOTHING) -> int:
        """Add, change or delete rows and return how many. Raises what SQLAlchemy raises."""
        words = self._in_words(connection, values)
        if words is None:
            # Of what was not added because it is there SQLAlchemy would say -1, as of all that it adds.
            return connection.execute(self._elsewhere, values, execution_options=_COUNTED).rowcount
        return self._execute(connection, words, values)[1]

    def put(self, connection: Connection, values: Mapping[str, Any] = _NOTHING) -> None:
        """Write as `write` does, at the latest before anything else is asked or the work is kept.

        What can't be done is raised then: by what comes next, or by the end of the work.
        """
        together = find_together(connection)
        words = None if together is None else self._in_words(connection, values)
        # A part of the work may be undone before it is sent.
        if together is None or words is None or connection.in_nested_transaction():
            self.write(connection, values)
            return
        hear = connection.info.get(HEARS_OF_WRITES)
        text, given = bound(words, values)
        together.writing(self._written)
        together.later(text, given, lambda answer: self._note(answer.changed, hear))

    def write_each(self, connection: Connection, many: Sequence[Mapping[str, Any]]) -> None:
        """Write with each of `many` values, which all have the same names; nothing for none."""
        if not many:
            return
        words = self._in_words(connection, many[0]) if connection.dialect.name == "sqlite" else None
        if words is None:
            connection.execute(self._elsewhere, many)
            return
        self._execute(connection, words, many)

    def add(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """Insert one row into a table that counts its rows and return its id. Raises what SQLAlchemy raises."""
        words = self._in_words(connection, values)
        if words is None:
            (new,) = connection.execute(self._elsewhere, values).inserted_primary_key or (0,)
            return int(new)
        return self._execute(connection, words, values)[2]

    def _select(
        self, connection: Connection, words: StatementWords, values: Mapping[str, Any]
    ) -> Sequence[Sequence[Any]]:
        found: Sequence[Sequence[Any]] = self._execute(connection, words, values)[0]
        return [read_row(row, words.read) for row in found] if words.read else found

    def _execute(
        self,
        connection: Connection,
        words: StatementWords,
        values: Mapping[str, Any] | Sequence[Mapping[str, Any]],
    ) -> tuple[list[Any], int, int]:
        """Return the rows, how many were changed, and the id of the last one added."""
        together = find_together(connection)
        if together is not None and isinstance(values, Mapping):
            if not self._is_select:
                together.writing(self._written)
            answer = together.ask(*bound(words, values))
            rows, changed = answer.rows, answer.changed
            last = int(rows[0][0]) if rows and isinstance(self._statement, Insert) else 0
        else:
            rows, changed, last = self._on_sqlite(connection, words, values)
        if self._is_select:
            return rows, 0, 0
        self._note(changed, connection.info.get(HEARS_OF_WRITES))
        return [], changed, last

    @cached_property
    def _tables(self) -> frozenset[str]:
        """The tables that it reads."""
        found = (each for each in visitors.iterate(self._elsewhere) if isinstance(each, Table))
        return frozenset(table.name for table in found)

    @property
    def _written(self) -> str | None:
        """The table that it writes."""
        table = getattr(self._elsewhere, "table", None)
        return table.name if isinstance(table, Table) else None

    def _note(self, changed: int, hear: Callable[..., None] | None) -> None:
        if changed and hear is not None and not isinstance(self._statement, Select | CompoundSelect):
            hear(self._statement.table, deleted=isinstance(self._statement, Delete))

    def _on_sqlite(
        self,
        connection: Connection,
        words: StatementWords,
        values: Mapping[str, Any] | Sequence[Mapping[str, Any]],
    ) -> tuple[list[Any], int, int]:
        cursor = connection.connection.cursor()
        try:
            if isinstance(values, Mapping):
                cursor.execute(*bound(words, values))
            else:
                # Of a statement with a list in it, each execution would be a text of its own.
                (text,) = words.parts
                cursor.executemany(text, [bound(words, each)[1] for each in values])
            rows = list(cursor.fetchall()) if self._is_select else []
            changed, last = cursor.rowcount, cursor.lastrowid or 0
        except Exception:
            # SQLAlchemy says what is wrong, with an error of its own kind.
            connection.execute(self._statement, values)
            raise
        finally:
            cursor.close()
        return rows, changed, last

    def _in_words(self, connection: Connection, values: Mapping[str, Any]) -> StatementWords | None:
        """Return the words for this database; None where SQLAlchemy is to ask it."""
        dialect = connection.dialect
        on_sqlite = dialect.name == "sqlite"
        if not on_sqlite and TOGETHER not in connection.info:
            return None
        # What is written has words for each set of columns.
        names = (dialect.name,) if self._is_select else (dialect.name, *values)
        if names not in self._words:
            statement = self._statement if on_sqlite else self._elsewhere
            self._words[names] = put_into_words(statement, dialect, names[1:])
        return self._words[names]


def find_together(connection: Connection) -> "SentTogether | None":
    """Return what sends statements of `connection` together, None where nothing does."""
    found: SentTogether | None = connection.info.get(TOGETHER)
    return found
