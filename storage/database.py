"""The database: one connection in one worker thread, and a unit of work that several waiting people share a commit of.

Measured reasons in docs/decisions/0002: thread hops and the ORM cost more than the disk, so an update is one
hop, and those that wait while a commit runs are committed together, each behind its own savepoint. What reads for long
does so beside that: storage/statements/reads.py.
"""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from domain.threads import carried
from storage.statements.engines import READS, make_engine
from storage.statements.hooks import sent_together
from storage.statements.prepared import find_together
from storage.statements.reads import Readers
from storage.statements.scrubbing import REWRITTEN_AT_ONCE, LogScrubber, is_asked
from storage.unit_of_work import UnitOfWork
from storage.written import note_writes

if TYPE_CHECKING:
    from storage.statements.together import SentTogether

T = TypeVar("T")
Work = Callable[[UnitOfWork], T]

ANSWER_WAIT_S = 8
"""How long people wait for another program's lock: Telegram forgets a tap soon after, and who waits taps again."""
BATCH = 100


@dataclass(slots=True)
class _Job:
    work: Work[Any]
    loop: asyncio.AbstractEventLoop
    future: "asyncio.Future[Any]"
    foresee: Work[None] | None = None
    result: Any = None
    error: Exception | None = None

    def fail(self, error: BaseException) -> None:
        """Have whoever waits told of `error`."""
        self.error = carried(error)


class Database:
    """A SQLite file or a PostgreSQL server behind one worker thread."""

    def __init__(self, url: str) -> None:
        """Open `url` (a SQLAlchemy URL); nothing is created, see storage/schema.py."""
        self.engine = open_engine(url)
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._worker: threading.Thread | None = None
        file = self.engine.url.database if self.engine.dialect.name == "sqlite" else None
        self._scrubber = LogScrubber(Path(file)) if file else None
        self._readers = Readers(self.engine, self._scrubber)

    def write(self, work: Work[T]) -> T:
        """Do `work` in a transaction of its own, here and now: for the command line."""
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
        if self._worker is None:
            self._worker = threading.Thread(target=self._serve, name="database", daemon=True)
            self._worker.start()
        loop = asyncio.get_running_loop()
        job = _Job(work, loop, loop.create_future(), foresee)
        self._jobs.put(job)
        result: T = await job.future
        return result

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
        if self._worker is not None:
            self._jobs.put(None)
            self._worker.join()
            self._worker = None
        self._readers.close()
        if self._scrubber is not None:
            self._scrubber.close()
        self.engine.dispose()

    def _serve(self) -> None:
        with ExitStack() as held:
            connection: Connection | None = None
            while (first := self._jobs.get()) is not None:
                jobs, last = self._waiting(first)
                try:
                    connection = connection or held.enter_context(self._connected())
                    _do(connection, jobs)
                    if is_asked(connection):
                        self.scrub(REWRITTEN_AT_ONCE)
                except BaseException as error:  # noqa: BLE001 - the commit itself failed: everyone waiting is told
                    for job in jobs:
                        job.error = job.error or carried(error)
                    # What a connection is good for after that, nobody knows: the next work gets a new one.
                    held.close()
                    connection = None
                jobs[0].loop.call_soon_threadsafe(_settle, jobs)
                if last:
                    return

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with self.engine.connect() as connection:
            if self.engine.dialect.name == "sqlite":
                # Past SQLAlchemy, which would begin a transaction and wait for that very lock.
                driver = connection.connection.cursor()
                driver.execute(f"PRAGMA busy_timeout = {ANSWER_WAIT_S * 1000:.0f}")
                driver.close()
                yield connection
            else:
                with sent_together(connection):
                    yield connection

    def _waiting(self, first: _Job) -> tuple[list[_Job], bool]:
        """Return `first` and what has come meanwhile, and whether the end was asked for behind it."""
        jobs = [first]
        while len(jobs) < BATCH:
            try:
                job = self._jobs.get_nowait()
            except Empty:
                break
            if job is None:
                return jobs, True
            jobs.append(job)
        return jobs, False


class Staging:
    """A change made ready beside what others write, in temporary tables, and then put into force."""

    def __init__(self, connection: Connection) -> None:
        """Work on `connection`, which nobody else has."""
        self._connection = connection

    def stage(self, work: Work[T]) -> T:
        """Do `work`, which reads, and writes nothing but temporary tables: nobody waits for it."""
        self._connection.execution_options(**{READS: True})
        with self._connection.begin():
            return work(UnitOfWork(self._connection))

    def switch(self, work: Work[T]) -> T:
        """Do `work` in a transaction in which others wait."""
        self._connection.execution_options(**{READS: False})
        with self._connection.begin():
            return work(UnitOfWork(self._connection))


def _do(connection: Connection, jobs: list[_Job]) -> None:
    """Do `jobs` in one transaction; what one of them did before it failed is undone, nothing else."""
    together = find_together(connection)
    with connection.begin() as transaction:
        if together is not None:
            _do_together(connection, jobs, together)
        elif len(jobs) > 1:
            _do_each(connection, jobs)
            return
        else:
            _try(connection, jobs[0])
        if len(jobs) == 1 and jobs[0].error is not None:
            transaction.rollback()


def _do_each(connection: Connection, jobs: list[_Job]) -> None:
    # Past SQLAlchemy, which takes longer over a savepoint than the database does.
    driver = connection.connection.cursor()
    for job in jobs:
        driver.execute("SAVEPOINT job")
        _try(connection, job)
        if job.error is not None:
            driver.execute("ROLLBACK TO SAVEPOINT job")
        driver.execute("RELEASE SAVEPOINT job")
    driver.close()


def _do_together(connection: Connection, jobs: list[_Job], together: "SentTogether") -> None:
    """Do it with fewer questions: what each of them need not hear of goes with what the next one asks."""
    if len(jobs) == 1:
        _try(connection, jobs[0])
        if jobs[0].error is None:
            jobs[0].error = _flush(together)
        if jobs[0].error is not None:
            together.roll_back()
        return
    _foresee(connection, jobs, together)
    for job in jobs:
        together.begin_part(job.fail)
        _try(connection, job)
        if job.error is not None:
            together.undo_part()
        else:
            together.end_part()
    together.flush()
    together.forget_foreseen()


def _foresee(connection: Connection, jobs: list[_Job], together: "SentTogether") -> None:
    """Ask at once what all of them are going to ask first. Should that fail, each asks for itself."""
    uow = UnitOfWork(connection)
    try:
        for job in jobs:
            if job.foresee is not None:
                job.foresee(uow)
        together.flush()
    except SQLAlchemyError:
        together.roll_back()


def _try(connection: Connection, job: _Job) -> None:
    try:
        job.result = job.work(UnitOfWork(connection))
    except BaseException as error:  # noqa: BLE001 - whoever waits for the job is told
        job.fail(error)


def _flush(together: "SentTogether") -> Exception | None:
    try:
        together.flush()
    except BaseException as error:  # noqa: BLE001 - whoever waits for the job is told
        return carried(error)
    return None


def _settle(jobs: list[_Job]) -> None:
    for job in jobs:
        if job.future.cancelled():
            continue
        if job.error is not None:
            job.future.set_exception(job.error)
        else:
            job.future.set_result(job.result)


def open_engine(url: str) -> Engine:
    """Return an engine for `url`, as storage/statements/engines.py makes it, that notes what is written."""
    # After it was made: on PostgreSQL what was sent before a savepoint is noted before it.
    engine = make_engine(url)
    note_writes(engine)
    return engine
