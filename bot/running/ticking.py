"""The tick of a running bot, and what each process does beside it once a minute."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime
from functools import partial

from bot.clockwork import Doubt, Pulse
from bot.garbage import Collecting
from bot.logs import day_is
from bot.parts import Parts
from bot.running.answering import Answerer
from bot.watch.metrics import Metrics
from domain.time.clock import day_in_shanghai
from reminders.tick import tick
from reminders.watch.self_check import TICK_LATE
from reminders.watch.skipped import note_absence
from storage.leases.leases import LeaseLostError
from storage.leases.rules import Lease, LeaseRole
from storage.unit_of_work import UnitOfWork
from usecases.tips.open_key import lock_left

log = logging.getLogger(__name__)

TICK_S = 60


class Ticking:
    """Prepares what the clock asks for, as long as this process has the right to."""

    def __init__(self, parts: Parts, answering: Answerer, pulse: Pulse, metrics: Metrics) -> None:
        """Do nothing yet; `pulse` is told of each tick, `metrics` how long it took."""
        self._answering = answering
        self._parts = parts
        self._desk = parts.desk
        self._pulse = pulse
        self._metrics = metrics
        self._doubt = Doubt(self._desk.clock)
        self._collecting = Collecting()
        self._forgotten_before: int | None = None
        self._heard: datetime | None = None
        self.ticked = asyncio.Event()
        """Set once a tick was made, here or by another process, or was tried here."""
        self.well = asyncio.Event()
        """Set once one did its work."""

    def begin_anew(self) -> None:
        """This process ticks from now on."""
        self.ticked.clear()

    def hear(self, found: Mapping[LeaseRole, Lease]) -> None:
        """Hear what the table of leases says of ticks that another process made."""
        at = found[LeaseRole.TICK].done_at
        if at is None or at == self._heard:
            return
        is_news, self._heard = self._heard is not None, at
        self._desk.last_tick.hear(at)
        if is_news or abs(self._desk.clock.now() - at) < TICK_LATE:
            self._pulse.beat()
            self.ticked.set()
            self.well.set()

    @property
    def is_doubted(self) -> bool:
        """Tell whether the clock was set on so far a moment ago that nothing should be done by it yet."""
        return self._doubt.holds()

    async def prepare(self) -> None:
        """Put all that is due now into the outbox. Raises LeaseLostError where another process ticks by now."""
        with self._metrics.ticking():
            await self._forget_updates()
            await tick(self._desk)
        await self._note_done()
        self._pulse.beat()

    async def safely(self) -> None:
        """Tick once; what fails is logged, and tried again with the next tick. Raises LeaseLostError alone."""
        if self.is_doubted:
            log.warning(
                "the clock was set on by more than a day; the tick waits until that has lasted a while"
            )
            return
        try:
            # Here and not in tick(): on a stage the clock is moved by days, and nothing was down.
            await self._desk.database.run(self._note_absence)
            await self.prepare()
            self.well.set()
            # Not waited for: a long wave must not keep the next tick from what is due then.
            self._parts.house.wake_outbox()
        except LeaseLostError:
            raise
        except Exception:
            # The next tick finds the same work; one that fails must not end the bot.
            log.exception("the tick failed; it is tried again in a minute")
        self.ticked.set()

    async def finish(self) -> None:
        """Return once the tick that goes on, if any, is done."""
        async with self._desk.ticking:
            pass

    async def tidy(self) -> None:
        """Forget what this process alone remembers and nobody goes on with; lock what was left open."""
        now = self._desk.clock.now()
        day_is(day_in_shanghai(now))
        self._parts.house.memory.forget_old(now)
        await lock_left(self._parts.house, now)

    async def tidy_safely(self) -> None:
        """Tidy up unless the clock is doubted. Never raises: the next minute comes."""
        try:
            if not self.is_doubted:
                await self.tidy()
                self._collecting.collect_if_quiet()
        except Exception:
            log.exception("tidying up failed; it is tried again in a minute")

    async def _forget_updates(self) -> None:
        """Erase the numbers of updates that Telegram will not deliver again."""
        confirmed = self._answering.confirmed_before
        if confirmed is not None and confirmed != self._forgotten_before:
            await self._desk.database.run(partial(_forget_updates, confirmed_before=confirmed))
            self._forgotten_before = confirmed

    def _note_absence(self, uow: UnitOfWork) -> None:
        self._desk.to_tick.compare(uow.leases)
        note_absence(uow, self._desk.last_tick, self._desk.clock.now())

    async def _note_done(self) -> None:
        """Tell whoever ticks next, on another machine, when this was. Where there is one process, a file does."""
        right = self._desk.to_tick
        at = self._desk.last_tick.at()
        if right.is_shared and at is not None:
            await self._desk.database.run(lambda uow: right.note_done(uow.leases, at))


def _forget_updates(uow: UnitOfWork, confirmed_before: int) -> None:
    uow.drafts.forget_updates(confirmed_before)
    uow.entry_drafts.forget_updates(confirmed_before)
