"""Several equal processes of one hospital behind a front, on a real PostgreSQL and a real Redis."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psutil

from domain.threads import in_a_thread
from simulator.phone import Phones
from simulator.remote import Beside
from simulator.server import Simulator
from storage.database import Database
from storage.schema import upgrade
from storage.tips.sealing import OfficeKey, new_office_key
from tests.harness import TOKEN, USERNAME
from tests.processes.due import Rest
from tests.processes.front import Front
from tests.processes.letters import LettersSeen
from tests.processes.member import Told
from tests.processes.moved_clock import MovedClock
from tests.processes.nursery import Nursery, nursery
from tests.processes.servers import Servers
from tests.processes.town import START, Reached, lay_config, settle_in
from tests.redis_server import free_port

STARTING_S = 300
RESTING_S = 300
"""How long a wave of letters may take, with whatever is killed meanwhile, before the trial fails."""
PUSHED_AGAIN_S = 0.2
TICK_S = 0.3
ENDING_S = 30


@dataclass
class Member:
    """One process, in a folder of its own as if on a machine of its own."""

    folder: Path
    port: int
    number: int = 0
    """Of the process in the system; 0 while it is dead."""

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    @property
    def log(self) -> Path:
        return self.folder / "log"


class Cluster:
    """A town of several processes (see Town)."""

    def __init__(self, folder: Path, servers: Servers, nursery: Nursery, many: int) -> None:
        self.folder, self.servers, self._nursery = folder, servers, nursery
        self.clock_file = folder / "clock"
        self.clock = MovedClock.be_laid(self.clock_file, START)
        self.simulator = Simulator(now=self.clock.now, push_again_s=PUSHED_AGAIN_S, pushes_in_lanes=True)
        self.simulator.add_bot(TOKEN, USERNAME)
        self.seen = LettersSeen(self.clock.now)
        self.phones = Phones(Beside(self.simulator))
        self._office_key = new_office_key()
        self._database = Database(servers.database_url)
        self.members = [Member(folder / f"process-{n}", free_port()) for n in range(1, many + 1)]
        self.front = Front([member.port for member in self.members])

    @property
    def database(self) -> Database:
        return self._database

    @property
    def office_key(self) -> OfficeKey:
        return self._office_key

    def now(self) -> datetime:
        return self.clock.now()

    async def move_to(self, moment: datetime) -> None:
        self.clock.move_to(moment)
        await self.settle()

    def look_anew(self) -> None:
        """Look at the database by new connections, whatever became of the old ones."""
        self._database.close()
        self._database = Database(self.servers.database_url)

    async def settle(self) -> None:
        """Wait until a tick has been made after this moment, and all that was due then was delivered."""
        rest = Rest(self.database, self.clock.now())
        async with asyncio.timeout(RESTING_S):
            while not await in_a_thread(rest.is_there):  # noqa: ASYNC110 - other processes do it
                await asyncio.sleep(0.1)

    async def start(self, place: int) -> None:
        """Start a process, again where it ends, as systemd would; return once it answers. Raises TimeoutError."""
        member = self.members[place]
        told = Told(str(member.config), str(self.clock_file), str(member.log), TICK_S)
        async with asyncio.timeout(STARTING_S):
            while not await answers(member.port):
                if not member.number or not psutil.pid_exists(member.number):
                    member.number = await self._nursery.start(told)
                await asyncio.sleep(0.1)

    async def kill(self, place: int) -> None:
        """End a process as a power cut does."""
        await self._end(self.members[place], signal.SIGKILL)

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

    def lay(self, base_url: str, people: int) -> None:
        """Write the processes' configurations and the hospital's database."""
        for member in self.members:
            member.folder.mkdir()
            where = Reached(self.servers.database_url, self.servers.redis.url, self.front.url, member.port)
            lay_config(member.folder, base_url, self.office_key, where)
        upgrade(self.database)
        self.database.write(lambda uow: settle_in(uow, people))


async def answers(port: int) -> bool:
    try:
        _, writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        return False
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
    return True


@asynccontextmanager
async def cluster(folder: Path, servers: Servers, many: int, people: int) -> AsyncIterator[Cluster]:
    """Run the hospital of `people` on `many` processes; all ends with the block."""
    async with nursery() as forking:
        made = Cluster(folder, servers, forking, many)
        async with (
            made.front.serve(),
            made.simulator.serve(furnish=made.seen.furnish) as base_url,
            made.phones,
        ):
            await in_a_thread(made.lay, base_url, people)
            try:
                await asyncio.gather(*(made.start(place) for place in range(many)))
                yield made
            finally:
                await made.end()
                made.database.close()
