"""Duties made at run time are read anew with every tick: another process may have made one."""

from datetime import datetime

from reminders.desk import Batch, Desk, InBatches, Steps
from storage.unit_of_work import UnitOfWork


def find_made(uow: UnitOfWork, desk: Desk, _now: datetime) -> list[Batch]:
    """Take in what duties were made, changed and ended, before what falls due is opened; nothing is left to do."""
    desk.site.read_settings(uow)
    return []


STEPS: Steps = {90: InBatches(find_made)}
