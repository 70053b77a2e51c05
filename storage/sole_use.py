"""One process runs the bot on a database at a time: two would each answer half of a conversation kept in memory."""

import fcntl
import os
from abc import ABC, abstractmethod
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, create_engine, func, select, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.pool import NullPool

_RUNNING = 0x6772696452756E73
"""The advisory lock of the bot that runs; any number that no other program takes."""
_HELD = text(
    "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database AND datname = current_database()"
    " WHERE locktype = 'advisory' AND classid = :high AND objid = :low AND objsubid = 1 AND granted"
)
"""How PostgreSQL lists an advisory lock of one 64-bit number (its manual, pg_locks)."""


class SoleUse(ABC):
    """The right to run the bot on one database. The system takes it back when the process ends, however it ends."""

    @abstractmethod
    def take(self) -> bool:
        """Take it; return False where another process has it."""

    @abstractmethod
    def is_taken(self) -> bool:
        """Return whether any process, this one too, has it now; nothing is changed by asking. Raises OSError."""

    @abstractmethod
    def keep(self) -> bool:
        """Return whether it is still ours, or has been taken again; to be asked every minute."""

    @abstractmethod
    def give_up(self) -> None:
        """Let another process have it."""


def sole_use(url: str, file: Path | None) -> SoleUse:
    """Return the right to the database at `url`; `file` is that of a SQLite database, else None."""
    return _ServerLock(url) if file is None else _FileLock(file.with_name(f"{file.name}.lock"))


class _FileLock(SoleUse):
    """A lock (flock) on an empty file beside the database. The file stays: what counts is the lock, not the file.

    Not on the database itself: whoever closes any handle of it in this process would take SQLite's own locks away.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def take(self) -> bool:
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        self._handle = handle
        return True

    def is_taken(self) -> bool:
        try:
            handle = os.open(self._path, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(handle)
        return False

    def keep(self) -> bool:
        return self._handle is not None

    def give_up(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


class _ServerLock(SoleUse):
    """An advisory lock of PostgreSQL, held by a connection that does nothing else; it goes with the connection."""

    def __init__(self, url: str) -> None:
        self._engine = create_engine(
            url, poolclass=NullPool, isolation_level="AUTOCOMMIT", hide_parameters=True
        )
        self._connection: Connection | None = None

    def take(self) -> bool:
        connection = self._engine.connect()
        if not connection.scalar(select(func.pg_try_advisory_lock(_RUNNING))):
            connection.close()
            return False
        self._connection = connection
        return True

    def is_taken(self) -> bool:
        with self._engine.connect() as connection:
            return bool(connection.scalar(_HELD, {"high": _RUNNING >> 32, "low": _RUNNING & 0xFFFFFFFF}))

    def keep(self) -> bool:
        """Ask the server; a connection that broke is made anew. A server that is away lets nobody else in either."""
        try:
            if self._connection is not None:
                self._connection.scalar(select(1))
                return True
        except DBAPIError:
            self.give_up()
        try:
            return self.take()
        except DBAPIError:
            return True

    def give_up(self) -> None:
        if self._connection is not None:
            with suppress(SQLAlchemyError):  # else the server notices a little after the connection is gone
                self._connection.scalar(select(func.pg_advisory_unlock(_RUNNING)))
            self._connection.invalidate()
            self._connection.close()
            self._connection = None
