"""A hospital on a stage: simulator, bot over HTTP, phones, and a clock that is moved by hand, all in one process.

The demo plays on it and the tests stand on it. Nothing leaves 127.0.0.1 and no Telegram account is needed.
"""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from pathlib import Path

from aiohttp import web

from bot.app import App
from bot.config import TELEGRAM, TOKEN_VARIABLE, Config, example_config, read_config
from bot.folders.duty_blocks import as_blocks
from domain.people.roster import Roster, RosterDiff, compare
from domain.time.clock import SHANGHAI, SteerableClock, day_in_shanghai
from forms.duties.catalogue import catalogue, first_duties
from reminders.delivery.pacing import UNPACED
from simulator.phone import Phone, Phones
from simulator.remote import Beside
from simulator.server import Simulator
from storage.tips.sealing import OfficeKey, new_office_key
from storage.unit_of_work import UnitOfWork

HOSPITAL = "绍兴某某医院"
TOKEN = "424242:AAtestTESTtestTESTtestTESTtestTEST"  # noqa: S105 - opens the simulator of this process only


@dataclass
class Stage:
    """Everything that a story needs; `app` is replaced by a restart."""

    folder: Path
    config: Config
    clock: SteerableClock
    simulator: Simulator
    phones: Phones
    office_key: OfficeKey
    app: App
    username: str
    bound: dict[str, Phone] = field(default_factory=dict)
    _polling: "asyncio.Task[None] | None" = None

    async def start(self) -> None:
        """Have the bot answer."""
        await self.app.start()
        self._polling = asyncio.ensure_future(self.app.poll())
        await asyncio.sleep(0)  # poll() must have begun before it can be ended

    async def end(self) -> None:
        """End the process as `kill` would: nothing is said, nothing is saved."""
        if self._polling is not None:
            await self.app.stop()
            await self._polling
        await self.app.close()

    async def restart(self) -> None:
        """End the process and start another on the same database."""
        await self.end()
        self.app = App(self.config, self.clock, UNPACED)
        await self.start()

    async def import_roster(self, roster: Roster) -> RosterDiff:
        """Import `roster`, in force today; return what it changed."""
        today = day_in_shanghai(self.clock.now())

        def work(uow: UnitOfWork) -> RosterDiff:
            diff = compare(uow.rosters.load(), roster, today)
            uow.roster_changes.apply(diff, today)
            return diff

        return await self.app.database.run(work)

    async def link_for(self, name: str) -> str:
        """Return an invitation link for the person whose roster name is `name`."""

        def work(uow: UnitOfWork) -> str:
            found = [person for person in uow.people.search(name, 100) if person.name == name]
            return uow.invites.issue(found[0].person_id, self.clock.now())

        return f"https://t.me/{self.username}?start={await self.app.database.run(work)}"

    async def stranger(self, name: str = "路人", user_id: int | None = None) -> Phone:
        """Return the phone of somebody who has not talked to the bot yet."""
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


def write_config(folder: Path, base_url: str, recipient: str, example: Path, page_port: int = 0) -> Path:
    """Write a config.toml like the example's, for the simulator at `base_url`; return where it lies.

    With a `page_port`, the tip page is served there, and the chat leads to it.
    """
    text = example.read_text(encoding="utf-8")
    text = text.replace('name = "本院"', f'name = "{HOSPITAL}"')
    text = text.replace('token = ""', f'token = "{TOKEN}"')
    text = text.replace(TELEGRAM, base_url)
    # One key for both bodies: whoever plays here plays them all.
    text = text.replace("_recipients = []", f'_recipients = ["{recipient}"]')
    if page_port:
        before, head, page = text.partition("[page]")
        where = f"127.0.0.1:{page_port}"
        page = page.replace('listen = ""', f'listen = "{where}"', 1)
        page = page.replace('address = ""', f'address = "http://{where}"', 1)
        text = f"{before}{head}{page}"
    path = folder / "config.toml"
    text += "\n" + _duty_blocks()
    path.write_text(text, encoding="utf-8")
    return path


@cache
def _duty_blocks() -> str:
    return as_blocks(first_duties(with_asked=False))


def put_everything_on(path: Path) -> None:
    """Add to a config.toml all other duties of the documents of which a hospital need not say more."""
    there = first_duties(with_asked=False)
    more = {duty.id: duty.terms for duty in catalogue().values() if not (duty.needs or duty.id in there)}
    with path.open("a", encoding="utf-8") as file:
        file.write("\n" + as_blocks(more))


@dataclass(frozen=True, slots=True)
class Venue:
    """Where a stage stands, for those who want more than the tests do."""

    port: int = 0
    """On 127.0.0.1; 0: any free one."""
    furnish: Callable[[web.Application, Simulator], None] | None = None
    """Adds routes to the server."""
    page_port: int = 0
    """Where on 127.0.0.1 the tip page is served; 0: nowhere."""
    office_key: OfficeKey | None = None
    """The office's key of an earlier stage in the same folder; None: a new one."""
    everything: bool = False
    """Whether all duties of the documents are on, and not only those of a new installation."""


@asynccontextmanager
async def open_stage(
    folder: Path, start: datetime, username: str, venue: Venue | None = None
) -> AsyncIterator[Stage]:
    """Open an empty hospital in `folder` at `start` (aware), its bot not started; all ends with the block.

    Raises OSError for a port that is taken.
    """
    venue = venue or Venue()
    clock = SteerableClock(start)
    simulator = Simulator(now=clock.now)
    simulator.add_bot(TOKEN, username)
    key = venue.office_key or new_office_key()

    def furnish(app: web.Application) -> None:
        if venue.furnish is not None:
            venue.furnish(app, simulator)

    with _without_live_token():
        async with simulator.serve(venue.port, furnish) as base_url, Phones(Beside(simulator)) as phones:
            path = write_config(folder, base_url, key.recipient, example_config(), venue.page_port)
            if venue.everything:
                put_everything_on(path)
            config = read_config(path)
            stage = Stage(
                folder, config, clock, simulator, phones, key, App(config, clock, UNPACED), username
            )
            try:
                yield stage
            finally:
                await stage.end()


@contextmanager
def _without_live_token() -> Iterator[None]:
    # A live token in the environment would outweigh the stage's own, and must not be played with.
    live = os.environ.pop(TOKEN_VARIABLE, None)
    try:
        yield
    finally:
        if live is not None:
            os.environ[TOKEN_VARIABLE] = live
