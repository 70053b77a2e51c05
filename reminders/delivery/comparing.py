"""Transactions of the delivery: each compares the lease under which it delivers (docs/processes.md)."""

from collections.abc import Callable
from typing import TypeVar

from reminders.desk import Desk
from storage.unit_of_work import UnitOfWork

T = TypeVar("T")


async def run_delivering(desk: Desk, work: Callable[[UnitOfWork], T]) -> T:
    """Do `work` in one transaction and return what it returns.

    Raises LeaseLostError, and nothing is done, where another process delivers by now.
    """

    def compared(uow: UnitOfWork) -> T:
        desk.to_deliver.compare(uow.leases)
        return work(uow)

    return await desk.database.run(compared)
