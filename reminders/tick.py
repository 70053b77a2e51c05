"""The tick: everything that the clock makes the bot prepare. Late, repeated or concurrent, it changes nothing twice."""

from datetime import datetime, timedelta

from domain.clock import day_in_shanghai
from reminders.desk import Desk
from reminders.digests import queue_digests
from reminders.fact_requests import queue_fact_requests
from reminders.hearings import queue_hearings
from reminders.materials import queue_materials
from reminders.nudges import queue_nudges
from reminders.open_periods import open_periods
from reminders.retractions import find_retractions
from reminders.reviews import queue_reviews
from reminders.skipped import LAST_TICK, skip_stale
from reminders.tip_clocks import queue_tip_clocks
from reminders.tip_retention import keep_retention
from reminders.unreachable import queue_unreachable
from storage.unit_of_work import UnitOfWork

SENT_KEPT = timedelta(days=30)
"""Of what was sent, who asks, asks within days: that somebody was warned of an erasure, that a day's nudge went."""
PURGED_AT_ONCE = 5000


async def tick(desk: Desk) -> None:
    """Open periods, queue what is due now, erase tips kept long enough, drop old drafts: one transaction."""
    now = desk.clock.now()
    if await desk.database.run(lambda uow: _tick(uow, desk, now)):
        await desk.database.scrub()


def _tick(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Return how many tips were erased."""
    uow.take_turn()
    open_periods(uow, desk.duties, desk.working_days, day_in_shanghai(now))
    queue_digests(uow, desk, now)
    queue_nudges(uow, desk, now)
    queue_hearings(uow, desk, now)
    queue_materials(uow, desk, now)
    queue_reviews(uow, desk, now)
    queue_unreachable(uow, desk, now)
    queue_tip_clocks(uow, desk, now)
    queue_fact_requests(uow, desk, now)
    skip_stale(uow, desk, now)
    find_retractions(uow, now)
    uow.sent_letters.purge(now - SENT_KEPT, PURGED_AT_ONCE)
    uow.drafts.delete_expired(now)
    uow.settings.put(LAST_TICK, now.isoformat())
    return keep_retention(uow, desk, now)
