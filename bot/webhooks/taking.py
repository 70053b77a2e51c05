"""From an update that was sent here to its handlers: in its turn over all processes, and once."""

import logging
from collections.abc import Callable

from aiogram.dispatcher.middlewares.user_context import UserContextMiddleware
from aiogram.types import Update

from bot.logs import private
from bot.middlewares import is_left
from bot.parts import Parts
from bot.webhooks.address import WebhookAddress
from handlers.wire.calls.turns import TakenTurns
from storage.shared.update_turns import HandledBeforeError, TurnLostError, UpdateTurn, UpdateTurns, unreached
from storage.statements.engines import is_away
from storage.transactions.serial import UnknownOutcomeError
from usecases.held_turn import HeldTurn

log = logging.getLogger(__name__)


class _AwayError(Exception):
    """The database could not be asked, or not what became of a commit: the mark says that once it is sent again."""


class _LeftError(Exception):
    """A process of a newer version is to have the update."""


class Taker:
    """Takes updates and has them handled."""

    def __init__(
        self,
        parts: Parts,
        address: WebhookAddress,
        turns: UpdateTurns,
        taken: TakenTurns,
        mark: Callable[[int], bytes],
    ) -> None:
        """Have the dispatcher of `parts`, whose isolation is `taken`, handle them once each has its turn in `turns`.

        `mark` gives what stands for an update in the database.
        """
        self._dispatcher, self._bot, self._address, self._mark = parts.dispatcher, parts.bot, address, mark
        self._turns, self._taken = turns, taken
        self.latest = 0
        """The greatest number of those that were handled here."""

    async def take(self, update: Update) -> bool:
        """Handle `update`; return whether Telegram need not send it again."""
        name = self._address.name(lane_of(update))
        try:
            with self._taken.queued(name) as known:
                async with self._turns.turn(name, update.update_id) as turn:
                    self._taken.begin(known, is_waited_for=turn.is_waited_for)
                    await self._handle(update, turn)
        except HandledBeforeError:
            pass
        except TurnLostError:
            log.warning("an update was given up in mid-handling, as its turn had passed on; it is sent again")
            return False
        except _AwayError:
            log.warning("an update waits, as the database can't be reached; it is sent again")
            return False
        except _LeftError:
            log.info("an update is left to a newer version; it is sent again")
            return False
        except unreached():
            log.warning("an update waits, as the shared memory can't be reached; it is sent again")
            return False
        self.latest = max(self.latest, update.update_id)
        return True

    async def _handle(self, update: Update, turn: UpdateTurn) -> None:
        number = update.update_id
        held = HeldTurn(turn.check, self._mark(number), self._turns.handled(number), turn.was_tried)
        try:
            await self._dispatcher.feed_update(self._bot, update, turn=held)
        except TurnLostError:
            raise
        except Exception as error:
            if is_away(error) or isinstance(error, UnknownOutcomeError):
                raise _AwayError from error
            # Whatever else is refused was told to the person.
            if is_left(error):
                raise _LeftError from error
            # As in polling: the same would go wrong again.
            private.error("update failed: %s", type(error).__name__)


def lane_of(update: Update) -> str:
    """Return in whose lane `update` is: one person's in one chat, as in polling; its own where that is nobody's."""
    found = UserContextMiddleware.resolve_event_context(update)
    if found.user_id is None:
        return f"update {update.update_id}"
    return f"{found.chat_id or found.user_id} {found.user_id}"
