"""A clock that runs on from a moment that a bench or a test chose."""

from datetime import datetime, timedelta

from domain.time.clock import SystemClock


class RunningClock:
    """A clock that runs from another moment (aware) than the machine's."""

    def __init__(self, start: datetime) -> None:
        self._ahead = start - SystemClock().now()

    def now(self) -> datetime:
        return SystemClock().now() + self._ahead

    def elapsed(self) -> timedelta:
        return SystemClock().elapsed()
