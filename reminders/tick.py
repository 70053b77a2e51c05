"""The tick: everything that the clock makes the bot prepare. Late, repeated or concurrent, it changes nothing twice."""

from datetime import datetime

from domain.clock import day_in_shanghai
from reminders.desk import Desk
from reminders.digests import queue_digests
from reminders.nudges import queue_nudges
from reminders.open_periods import open_periods
from storage.unit_of_work import UnitOfWork


async def tick(desk: Desk) -> None:
    """Open periods, queue nudges and digests that are due now, drop old drafts: one transaction."""
    now = desk.clock.now()
    await desk.database.run(lambda uow: _tick(uow, desk, now))


def _tick(uow: UnitOfWork, desk: Desk, now: datetime) -> None:
    open_periods(uow, desk.duties, desk.working_days, day_in_shanghai(now))
    queue_digests(uow, desk, now)
    queue_nudges(uow, desk, now)
    uow.drafts.delete_expired(now)
