"""run, where there are several units: all of them, or those that --unit names, in one process and one loop."""

import asyncio
import signal
from collections.abc import Iterable
from contextlib import AsyncExitStack, closing, suppress
from functools import partial

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
from bot.commands.start import check_forms, refuse_other_webhook, take_in
from bot.config import Config
from bot.listening import WatchBlock
from bot.logs import set_up
from bot.watch.health_server import serve_answers
from bot.watch.heartbeat import beat
from bot.watch.watch import CHECK_S


def start_city(given: Given, installation: Installation) -> None:
    """Run the bots of the units until Ctrl-C or SIGTERM; one that can't be started is told of and tried again.

    Raises ConfigError for units that there are not, and RefusalError where [watch] can't listen.
    """
    units = installation.chosen(given.units)
    set_up(*given.secrets)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    doors = doors_to(installation.units, given.clock)
    lives = [
        UnitLife(
            config,
            given.clock,
            partial(prepare, given),
            lambda error: given.without_secrets(said(error, given)[1]),
            doors if config.is_organ else None,
        )
        for config in units
    ]
    with suppress(KeyboardInterrupt), closing(doors):
        asyncio.run(run_all(given, lives, installation.watch))
    given.say("command-run-stopped")


async def run_all(given: Given, lives: Iterable[UnitLife], watch: WatchBlock) -> None:
    """Run the units until this process is told to end, and show how they are where `watch` says."""
    ending = set_by_signals()
    lives = list(lives)

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
        async with asyncio.TaskGroup() as tasks:
            beating = tasks.create_task(_beat(watch.heartbeat_url, lives))
            running = [tasks.create_task(life.live(started, ending)) for life in lives]
            await asyncio.wait(running)
            beating.cancel()


async def _beat(url: str, lives: Iterable[UnitLife]) -> None:
    """Call the heartbeat of the process: well where every unit is."""
    if not url:
        return

    async def call() -> None:
        await asyncio.sleep(CHECK_S)  # by then each has looked at itself
        await beat(url, well=city_health(life.state for life in lives)[0] == 200)  # noqa: PLR2004 - HTTP's own

    await repeat(call, lambda: CHECK_S)


def prepare(given: Given, config: Config) -> str:
    """Make a unit ready as `start` makes one hospital; return its bot's name. Raises what keeps it from starting."""
    check_backups(config)
    forms = check_forms(config)
    username = find_account(config).username
    refuse_other_webhook(config)
    take_in(given, config, forms)
    return username
