"""Builds everything and runs it: aiogram answers, the tick prepares, python-telegram-bot delivers.

What every process of an installation does, and what one of them for all, is in `App._tasks` (docs/processes.md).
"""

import handlers.wire.light_aiogram  # noqa: F401 - before whatever imports aiogram

# isort: split
import asyncio
import logging
import signal
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AsyncExitStack, suppress
from functools import partial

from bot.backups.nightly import NightlyBackups
from bot.clockwork import Pulse, repeat
from bot.config import Config
from bot.garbage import pause_seldom
from bot.middlewares import follow_group
from bot.parts import Parts, build_parts
from bot.running import ticking
from bot.running.answering import Answerer, Polling
from bot.running.leading import Leading
from bot.running.ticking import Ticking
from bot.watch.watch import CHECK_S, Watch
from bot.watch.watchdog import Watchdog
from domain.errors import RefusalError
from domain.threads import in_a_thread
from domain.time.clock import Clock, SystemClock
from handlers.commands import set_default_commands
from handlers.tips.ask_secrets import remember_asked
from handlers.wire.calls.session import FollowGroups, NoteConflicts
from handlers.wire.calls.window_calls import build_heard
from handlers.wire.in_hand import in_hand
from locales import shared_words
from reminders.delivery.pacing import PACE, Pace
from reminders.desk import Desk
from storage.database import Database
from storage.schema import SchemaStanding, newest_revision, standing_of, upgrade
from usecases.house import House
from usecases.wing_below import HospitalsBelow
from web.served import NotBuiltError
from web.server import serve_page

log = logging.getLogger(__name__)

SETTINGS_S = 3
"""How old may be at most what is in memory of settings that another process changed."""
ALONE_S = 60
"""How often it is asked whether this process is still to run."""
FINISH_S = 8
"""How long what is in hand may take to finish when the process is told to end; `docker stop` waits 10 s."""


class App:
    """One process of the bot of one installation."""

    def __init__(
        self,
        config: Config,
        clock: Clock | None = None,
        pace: Pace = PACE,
        answering: Callable[[Parts], Answerer] = Polling,
        below: HospitalsBelow | None = None,
    ) -> None:
        """Read what lies beside the configuration; nothing is sent yet. Raises ConfigError."""
        self.database = Database(config.database_url)
        upgrade(self.database)
        clock = clock or SystemClock()
        self.pulse = Pulse(clock)
        self._parts = build_parts(config, self.database, clock, pace, below)
        self._answering = answering(self._parts)
        self._backups = NightlyBackups(config, clock)
        self._page = config.page
        self._open = AsyncExitStack()
        self.watch = Watch(config, self.desk, self._parts.calling.wake_outbox, self.pulse)
        self.watch.count_replies(self._parts.dispatcher)
        self._ticking = Ticking(self._parts, self._answering, self.pulse, self.watch.metrics)
        rights = (self.desk.to_tick, self.desk.to_deliver)
        self.desk.site.newer.was_here = standing_of(self.database) is SchemaStanding.NEWER_WORKS
        self._leading = Leading(
            config.database_url, rights, self._ticking.hear, newest_revision(), self.desk.site.newer
        )
        self._parts.bot.session.middleware(NoteConflicts(self.watch.note_conflict))
        self._parts.bot.session.middleware(FollowGroups(partial(follow_group, self.database)))

    @property
    def house(self) -> House:
        """What the conversations share."""
        return self._parts.house

    @property
    def desk(self) -> Desk:
        """What the reminders share."""
        return self._parts.desk

    async def start(self) -> None:
        """Take up where the last run ended, decide about what was in flight then."""
        await self._parts.sender.start()
        # Should the last run have been killed right after it erased something.
        self.database.scrub()
        asked = await self.database.run(lambda uow: uow.asked_secrets.everywhere())
        remember_asked(self.house, asked, self.desk.clock.now())
        await set_default_commands(self._parts.bot, shared_words())
        await self._leading.start()
        if self.desk.to_deliver.is_held:
            await self._parts.delivery.take_up()
        await self.open_page()
        await self._leading.be_noticed()
        await self._answering.start()

    async def tick(self) -> None:
        """Prepare and deliver all that is due now."""
        await self._prepare()
        await self.deliver()

    async def _prepare(self) -> None:
        """Put all that is due now into the outbox, and forget the tips that nobody goes on with."""
        await self._ticking.tidy()
        await self._ticking.prepare()

    async def deliver(self) -> int:
        """Deliver what waits; return how many letters were settled."""
        return await self._parts.delivery.drain()

    async def deliver_when_woken(self) -> None:
        """Deliver what comes into the outbox, as soon as it may go; ends only when cancelled."""
        await self._parts.delivery.serve()

    @property
    def at_rest(self) -> bool:
        """Whether no update is being handled and nothing is being delivered."""
        return not in_hand(self._parts.dispatcher) and self._parts.delivery.at_rest

    async def poll(self) -> None:
        """Answer updates until stop() is called."""
        await self._answering.serve()

    async def run(
        self,
        started: Callable[[], None],
        is_alone: Callable[[], bool] = lambda: True,
        ending: asyncio.Event | None = None,
    ) -> None:
        """Answer, and tick and deliver if this process leads, until SIGINT or SIGTERM; then finish what is in hand.

        `started` is called once, when the bot is about to answer; `is_alone` is asked every minute, in a thread.
        Whoever runs several hears the signals and sets `ending`. Raises what keeps it from starting, and RefusalError
        (command-run-twice) once another process has taken over, or as Family.look says.
        """
        ending = ending or set_by_signals()
        watchdog = Watchdog()
        try:
            await self.start()
            await self.watch.open()
            build_heard()
            watchdog.start(asyncio.get_running_loop())
            pause_seldom()
            started()
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self.poll())
                clockwork = [tasks.create_task(work) for work in self._tasks(is_alone)]
                await asyncio.sleep(0)  # poll() must have begun before it can be ended
                await ending.wait()
                await self._finish()
                for task in clockwork:
                    task.cancel()
        finally:
            watchdog.stop()
            await self.close()

    def _tasks(self, is_alone: Callable[[], bool]) -> Iterator[Coroutine[None, None, None]]:
        """Return what goes on beside the answering, each until it is cancelled."""
        # In each process.
        yield repeat(self._ticking.tidy_safely, lambda: ticking.TICK_S)
        yield self._watch_over()
        yield self._stay_alone(is_alone)
        yield self._parts.calling.serve()
        yield self._follow_settings()
        # In one for all, which may be another one later.
        yield self._leading.led(self.desk.to_tick, self._tick_for_all, self._ticking.finish)
        yield self._leading.led(self.desk.to_deliver, self._deliver_for_all, self._parts.delivery.hand_over)

    async def open_page(self) -> str:
        """Serve the page where the configuration says so; return its base URL, else an empty text.

        Raises RefusalError where the address can't be used. Where the page was not built, the log says so.
        """
        if not self._page.listen:
            return ""
        try:
            return await self._open.enter_async_context(serve_page(self._page.listen, self.house))
        except NotBuiltError:
            log.warning("the page is not served: this program was installed without it")
            return ""

    async def stop(self) -> None:
        """End poll()."""
        await self._answering.stop()

    async def close(self) -> None:
        """Drop what is still in hand, close connections and the database."""
        # Cancelled first: whatever goes on would open the connections anew.
        handled = list(in_hand(self._parts.dispatcher))
        for task in handled:
            task.cancel()
        await asyncio.gather(*handled, return_exceptions=True)
        await self.watch.close()
        await self._open.aclose()
        await self._leading.close()
        await self._parts.bot.session.close()
        await self._parts.sender.close()
        self.house.receipts.close()
        if self._parts.family is not None:
            await self._parts.family.aclose()
        self.database.close()

    async def _stay_alone(self, is_alone: Callable[[], bool]) -> None:
        async def look() -> None:
            if not await in_a_thread(is_alone):
                raise RefusalError("command-run-twice")
            if self._parts.family is not None:
                await in_a_thread(self._parts.family.look)

        await repeat(look, lambda: ALONE_S)

    async def _follow_settings(self) -> None:
        """Take in what another process has set: what nobody asks the database for before is then a little older."""
        if not self.house.site.has_others:
            return

        async def look() -> None:
            try:
                await self.database.read(self.house.site.look)
            except Exception as error:  # noqa: BLE001 - the server's, or a text's; it is looked again
                log.warning("what was set is not read: %s", type(error).__name__)

        await repeat(look, lambda: SETTINGS_S)

    async def _tick_for_all(self) -> None:
        self._ticking.begin_anew()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(repeat(self._ticking.safely, lambda: ticking.TICK_S))
            tasks.create_task(self._back_up_nightly())

    async def _back_up_nightly(self) -> None:
        # After the first tick: what a downtime left over comes first, and a clock that is doubted makes no backup.
        await self._ticking.ticked.wait()

        async def make() -> None:
            if not self._ticking.is_doubted:
                await self._backups.make_if_due()

        await repeat(make, lambda: ticking.TICK_S)

    async def _watch_over(self) -> None:
        """Look at the bot every CHECK_S: beside the tick and not in it, or both would stop at once."""
        # What a downtime left over is no trouble before the first tick and the first round of sending.
        with suppress(TimeoutError):
            async with asyncio.timeout(CHECK_S):
                await self._ticking.well.wait()
                if self.desk.to_deliver.is_held:
                    await self._parts.delivery.first_round.wait()
        await repeat(self.watch.look, lambda: CHECK_S)

    async def _deliver_for_all(self) -> None:
        # Not before the first tick, whoever makes it: it skips what has grown stale while the bot was away.
        await self._ticking.ticked.wait()
        if self.desk.to_deliver.is_shared:
            await self._parts.delivery.take_over()
        await self.deliver_when_woken()

    async def _finish(self) -> None:
        """Take no more updates and send no more letters; wait for those in hand, FINISH_S at most."""
        self._parts.delivery.rest()
        await self.stop()
        with suppress(TimeoutError):
            async with asyncio.timeout(FINISH_S):
                await asyncio.gather(*in_hand(self._parts.dispatcher), return_exceptions=True)
                await self._parts.delivery.finish()


def set_by_signals() -> asyncio.Event:
    """Return what is set once this process is told to end."""
    ending = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ending.set)
    return ending
