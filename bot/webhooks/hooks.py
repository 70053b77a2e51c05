"""One of several processes to which Telegram's updates are brought (docs/processes.md)."""

import asyncio
import logging
from collections import deque
from contextlib import AsyncExitStack
from datetime import timedelta

from bot.config import Config
from bot.parts import Parts
from bot.webhooks.door import HookDoor
from bot.webhooks.receiving import Receiver
from bot.webhooks.setting import address_of, find_webhook, is_as_wanted, set_webhook
from bot.webhooks.taking import Taker
from domain.errors import RefusalError
from domain.threads import in_a_thread
from handlers.wire.calls.turns import TakenTurns
from storage.shared.update_turns import UpdateTurns

log = logging.getLogger(__name__)

LATE = timedelta(minutes=10)
"""Updates with smaller numbers than one that was handled so long ago are not on their way any more, as a rule: of
those that are, Redis knows."""
_STEP = timedelta(minutes=1)
_TRIES, _TRY_AGAIN_S = 3, 1.5


class Hooks:
    """Answers what is brought here, in turn with the other processes (an Answerer)."""

    is_alone = False

    def __init__(self, config: Config, parts: Parts, door: HookDoor | None = None) -> None:
        """Answer nothing yet; where a process has many units, `door` is theirs, which others open and close.

        Raises RefusalError (webhook-needs-redis) where there is none.
        """
        if parts.family is None:
            raise RefusalError("webhook-needs-redis")
        self._config, self._clock = config, parts.desk.clock
        taken = TakenTurns()
        # Where aiogram would have each chat's updates wait for each other, they have waited already.
        parts.dispatcher.fsm.events_isolation = taken
        self._turns = UpdateTurns(parts.family.waiting, parts.family.prefix, taken.hurry)
        self._address = address_of(config)
        family = parts.family
        self._taker = Taker(
            parts, self._address, self._turns, taken, lambda number: family.ring.name("handled", number)
        )
        self._receiver = Receiver(parts.dispatcher, parts.bot, self._address, self._taker.take)
        self._stopped = asyncio.Event()
        self._open = AsyncExitStack()
        self._door, self._is_shared = door or HookDoor(), door is not None
        self._handled: deque[tuple[timedelta, int]] = deque()
        self._confirmed: int | None = None

    @property
    def base_url(self) -> str:
        """Where it listens, once it does."""
        return self._door.base_url

    @property
    def confirmed_before(self) -> int | None:
        """Updates with a smaller number were handled LATE ago; None: that is not known yet."""
        now = self._clock.elapsed()
        if not self._handled or now - self._handled[-1][0] >= _STEP:
            self._handled.append((now, self._taker.latest))
        while now - self._handled[0][0] >= LATE:
            self._confirmed = self._handled.popleft()[1]
            if not self._handled:
                break
        return self._confirmed or None

    async def start(self) -> None:
        """Listen, and see that Telegram knows where. Raises RefusalError."""
        try:
            await self._open.enter_async_context(self._turns.run())
            await self._open.enter_async_context(self._door.behind(self._address, self._receiver))
            if not self._is_shared:
                await self._door.bind(self._config.webhook.listen)
                self._open.push_async_callback(self._door.close)
                await self._door.open()
            await self._tell_telegram()
        except BaseException:
            await self._open.aclose()
            raise

    async def _tell_telegram(self) -> None:
        """See that Telegram knows where. All processes say the same: whichever is first, the others find it said.

        Telegram bears it once a second or so: of several that begin at once it refuses some. Raises RefusalError.
        """
        for tries_left in reversed(range(_TRIES)):
            if is_as_wanted(self._config, await in_a_thread(find_webhook, self._config)):
                return
            try:
                await in_a_thread(set_webhook, self._config)
            except RefusalError as refusal:
                if refusal.key != "webhook-refused" or not tries_left:
                    raise
                await asyncio.sleep(_TRY_AGAIN_S)
            else:
                log.info("Telegram was told where to send updates")
                return

    async def serve(self) -> None:
        """Answer until stop() is called, then until what is in hand was answered."""
        try:
            await self._stopped.wait()
        finally:
            self._receiver.is_closing = True
            await self._open.aclose()

    async def stop(self) -> None:
        """Leave what comes to the other processes."""
        self._receiver.is_closing = True
        self._stopped.set()
