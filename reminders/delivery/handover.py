"""One letter on its way: marked, sent, and noted what became of it (docs/decisions/0006)."""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

from domain.threads import in_turn
from domain.time.clock import begin_of_day, day_in_shanghai
from reminders.delivery.comparing import run_delivering
from reminders.delivery.pacing import Lane, Pacer, Turn
from reminders.delivery.worded_letters import Worded, log_fault, settle
from reminders.desk import (
    AnswerLostError,
    Desk,
    MovedError,
    RefusedError,
    Sender,
    UnavailableError,
    UnconnectedError,
)
from storage.delivery.letters import DeliveryState
from storage.group_letters import note_put_out
from storage.unit_of_work import UnitOfWork
from windows.windows import Window

log = logging.getLogger(__name__)

AT_ONCE = {Lane.BULK: 10, Lane.URGENT: 4}
"""Bare sending is fastest at ten at once; urgent letters have room of their own however slow the others are."""
KEPT_IN_MEMORY = timedelta(seconds=10)
"""A wait for Telegram up to this long is the pacer's alone: a restart takes as long. Longer ones are in the table."""
PAUSES = (timedelta(seconds=30), timedelta(minutes=3))
"""Between the tries of a letter that a server error keeps back; one more try than pauses, then it has failed."""


class Handover:
    """Hands letters over, one beginning at a time, each request marked before it leaves."""

    def __init__(self, desk: Desk, sender: Sender, pacer: Pacer, is_stopped: Callable[[], bool]) -> None:
        """Send nothing yet; where `is_stopped` says so when a letter's turn comes, it goes on waiting."""
        self._desk = desk
        self._sender = sender
        self._pacer = pacer
        self._is_stopped = is_stopped
        self._slots = {lane: asyncio.Semaphore(many) for lane, many in AT_ONCE.items()}
        self._leaving: int | None = None
        self.settled = 0
        """How many letters have been settled here."""

    async def deliver(self, worded: Worded, lane: Lane) -> None:
        """Send one letter when its turn comes and note the outcome. Raises only what the database raises.

        That is LeaseLostError, too: another process delivers by now, and has decided about the letter.
        """
        async with self._slots[lane]:
            window = await self._drawn(worded)
            if window is not None:
                async with self._pacer.turn(lane) as turn:
                    await self._send(worded, window, turn)

    def forget(self) -> None:
        """Begin anew after an interruption."""
        self._leaving = None

    async def _drawn(self, worded: Worded) -> Window | None:
        """Return the window, drawn off the loop where that takes long; None where that failed, or nothing is left."""
        if isinstance(worded.window, Window):
            return worded.window
        try:
            window = await in_turn(worded.window)
        except Exception as error:  # noqa: BLE001 - one letter's fault must not hold up the others
            log_fault(self._desk, worded.letter, error)
            await self._settle(worded, DeliveryState.FAILED)
            return None
        if window is None:
            await self._settle(worded, DeliveryState.DROPPED)
        return window

    async def _send(self, worded: Worded, window: Window, turn: Turn) -> None:
        """Send one letter and note the outcome. The turn ends before that only where the request has left whole."""
        # Otherwise: stopped, or another process was first, or a newer letter has taken its place.
        if self._is_stopped() or not await self._begin(worded.letter.id):
            return
        if not self._desk.to_deliver.is_held:
            # The process was stopped after that: another may have decided about the letter, and be sending it.
            await self._put_back(worded, timedelta(0))
            return
        message_id: int | None = None
        try:
            message_id = await self._hand_over(worded, window, turn)
        except (UnconnectedError, UnavailableError) as error:
            await self._try_later(worded, error)
            return
        except MovedError as error:
            await self._follow(worded, error.chat_id)
            return
        except RefusedError:
            state = DeliveryState.REFUSED
        except AnswerLostError:
            state = DeliveryState.PERHAPS_SENT
        except Exception as error:  # noqa: BLE001 - rejected by Telegram: a fault of ours
            log_fault(self._desk, worded.letter, error)
            state = DeliveryState.FAILED
        else:
            state = DeliveryState.SENT
        self._pacer.sent(worded.chat_id, len(window.attachments) + 1)
        await self._settle(worded, state, message_id)

    async def _hand_over(self, worded: Worded, window: Window, turn: Turn) -> int:
        if worded.thread_id is None:
            return await self._sender.send(worded.chat_id, window, turn.over)
        return await self._sender.send_to_topic(worded.chat_id, worded.thread_id, window, turn.over)

    async def _begin(self, letter_id: int) -> bool:
        before, self._leaving = self._leaving, None
        token = self._desk.to_deliver.token
        begun = await run_delivering(self._desk, lambda uow: uow.outbox.begin(letter_id, before, token))
        if begun:
            self._leaving = letter_id
        return begun

    async def _settle(self, worded: Worded, state: DeliveryState, message_id: int | None = None) -> None:
        now = self._desk.clock.now()

        def work(uow: UnitOfWork) -> None:
            if state is DeliveryState.REFUSED and worded.letter.person_id is not None:
                # Where the letter leaves no trace, the phone that refused it must not keep its minute either.
                uow.people.mark_reachable(
                    worded.chat_id, now if worded.traced else begin_of_day(day_in_shanghai(now))
                )
            elif state is DeliveryState.REFUSED:
                note_put_out(uow, worded.chat_id, "", now)
            settle(uow, self._desk, worded.letter, state, message_id)

        await self._note(worded, work)
        self.settled += 1

    async def _try_later(self, worded: Worded, error: UnconnectedError | UnavailableError) -> None:
        """Wait for a connection; obey a 429; after a server error pause, longer each time, and give up in the end."""
        letter = worded.letter
        if isinstance(error, UnconnectedError):
            self._pacer.unconnected()
            await self._put_back(worded, timedelta(0))
        elif error.retry_after_s is not None:
            self._pacer.flooded(worded.chat_id, error.retry_after_s)
            pause = timedelta(seconds=error.retry_after_s)
            await self._put_back(worded, pause if pause > KEPT_IN_MEMORY else timedelta(0))
        elif letter.tries < len(PAUSES):
            await self._put_back(worded, PAUSES[letter.tries], counts=True)
        elif worded.traced:
            log.error("letter %d of kind %s has failed %d times", letter.id, letter.kind, letter.tries + 1)
            await self._settle(worded, DeliveryState.FAILED)
        else:
            # Its row would not stay to tell of the failure: it is tried until it expires.
            await self._put_back(worded, PAUSES[-1])

    async def _put_back(self, worded: Worded, pause: timedelta, *, counts: bool = False) -> None:
        letter = worded.letter
        until = letter.not_before_at
        if pause and worded.traced:
            until = self._desk.clock.now() + pause
        elif pause:
            # In the table the moment would be a trace of when the letter was written.
            self._pacer.hold(worded.chat_id, pause.total_seconds())
        await self._note(worded, lambda uow: uow.outbox.postpone(letter.id, until, counts=counts))

    async def _follow(self, worded: Worded, new_id: int) -> None:
        """Have a letter to a group that became a supergroup wait for that one, with all others on their way there."""

        def work(uow: UnitOfWork) -> None:
            uow.digest_chats.move(worded.chat_id, new_id)
            uow.outbox.postpone(worded.letter.id, worded.letter.not_before_at, counts=False)

        await self._note(worded, work)

    async def _note(self, worded: Worded, work: Callable[[UnitOfWork], None]) -> None:
        await run_delivering(self._desk, work)
        if self._leaving == worded.letter.id:
            self._leaving = None
