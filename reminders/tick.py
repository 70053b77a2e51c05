"""The tick: everything that the clock makes the bot prepare. Late, repeated or concurrent, it changes nothing twice.

Its steps are what the wings declare as theirs (`STEPS`, reminders/found.py), in the order of their places:

* 90: duties made at run time are read;
* 100: what falls due is opened, so that the steps after it see it;
* 200: letters are queued; nudges before reviews, of which whoever is nudged hears in the nudge;
* 300: what has grown stale is skipped, after the new letters that take the place of old ones;
* 400: buttons that are over, and what nobody asks for any more; from here on the last tick is looked back to;
* 500: the day of this tick is noted;
* 600: what has been kept long enough is erased, last: the longest, and nothing waits for it.

Each step is a transaction, or several (desk.InBatches); other people's work goes in between. A kill in the midst of it
leaves the rest to the next tick (docs/decisions/0012).
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from domain.time.clock import begin_of_day, day_in_shanghai
from reminders.desk import Desk, InBatches, Step
from reminders.found import steps
from storage.statements.scrubbing import REWRITTEN_AT_NIGHT
from storage.unit_of_work import UnitOfWork

REWRITTEN_AFTER_MIDNIGHT = timedelta(hours=3)


async def tick(desk: Desk) -> None:
    """Take all steps at this moment, each in transactions of its own; one tick at a time.

    Raises LeaseLostError where another process ticks by now: the batch in hand is undone.
    """
    async with desk.ticking:
        now = desk.clock.now()
        for step in steps():
            await _take(desk, step, now)
        # With every tick: were the log emptied for tips alone, an empty one would tell of a tip.
        desk.database.scrub(REWRITTEN_AT_NIGHT if is_rewriting_due(desk.last_tick.at(), now) else 0)
        desk.last_tick.note(now)


def is_rewriting_due(last: datetime | None, now: datetime) -> bool:
    """Tell whether three in the morning has passed since the last tick: the file is written anew then."""
    at = begin_of_day(day_in_shanghai(now)) + REWRITTEN_AFTER_MIDNIGHT
    return last is not None and last < at <= now


async def _take(desk: Desk, step: Step, now: datetime) -> None:
    batches: Sequence[Callable[[UnitOfWork], object]]
    if isinstance(step, InBatches):
        batches = await desk.database.read(lambda uow: step.find(uow, desk, now))
    else:
        batches = [lambda uow: step(uow, desk, now)]
    for batch in batches:
        await desk.database.run(partial(_in_turn, desk, batch))


def _in_turn(desk: Desk, batch: Callable[[UnitOfWork], object], uow: UnitOfWork) -> None:
    desk.to_tick.compare(uow.leases)
    uow.take_turn()
    batch(uow)
