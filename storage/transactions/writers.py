"""The threads in which work is done: what waits meanwhile is done together."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from queue import Empty, SimpleQueue
from typing import Final

from sqlalchemy import Connection, Engine

from storage.statements.scrubbing import is_asked
from storage.transactions.jobs import Job, do_one_by_one
from storage.transactions.serial import Dealings, SerialWriter

ANSWER_WAIT_S: Final = 8
"""How long people wait for another program's lock: Telegram forgets a tap soon after, and who waits taps again."""
BATCH: Final = 100


class Writers:
    """One thread on SQLite, some on PostgreSQL; started when something is to be done."""

    def __init__(self, engine: Engine, dealings: Dealings, scrub: Callable[[], None], many: int = 1) -> None:
        """Write over connections of `engine`; `scrub` is called once something is committed that asks for it."""
        self._engine, self._dealings, self._scrub, self._many = engine, dealings, scrub, many
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []

    def put(self, job: Job) -> None:
        """Have `job` done, and whoever waits for it told."""
        if not self._threads:
            serve = self._serve_file if self._engine.dialect.name == "sqlite" else self._serve_server
            self._threads = [
                threading.Thread(target=serve, name="database", daemon=True) for _ in range(self._many)
            ]
            for thread in self._threads:
                thread.start()
        self._jobs.put(job)

    def close(self) -> None:
        """Finish what is queued."""
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()
        self._threads = []

    def _serve_file(self) -> None:
        with ExitStack() as held:
            connection: Connection | None = None
            while (first := self._jobs.get()) is not None:
                jobs, last = self._waiting(first)
                try:
                    connection = connection or held.enter_context(self._connected())
                    do_one_by_one(connection, jobs)
                    if is_asked(connection):
                        self._scrub()
                except BaseException as error:  # noqa: BLE001 - the commit itself failed: everyone waiting is told
                    for job in jobs:
                        job.error = job.error or error
                    # What a connection is good for after that, nobody knows: the next work gets a new one.
                    held.close()
                    connection = None
                _settle(jobs)
                if last:
                    return

    def _serve_server(self) -> None:
        with SerialWriter(self._engine, self._dealings) as writer:
            while (first := self._jobs.get()) is not None:
                jobs, last = self._waiting(first)
                writer.do(jobs)
                _settle(jobs)
                if last:
                    return

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            # Past SQLAlchemy, which would begin a transaction and wait for that very lock.
            driver = connection.connection.cursor()
            driver.execute(f"PRAGMA busy_timeout = {ANSWER_WAIT_S * 1000:.0f}")
            driver.close()
            yield connection

    def _waiting(self, first: Job) -> tuple[list[Job], bool]:
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


def _settle(jobs: list[Job]) -> None:
    """Have those who wait told, in the thread of their loop."""
    first = jobs[0].future
    if first is not None:
        first.get_loop().call_soon_threadsafe(_tell, jobs)


def _tell(jobs: list[Job]) -> None:
    for job in jobs:
        job.settle()
