"""One process runs the bot on a database at a time: two would each answer half of a conversation kept in memory."""

import fcntl
import os
from abc import ABC, abstractmethod
from pathlib import Path

from sqlalchemy import Connection, create_engine, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

_RUNNING = 0x6772696452756E73
"""The advisory lock of the bot that runs; any number that no other program takes."""


class SoleUse(ABC):
    """The right to run the bot on one database. The system takes it back when the process ends, however it ends."""

    @abstractmethod
    def take(self) -> bool:
        """Take it; return False where another process has it."""

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
            self._connection.invalidate()
            self._connection.close()
            self._connection = None
