"""What the bot does again and again, by a clock that never jumps (docs/decisions/0008)."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from domain.time.clock import Clock, ClockWatcher

FAR = timedelta(days=1)
"""A clock set on by so much is not believed at once: what is erased or dropped by it would not come back."""
DOUBT = timedelta(minutes=15)
"""How long it is not believed; whoever set it wrong has set it right by then."""


async def repeat(work: Callable[[], Awaitable[object]], every_s: Callable[[], float]) -> None:
    """Do `work` now and every `every_s()` seconds, as long as this is not cancelled. Raises what `work` raises.

    The loop's clock counts, not the one that people set: a job never waits for a time of day to come.
    """
    loop = asyncio.get_running_loop()
    while True:
        began_s = loop.time()
        await work()
        await asyncio.sleep(max(every_s() - (loop.time() - began_s), 0))


class Pulse:
    """How long ago the bot last ticked: told by the tick, read by whoever watches over it."""

    def __init__(self, clock: Clock) -> None:
        """Begin without a tick; until the first, the age is counted from here."""
        self._clock = clock
        self._last = clock.elapsed()
        self.has_beaten = False

    def beat(self) -> None:
        """Note that a tick has done its work."""
        self._last = self._clock.elapsed()
        self.has_beaten = True

    @property
    def age(self) -> timedelta:
        """How long ago that was; never negative, and no clock that is set changes it."""
        return self._clock.elapsed() - self._last


class Doubt:
    """Whether the clock was set on so far a moment ago that nothing should be done by it yet."""

    def __init__(self, clock: Clock) -> None:
        """Believe `clock` as it is now."""
        self._clock = clock
        self._watcher = ClockWatcher(clock)
        self._until = clock.elapsed()

    def holds(self) -> bool:
        """Tell whether to wait; to be asked before every tick. A clock set back again is believed at once."""
        leap = self._watcher.leap()
        if leap >= FAR:
            self._until = self._clock.elapsed() + DOUBT
        elif leap <= -FAR:
            self._until = self._clock.elapsed()
        return self._clock.elapsed() < self._until
