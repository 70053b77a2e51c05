"""run, where there are several units: all of them, or those that --unit names, in one process and one loop.

With --webhook there are several such processes: each has one door, behind which every unit that runs there answers.
"""

import asyncio
import signal
from collections.abc import Iterable
from contextlib import AsyncExitStack, closing, suppress
from functools import partial
from typing import Any

from bot.app import set_by_signals
from bot.backups.kept import check_backups
from bot.city.city_watch import city_health, city_metrics
from bot.city.doors import doors_to
from bot.city.unit_life import UnitLife
from bot.city.units import Installation
from bot.clockwork import repeat
from bot.commands.account import find_account
from bot.commands.given import Given
from bot.commands.saying import said
from bot.commands.start import check_forms, check_listening, check_several, refuse_other_webhook, take_in
from bot.config import Config
from bot.logs import set_up
from bot.watch.health_server import serve_answers
from bot.watch.heartbeat import beat
from bot.watch.watch import CHECK_S
from bot.webhooks.door import HookDoor
from bot.webhooks.setting import address_of

TRIED_S = 30
"""How long units that run wait at most for those that are still being started."""


def start_city(given: Given, installation: Installation, *, webhook: bool = False) -> None:
    """Run the bots of the units until Ctrl-C or SIGTERM; one that can't be started is told of and tried again.

    With `webhook` as one of several processes. Raises ConfigError for units that there are not and for a [webhook]
    that does not say where, and RefusalError where [watch] or [webhook] can't listen.
    """
    units = installation.chosen(given.units)
    if webhook:
        check_listening(installation.webhook)
    set_up(*given.secrets)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    doors = doors_to(installation.units, given.clock)
    door = door_of(installation) if webhook else None
    lives = [
        UnitLife(
            config,
            given.clock,
            partial(prepare, given, webhook=webhook),
            lambda error: given.without_secrets(said(error, given)[1]),
            below=doors if config.is_organ else None,
            door=door,
        )
        for config in units
    ]
    with suppress(KeyboardInterrupt), closing(doors):
        asyncio.run(run_all(given, lives, installation, door))
    given.say("command-run-stopped")


def door_of(installation: Installation) -> HookDoor:
    """Return the door that knows every unit's address: what comes for one that runs elsewhere is sent again."""
    door = HookDoor()
    for config in installation.units:
        with suppress(OSError):  # a token that is not there yet is read when the unit is started
            if config.token:
                door.know(address_of(config))
    return door


async def run_all(
    given: Given, lives: Iterable[UnitLife], installation: Installation, door: HookDoor | None = None
) -> None:
    """Run the units until this process is told to end, and show how they are where [watch] says."""
    ending = set_by_signals()
    lives, watch = list(lives), installation.watch

    def started(code: str, username: str) -> None:
        given.say("city-started", unit=code, username=username)

    async with AsyncExitStack() as opened:
        if watch.listen:
            await opened.enter_async_context(
                serve_answers(
                    watch.listen,
                    lambda: city_health(life.state for life in lives),
                    lambda: city_metrics(life.state for life in lives),
                )
            )
        if door is not None:
            await door.bind(installation.webhook.listen)
            opened.push_async_callback(door.close)
        async with asyncio.TaskGroup() as tasks:
            beating = tasks.create_task(_beat(watch.heartbeat_url, lives))
            running = [tasks.create_task(life.live(started, ending)) for life in lives]
            if door is not None:
                running.append(tasks.create_task(_answer(door, lives, ending)))
            await asyncio.wait(running)
            beating.cancel()


async def _answer(door: HookDoor, lives: Iterable[UnitLife], ending: asyncio.Event) -> None:
    """Listen once every unit was tried, and no more from the moment on at which they finish.

    Before and afterwards whoever stands in front finds nobody here and goes to another process. Raises RefusalError.
    """
    tried: asyncio.Future[Any] = asyncio.gather(*(life.tried.wait() for life in lives))
    ended: asyncio.Future[Any] = asyncio.ensure_future(ending.wait())
    try:
        await asyncio.wait((tried, ended), timeout=TRIED_S, return_when=asyncio.FIRST_COMPLETED)
        if not ended.done():
            await door.open()
        await ended
    finally:
        tried.cancel()
        ended.cancel()
        await door.close()


async def _beat(url: str, lives: Iterable[UnitLife]) -> None:
    """Call the heartbeat of the process: well where every unit is."""
    if not url:
        return

    async def call() -> None:
        await asyncio.sleep(CHECK_S)  # by then each has looked at itself
        await beat(url, well=city_health(life.state for life in lives)[0] == 200)  # noqa: PLR2004 - HTTP's own

    await repeat(call, lambda: CHECK_S)


def prepare(given: Given, config: Config, *, webhook: bool = False) -> str:
    """Make a unit ready as `start` makes one hospital; return its bot's name. Raises what keeps it from starting."""
    if webhook:
        check_several(config)
    check_backups(config)
    forms = check_forms(config)
    username = find_account(config).username
    if not webhook:
        refuse_other_webhook(config)
    take_in(given, config, forms)
    return username
