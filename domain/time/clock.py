"""Time as a parameter: the one place that asks the machine what time it is."""

import time
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
"""Every due date is a day in Shanghai; every stored moment is UTC (docs/domain.md section 2)."""


class Clock(Protocol):
    """What tells the time."""

    def now(self) -> datetime:
        """Return this moment, aware, in UTC; whoever sets the machine's clock moves it, also backwards."""

    def elapsed(self) -> timedelta:
        """Return how long it has been since some moment of no meaning; it never jumps, and stands in a suspend."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return this moment, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - this is the one place

    def elapsed(self) -> timedelta:
        """Return how long it has been since the machine started, suspends left out."""
        return timedelta(seconds=time.monotonic())


class SteerableClock:
    """A clock that stands still until it is moved: for the demo, for training and for tests."""

    def __init__(self, start: datetime) -> None:
        """Stand at `start` (aware)."""
        self._now = start.astimezone(UTC)
        self._elapsed = timedelta()

    def now(self) -> datetime:
        """Return this moment, aware, in UTC."""
        return self._now

    def advance(self, by: timedelta) -> None:
        """Move on by `by`: so much time passes."""
        self._now += by
        self._elapsed += by

    def move_to(self, moment: datetime) -> None:
        """Have time pass until `moment` (aware); one that is past is gone back to in no time."""
        moment = moment.astimezone(UTC)
        self._elapsed += max(moment - self._now, timedelta())
        self._now = moment

    def be_set(self, by: timedelta) -> None:
        """Be set on or back by `by` without any time passing, as by whoever corrects a machine's clock."""
        self._now += by

    def elapsed(self) -> timedelta:
        """Return how long it has been since the start."""
        return self._elapsed


class ClockWatcher:
    """Notices that a clock was set, by the time that passed meanwhile."""

    def __init__(self, clock: Clock) -> None:
        """Begin to watch `clock` now."""
        self._clock = clock
        self._seen = clock.now(), clock.elapsed()

    def leap(self) -> timedelta:
        """Return by how much `clock` was set on, or back (negative), since this was asked last.

        A suspend looks like a leap forward: no time passed for the process.
        """
        (now, elapsed), (then, elapsed_then) = (self._clock.now(), self._clock.elapsed()), self._seen
        self._seen = now, elapsed
        return (now - then) - (elapsed - elapsed_then)


def day_in_shanghai(moment: datetime) -> date:
    """Return the day in Shanghai on which `moment` (aware) falls."""
    return moment.astimezone(SHANGHAI).date()


def begin_of_day(day: date) -> datetime:
    """Return the moment (aware, UTC) at which `day` begins in Shanghai."""
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI).astimezone(UTC)
