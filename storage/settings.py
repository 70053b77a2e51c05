"""Small facts about this installation: the receipt salt, what the tick has already prepared."""

from sqlalchemy import Connection, delete, insert, select

from storage.tables import settings


class Settings:
    """Keys and short texts."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def find(self, key: str) -> str | None:
        """Return the value of `key`, or None."""
        return self._connection.execute(select(settings.c.value).where(settings.c.key == key)).scalar()

    def put(self, key: str, value: str) -> None:
        """Set `key` to `value`."""
        self._connection.execute(delete(settings).where(settings.c.key == key))
        self._connection.execute(insert(settings).values(key=key, value=value))
