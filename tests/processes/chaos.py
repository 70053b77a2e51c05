"""Whoever kills: processes, Redis and PostgreSQL, at moments and in an order that a seed decides."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

from domain.threads import in_a_thread
from tests.processes.fleet import Fleet
from tests.processes.servers import Servers

PROCESS, REDIS, POSTGRESQL = "process", "redis", "postgresql"
WEIGHTS = {PROCESS: 6, REDIS: 1, POSTGRESQL: 1}
AGAIN_S = (0.1, 1.5)
"""After how long what was killed is started again, as systemd would, in seconds from and to."""


@dataclass(frozen=True)
class Killing:
    """What is killed when."""

    seed: int
    every_s: tuple[float, float]
    """How long all is left in peace before the first, and between one that was started again and the next."""
    what: tuple[str, ...] = ()
    """In this order; none: by chance, until the month is over."""


@dataclass
class Chaos:
    """Kills and starts again."""

    fleet: Fleet
    servers: Servers | None
    """None: nothing but processes is there to be killed."""
    killing: Killing
    killed: list[str] = field(default_factory=list)
    """What was killed, in order."""

    def __post_init__(self) -> None:
        self._chance = random.Random(self.killing.seed)  # noqa: S311 - chance, not a secret

    @asynccontextmanager
    async def raging(self) -> AsyncIterator[None]:
        """Kill while the block runs; what is killed last is started again."""
        ending = asyncio.Event()
        rage = asyncio.ensure_future(self._rage(ending))
        try:
            yield
        finally:
            ending.set()
            await rage

    async def kill(self, what: str) -> None:
        """Kill it and start it again after a while."""
        self.killed.append(what)
        if what == PROCESS:
            place = self._chance.randrange(len(self.fleet.members))
            await self.fleet.kill(place)
            await self._pause(AGAIN_S)
            await self.fleet.start(place)
            return
        assert self.servers is not None
        ways: dict[str, tuple[Callable[[], None], Callable[[], None]]] = {
            REDIS: (self.servers.kill_redis, self.servers.start_redis),
            POSTGRESQL: (self.servers.kill_postgresql, self.servers.start_postgresql),
        }
        kill, start = ways[what]
        await in_a_thread(kill)
        await self._pause(AGAIN_S)
        await in_a_thread(start)

    async def _rage(self, ending: asyncio.Event) -> None:
        for what in self._victims():
            with suppress(TimeoutError):
                async with asyncio.timeout(self._chance.uniform(*self.killing.every_s)):
                    await ending.wait()
            if ending.is_set():
                return
            await self.kill(what)

    def _victims(self) -> Iterator[str]:
        yield from self.killing.what
        while not self.killing.what:
            # As out of a bag: a month without one kind would show nothing of it.
            yield from self._chance.sample([*WEIGHTS], sum(WEIGHTS.values()), counts=[*WEIGHTS.values()])

    async def _pause(self, between_s: tuple[float, float]) -> None:
        await asyncio.sleep(self._chance.uniform(*between_s))
