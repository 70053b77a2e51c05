"""Two hospitals of one installation: in one process that fetches, on SQLite; or in several, on servers.

Each is a town of its own; what they share is the installation's: the processes, the clock, and Telegram.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import datetime
from pathlib import Path

from aiohttp import web

from bot.city.units import read_units
from bot.config import Config
from domain.threads import in_a_thread
from simulator.phone import Phones
from simulator.remote import Beside
from simulator.server import Simulator
from storage.database import Database
from storage.schema import upgrade
from storage.tips.sealing import OfficeKey, new_office_key
from tests.bot.city.two_units import make_database
from tests.processes.cluster import PUSHED_AGAIN_S
from tests.processes.due import Rest
from tests.processes.fleet import Fleet, rested
from tests.processes.front import Front
from tests.processes.letters import LettersSeen
from tests.processes.nursery import nursery
from tests.processes.servers import Servers
from tests.processes.town import Reached, lay_config, settle_in

CODES = ("first", "second")


class UnitTown:
    """One of the hospitals (see Town)."""

    def __init__(self, code: str, number: int, fleet: Fleet, simulator: Simulator) -> None:
        self.code, self.bot = code, f"{code}_bot"
        self.token = f"{42 + number}:AA{code}"
        self.fleet, self.simulator = fleet, simulator
        simulator.add_bot(self.token, self.bot)
        self.seen = LettersSeen(self.now, self.token)
        self.phones = Phones(Beside(simulator, self.bot))
        self._office_key = new_office_key()
        self._config: Config | None = None
        self._database: Database | None = None

    @property
    def block(self) -> str:
        """What stands of it in config.toml."""
        key = self.office_key.recipient
        return f"""
[[unit]]
code = "{self.code}"
name = "某市{self.code}医院"
token = "{self.token}"
[unit.tips]
office_recipients = ["{key}"]
supervisor_recipients = ["{key}"]
"""

    @property
    def database(self) -> Database:
        assert self._database is not None
        return self._database

    @property
    def office_key(self) -> OfficeKey:
        return self._office_key

    def now(self) -> datetime:
        return self.fleet.clock.now()

    async def move_to(self, moment: datetime) -> None:
        self.fleet.move_to(moment)
        await self.settle()

    async def settle(self) -> None:
        """Wait until a tick has been made after this moment, and all that was due then was delivered."""
        assert self._config is not None
        # On a server any process may tick, on a file the one there is.
        file = self._config.tick_file if self._config.database_file else None
        await rested(Rest(self.database, self.now, file))

    def lay(self, config: Config, people: int) -> None:
        """Make its database, with `people` in it."""
        self._config = config
        config.folder.mkdir(parents=True, exist_ok=True)
        self._database = Database(config.database_url)
        upgrade(self._database)
        self._database.write(lambda uow: settle_in(uow, people))

    def look_anew(self) -> None:
        """Look at the database by new connections, whatever became of the old ones."""
        assert self._config is not None
        self.database.close()
        self._database = Database(self._config.database_url)


class Hospitals:
    """Both of them, and the processes that run them."""

    def __init__(self, folder: Path, fleet: Fleet, servers: Servers | None) -> None:
        self.folder, self.fleet, self.servers = folder, fleet, servers
        self.simulator = Simulator(now=fleet.clock.now, push_again_s=PUSHED_AGAIN_S, pushes_in_lanes=True)
        self.towns = [UnitTown(code, number, fleet, self.simulator) for number, code in enumerate(CODES)]
        self.front = Front([*fleet.ports])

    def furnish(self, app: web.Application) -> None:
        """Have each note what its bot sends."""
        for town in self.towns:
            town.seen.furnish(app)

    def lay(self, base_url: str, people: int) -> None:
        """Write the processes' configurations and the hospitals' databases."""
        for member in self.fleet.members:
            member.folder.mkdir()
            reached = self.servers and Reached(
                self.servers.database_url, self.servers.redis.url, self.front.url, member.port
            )
            lay_config(member.folder, base_url, self.towns[0].office_key, reached or None)
            text = member.config.read_text("utf-8")
            if reached is None:
                before, head, watch = text.partition("[watch]")
                watch = watch.replace('listen = ""', f'listen = "127.0.0.1:{member.port}"', 1)
                text = before + head + watch
            member.config.write_text(text + "".join(town.block for town in self.towns), "utf-8")
        for town, config in zip(self.towns, read_units(self.fleet.members[0].config).units, strict=True):
            if self.servers is not None:
                make_database(self.servers.database_url, config.database_url)
            town.lay(config, people)

    def look_anew(self) -> None:
        """Look at the databases by new connections."""
        for town in self.towns:
            town.look_anew()

    def close(self) -> None:
        for town in self.towns:
            if town._database is not None:
                town.database.close()


@asynccontextmanager
async def hospitals(
    folder: Path, people: int, servers: Servers | None = None, many: int = 1
) -> AsyncIterator[Hospitals]:
    """Run both, of `people` each, until the block ends: on `servers` in `many` processes, without in one on files."""
    async with nursery() as forking, AsyncExitStack() as opened:
        made = Hospitals(folder, Fleet(folder, forking, many, webhook=servers is not None), servers)
        await opened.enter_async_context(made.front.serve())
        base_url = await opened.enter_async_context(made.simulator.serve(furnish=made.furnish))
        for town in made.towns:
            await opened.enter_async_context(town.phones)
        await in_a_thread(made.lay, base_url, people)
        try:
            await made.fleet.start_all()
            yield made
        finally:
            await made.fleet.end()
            made.close()
