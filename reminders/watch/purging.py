"""What nobody asks for any more: letters sent a month ago, drafts that nobody went on with."""

from datetime import datetime, timedelta

from reminders.desk import Desk, Steps
from storage.unit_of_work import UnitOfWork

SENT_KEPT = timedelta(days=30)
"""Of what was sent, who asks, asks within days: that somebody was warned of an erasure, that a day's nudge went."""
PURGED_AT_ONCE = 5000


def purge_sent(uow: UnitOfWork, desk: Desk, now: datetime) -> None:
    """Forget the letters sent longer than SENT_KEPT ago, so many at once that the tick stays short."""
    del desk
    uow.sent_letters.purge(now - SENT_KEPT, PURGED_AT_ONCE)


def drop_old_drafts(uow: UnitOfWork, desk: Desk, now: datetime) -> None:
    """Forget the drafts whose time is up."""
    del desk
    uow.drafts.delete_expired(now)


STEPS: Steps = {410: purge_sent, 420: drop_old_drafts}
