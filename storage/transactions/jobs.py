"""Pieces of work that wait together, done in one transaction, each behind its own savepoint."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from domain.threads import carried
from storage.unit_of_work import UnitOfWork

if TYPE_CHECKING:
    from storage.statements.together import SentTogether

T = TypeVar("T")
Work = Callable[[UnitOfWork], T]


@dataclass(slots=True)
class Job:
    """A piece of work, what it returned or raised, and who waits for it; nobody where it is done here and now."""

    work: Work[Any]
    until: float
    """The moment (time.monotonic) up to which it is tried again, should the server be away."""
    foresee: Work[None] | None = None
    future: "asyncio.Future[Any] | None" = None
    result: Any = None
    error: BaseException | None = None

    def fail(self, error: BaseException) -> None:
        """Have whoever waits told of `error`."""
        self.error = error

    def begin(self) -> None:
        """Forget what came of it before: it is done anew."""
        self.result = self.error = None

    def settle(self) -> None:
        """Tell whoever waits, in the thread of their loop."""
        if self.future is None or self.future.cancelled():
            return
        if self.error is not None:
            self.future.set_exception(carried(self.error))
        else:
            self.future.set_result(self.result)


def do_one_by_one(connection: Connection, jobs: list[Job]) -> None:
    """Do `jobs` in one transaction; what one of them did before it failed is undone, nothing else."""
    with connection.begin() as transaction:
        if len(jobs) > 1:
            _do_each(connection, jobs)
            return
        _try(connection, jobs[0])
        if jobs[0].error is not None:
            transaction.rollback()


def do_together(connection: Connection, jobs: list[Job], together: "SentTogether") -> None:
    """Do it with fewer questions: what each of them need not hear of goes with what the next one asks.

    In the transaction that `together` begins, and whoever called ends.
    """
    if len(jobs) == 1:
        _try(connection, jobs[0])
        if jobs[0].error is None:
            jobs[0].error = _flush(together)
        return
    _foresee(connection, jobs, together)
    for job in jobs:
        together.begin_part(job.fail)
        _try(connection, job)
        if job.error is not None:
            together.undo_part()
        else:
            together.end_part()
        if together.is_in_vain:
            return
    together.flush()


def _do_each(connection: Connection, jobs: list[Job]) -> None:
    # Past SQLAlchemy, which takes longer over a savepoint than the database does.
    driver = connection.connection.cursor()
    for job in jobs:
        driver.execute("SAVEPOINT job")
        _try(connection, job)
        if job.error is not None:
            driver.execute("ROLLBACK TO SAVEPOINT job")
        driver.execute("RELEASE SAVEPOINT job")
    driver.close()


def _foresee(connection: Connection, jobs: list[Job], together: "SentTogether") -> None:
    """Ask at once what all of them are going to ask first. Should that fail, each asks for itself."""
    uow = UnitOfWork(connection)
    try:
        for job in jobs:
            if job.foresee is not None:
                job.foresee(uow)
        together.flush()
    except SQLAlchemyError:
        together.roll_back()


def _try(connection: Connection, job: Job) -> None:
    try:
        job.result = job.work(UnitOfWork(connection))
    except BaseException as error:  # noqa: BLE001 - whoever waits for the job is told
        job.fail(error)


def _flush(together: "SentTogether") -> BaseException | None:
    try:
        together.flush()
    except BaseException as error:  # noqa: BLE001 - whoever waits for the job is told
        return error
    return None
