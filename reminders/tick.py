"""The tick: everything that the clock makes the bot prepare. Late, repeated or concurrent, it changes nothing twice.

Its steps are what the wings declare as theirs (`STEPS`, reminders/found.py), in the order of their places:

* 100: what falls due is opened, so that the steps after it see it;
* 200: letters are queued; nudges before reviews, of which whoever is nudged hears in the nudge;
* 300: what has grown stale is skipped, after the new letters that take the place of old ones;
* 400: buttons that are over, and what nobody asks for any more; from here on the last tick is looked back to;
* 500: the day of this tick is noted;
* 600: what has been kept long enough is erased, last: the longest, and nothing waits for it.
"""

from datetime import datetime, timedelta

from domain.time.clock import begin_of_day, day_in_shanghai
from reminders.desk import Desk
from reminders.found import steps
from storage.scrubbing import REWRITTEN_AT_NIGHT
from storage.unit_of_work import UnitOfWork

REWRITTEN_AFTER_MIDNIGHT = timedelta(hours=3)


async def tick(desk: Desk) -> None:
    """Take all steps at this moment: one transaction."""
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
    for step in steps():
        step(uow, desk, now)
