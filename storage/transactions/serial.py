"""On PostgreSQL: what several threads and processes do at once comes out as if they had gone one after the other.

Each transaction is SERIALIZABLE. One that the server refuses because of others (SQLSTATE 40001, 40P01), or that met a
row which may be of the moment before (class 23), is done anew, alone: whoever else writes waits. What a lost
connection was to commit is asked for by the number of its transaction. See docs/decisions/0023.
"""

import threading
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from sqlalchemy import Connection, Engine, RootTransaction, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from storage.statements.engines import TIMEOUTS, is_away
from storage.statements.hooks import POOLED, sent_together
from storage.transactions.jobs import Job, do_together
from storage.unit_of_work import ALONE, TurnNeededError

if TYPE_CHECKING:
    from storage.statements.together import SentTogether

LOCK_WITH_OTHERS: Final = "LOCK TABLE alembic_version IN ROW SHARE MODE"
"""Who writes beside others. The table has one row that only upgrades change: its lock stands for the turn to write."""
LOCK_ALONE: Final = "LOCK TABLE alembic_version IN EXCLUSIVE MODE"
"""Who writes alone: it begins when all others have ended, and sees what they did, since no lock takes a snapshot."""
_ALONE: Final = ("SET LOCAL idle_in_transaction_session_timeout = '20s'", LOCK_ALONE)
"""Everybody waits for whoever writes alone: a process that is stopped in the midst of it loses its turn sooner."""
_BEGIN: Final = "BEGIN ISOLATION LEVEL SERIALIZABLE"
_LIMITS: Final = tuple(f"SET LOCAL {name} = '{value}'" for name, value in TIMEOUTS.items())
"""What a session would keep, were there no pooler between."""
_OUTCOME: Final = text("SELECT txid_status(:number)")
_CONFLICTS: Final = frozenset({"40001", "40P01"})
_AGAIN_AFTER_S: Final = 0.1
_OUTCOME_WAIT_S: Final = 8
"""How long it is asked at least what became of a commit: people may wait twice as long for that."""


@dataclass(slots=True)
class Dealings:
    """What all who write to one server share: how often what happened, and whether it was ever there."""

    reached: bool = False
    committed: int = 0
    in_vain: int = 0
    lost: int = 0


class UnknownOutcomeError(Exception):
    """The server was lost while it committed, and could not be asked in time: the work is done, or nothing of it is."""


class _InVainError(Exception):
    pass


class _LostError(Exception):
    """The server was away before anything was committed."""


class SerialWriter:
    """One connection to PostgreSQL that is kept, and made anew when it is lost. Of one thread."""

    def __init__(self, engine: Engine, dealings: Dealings, *, named: bool = True) -> None:
        """Connect when something is to be done. `named`: what is asked is kept by the server under a name."""
        self._engine, self._dealings, self._named = engine, dealings, named
        self._held = ExitStack()
        self._connection: Connection | None = None

    def __enter__(self) -> Self:
        """Be held until the connection is to be given back."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Give the connection back."""
        self.let_go()

    def do(self, jobs: list[Job], *, alone: bool = False) -> None:
        """Do `jobs` until they are committed, or each has its error."""
        left = jobs
        while left:
            for job in left:
                job.begin()
            try:
                self._attempt(left, alone=alone)
            except _InVainError:
                self._dealings.in_vain += 1
                alone = True
            except _LostError as lost:
                self._dealings.lost += 1
                left = _in_time(left, lost.__cause__ or lost)
            except BaseException as error:  # noqa: BLE001 - the commit itself failed: everyone waiting is told
                # What a connection is good for after that, nobody knows: the next work gets a new one.
                self._drop()
                for job in left:
                    job.error = job.error or error
                return
            else:
                return

    def let_go(self) -> None:
        """Give the connection back; the next work gets another."""
        held, self._held, self._connection = self._held, ExitStack(), None
        held.close()

    def _attempt(self, jobs: list[Job], *, alone: bool) -> None:
        connection, together = self._connected()
        limits = _LIMITS if connection.info.get(POOLED) else ()
        together.begin_anew(
            [each.encode() for each in (_BEGIN, *limits, *(_ALONE if alone else (LOCK_WITH_OTHERS,)))],
            lambda state: state in _CONFLICTS or (state.startswith("23") and not alone),
        )
        connection.info[ALONE] = alone
        transaction = connection.begin()
        try:
            do_together(connection, jobs, together)
            together.close()
        except SQLAlchemyError as error:
            self._see_to(jobs, together, transaction, error)
            raise
        self._see_to(jobs, together, transaction, None)
        if len(jobs) == 1 and jobs[0].error is not None:
            together.roll_back()
            transaction.rollback()
            return
        self._commit(jobs, together, transaction)

    def _see_to(
        self,
        jobs: list[Job],
        together: "SentTogether",
        transaction: RootTransaction,
        error: SQLAlchemyError | None,
    ) -> None:
        """Raise where the transaction is not to be committed, but done anew."""
        if together.is_lost or is_away(error):
            self._drop_all()
            raise _LostError from error or next((job.error for job in jobs if job.error), None)
        if together.is_in_vain or any(isinstance(job.error, TurnNeededError) for job in jobs):
            together.roll_back()
            transaction.rollback()
            raise _InVainError

    def _commit(self, jobs: list[Job], together: "SentTogether", transaction: RootTransaction) -> None:
        number = together.number
        try:
            transaction.commit()
        except DBAPIError as error:
            together.note_error(error.orig)
            if together.is_in_vain:
                together.roll_back()
                transaction.rollback()
                raise _InVainError from error
            if not (together.is_lost or is_away(error)):
                raise
            self._drop_all()
            # What has no number has written nothing: there was nothing to commit.
            if number is not None and not self._is_committed(number, jobs, error):
                raise _LostError from error
        self._dealings.committed += 1

    def _is_committed(self, number: int, jobs: list[Job], error: DBAPIError) -> bool:
        """Ask what became of the transaction of this number, until the server says. Raises UnknownOutcomeError."""
        until = max(time.monotonic() + _OUTCOME_WAIT_S, *(job.until for job in jobs))
        while True:
            with suppress(DBAPIError), self._engine.connect() as connection:
                status = connection.execute(_OUTCOME, {"number": number}).scalar()
                if status != "in progress":
                    break
            if time.monotonic() >= until:
                raise UnknownOutcomeError from error
            threading.Event().wait(_AGAIN_AFTER_S)
        if status is None:
            raise UnknownOutcomeError from error
        return bool(status == "committed")

    def _connected(self) -> "tuple[Connection, SentTogether]":
        try:
            connection = self._connection or self._held.enter_context(self._engine.connect())
        except DBAPIError as error:
            # One that was never there is told of at once: a wrong address does not heal.
            if not self._dealings.reached:
                raise
            raise _LostError from error
        if self._connection is None:
            self._together = self._held.enter_context(sent_together(connection, named=self._named))
            self._connection, self._dealings.reached = connection, True
        return connection, self._together

    def _drop(self) -> None:
        """Close the connection, so that nobody gets it, nor goes on with what was begun on it."""
        if self._connection is not None:
            with suppress(SQLAlchemyError):
                self._connection.invalidate()
        self.let_go()

    def _drop_all(self) -> None:
        """Close all that others have given back, too: it is as old as what was lost."""
        self._drop()
        self._engine.dispose()


def _in_time(jobs: list[Job], error: BaseException) -> list[Job]:
    """Wait a little; return the jobs for which there still is time, the others having failed by `error`."""
    threading.Event().wait(_AGAIN_AFTER_S)
    left = [job for job in jobs if job.until > time.monotonic()]
    for job in jobs:
        if job not in left:
            job.fail(error)
    return left
