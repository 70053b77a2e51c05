"""A hospital in a folder: the simulator, the bot on it over HTTP, the sample hospital, a clock that tests move."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import App
from bot.config import Config, read_config
from domain.clock import SHANGHAI, SteerableClock, day_in_shanghai
from domain.roster import Roster, compare
from reports.sample_hospital import sample_roster
from simulator.phone import Phone, Phones
from simulator.server import Simulator
from storage.sealing import OfficeKey, new_office_key
from storage.unit_of_work import UnitOfWork

TOKEN = "424242:AAtestTESTtestTESTtestTESTtestTEST"
USERNAME = "gridbot_test"
MAY = datetime(2026, 5, 12, 10, 0, tzinfo=SHANGHAI)
"""A day on which the monthly report is the only thing open."""


@dataclass
class Hospital:
    """Everything a test needs; `app` is replaced by a restart."""

    folder: Path
    config: Config
    clock: SteerableClock
    simulator: Simulator
    phones: Phones
    office_key: OfficeKey
    app: App
    bound: dict[str, Phone] = field(default_factory=dict)
    _polling: "asyncio.Task[None] | None" = None

    async def start(self) -> None:
        await self.app.start()
        self._polling = asyncio.ensure_future(self.app.poll())

    async def end(self) -> None:
        """End the process as `kill` would: nothing is said, nothing is saved."""
        if self._polling is not None:
            await self.app.stop()
            await self._polling
        await self.app.close()

    async def restart(self) -> None:
        await self.end()
        self.app = App(self.config, self.clock)
        await self.start()

    async def import_roster(self, roster: Roster) -> None:
        today = day_in_shanghai(self.clock.now())

        def work(uow: UnitOfWork) -> None:
            uow.rosters.apply(compare(uow.rosters.load(), roster, today), today)

        await self.app.database.run(work)

    async def link_for(self, name: str) -> str:
        """Return an invitation link for the person whose roster name is `name`."""

        def work(uow: UnitOfWork) -> str:
            found = [one for one in uow.people.search(name, 100) if one.name == name]
            return uow.invites.issue(found[0].person_id, self.clock.now())

        return f"https://t.me/{USERNAME}?start={await self.app.database.run(work)}"

    async def stranger(self, name: str = "路人", user_id: int | None = None) -> Phone:
        return await self.phones.new(name, user_id=user_id)

    async def phone_of(self, name: str) -> Phone:
        """Return the bound phone of the person whose roster name is `name`."""
        if name not in self.bound:
            phone = await self.phones.new(name)
            await phone.open_link(await self.link_for(name))
            self.bound[name] = phone
        return self.bound[name]

    async def move_to(self, month: int, day: int, hour: int = 10, year: int = 2026) -> None:
        """Jump to a moment in Shanghai and let the clock do its work there."""
        self.clock.move_to(datetime(year, month, day, hour, tzinfo=SHANGHAI))
        await self.app.tick()

    async def live_until(self, month: int, day: int, hour: int = 10, year: int = 2026) -> None:
        """Move on hour by hour, the clock doing its work at each."""
        end = datetime(year, month, day, hour, tzinfo=SHANGHAI).astimezone(UTC)
        while self.clock.now() < end:
            self.clock.advance(timedelta(hours=1))
            await self.app.tick()


def write_config(folder: Path, base_url: str, recipient: str, example: Path) -> Path:
    """Write a config.toml like the example's, for the simulator at `base_url`."""
    text = example.read_text(encoding="utf-8")
    text = text.replace('token = ""', f'token = "{TOKEN}"')
    text = text.replace("https://api.telegram.org", base_url)
    text = text.replace("office_recipients = []", f'office_recipients = ["{recipient}"]')
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


@asynccontextmanager
async def open_hospital(folder: Path, start: datetime = MAY) -> AsyncIterator[Hospital]:
    """Open the sample hospital at `start`; everything ends with the block."""
    clock = SteerableClock(start)
    simulator = Simulator(now=clock.now)
    simulator.add_bot(TOKEN, USERNAME)
    key = new_office_key()
    example = Path(__file__).parent.parent / "config.example.toml"
    async with simulator.serve() as base_url, Phones(base_url) as phones:
        config = read_config(write_config(folder, base_url, key.recipient, example))
        hospital = Hospital(folder, config, clock, simulator, phones, key, App(config, clock))
        await hospital.import_roster(sample_roster(day_in_shanghai(start)))
        await hospital.start()
        await hospital.app.tick()
        try:
            yield hospital
        finally:
            await hospital.end()
