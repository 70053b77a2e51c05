"""Builds everything and runs it: aiogram answers, the tick prepares, python-telegram-bot delivers."""

import handlers.wire.light_aiogram  # noqa: F401 - before whatever imports aiogram

# isort: split
import asyncio
import logging
import signal
import sys
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from functools import partial
from typing import cast

from bot.backups.nightly import NightlyBackups
from bot.clockwork import Doubt, Pulse, repeat
from bot.config import Config
from bot.garbage import Collecting, collect_little_by_little
from bot.logs import day_is
from bot.middlewares import follow_group
from bot.parts import build_parts
from bot.watch.watch import CHECK_S, Watch
from bot.watch.watchdog import Watchdog
from domain.errors import RefusalError
from domain.threads import in_a_thread
from domain.time.clock import Clock, SystemClock, day_in_shanghai
from handlers.commands import set_default_commands
from handlers.tips.ask_secrets import remember_asked
from handlers.wire.calls.session import FollowGroups, NoteConflicts, WindowSession
from handlers.wire.calls.window_calls import build_heard
from handlers.wire.in_hand import in_hand
from locales import shared_words
from reminders.delivery.pacing import PACE, Pace
from reminders.desk import Desk
from reminders.tick import tick
from reminders.watch.skipped import note_absence
from storage.database import Database
from storage.schema import upgrade
from storage.unit_of_work import UnitOfWork
from usecases.house import House
from usecases.tips.open_key import lock_left
from web.served import NotBuiltError
from web.server import serve_page

log = logging.getLogger(__name__)

TICK_S = 60
SWITCH_S = 0.0005
FINISH_S = 8
"""How long what is in hand may take to finish when the process is told to end; `docker stop` waits 10 s."""


class App:
    """One bot of one installation."""

    def __init__(self, config: Config, clock: Clock | None = None, pace: Pace = PACE) -> None:
        """Read what lies beside the configuration; nothing is sent yet. Raises ConfigError."""
        self._ticked = asyncio.Event()
        self._well = asyncio.Event()
        self._forgotten_before: int | None = None
        self._collecting = Collecting()
        self.database = Database(config.database_url)
        upgrade(self.database)
        clock = clock or SystemClock()
        self._doubt = Doubt(clock)
        self.pulse = Pulse(clock)
        self._parts = build_parts(config, self.database, clock, pace)
        self._backups = NightlyBackups(config, clock)
        self._page = config.page
        self._open = AsyncExitStack()
        self.watch = Watch(config, self.desk, self._parts.delivery.wake, self.pulse)
        self.watch.count_replies(self._parts.dispatcher)
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
        await self._parts.delivery.take_up()
        await self.open_page()

    async def tick(self) -> None:
        """Prepare and deliver all that is due now."""
        await self._prepare()
        await self.deliver()

    async def _prepare(self) -> None:
        """Put all that is due now into the outbox, and forget the tips that nobody goes on with."""
        day_is(day_in_shanghai(self.desk.clock.now()))
        self.house.memory.forget_old(self.desk.clock.now())
        await lock_left(self.house, self.desk.clock.now())
        with self.watch.metrics.ticking():
            await self._forget_updates()
            await tick(self.desk)
        self.pulse.beat()

    async def _forget_updates(self) -> None:
        """Erase the numbers of updates that Telegram will not deliver again."""
        confirmed = cast("WindowSession", self._parts.bot.session).confirmed_before
        if confirmed is not None and confirmed != self._forgotten_before:
            await self.database.run(partial(_forget_updates, confirmed_before=confirmed))
            self._forgotten_before = confirmed

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
        await self._parts.dispatcher.start_polling(
            self._parts.bot, handle_signals=False, close_bot_session=False
        )

    async def run(
        self,
        started: Callable[[], None],
        is_alone: Callable[[], bool] = lambda: True,
        ending: asyncio.Event | None = None,
    ) -> None:
        """Answer, tick and deliver until SIGINT or SIGTERM, then finish what is in hand.

        `started` is called once, when the bot is about to answer; `is_alone` is asked every minute, in a thread.
        Whoever runs several hears the signals and sets `ending`. Raises what keeps it from starting, and RefusalError
        (command-run-twice) once another process has taken over.
        """
        ending = ending or set_by_signals()
        watchdog = Watchdog()
        try:
            await self.start()
            await self.watch.open()
            build_heard()
            watchdog.start(asyncio.get_running_loop())
            _pause_seldom()
            started()
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self.poll())
                ticking = repeat(self._safe_tick, lambda: TICK_S)
                works = (
                    ticking,
                    self._watch_over(),
                    self._deliver_from_then_on(),
                    self._stay_alone(is_alone),
                    self._back_up_nightly(),
                )
                clockwork = [tasks.create_task(work) for work in works]
                await asyncio.sleep(0)  # poll() must have begun before it can be ended
                await ending.wait()
                await self._finish()
                for task in clockwork:
                    task.cancel()
        finally:
            watchdog.stop()
            await self.close()

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
        await self._parts.dispatcher.stop_polling()

    async def close(self) -> None:
        """Drop what is still in hand, close connections and the database."""
        # Cancelled first: whatever goes on would open the connections anew.
        handled = list(in_hand(self._parts.dispatcher))
        for task in handled:
            task.cancel()
        await asyncio.gather(*handled, return_exceptions=True)
        await self.watch.close()
        await self._open.aclose()
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

        await repeat(look, lambda: TICK_S)

    async def _back_up_nightly(self) -> None:
        # After the first tick: what a downtime left over comes first, and a clock that is doubted makes no backup.
        await self._ticked.wait()

        async def make() -> None:
            if not self._doubt.holds():
                await self._backups.make_if_due()

        await repeat(make, lambda: TICK_S)

    async def _watch_over(self) -> None:
        """Look at the bot every CHECK_S: beside the tick and not in it, or both would stop at once."""
        # What a downtime left over is no trouble before the first tick and the first round of sending.
        with suppress(TimeoutError):
            async with asyncio.timeout(CHECK_S):
                await self._well.wait()
                await self._parts.delivery.first_round.wait()
        await repeat(self.watch.look, lambda: CHECK_S)

    async def _deliver_from_then_on(self) -> None:
        # Not before the first tick: it skips what has grown stale while the bot was away.
        await self._ticked.wait()
        await self.deliver_when_woken()

    async def _finish(self) -> None:
        """Take no more updates and send no more letters; wait for those in hand, FINISH_S at most."""
        self._parts.delivery.rest()
        await self.stop()
        with suppress(TimeoutError):
            async with asyncio.timeout(FINISH_S):
                await asyncio.gather(*in_hand(self._parts.dispatcher), return_exceptions=True)
                await self._parts.delivery.finish()

    async def _safe_tick(self) -> None:
        if self._doubt.holds():
            log.warning(
                "the clock was set on by more than a day; the tick waits until that has lasted a while"
            )
            return
        try:
            # Here and not in tick(): on a stage the clock is moved by days, and nothing was down.
            await self.database.run(lambda uow: note_absence(uow, self.desk.last_tick, self.desk.clock.now()))
            await self._prepare()
            self._well.set()
            # Not waited for: a long wave must not keep the next tick from what is due then.
            self._parts.delivery.wake()
            self._collecting.collect_if_quiet()
        except Exception:
            # The next tick finds the same work; one that fails must not end the bot.
            log.exception("the tick failed; it is tried again in a minute")
        self._ticked.set()


def set_by_signals() -> asyncio.Event:
    """Return what is set once this process is told to end."""
    ending = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ending.set)
    return ending


def _pause_seldom() -> None:
    """Have the interpreter hold everybody up less than is usual."""
    collect_little_by_little()
    # What computes for long beside the loop hands over sooner than after the usual 5 ms, of which a reply would wait
    # out a dozen.
    sys.setswitchinterval(SWITCH_S)


def _forget_updates(uow: UnitOfWork, confirmed_before: int) -> None:
    uow.drafts.forget_updates(confirmed_before)
    uow.entry_drafts.forget_updates(confirmed_before)
