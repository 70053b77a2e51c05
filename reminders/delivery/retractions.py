"""The buttons of nudges already sent: removed once the duty is done, so that nobody taps what is over.

Found in the tick, from what was filed or exempted since the last look, and with a newer nudge's arrival
(worded_letters.settle); done by the drain when no letter waits. As far back as letters are kept: a bot may change the
buttons of its own messages at any age, it is only deleting that ends after 48 hours.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from reminders.delivery.comparing import run_delivering
from reminders.delivery.pacing import Lane, Pacer
from reminders.delivery.worded_letters import Outdated, read_outdated
from reminders.desk import (
    AnswerLostError,
    DeliveryError,
    Desk,
    Sender,
    Steps,
    UnavailableError,
    UnconnectedError,
)
from reminders.last_tick import last_tick_before
from storage.unit_of_work import UnitOfWork

AT_ONCE = 2
READ_AHEAD = 10
OVERLAP = timedelta(minutes=5)
"""Looked at again: what was filed just before the last look may have been committed after it."""


def find_retractions(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Mark the reminders whose buttons no longer fit, from what was done since the last tick; return how many."""
    last_tick = last_tick_before(uow, desk.last_tick)
    if last_tick is None:
        return 0
    # A clock put back must not hide what is done until it has caught up.
    looked_at = min(last_tick, now)
    return uow.sent_letters.mark_outdated(desk.letters.reminding, looked_at - OVERLAP)


class Retractions:
    """Brings the buttons of letters sent before up to date."""

    def __init__(self, desk: Desk, sender: Sender, pacer: Pacer, is_live: Callable[[int, int], bool]) -> None:
        """Do nothing yet; a message that `is_live` (chat, message) now shows another window and is left alone."""
        self._desk = desk
        self._sender = sender
        self._pacer = pacer
        self._is_live = is_live
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._tried: set[int] = set()

    def begin_anew(self) -> None:
        """Try again what did not work before."""
        self._tried.clear()

    async def take(self) -> list[Outdated]:
        """Return letters to be given to `retract`, each once until the next begin_anew()."""
        found = await self._desk.database.run(
            partial(read_outdated, desk=self._desk, limit=READ_AHEAD, passing=frozenset(self._tried))
        )
        self._tried.update(retraction.letter_id for retraction in found)
        return found

    async def retract(self, outdated: Outdated) -> None:
        """Give one letter the buttons that fit; what does not work now is left to the next time."""
        async with self._slots:
            if outdated.chat_id is not None and not await self._put(outdated, outdated.chat_id):
                return
            gone_at = None if outdated.rows else self._desk.clock.now()
            await run_delivering(
                self._desk, lambda uow: uow.sent_letters.mark_up_to_date(outdated.letter_id, gone_at)
            )

    async def _put(self, outdated: Outdated, chat_id: int) -> bool:
        """Return whether nothing is left to be done about these buttons."""
        async with self._pacer.turn(Lane.RETRACTION):
            if self._pacer.rest_s > 0:
                return False
            if self._is_live(chat_id, outdated.message_id):
                return True
            try:
                await self._sender.put_buttons(chat_id, outdated.message_id, outdated.rows)
            except UnconnectedError:
                self._pacer.unconnected()
                return False
            except UnavailableError as error:
                self._pacer.flooded(chat_id, error.retry_after_s or 0)
                return False
            except DeliveryError as error:
                # Refused or rejected: it stays as it is.
                return not isinstance(error, AnswerLostError)
            return True


STEPS: Steps = {400: find_retractions}
