"""One process runs the bot on a database at a time: two would each answer half of a conversation kept in memory."""

import fcntl
import os
import threading
from abc import ABC, abstractmethod
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from storage.leases.leases import Leases, lease_engine
from storage.leases.right import this_process
from storage.leases.rules import LOOKED_AT, RENEWED_EVERY, Lease, LeaseRole
from storage.leases.tables import leases as leases_table

LOOK_AGAIN_S: Final = 0.5
_RUNNING = 0x6772696452756E73
"""The advisory lock that a bot held of a version which knew no leases."""
_HELD = text(
    "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database AND datname = current_database()"
    " WHERE locktype = 'advisory' AND classid = :high AND objid = :low AND objsubid = 1 AND granted"
)
"""How PostgreSQL lists an advisory lock of one 64-bit number (its manual, pg_locks)."""


class SoleUse(ABC):
    """The right to run the bot on one database. However the process ends, it is free again at once, or soon."""

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


def sole_use(url: str, file: Path | None, *, is_one_of_many: bool = False) -> SoleUse:
    """Return the right to the database at `url`; `file` is that of a SQLite database, else None.

    One of many keeps out only whoever wants to be alone: that is what `gridbot run --webhook` takes, on a server.
    """
    if file is not None:
        return _FileLock(file.with_name(f"{file.name}.lock"))
    return _ServerLease(url, is_one_of_many=is_one_of_many)


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


class _ServerLease(SoleUse):
    """A lease in the database, prolonged by a thread of its own until it is given up (docs/processes.md).

    One of many takes none: it makes sure that nobody is alone. Before the tables are there, or while they are put
    back, there is nothing to hold; it is taken as soon as there is.
    """

    def __init__(self, url: str, *, is_one_of_many: bool) -> None:
        self._engine = lease_engine(url)
        self._is_one_of_many = is_one_of_many
        self._holder = this_process()
        self._token = 0
        self._is_lost = False
        self._over = threading.Event()
        self._thread: threading.Thread | None = None

    def take(self) -> bool:
        """Take it. Where another process has it, this waits until that is seen to live or its time has run out."""
        seen: dict[LeaseRole, datetime] = {}
        with self._engine.begin() as connection:
            if self._older_runs(connection):
                return False
        while others := self._others():
            for lease in others:
                if seen.setdefault(lease.role, lease.expires_at) != lease.expires_at:
                    return False
            self._over.wait(LOOK_AGAIN_S)
        self._look()
        if self._is_lost:
            return False
        self._thread = threading.Thread(target=self._go_on, name="lease", daemon=True)
        self._thread.start()
        return True

    def is_taken(self) -> bool:
        with self._engine.begin() as connection:
            if not _is_laid(connection):
                return self._older_runs(connection)
            leases = Leases(connection)
            now = leases.now()
            return any(lease.is_held(now) for lease in leases.all())

    def keep(self) -> bool:
        """Tell what the thread found last. A server that is away lets nobody else in either."""
        return not self._is_lost

    def give_up(self) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        with suppress(SQLAlchemyError), self._engine.begin() as connection:  # else its time runs out
            if self._token and _is_laid(connection):
                Leases(connection).give_up(LeaseRole.POLL, self._holder, self._token)
        self._token = 0

    def _go_on(self) -> None:
        while not self._over.wait(RENEWED_EVERY.total_seconds()):
            with suppress(SQLAlchemyError):
                self._look()

    def _look(self) -> None:
        """Prolong it, or take it where that is lost and nobody else has it; note whether anybody has."""
        if not self._is_one_of_many:
            with self._engine.begin() as connection:
                if not _is_laid(connection):
                    return
                leases = Leases(connection)
                mine = leases.renew(LeaseRole.POLL, self._holder, self._token) if self._token else None
                mine = mine or leases.take(LeaseRole.POLL, self._holder)
                self._token = mine.token if mine else 0
        # Where it could not be taken, a transaction of this very process may have been in the way.
        self._is_lost = not self._token and bool(self._others())

    def _others(self) -> list[Lease]:
        """Return what other processes have that leaves no room for this one."""
        with self._engine.begin() as connection:
            if not _is_laid(connection):
                return []
            leases = Leases(connection)
            now = leases.now()
            in_the_way = (LeaseRole.POLL,) if self._is_one_of_many else LOOKED_AT[LeaseRole.POLL]
            return [
                lease
                for lease in leases.all()
                if lease.role in in_the_way and lease.holder != self._holder and lease.is_held(now)
            ]

    def _older_runs(self, connection: Connection) -> bool:
        """Tell whether a bot of a version runs that knew no leases."""
        return bool(connection.scalar(_HELD, {"high": _RUNNING >> 32, "low": _RUNNING & 0xFFFFFFFF}))


def _is_laid(connection: Connection) -> bool:
    return inspect(connection).has_table(leases_table.name)
