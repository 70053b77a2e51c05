"""The tick: everything that the clock makes the bot prepare. Late, repeated or concurrent, it changes nothing twice."""

from datetime import datetime

from domain.clock import day_in_shanghai
from reminders.desk import Desk
from reminders.digests import queue_digests
from reminders.nudges import queue_nudges
from reminders.open_periods import open_periods
from reminders.tip_clocks import queue_tip_clocks
from reminders.tip_retention import keep_retention
from storage.unit_of_work import UnitOfWork


async def tick(desk: Desk) -> None:
    """Open periods, queue what is due now, erase tips kept long enough, drop old drafts: one transaction."""
    now = desk.clock.now()
    if await desk.database.run(lambda uow: _tick(uow, desk, now)):
        await desk.database.scrub()


def _tick(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Return how many tips were erased."""
    open_periods(uow, desk.duties, desk.working_days, day_in_shanghai(now))
    queue_digests(uow, desk, now)
    queue_nudges(uow, desk, now)
    queue_tip_clocks(uow, desk, now)
    uow.drafts.delete_expired(now)
    return keep_retention(uow, desk, now)
