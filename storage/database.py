"""The database: work goes to a thread that writes, and several waiting people share a commit of a unit of work.

Measured reasons in docs/decisions/0002: thread hops and the ORM cost more than the disk, so an update is one
hop, and those that wait while a commit runs are committed together, each behind its own savepoint. What reads for long
does so beside that: storage/statements/reads.py. How several processes write to one PostgreSQL, and what is done anew:
storage/transactions/serial.py.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine

from storage.statements.engines import LOCK_WAIT_S, READS, make_engine
from storage.statements.hooks import POOLED
from storage.statements.reads import Readers
from storage.statements.scrubbing import REWRITTEN_AT_ONCE, LogScrubber, is_asked
from storage.transactions.jobs import Job, Work
from storage.transactions.serial import LOCK_ALONE, Dealings, SerialWriter
from storage.transactions.writers import ANSWER_WAIT_S, Writers
from storage.unit_of_work import UnitOfWork
from storage.written import note_writes

T = TypeVar("T")


class Database:
    """A SQLite file or a PostgreSQL server behind one worker thread."""

    def __init__(self, url: str) -> None:
        """Open `url` (a SQLAlchemy URL); nothing is created, see storage/schema.py."""
        self.engine = open_engine(url)
        self.dealings = Dealings()
        """What came of writing to a server."""
        self._writers = Writers(self.engine, self.dealings, partial(self.scrub, REWRITTEN_AT_ONCE))
        file = self.engine.url.database if self.engine.dialect.name == "sqlite" else None
        self._scrubber = LogScrubber(Path(file)) if file else None
        self._readers = Readers(self.engine, self._scrubber)

    def write(self, work: Work[T]) -> T:
        """Do `work` in a transaction of its own, here and now: for the command line."""
        if self.engine.dialect.name != "sqlite":
            return self._write_to_server(work)
        with self.engine.begin() as connection:
            result = work(UnitOfWork(connection))
            asked = is_asked(connection)
        if asked:
            self.scrub(REWRITTEN_AT_ONCE)
        return result

    async def run(self, work: Work[T], foresee: Work[None] | None = None) -> T:
        """Do `work` in the worker thread and return what it returns once that is committed.

        `foresee` names what `work` is going to ask, so that it can be asked with what others ask who wait as well.
        Raises whatever `work` raises, after rolling back what it did and nothing else.
        """
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._writers.put(Job(work, time.monotonic() + ANSWER_WAIT_S, foresee, future))
        return await future

    @contextmanager
    def staging(self) -> Iterator["Staging"]:
        """Hold one connection for a change that is made ready first: for the command line."""
        with self.engine.connect() as connection:
            yield Staging(connection)

    async def read(self, work: Work[T]) -> T:
        """Do `work`, which only reads, beside whoever writes, and return what it returns.

        It sees one moment's state, with all that was committed before it began: what must still be so when somebody
        writes is asked for in `run`. Raises what `work` raises, and a DBAPIError where it writes.
        """
        reading = self._readers.submit(lambda connection: work(UnitOfWork(connection)))
        return await asyncio.wrap_future(reading)

    def look(self, work: Work[T]) -> T:
        """Do `work`, which only reads, as `read` does, here and now: for the command line, and for other threads."""
        return self._readers.here(lambda connection: work(UnitOfWork(connection)))

    def is_pooled(self) -> bool:
        """Tell whether PostgreSQL is reached through a pooler (pgbouncer). Raises a DBAPIError where it is away."""
        with self.engine.connect() as connection:
            return bool(connection.info.get(POOLED))

    def scrub(self, rewritten_up_to: int = 0) -> None:
        """Have the log beside a SQLite file emptied, and the file written anew up to this size; returns at once.

        See storage/statements/scrubbing.py. PostgreSQL keeps its log by its own settings.
        """
        if self._scrubber is not None:
            self._scrubber.ask(rewritten_up_to)

    def is_scrubbed(self, timeout_s: float) -> bool:
        """Wait until the log is emptied of all that is committed by now, in this thread; tell whether it is."""
        return self._scrubber is None or self._scrubber.wait(timeout_s)

    def close(self) -> None:
        """Finish what is queued, then let go of the database."""
        self._writers.close()
        self._readers.close()
        if self._scrubber is not None:
            self._scrubber.close()
        self.engine.dispose()

    def _write_to_server(self, work: Work[T]) -> T:
        job = Job(work, time.monotonic() + LOCK_WAIT_S)
        with SerialWriter(self.engine, self.dealings, named=False) as writer:
            writer.do([job])
        if job.error is not None:
            raise job.error
        result: T = job.result
        return result


class Staging:
    """A change made ready beside what others write, in temporary tables, and then put into force."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`, which nobody else has."""
        self._connection = connection
        self._on_server = connection.dialect.name != "sqlite"
        self._pooled = bool(connection.info.get(POOLED))
        self._staged: list[Work[object]] = []

    def stage(self, work: Work[T]) -> T:
        """Do `work`, which reads, and writes nothing but temporary tables: nobody waits for it.

        Behind a pooler they would stay with a connection of the server that may be somebody else's next: there they go
        with this transaction, and are made anew by `switch`.
        """
        self._isolate(reads=True)
        with self._connection.begin() as transaction:
            result = work(UnitOfWork(self._connection))
            if self._pooled:
                self._staged.append(work)
                transaction.rollback()
        return result

    def switch(self, work: Work[T]) -> T:
        """Do `work` in a transaction in which others wait."""
        self._isolate(reads=False)
        with self._connection.begin():
            if self._on_server:
                self._connection.exec_driver_sql(LOCK_ALONE)
            for staged in self._staged:
                staged(UnitOfWork(self._connection))
            result = work(UnitOfWork(self._connection))
            if self._pooled:
                self._connection.exec_driver_sql("DISCARD TEMP")
        return result

    def _isolate(self, *, reads: bool) -> None:
        # What only makes ready is no part of what others write at once.
        level = {"isolation_level": "REPEATABLE READ" if reads else "SERIALIZABLE"} if self._on_server else {}
        self._connection.execution_options(**{READS: reads}, **level)


def open_engine(url: str) -> Engine:
    """Return an engine for `url`, as storage/statements/engines.py makes it, that notes what is written."""
    # After it was made: on PostgreSQL what was sent before a savepoint is noted before it.
    engine = make_engine(url)
    note_writes(engine)
    return engine
