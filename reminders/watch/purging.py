"""What nobody asks for any more: letters sent a month ago, drafts that nobody went on with."""

from datetime import datetime, timedelta
from functools import partial

from domain.time.clock import day_in_shanghai
from reminders.desk import Batch, Desk, InBatches, Steps
from storage.statements.chunks import in_chunks
from storage.unit_of_work import UnitOfWork

SENT_KEPT = timedelta(days=30)
"""Of what was sent, who asks, asks within days: that somebody was warned of an erasure, that a day's nudge went."""
PURGED_AT_ONCE, PURGED_IN_A_TICK = 500, 5000
ONE_DAY = timedelta(days=1)
WITH_FILES_AT_ONCE = 1
"""Drafts of entries: SQLite writes over what their files held, and that takes its time."""


def find_sent(uow: UnitOfWork, desk: Desk, now: datetime) -> list[Batch]:
    """Return in batches the forgetting of letters sent longer than SENT_KEPT ago, so many that the tick stays short."""
    del desk
    old = uow.sent_letters.count_old(now - SENT_KEPT, PURGED_IN_A_TICK)
    return [partial(_purge, before=now - SENT_KEPT)] * -(-old // PURGED_AT_ONCE)


def _purge(uow: UnitOfWork, before: datetime) -> int:
    return uow.sent_letters.purge(before, PURGED_AT_ONCE)


purge_sent = InBatches(find_sent)


def find_old_drafts(uow: UnitOfWork, desk: Desk, now: datetime) -> list[Batch]:
    """Return in batches the forgetting of drafts whose time is up."""
    del desk
    reports = in_chunks(uow.drafts.expired(now), PURGED_AT_ONCE)
    entries = in_chunks(uow.entry_drafts.expired(now), WITH_FILES_AT_ONCE)
    return [
        *(partial(_drop, some=some, now=now) for some in reports),
        *(partial(_drop_with_files, some=some, now=now) for some in entries),
    ]


def _drop(uow: UnitOfWork, some: list[int], now: datetime) -> int:
    return uow.drafts.delete_expired(some, now)


def _drop_with_files(uow: UnitOfWork, some: list[int], now: datetime) -> int:
    return uow.entry_drafts.delete_expired(some, now)


drop_old_drafts = InBatches(find_old_drafts)


def forget_updates(uow: UnitOfWork, desk: Desk, now: datetime) -> None:
    """Forget which updates something was done by before yesterday: Telegram has not kept them for so long."""
    del desk
    uow.handled_updates.forget(day_in_shanghai(now) - ONE_DAY)


STEPS: Steps = {410: purge_sent, 420: drop_old_drafts, 425: forget_updates}
