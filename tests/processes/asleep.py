"""A process that is stopped for longer than its lease lasts, and let go on: a machine that was suspended."""

import asyncio
import os
import signal
from collections.abc import Callable
from contextlib import closing

from domain.threads import in_a_thread
from storage.database import Database
from storage.leases.rules import LeaseRole
from tests.processes.fleet import STARTING_S, Fleet

LOST = "the lease deliver is another process's now"


async def sleep_past_lease(fleet: Fleet, database_url: str) -> None:
    """Stop the process that delivers until another one does, and let it go on; return once it says that it saw."""
    with closing(Database(database_url)) as database:
        await _until(lambda: _deliverer(fleet, database) >= 0)
        place = _deliverer(fleet, database)
        member = fleet.members[place]
        os.kill(member.number, signal.SIGSTOP)
        try:
            await _until(lambda: _deliverer(fleet, database) not in {-1, place})
        finally:
            os.kill(member.number, signal.SIGCONT)
        await _until(lambda: LOST in member.log.read_text("utf-8"))


async def _until(happened: Callable[[], bool]) -> None:
    async with asyncio.timeout(STARTING_S):
        while not await in_a_thread(happened):  # noqa: ASYNC110 - other processes do it
            await asyncio.sleep(0.1)


def _deliverer(fleet: Fleet, database: Database) -> int:
    """Return the place of the process that has the lease to deliver; -1: none of them has."""
    leases = database.look(lambda uow: uow.leases.all())
    holders = [lease.holder for lease in leases if lease.role is LeaseRole.DELIVER and lease.holder]
    numbers = [member.number for member in fleet.members]
    places = [
        numbers.index(number)
        for number in (int(holder.split(":")[-2]) for holder in holders)
        if number in numbers
    ]
    return places[0] if places else -1
