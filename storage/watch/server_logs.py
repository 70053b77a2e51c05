"""What a PostgreSQL server writes into logs of its own: statements there have a minute (docs/threat-model.md)."""

from typing import Final

from sqlalchemy import Connection, text

_QUIET: Final = {
    "log_statement": ("none", "ddl"),
    "log_min_duration_statement": ("-1",),
    "log_min_duration_sample": ("-1",),
    "log_duration": ("off",),
    "track_commit_timestamp": ("off",),
}
"""The settings that keep when something was written, and at which values they do not."""


class ServerLogs:
    """The settings of the server behind the database."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def statement_settings(self) -> dict[str, str] | None:
        """Return the settings by which the server keeps when statements came; None on SQLite, which has no server."""
        if self._connection.dialect.name != "postgresql":
            return None
        rows = self._connection.execute(
            text("SELECT name, setting FROM pg_settings WHERE name = ANY(:names)"), {"names": list(_QUIET)}
        )
        return {name: value for name, value in sorted(rows) if value not in _QUIET[name]}
