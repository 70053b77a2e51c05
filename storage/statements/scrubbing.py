"""Leave nothing in SQLite's log of the order in which things were written (docs/threat-model.md).

The log beside the file keeps old pages in the order of their commits until it is cut off: between two rows that have
a minute a tip would have one, too. So it is emptied after every commit that says so (`ask_for_scrub`) and with every
tick, whether anything came or not: that it is empty tells nothing.

Pages lie in the file in the order in which they were needed, a tip's among those of rows with minutes. So the file is
written anew, table by table: at once while it is small, else at night.
"""

import logging
import os
import sqlite3
import threading
from contextlib import closing, suppress
from pathlib import Path
from time import monotonic
from typing import Final

from sqlalchemy import Connection

log = logging.getLogger(__name__)

FIRST_PAUSE_S: Final = 0.05
LONGEST_PAUSE_S: Final = 2.0
REWRITTEN_AT_ONCE: Final = 16 * 2**20
"""Bytes. Writing anew holds up whoever writes, a second for about 100 MB."""
REWRITTEN_AT_NIGHT: Final = 512 * 2**20
"""Bytes. A larger file would hold up others for longer than they wait (LOCK_WAIT_S)."""
REWRITTEN_EVERY_S: Final = 60.0
"""A flood of tips must not keep the file busy."""
_ASKED: Final = "scrub"
_ENDING_S: Final = 5.0
"""How long the end of the process waits for a log that somebody is reading; the next start tries again."""


def ask_for_scrub(connection: Connection) -> None:
    """Have the log emptied once the transaction of `connection` is committed."""
    connection.info[_ASKED] = True


def is_asked(connection: Connection) -> bool:
    """Tell, once, whether something done on `connection` asked for it."""
    return connection.info.pop(_ASKED, None) is not None


class LogScrubber:
    """Empties the log of one SQLite file in a thread of its own, again and again until it is done.

    An open reader keeps the log from being cut off, for as long as it reads. Every try gives way at once: whoever
    waited in it would hold up the writing thread meanwhile.
    """

    def __init__(self, file: Path) -> None:
        """Do nothing yet."""
        self._file = file
        self._turn = threading.Condition()
        self._asked = 0
        self._done = 0
        self._ending = False
        self._again = False
        self._rewritten_up_to = 0
        """The size, in bytes, up to which the file is still to be written anew; 0: it is not."""
        self._rewritten_at = -REWRITTEN_EVERY_S
        self._thread: threading.Thread | None = None

    def ask(self, rewritten_up_to: int = 0) -> None:
        """Have the log emptied of all that is committed by now; returns at once.

        A file of no more than `rewritten_up_to` bytes is written anew as well, now or with the next asking but
        REWRITTEN_EVERY_S.
        """
        with self._turn:
            self._asked += 1
            self._rewritten_up_to = max(self._rewritten_up_to, rewritten_up_to)
            if self._thread is None and not self._ending:
                self._thread = threading.Thread(target=self._serve, name="scrubber", daemon=True)
                self._thread.start()
            self._turn.notify_all()

    def wait(self, timeout_s: float) -> bool:
        """Wait until all that was asked for is done; tell whether it is."""
        with self._turn:
            asked = self._asked
            return self._turn.wait_for(lambda: self._done >= asked, timeout_s)

    def try_again(self) -> None:
        """Try at once what could not be done while somebody read: they read no longer."""
        with self._turn:
            self._again = self._done < self._asked
            # Every read comes by here: the thread is not woken for nothing.
            if self._again:
                self._turn.notify_all()

    def close(self) -> None:
        """Finish, or give up where somebody goes on reading."""
        thread = self._thread
        if thread is None:
            return
        if not self.wait(_ENDING_S):
            log.warning("the database's log could not be emptied: another program is reading it")
        with self._turn:
            self._ending = True
            self._turn.notify_all()
        thread.join()
        self._thread = None
        self._ending = False

    def _serve(self) -> None:
        pause_s = FIRST_PAUSE_S
        while True:
            with self._turn:
                self._turn.wait_for(lambda: self._ending or self._asked > self._done)
                if self._ending:
                    return
                asked = self._asked
            if empty_log(self._file) and self._rewrite():
                pause_s = FIRST_PAUSE_S
                with self._turn:
                    self._done = asked
                    self._turn.notify_all()
                continue
            with self._turn:
                self._turn.wait_for(lambda: self._ending or self._again, pause_s)
                self._again = False
            pause_s = min(pause_s * 2, LONGEST_PAUSE_S)

    def _rewrite(self) -> bool:
        """Write the file anew where that is asked for and it is time; tell whether its log is empty then."""
        if monotonic() - self._rewritten_at < REWRITTEN_EVERY_S:
            return True
        with self._turn:
            largest, self._rewritten_up_to = self._rewritten_up_to, 0
        if not self._file.exists() or self._file.stat().st_size > largest:
            return True
        if not write_anew(self._file):
            with self._turn:
                self._rewritten_up_to = max(self._rewritten_up_to, largest)
            return False
        self._rewritten_at = monotonic()
        return empty_log(self._file)


def write_anew(file: Path) -> bool:
    """Write `file` anew, table by table; tell whether that could be done. Waits for nobody.

    Where the disk is full it is left as it is: what is wrong there others say.
    """
    try:
        with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as connection:
            connection.execute("VACUUM").close()
    except sqlite3.OperationalError as error:
        return error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return True


def empty_log(file: Path) -> bool:
    """Write the log of `file` into it and cut it off; tell whether that could be done. Waits for nobody."""
    if not file.exists():
        return True
    try:
        with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as connection:
            # Most of the work first, in a way that holds nobody up.
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
            busy, _frames, _written = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError:
        return False
    if not busy:
        _touch(file)
    return not busy


def _touch(file: Path) -> None:
    """Set the time of last change of the file to now: that of the last tick, soon, and not that of a tip."""
    for path in (file, file.with_name(f"{file.name}-wal")):
        with suppress(OSError):
            os.utime(path)
