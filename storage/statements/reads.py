"""Reads beside writes: on connections of their own that can't write, each piece of work on one snapshot.

What reads for long would hold up everybody in the writing thread; here it holds up nobody, and a few at a time at most
wait for each other. Measured, and why neither aiosqlite nor an async pool: docs/decisions/0013.
"""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError

from domain.threads import carrying
from storage.statements.engines import is_away
from storage.statements.scrubbing import LogScrubber

T = TypeVar("T")

READERS: Final = 3
"""How many read at once. They share the interpreter with whoever is answered: more would make nobody faster."""
TURN_S: Final = 0.1
"""How often it is looked whether the log is empty meanwhile."""
AGAIN_S: Final = 8
"""How long a read is tried again on a server that has gone: as long as people wait."""
SCRUB_S: Final = 0.5
"""How long a read lets the log be emptied first that only another program still keeps."""


class Readers:
    """A few threads that read from one database."""

    def __init__(self, engine: Engine, scrubber: LogScrubber | None) -> None:
        """Open nothing yet. What reads keeps SQLite's log from being emptied: `scrubber` goes before it."""
        self._engine = reading_engine(engine)
        self._scrubber = scrubber
        self._threads: ThreadPoolExecutor | None = None
        self._turn = threading.Condition()
        self._reading = 0
        self._reached = False

    def submit(self, work: Callable[[Connection], T]) -> "Future[T]":
        """Have `work` done in one of the threads, the longest waiting first; whatever it writes raises a DBAPIError."""
        if self._threads is None:
            self._threads = ThreadPoolExecutor(READERS, "reader")

        return self._threads.submit(carrying(self.here), work)

    def here(self, work: Callable[[Connection], T]) -> T:
        """Do `work` in this very thread; once more, as long as people wait, where the server went meanwhile."""
        until = time.monotonic() + AGAIN_S
        while True:
            try:
                with self._in_turn(), self._engine.connect() as connection, connection.begin():
                    self._reached = True
                    return work(connection)
            except DBAPIError as error:
                if not self._reached or not is_away(error) or time.monotonic() >= until:
                    raise
            self._engine.dispose()
            threading.Event().wait(TURN_S)

    def close(self) -> None:
        """Finish what is being read, drop what waits, let go of the connections."""
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
            self._threads = None
        self._engine.dispose()

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Begin behind a log that is to be emptied, so that it waits for no more than is being read already."""
        with self._turn:
            if self._scrubber is not None:
                while self._reading and not self._scrubber.wait(0):
                    self._turn.wait(TURN_S)
            self._reading += 1
        try:
            if self._scrubber is not None:
                self._scrubber.wait(SCRUB_S)
            yield
        finally:
            with self._turn:
                self._reading -= 1
                self._turn.notify_all()
            if self._scrubber is not None:
                self._scrubber.try_again()


def reading_engine(engine: Engine) -> Engine:
    """Return an engine for the same database whose transactions read one snapshot and can't write."""
    if engine.dialect.name != "sqlite":
        return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    arguments = {"check_same_thread": False}
    reading = create_engine(engine.url, connect_args=arguments, hide_parameters=True, pool_size=READERS)

    @event.listens_for(reading, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # sqlite3 must not begin transactions behind SQLAlchemy's back
        for pragma in ("query_only=ON", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(reading, "begin")
    def begin(connection: Connection) -> None:
        # Deferred: it takes no lock, and sees what was committed when it reads first.
        connection.exec_driver_sql("BEGIN")

    return reading
