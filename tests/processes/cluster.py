"""Several equal processes of one hospital behind a front, on a real PostgreSQL and a real Redis."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from domain.threads import in_a_thread
from simulator.phone import Phones
from simulator.remote import Beside
from simulator.server import Simulator
from storage.database import Database
from storage.schema import upgrade
from storage.tips.sealing import OfficeKey, new_office_key
from tests.harness import TOKEN, USERNAME
from tests.processes.due import Rest
from tests.processes.fleet import Fleet, rested
from tests.processes.front import Front
from tests.processes.letters import LettersSeen
from tests.processes.nursery import Nursery, nursery
from tests.processes.servers import Servers
from tests.processes.town import Reached, lay_config, settle_in

PUSHED_AGAIN_S = 0.2


class Cluster:
    """A town of several processes (see Town)."""

    def __init__(self, folder: Path, servers: Servers, nursery: Nursery, many: int) -> None:
        self.folder, self.servers, self.bot = folder, servers, USERNAME
        self.fleet = Fleet(folder, nursery, many)
        self.simulator = Simulator(now=self.now, push_again_s=PUSHED_AGAIN_S, pushes_in_lanes=True)
        self.simulator.add_bot(TOKEN, USERNAME)
        self.seen = LettersSeen(self.now, TOKEN)
        self.phones = Phones(Beside(self.simulator))
        self._office_key = new_office_key()
        self._database = Database(servers.database_url)
        self.front = Front([*self.fleet.ports])

    @property
    def database(self) -> Database:
        return self._database

    @property
    def office_key(self) -> OfficeKey:
        return self._office_key

    def now(self) -> datetime:
        return self.fleet.clock.now()

    async def move_to(self, moment: datetime) -> None:
        self.fleet.move_to(moment)
        await self.settle()

    def look_anew(self) -> None:
        """Look at the database by new connections, whatever became of the old ones."""
        self._database.close()
        self._database = Database(self.servers.database_url)

    async def settle(self) -> None:
        """Wait until a tick has been made after this moment, and all that was due then was delivered."""
        await rested(Rest(self.database, self.now))

    def lay(self, base_url: str, people: int) -> None:
        """Write the processes' configurations and the hospital's database."""
        for member in self.fleet.members:
            member.folder.mkdir()
            where = Reached(self.servers.database_url, self.servers.redis.url, self.front.url, member.port)
            lay_config(member.folder, base_url, self.office_key, where)
        upgrade(self.database)
        self.database.write(lambda uow: settle_in(uow, people))


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
                await made.fleet.start_all()
                yield made
            finally:
                await made.fleet.end()
                made.database.close()
