"""Watches over the bot: every five minutes it looks at itself and tells level 1, /healthz, /metrics and a heartbeat."""

import asyncio
import logging
import shutil
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from aiogram import Dispatcher

from bot.backups.kept import backup_folder, days_behind
from bot.clockwork import Pulse
from bot.config import Config
from bot.watch.health_server import serve
from bot.watch.heartbeat import beat
from bot.watch.metrics import CountReplies, Metrics
from domain.time.clock import ClockWatcher, day_in_shanghai
from locales import DEFAULT_LANGUAGE, Speech
from reminders.desk import Desk
from reminders.watch.self_check import (
    BACKUP,
    CONFLICT,
    DATABASE,
    DISK,
    SELF_CHECK,
    TICK,
    VERSION,
    Check,
    Health,
    check_clock,
    check_letters,
    check_planned,
    check_tick,
    unplanned,
)
from reminders.watch.troubles import queue_troubles
from storage.unit_of_work import UnitOfWork
from storage.watch.watch_figures import BotFigures

log = logging.getLogger(__name__)

CHECK_S = 300
CONFLICT_SEEN = timedelta(seconds=CHECK_S)
"""So long after Telegram last refused the bot its updates another program still counts as fetching them."""
CHECK_LATE = timedelta(minutes=11)
"""Two checks missed: whatever checks is not running any more."""
BACKED_UP_WITHIN = timedelta(hours=1)
NEWER_GONE = timedelta(minutes=10)
"""So long a newer version may be away in mid-upgrade before that is told."""
DATABASE_TIMEOUT_S = 60
FREE_MIB_NEEDED = 50
_WRITTEN = "watch_written"
"""The setting that a process writes to see whether it can."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What one look into the database brought."""

    health: Health
    unplanned: frozenset[int]
    figures: BotFigures


class Watch:
    """Looks, remembers how it was, and tells."""

    def __init__(self, config: Config, desk: Desk, wake_outbox: Callable[[], None], pulse: Pulse) -> None:
        """Watch over the bot of `desk`, whose ticks `pulse` tells; nothing is opened yet."""
        self._desk = desk
        self._wake_outbox = wake_outbox
        self._pulse = pulse
        self._clock = ClockWatcher(desk.clock)
        self._leap = timedelta()
        self._looked = desk.clock.elapsed()
        self._block = config.watch
        self._config = config
        self._began = self._newer_seen = desk.clock.elapsed()
        file = config.database_file
        self._folder = config.folder if file is None else file.parent
        self._unplanned: frozenset[int] = frozenset()
        self._health: Health | None = None
        self._open = AsyncExitStack()
        self._conflict: timedelta | None = None
        self._rights = [right for right in (desk.to_tick, desk.to_deliver) if right.is_shared]
        self.metrics = Metrics(pulse)
        self.metrics.show_leases(self._rights)

    def count_replies(self, dispatcher: Dispatcher) -> None:
        """Have `dispatcher` count what the metrics show."""
        for observer in (dispatcher.message, dispatcher.callback_query):
            observer.middleware(CountReplies(self.metrics))

    def note_conflict(self) -> None:
        """Note that another program fetches the bot's updates; of several times in a row the log tells one."""
        if not self._in_conflict:
            # For whoever set both going: in the office's words, with what to do.
            log.error(Speech(self._desk.words, DEFAULT_LANGUAGE).label("watch-conflict-log"))
        self._conflict = self._desk.clock.elapsed()

    @property
    def _in_conflict(self) -> bool:
        return self._conflict is not None and self._desk.clock.elapsed() - self._conflict < CONFLICT_SEEN

    async def open(self) -> str:
        """Serve /healthz and /metrics where the configuration says so; return the base URL, else an empty text.

        To be called before the first tick: where the last run ticked later than now, the clock was set back.
        Raises RefusalError where the address can't be used.
        """
        last = self._desk.last_tick.at()
        self._leap = timedelta() if last is None else min(self._desk.clock.now() - last, timedelta())
        if not self._block.listen:
            return ""
        return await self._open.enter_async_context(serve(self._block.listen, self.health, self.metrics.page))

    async def close(self) -> None:
        """Serve no longer."""
        await self._open.aclose()

    def health(self) -> Health | None:
        """Return how the last check went, and whether it is too old to say anything; None before the first."""
        if self._health is None:
            return None
        age = self._desk.clock.elapsed() - self._looked
        fresh = Check(SELF_CHECK, age < CHECK_LATE, int(age / timedelta(minutes=1)))
        # Whoever asks hears how the tick is now, also where nothing checks it any more.
        ticking = check_tick(self._pulse.age)
        known = (ticking if check.name == TICK else check for check in self._health.checks)
        held = {right.role.value: right.held_since for right in self._rights if right.held_since}
        return replace(self._health, checks=(*known, fresh), leases=held if self._rights else None)

    async def look(self) -> Health:
        """Check everything and tell whoever is to be told; return how it went. Never raises."""
        now = self._desk.clock.now()
        # What can be told without the database.
        self._leap += self._clock.leap()
        plain = (
            check_tick(self._pulse.age),
            check_clock(self._leap),
            Check(CONFLICT, not self._in_conflict),
            self._check_disk(),
            *(self._check_backup(now) if self._leads else ()),
            *(self._check_version() if self._rights else ()),
        )
        figures = None
        try:
            async with asyncio.timeout(DATABASE_TIMEOUT_S):
                # Beside what people do: so much is read.
                found = await self._desk.database.read(lambda uow: self._look(uow, now, plain))
                # Writes at every check, which proves that the database takes what is written.
                letters = await self._desk.database.run(lambda uow: self._tell(uow, found.health))
            self._leap = timedelta()
            self._unplanned, figures = found.unplanned, found.figures
            health = found.health
            if letters:
                self._wake_outbox()
        except Exception as error:
            # The error's own text may hold values of rows.
            name = type(error).__name__
            fault = RuntimeError(name).with_traceback(error.__traceback__)
            log.exception("the self-check can't use the database: %s", name, exc_info=fault)
            health = Health(now, (*plain, Check(DATABASE, ok=False)))
        for trouble in health.troubles:
            log.warning("the self-check finds trouble: %s", trouble)
        self._health, self._looked = health, self._desk.clock.elapsed()
        self.metrics.show(health, figures)
        if self._block.heartbeat_url:
            await beat(self._block.heartbeat_url, well=health.ok)
        return health

    @property
    def _leads(self) -> bool:
        """Tell whether this is the process that speaks for all: what is wrong with another one, that one's log says."""
        return self._desk.to_tick.is_held

    def _tell(self, uow: UnitOfWork, health: Health) -> int:
        if self._leads:
            return queue_troubles(uow, health)
        # The same proof.
        uow.settings.put(_WRITTEN, "")
        return 0

    def _look(self, uow: UnitOfWork, now: datetime, plain: tuple[Check, ...]) -> _Look:
        desk = self._desk
        unplanned_now = unplanned(uow, desk, now)
        checks = (
            *plain,
            check_planned(unplanned_now & self._unplanned),
            check_letters(uow, desk, now),
            Check(DATABASE, ok=True),
        )
        figures = uow.watch_figures.count(desk.letters.told, day_in_shanghai(now))
        return _Look(Health(now, checks), unplanned_now, figures)

    def _check_disk(self) -> Check:
        try:
            free_mib = shutil.disk_usage(self._folder).free // 2**20
        except OSError:
            return Check(DISK, ok=False)
        return Check(DISK, free_mib >= FREE_MIB_NEEDED, free_mib)

    def _check_version(self) -> tuple[Check, ...]:
        """Where a newer version has brought the database up to date, it runs, or did a moment ago."""
        newer, elapsed = self._desk.site.newer, self._desk.clock.elapsed()
        if newer.lives or not newer.was_here:
            self._newer_seen = elapsed
        away = elapsed - self._newer_seen
        return (Check(VERSION, away < NEWER_GONE, int(away / timedelta(minutes=1))),)

    def _check_backup(self, now: datetime) -> tuple[Check, ...]:
        """Where there are nightly backups: the newest is no more than a night behind.

        Not before the bot has run for an hour: what a downtime left over is made by then.
        """
        if backup_folder(self._config) is None or self._desk.clock.elapsed() - self._began < BACKED_UP_WITHIN:
            return ()
        try:
            behind = days_behind(self._config, now)
        except OSError:
            return (Check(BACKUP, ok=False),)
        return (Check(BACKUP, behind == 0, behind),)
