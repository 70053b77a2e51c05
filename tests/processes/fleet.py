"""Several processes of one installation: started, killed, and started again as systemd would."""

import asyncio
import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psutil

from domain.threads import in_a_thread
from tests.processes.due import Rest
from tests.processes.member import Told
from tests.processes.moved_clock import MovedClock
from tests.processes.nursery import Nursery
from tests.processes.town import START
from tests.redis_server import free_port

STARTING_S = 300
RESTING_S = 300
"""How long a wave of letters may take, with whatever is killed meanwhile, before the trial fails."""
TICK_S = 0.3
ENDING_S = 30
UNIT_AGAIN_S = 1


@dataclass
class Member:
    """One process, in a folder of its own as if on a machine of its own."""

    folder: Path
    port: int
    number: int = 0
    """Of the process in the system; 0 while it is dead."""
    is_next: bool = False
    """Whether it is started as one of the next version (tests/processes/next_version)."""

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    @property
    def log(self) -> Path:
        return self.folder / "log"


class Fleet:
    """The processes, which all go by one clock."""

    looks_s = 0.0
    """How often those that are started from now on look at the leases; see Told."""

    def __init__(self, folder: Path, nursery: Nursery, many: int, *, webhook: bool = True) -> None:
        """Start none yet; without `webhook` there is one, which fetches its updates."""
        self.folder, self._nursery, self._webhook = folder, nursery, webhook
        self.clock_file = folder / "clock"
        self.clock = MovedClock.be_laid(self.clock_file, START)
        self.members = [Member(folder / f"process-{n}", free_port()) for n in range(1, many + 1)]

    @property
    def ports(self) -> Sequence[int]:
        return [member.port for member in self.members]

    def move_to(self, moment: datetime) -> None:
        """Have it be `moment`, unless it is later already."""
        if self.clock.now() < moment:
            self.clock.move_to(moment)

    async def start_all(self) -> None:
        """Start all of them at once."""
        await asyncio.gather(*(self.start(place) for place in range(len(self.members))))

    async def start(self, place: int) -> None:
        """Start a process, again where it ends, as systemd would; return once it answers. Raises TimeoutError."""
        member = self.members[place]
        told = Told(
            str(member.config),
            str(self.clock_file),
            str(member.log),
            TICK_S,
            self._webhook,
            UNIT_AGAIN_S,
            member.is_next,
            self.looks_s,
        )
        async with asyncio.timeout(STARTING_S):
            while not await answers(member.port):
                if not member.number or not psutil.pid_exists(member.number):
                    member.number = await self._nursery.start(told)
                await asyncio.sleep(0.1)

    async def kill(self, place: int) -> None:
        """End a process as a power cut does."""
        await self._end(self.members[place], signal.SIGKILL)

    async def replace(self, place: int, *, by_next: bool) -> None:
        """End one process as a service is stopped, and start one of the next version, or of today's, in its place."""
        member = self.members[place]
        await self._end(member, signal.SIGTERM)
        member.is_next = by_next
        await self.start(place)

    async def end(self) -> None:
        """End all processes as a service is stopped."""
        await asyncio.gather(*(self._end(member, signal.SIGTERM) for member in self.members))

    async def _end(self, member: Member, how: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            if member.number:
                os.kill(member.number, how)
        async with asyncio.timeout(ENDING_S):
            while member.number and psutil.pid_exists(member.number):  # noqa: ASYNC110 - the system has no bell
                await asyncio.sleep(0.01)
        member.number = 0


async def rested(rest: Rest) -> None:
    """Return once all that was due is done. Raises TimeoutError."""
    async with asyncio.timeout(RESTING_S):
        while not await in_a_thread(rest.is_there):  # noqa: ASYNC110 - other processes do it
            await asyncio.sleep(0.1)


async def answers(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
    return True
