"""The hospital of the trial as one process on SQLite that nobody disturbs: what many have to come to as well."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from bot.app import App
from bot.config import read_config
from bot.logs import day_is
from bot.stage.stage import Stage, _without_live_token
from domain.time.clock import SteerableClock, day_in_shanghai
from reminders.delivery.pacing import UNPACED
from simulator.phone import Phones
from simulator.remote import Beside
from simulator.server import Simulator
from storage.database import Database
from storage.tips.sealing import OfficeKey, new_office_key
from tests.harness import TOKEN, USERNAME
from tests.migrated import lay_database
from tests.processes.letters import LettersSeen
from tests.processes.town import START, lay_config, settle_in


class Alone:
    """A town of one process (see Town)."""

    def __init__(self, stage: Stage, seen: LettersSeen) -> None:
        self._stage = stage
        self.seen = seen
        self.simulator, self.phones, self.bot = stage.simulator, stage.phones, stage.username

    @property
    def database(self) -> Database:
        return self._stage.app.database

    @property
    def office_key(self) -> OfficeKey:
        return self._stage.office_key

    def now(self) -> datetime:
        return self._stage.clock.now()

    async def move_to(self, moment: datetime) -> None:
        self._stage.clock.move_to(moment)
        day_is(day_in_shanghai(moment))
        await self._stage.app.tick()

    async def settle(self) -> None:
        await self._stage.app.tick()


@asynccontextmanager
async def alone(folder: Path, many: int) -> AsyncIterator[Alone]:
    """Have the hospital of `many` people run in `folder`; all ends with the block."""
    clock = SteerableClock(START)
    simulator = Simulator(now=clock.now)
    simulator.add_bot(TOKEN, USERNAME)
    seen, key = LettersSeen(clock.now, TOKEN), new_office_key()
    lay_database(folder / "gridbot.db")
    with _without_live_token():
        async with simulator.serve(furnish=seen.furnish) as base_url, Phones(Beside(simulator)) as phones:
            config = read_config(lay_config(folder, base_url, key))
            app = App(config, clock, UNPACED)
            stage = Stage(folder, config, clock, simulator, phones, key, app, USERNAME)
            try:
                await app.database.run(lambda uow: settle_in(uow, many))
                await stage.start()
                await app.tick()
                yield Alone(stage, seen)
            finally:
                await stage.end()
