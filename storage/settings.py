"""Small facts about this installation: the receipt salt, what the tick has already prepared."""

from typing import Final

from sqlalchemy import Connection, Integer, Text, bindparam, cast, select
from sqlalchemy.dialects import postgresql, sqlite

from storage.statements.prepared import PreparedStatement
from storage.tables import settings

_FIND = PreparedStatement(select(settings.c.value).where(settings.c.key == bindparam("key")))


def _put(insert: postgresql.Insert | sqlite.Insert) -> postgresql.Insert | sqlite.Insert:
    return insert.on_conflict_do_update(
        index_elements=[settings.c.key], set_={"value": insert.excluded.value}
    )


def _grown(insert: postgresql.Insert | sqlite.Insert) -> postgresql.Insert | sqlite.Insert:
    one_more = cast(cast(settings.c.value, Integer) + 1, Text)
    return insert.values(key=_VERSION, value="1").on_conflict_do_update(
        index_elements=[settings.c.key], set_={"value": one_more}
    )


_VERSION: Final = "live_version"
_PUT = PreparedStatement(_put(sqlite.insert(settings)), elsewhere=_put(postgresql.insert(settings)))
_SETTLE = PreparedStatement(
    sqlite.insert(settings).on_conflict_do_nothing(),
    elsewhere=postgresql.insert(settings).on_conflict_do_nothing(),
)


_GROW = PreparedStatement(_grown(sqlite.insert(settings)), elsewhere=_grown(postgresql.insert(settings)))


def note_live_change(connection: Connection) -> None:
    """Have every process notice that something was changed of which they keep in memory what it is."""
    _GROW.write(connection)


class Settings:
    """Keys and short texts."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def find(self, key: str) -> str | None:
        """Return the value of `key`, or None."""
        value: str | None = _FIND.scalar(self._connection, {"key": key})
        return value

    def live_version(self) -> int:
        """Return a number that grows with each change of what processes keep in memory (duties, texts, facts)."""
        return int(self.find(_VERSION) or 0)

    def foresee_live_version(self) -> None:
        """Have `live_version` answered with whatever is asked next, where several questions go together."""
        _FIND.foresee(self._connection, {"key": _VERSION})

    def beginning(self, prefix: str) -> dict[str, str]:
        """Return the values of all keys that begin with `prefix`, by what follows it."""
        rows = self._connection.execute(
            select(settings.c.key, settings.c.value).where(settings.c.key.startswith(prefix, autoescape=True))
        )
        return {row.key.removeprefix(prefix): row.value for row in rows}

    def settle(self, key: str, value: str) -> str:
        """Set `key` to `value` if it is not set yet, and return what it is: of several who do so at once, one wins."""
        _SETTLE.write(self._connection, {"key": key, "value": value})
        return self.find(key) or value

    def put(self, key: str, value: str) -> None:
        """Set `key` to `value`; of two processes that do so at once, the later wins."""
        _PUT.write(self._connection, {"key": key, "value": value})
