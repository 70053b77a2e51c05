"""Time as a parameter: the one place that asks the machine what time it is."""

from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
"""Every due date is a day in Shanghai; every stored moment is UTC (DOMAIN.md section 2)."""


class Clock(Protocol):
    """What tells the time."""

    def now(self) -> datetime:
        """Return this moment, aware, in UTC."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return this moment, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - this is the one place


class SteerableClock:
    """A clock that stands still until it is moved: for the demo, for training and for tests."""

    def __init__(self, start: datetime) -> None:
        """Stand at `start` (aware)."""
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """Return this moment, aware, in UTC."""
        return self._now

    def advance(self, by: timedelta) -> None:
        """Move on by `by`."""
        self._now += by

    def move_to(self, moment: datetime) -> None:
        """Jump to `moment` (aware), also backwards."""
        self._now = moment.astimezone(UTC)


def day_in_shanghai(moment: datetime) -> date:
    """Return the day in Shanghai on which `moment` (aware) falls."""
    return moment.astimezone(SHANGHAI).date()
