"""The day of the last tick, noted with the tick itself."""

from datetime import datetime

from reminders.desk import Desk, Steps
from reminders.last_tick import note_day
from storage.unit_of_work import UnitOfWork


def note_today(uow: UnitOfWork, desk: Desk, now: datetime) -> None:
    """Note that there was a tick today."""
    del desk
    note_day(uow, now)


STEPS: Steps = {500: note_today}
