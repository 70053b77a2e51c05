"""Who has been reminded, so that nobody is twice on one day."""

from datetime import date, datetime, time

from domain.time.clock import SHANGHAI
from reminders.desk import Desk
from storage.unit_of_work import UnitOfWork


def told_on(uow: UnitOfWork, desk: Desk, day: date) -> frozenset[int]:
    """Return who is reminded on `day`, by the clock or by the office, were it with a letter of the day before."""
    reminding = desk.letters.reminding
    keys = set[str]().union(*(uow.outbox.keys_beginning(f"{kind}:{day}:") for kind in reminding))
    began_at = datetime.combine(day, time.min, SHANGHAI)
    longest = max(desk.letters.kind(kind).life for kind in reminding)
    late = uow.outbox.people_told(reminding, began_at, longest)
    return frozenset(int(key.split(":")[2]) for key in keys) | late
