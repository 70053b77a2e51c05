"""Small facts about this installation: the receipt salt, what the tick has already prepared."""

from sqlalchemy import Connection, select

from storage.statements.upserts import insert_or
from storage.tables import settings


class Settings:
    """Keys and short texts."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def find(self, key: str) -> str | None:
        """Return the value of `key`, or None."""
        return self._connection.execute(select(settings.c.value).where(settings.c.key == key)).scalar()

    def beginning(self, prefix: str) -> dict[str, str]:
        """Return the values of all keys that begin with `prefix`, by what follows it."""
        rows = self._connection.execute(
            select(settings.c.key, settings.c.value).where(settings.c.key.startswith(prefix, autoescape=True))
        )
        return {row.key.removeprefix(prefix): row.value for row in rows}

    def put(self, key: str, value: str) -> None:
        """Set `key` to `value`; of two processes that do so at once, the later wins."""
        self._connection.execute(
            insert_or(self._connection, settings)
            .values(key=key, value=value)
            .on_conflict_do_update(index_elements=[settings.c.key], set_={"value": value})
        )
