"""One unit among many in a process: started, and started again a minute after it ended; no other notices."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from bot.app import App
from bot.city.city_watch import UnitState
from bot.config import Config
from bot.logs import UNIT
from bot.running.answering import Polling
from bot.webhooks.door import HookDoor
from bot.webhooks.hooks import Hooks
from domain.errors import RefusalError
from domain.threads import in_a_thread
from domain.time.clock import Clock
from storage.sole_use import SoleUse, sole_use
from usecases.wing_below import HospitalsBelow

log = logging.getLogger(__name__)

AGAIN_S = 60.0
Prepare = Callable[[Config], str]
"""Makes a unit ready, in a thread, and returns its bot's name; raises what keeps it from starting."""


class UnitLife:
    """One unit's bot, as long as the process runs."""

    def __init__(  # noqa: PLR0913 - what a unit has of its process
        self,
        config: Config,
        clock: Clock,
        prepare: Prepare,
        said: Callable[[Exception], str],
        *,
        below: HospitalsBelow | None = None,
        door: HookDoor | None = None,
    ) -> None:
        """Start nothing yet; `said` is the sentence for what went wrong, `below` the organ's way down.

        `door` is where the updates come in of one of several processes; None: it is the only one, and fetches them.
        """
        self._config = config
        self._clock = clock
        self._prepare = prepare
        self._said = said
        self._below = below
        self._door = door
        self._app: App | None = None
        self.tried = asyncio.Event()
        """Set once it runs, or could not be started."""

    @property
    def state(self) -> UnitState:
        """How it stands now."""
        return UnitState(self._config.unit, None if self._app is None else self._app.watch)

    async def live(self, started: Callable[[str, str], None], ending: asyncio.Event) -> None:
        """Run the bot until `ending` is set, anew whenever it fails; `started` is told its code and its bot's name.

        Raises nothing but cancellation: what goes wrong in one unit is told in the log and is no other's trouble.
        """
        UNIT.set(self._config.unit)

        def runs(code: str, username: str) -> None:
            self.tried.set()
            started(code, username)

        while not ending.is_set():
            try:
                await self._run(runs, ending)
            except Exception as error:  # noqa: BLE001 - whatever it is, the other units go on
                self._tell(error)
            self.tried.set()
            if not ending.is_set():
                with suppress(TimeoutError):
                    async with asyncio.timeout(AGAIN_S):
                        await ending.wait()

    async def _run(self, started: Callable[[str, str], None], ending: asyncio.Event) -> None:
        sole = await in_a_thread(self._taken)
        try:
            username = await in_a_thread(self._prepare, self._config)
            if ending.is_set():
                return
            answering = Polling if self._door is None else partial(Hooks, self._config, door=self._door)
            self._app = App(self._config, self._clock, answering=answering, below=self._below)
            await self._app.run(lambda: started(self._config.unit, username), sole.keep, ending)
        finally:
            self._app = None
            await in_a_thread(sole.give_up)

    def _taken(self) -> SoleUse:
        self._config.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sole = sole_use(
            self._config.database_url,
            self._config.database_file,
            is_one_of_many=self._door is not None,
        )
        if not sole.take():
            raise RefusalError("command-run-twice")
        return sole

    def _tell(self, error: Exception) -> None:
        while isinstance(error, ExceptionGroup):
            error = error.exceptions[0]
        if isinstance(error, RefusalError):
            log.error("the unit does not run: %s", self._said(error))
        else:
            # The error's own text may hold values of rows.
            log.error("the unit has ended, it is started again in a minute", exc_info=error)
