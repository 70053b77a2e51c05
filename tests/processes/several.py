"""A hospital whose bot is several processes: PostgreSQL, Redis, the simulator's webhooks and a balancer, all real.

Here the processes are Apps in this one, which share nothing but what processes share.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path

import pytest

from bot.app import App
from bot.config import Config, example_config, read_config
from bot.stage.stage import TOKEN, Stage, write_config
from bot.webhooks.hooks import Hooks
from domain.people.roster import compare
from domain.time.clock import SteerableClock, day_in_shanghai
from handlers.wire.in_hand import in_hand
from reminders.delivery.pacing import UNPACED
from reports.sheets.sample_hospital import sample_roster
from simulator.phone import Phones
from simulator.remote import Beside
from simulator.server import Simulator
from storage.leases.right import new_holder
from storage.tips.sealing import new_office_key
from storage.unit_of_work import UnitOfWork
from tests.harness import MAY, USERNAME
from tests.processes.balancer import Balancer, balancing

EXAMPLE_DATABASE = 'url = "sqlite:///gridbot.db"'


@dataclass
class Several:
    """The hospital (`stage`, whose app is the first process), and its processes."""

    stage: Stage
    balancer: Balancer
    apps: list[App] = field(default_factory=list)
    _serving: list[asyncio.Task[None]] = field(default_factory=list)

    async def start(self, app: App) -> None:
        """Have one more process answer."""
        await app.start()
        self.apps.append(app)
        self._serving.append(asyncio.ensure_future(app.poll()))
        self.balancer.behind.append(hooks_of(app).base_url)

    async def end(self) -> None:
        """End all of them."""
        for app, serving in zip(self.apps, self._serving, strict=True):
            await app.stop()
            await serving
            await app.close()

    async def at_rest(self) -> None:
        """Wait until no update is on its way or in hand."""
        bot = self.stage.simulator.world.bot()
        async with asyncio.timeout(60):
            while len(bot.updates) or any(in_hand(app._parts.dispatcher) for app in self.apps):  # noqa: ASYNC110
                await asyncio.sleep(0.005)


def hooks_of(app: App) -> Hooks:
    """Return what has `app` answer."""
    found = app._answering
    assert isinstance(found, Hooks)
    return found


def config_of(folder: Path, base_url: str, recipient: str, url: str, **servers: str) -> Config:
    """Return the configuration of one process in `folder`; `servers`: database and redis."""
    folder.mkdir(exist_ok=True)
    path = write_config(folder, base_url, recipient, example_config())
    text = path.read_text("utf-8")
    before, head, after = text.partition("[webhook]")
    after = after.replace('url = ""', f'url = "{url}"', 1).replace('listen = ""', 'listen = "127.0.0.1:0"', 1)
    text = before.replace(EXAMPLE_DATABASE, f'url = "{servers["database"]}"') + head + after
    text = text.replace('redis = ""', f'redis = "{servers["redis"]}"')
    path.write_text(text, "utf-8")
    return read_config(path)


def _import(uow: UnitOfWork, on: date) -> None:
    uow.roster_changes.apply(compare(uow.rosters.load(), sample_roster(on), on), on)


@asynccontextmanager
async def open_several(
    folder: Path, database: str, redis: str, number: int = 3, start: datetime = MAY
) -> AsyncIterator[Several]:
    """Open the sample hospital with `number` processes that answer; all ends with the block."""
    clock = SteerableClock(start)
    simulator = Simulator(now=clock.now, push_again_s=0.2)
    simulator.add_bot(TOKEN, USERNAME)
    key = new_office_key()
    async with AsyncExitStack() as opened:
        balancer = await opened.enter_async_context(balancing())
        base_url = await opened.enter_async_context(simulator.serve())
        phones = await opened.enter_async_context(Phones(Beside(simulator)))
        configs = [
            config_of(folder / str(at), base_url, key.recipient, balancer.url, database=database, redis=redis)
            for at in range(number)
        ]
        with pytest.MonkeyPatch.context() as patch:
            # Each is a process, for those who hold leases.
            patch.setattr("bot.parts.this_process", new_holder)
            apps = [App(config, clock, UNPACED, partial(Hooks, config)) for config in configs]
        stage = Stage(folder, configs[0], clock, simulator, phones, key, apps[0], USERNAME)
        several = Several(stage, balancer)
        opened.push_async_callback(several.end)
        apps[0].database.write(partial(_import, on=day_in_shanghai(start)))
        for app in apps:
            await several.start(app)
        await apps[0].tick()
        yield several
