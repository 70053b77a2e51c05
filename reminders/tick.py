"""The tick: everything that the clock makes the bot prepare. Late, repeated or concurrent, it changes nothing twice."""

from datetime import datetime, timedelta

from domain.time.clock import begin_of_day, day_in_shanghai
from reminders.delivery.retractions import find_retractions
from reminders.desk import Desk
from reminders.duties.hearings import queue_hearings
from reminders.duties.nudges import queue_nudges
from reminders.duties.open_periods import open_periods
from reminders.materials.materials import queue_materials
from reminders.office.holidays import queue_holidays
from reminders.reporting.digests import queue_digests
from reminders.reporting.reviews import queue_reviews
from reminders.tips.clocks import queue_tip_clocks
from reminders.tips.fact_requests import queue_fact_requests
from reminders.tips.kept_headers import keep_headers
from reminders.tips.retention import keep_retention
from reminders.watch.last_tick import last_tick_before, note_day
from reminders.watch.skipped import skip_stale
from reminders.watch.unreachable import queue_unreachable
from storage.scrubbing import REWRITTEN_AT_NIGHT
from storage.unit_of_work import UnitOfWork

SENT_KEPT = timedelta(days=30)
"""Of what was sent, who asks, asks within days: that somebody was warned of an erasure, that a day's nudge went."""
PURGED_AT_ONCE = 5000
REWRITTEN_AFTER_MIDNIGHT = timedelta(hours=3)


async def tick(desk: Desk) -> None:
    """Open periods, queue what is due now, erase tips kept long enough, drop old drafts: one transaction."""
    now = desk.clock.now()
    await desk.database.run(lambda uow: _tick(uow, desk, now))
    # With every tick: were the log emptied for tips alone, an empty one would tell of a tip.
    desk.database.scrub(REWRITTEN_AT_NIGHT if is_rewriting_due(desk.last_tick.at(), now) else 0)
    desk.last_tick.note(now)


def is_rewriting_due(last: datetime | None, now: datetime) -> bool:
    """Tell whether three in the morning has passed since the last tick: the file is written anew then."""
    at = begin_of_day(day_in_shanghai(now)) + REWRITTEN_AFTER_MIDNIGHT
    return last is not None and last < at <= now


def _tick(uow: UnitOfWork, desk: Desk, now: datetime) -> None:
    uow.take_turn()
    open_periods(uow, desk.duties, desk.calendar(uow), day_in_shanghai(now))
    queue_digests(uow, desk, now)
    queue_nudges(uow, desk, now)
    queue_hearings(uow, desk, now)
    queue_materials(uow, desk, now)
    queue_reviews(uow, desk, now)
    queue_unreachable(uow, desk, now)
    queue_holidays(uow, desk, now)
    queue_tip_clocks(uow, desk, now)
    queue_fact_requests(uow, desk, now)
    skip_stale(uow, desk, now)
    find_retractions(uow, last_tick_before(uow, desk.last_tick), now)
    uow.sent_letters.purge(now - SENT_KEPT, PURGED_AT_ONCE)
    uow.drafts.delete_expired(now)
    note_day(uow, now)
    keep_retention(uow, desk, now)
    keep_headers(uow, desk, now)
