"""When people may be reminded: hours of the day, who postponed, who was told already (docs/domain.md section 2)."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from domain.time.clock import SHANGHAI, day_in_shanghai
from domain.time.working_days import WorkingDays

_TWO_HOURS = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class NudgeHours:
    """The hours of the day in Shanghai in which people are nudged; the last moment is excluded.

    With `working_days_only` the steps of duties move to working days; a person's own wish (稍后提醒) does not.
    """

    begins: time = time(8)
    ends: time = time(21)
    working_days_only: bool = False

    def __post_init__(self) -> None:
        """Refuse hours that are none; raises ValueError."""
        if self.begins >= self.ends:
            raise ValueError("nudge hours end before they begin")

    def contain(self, moment: datetime) -> bool:
        """Tell whether people may be nudged at `moment` (aware)."""
        return self.begins <= moment.astimezone(SHANGHAI).time() < self.ends

    def begin_on(self, day: date) -> datetime:
        """Return the moment (UTC) at which they begin on `day`."""
        return datetime.combine(day, self.begins, SHANGHAI).astimezone(UTC)

    def first_from(self, moment: datetime) -> datetime:
        """Return `moment` (aware) if it is within them, else the moment at which they begin next; in UTC."""
        if self.contain(moment):
            return moment.astimezone(UTC)
        day = day_in_shanghai(moment)
        begins = self.begin_on(day)
        return begins if moment < begins else self.begin_on(day + timedelta(days=1))


class Snooze(StrEnum):
    """How long a person may postpone (稍后提醒)."""

    TWO_HOURS = "two_hours"
    TOMORROW = "tomorrow"


def snooze_until(now: datetime, choice: Snooze, hours: NudgeHours) -> datetime:
    """Return when (UTC) a person who postpones at `now` (aware) hears again, always within `hours`."""
    if choice is Snooze.TOMORROW:
        return hours.begin_on(day_in_shanghai(now) + timedelta(days=1))
    return hours.first_from(now + _TWO_HOURS)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Who is not to be disturbed: all outside `hours`, those nudged `already_today`, those who postponed.

    `heard_of` are the items (ids) that today's message named, by its reader. `snoozed` holds the moment (aware) until
    which each person postponed, until a plan names them in `snoozes_over`. `working_days` are needed where the hours
    say working days only.
    """

    hours: NudgeHours = field(default_factory=NudgeHours)
    already_today: AbstractSet[int] = frozenset()
    snoozed: Mapping[int, datetime] = field(default_factory=dict)
    working_days: WorkingDays = field(default_factory=WorkingDays)
    heard_of: Mapping[int, AbstractSet[int]] = field(default_factory=dict)

    def over_at(self, now: datetime) -> frozenset[int]:
        """Return whose postponement has ended by `now` (aware)."""
        return frozenset(person for person, until in self.snoozed.items() if until <= now)

    def postponed_at(self, now: datetime) -> frozenset[int]:
        """Return who is left in peace at `now` because they postponed."""
        return frozenset(self.snoozed) - self.over_at(now)

    @property
    def told_today(self) -> frozenset[int]:
        """Who has had today's message, but for those who postponed it: they hear again."""
        return frozenset(self.already_today - self.snoozed.keys())
