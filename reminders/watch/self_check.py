"""The bot looks at itself: whether everything due is planned, everything written goes out, and the clock ticks.

Read only, from the same pure rules by which it plans (domain/duties/nudges.py). Letters about tips are left out, as
everywhere where somebody watches: that one waits would tell that there is one.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime, timedelta

from reminders.desk import Desk
from reminders.duties.due_now import steps_due
from reminders.watch.skipped import STUCK_AFTER
from storage.unit_of_work import UnitOfWork

TICK_LATE = timedelta(minutes=3)
CLOCK_LEAP = timedelta(minutes=2)
"""Less is what a server puts right of itself."""
TICK = "tick"
CONFLICT = "conflict"
DATABASE = "database"
DISK = "disk"
BACKUP = "backup"
SELF_CHECK = "self_check"
VERSION = "version"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at; `detail` is its figure.

    How many, minutes (tick, clock, version), MiB (disk), days (backup).
    """

    name: str
    ok: bool
    detail: int = 0


@dataclass(frozen=True, slots=True)
class Health:
    """How the bot was at `checked_at` (aware)."""

    checked_at: datetime
    checks: tuple[Check, ...]
    leases: Mapping[str, str] | None = None
    """Since when the process has which lease; None where there are none."""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return all(check.ok for check in self.checks)

    @property
    def troubles(self) -> tuple[str, ...]:
        """The names of what is wrong."""
        return tuple(check.name for check in self.checks if not check.ok)


def check_tick(age: timedelta) -> Check:
    """The last tick, which is `age` old by a clock that never jumps, is younger than three minutes."""
    return Check(TICK, age < TICK_LATE, int(age / timedelta(minutes=1)))


def check_clock(leap: timedelta) -> Check:
    """The clock was set on or back by less than two minutes since the last check; negative minutes are back."""
    return Check("clock", abs(leap) < CLOCK_LEAP, int(leap / timedelta(minutes=1)))


def check_letters(uow: UnitOfWork, desk: Desk, now: datetime) -> Check:
    """No letter that could have gone ten minutes ago still waits; at night those that wait for the morning may."""
    since = now - STUCK_AFTER
    all_could_go = desk.hours.contain(now) and desk.hours.contain(since)
    stuck = uow.watch_figures.stuck(desk.letters.told, since, urgent_only=not all_could_go)
    return Check("letters", stuck == 0, stuck)


def check_planned(still_unplanned: AbstractSet[int]) -> Check:
    """No duty item that a nudge is due for stays without its step taken or a reason to wait."""
    return Check("planned", not still_unplanned, len(still_unplanned))


def unplanned(uow: UnitOfWork, desk: Desk, now: datetime) -> frozenset[int]:
    """Return the duty items (ids) that would take a step if a tick came at `now`.

    Right after a tick there are none: what waits then has its reason (told today, postponed, nobody there). What
    became due since is in it; only what is still in it some minutes later was missed. Read are the items that may
    take one alone, however many are open.
    """
    if not desk.hours.contain(now):
        return frozenset()
    found = steps_due(uow, desk, now)
    return frozenset((*found.steps, *(item_id for item_id, up in found.passed_up.items() if up)))
