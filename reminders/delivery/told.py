"""Who has been reminded, so that nobody is twice on one day."""

from collections.abc import Collection
from datetime import date, datetime, time

from domain.time.clock import SHANGHAI
from reminders.desk import Desk
from storage.unit_of_work import UnitOfWork


def told_on(uow: UnitOfWork, desk: Desk, day: date, among: Collection[int] | None = None) -> frozenset[int]:
    """Return who, of `among` if given, is reminded on `day`, by the clock or by the office.

    Were it with a letter of the day before.
    """
    reminding = desk.letters.reminding
    prefixes = [f"{kind}:{day}:" for kind in reminding]
    began_at = datetime.combine(day, time.min, SHANGHAI)
    longest = max(desk.letters.kind(kind).life for kind in reminding)
    late = uow.outbox.people_told(reminding, began_at, longest, among)
    if among is not None:
        return frozenset(uow.outbox.written_to(prefixes, among) | late)
    keys = set[str]().union(*(uow.outbox.keys_beginning(prefix) for prefix in prefixes))
    return frozenset(int(key.split(":")[2]) for key in keys) | late
