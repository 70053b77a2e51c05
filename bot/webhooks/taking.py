"""From an update that was sent here to its handlers: in its turn over all processes, and once."""

import logging
from collections.abc import Callable

from aiogram import Bot, Dispatcher
from aiogram.dispatcher.middlewares.user_context import UserContextMiddleware
from aiogram.types import Update

from bot.logs import private
from bot.webhooks.address import WebhookAddress
from handlers.wire.calls.turns import TakenTurns
from storage.shared.update_turns import HandledBeforeError, TurnLostError, UpdateTurns, unreached

log = logging.getLogger(__name__)


class Taker:
    """Takes updates and has them handled."""

    def __init__(
        self, dispatcher: Dispatcher, bot: Bot, address: WebhookAddress, turns: UpdateTurns, taken: TakenTurns
    ) -> None:
        """Have `dispatcher`, whose isolation is `taken`, handle them once each has its turn in `turns`."""
        self._dispatcher, self._bot, self._address = dispatcher, bot, address
        self._turns, self._taken = turns, taken

    async def take(self, update: Update) -> bool:
        """Handle `update`; return whether Telegram need not send it again."""
        name = self._address.name(lane_of(update))
        try:
            with self._taken.queued(name) as known:
                async with self._turns.turn(name, update.update_id) as turn:
                    self._taken.begin(known, is_waited_for=turn.is_waited_for)
                    await self._handle(update, turn.check)
        except HandledBeforeError:
            return True
        except TurnLostError:
            log.warning("an update was given up in mid-handling, as its turn had passed on; it is sent again")
            return False
        except unreached():
            log.warning("an update waits, as the shared memory can't be reached; it is sent again")
            return False
        return True

    async def _handle(self, update: Update, still_ours: Callable[[], None]) -> None:
        try:
            await self._dispatcher.feed_update(self._bot, update, still_ours=still_ours)
        except TurnLostError:
            raise
        except Exception as error:  # noqa: BLE001 - as in polling: the same would go wrong again
            private.error("update failed: %s", type(error).__name__)


def lane_of(update: Update) -> str:
    """Return in whose lane `update` is: one person's in one chat, as in polling; its own where that is nobody's."""
    found = UserContextMiddleware.resolve_event_context(update)
    if found.user_id is None:
        return f"update {update.update_id}"
    return f"{found.chat_id or found.user_id} {found.user_id}"
