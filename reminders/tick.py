"""The tick: everything that the clock makes the bot prepare. Late, repeated or concurrent, it changes nothing twice."""

from datetime import datetime, timedelta

from domain.clock import begin_of_day, day_in_shanghai
from reminders.desk import Desk
from reminders.digests import queue_digests
from reminders.fact_requests import queue_fact_requests
from reminders.hearings import queue_hearings
from reminders.holidays import queue_holidays
from reminders.kept_headers import keep_headers
from reminders.last_tick import last_tick_before, note_day
from reminders.materials import queue_materials
from reminders.nudges import queue_nudges
from reminders.open_periods import open_periods
from reminders.retractions import find_retractions
from reminders.reviews import queue_reviews
from reminders.skipped import skip_stale
from reminders.tip_clocks import queue_tip_clocks
from reminders.tip_retention import keep_retention
from reminders.unreachable import queue_unreachable
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
