"""Deliver the outbox: claim, put into words, send, note what became of it (DESIGN section 2).

A crash at any moment loses nothing and repeats at most what was in flight: a letter is marked before it is sent
and settled after.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from domain.clock import day_in_shanghai
from domain.windows import Window
from locales import DEFAULT_LANGUAGE, Speech
from reminders.desk import (
    AnswerLostError,
    Desk,
    RefusedError,
    Sender,
    UnavailableError,
)
from reminders.letters import UNTRACED, WORDINGS
from storage.outbox import DeliveryState, Letter
from storage.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

AT_ONCE = 10
"""Bare sending is fastest at ten at once (docs/decisions/0002)."""
PAUSES = (timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10))
"""Between tries while Telegram can't be reached; the last one repeats until the letter expires."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A letter in words, and where it goes."""

    letter: Letter
    chat_id: int
    window: Window | Callable[[], Window]


async def drain(desk: Desk, sender: Sender) -> int:
    """Deliver all that may go now; return how many letters were settled. Bulk mail rests outside the hours."""
    settled = 0
    while True:
        now = desk.clock.now()
        batch, dropped = await desk.database.run(partial(_claim, desk=desk, now=now))
        settled += dropped
        if not batch:
            if not dropped:
                return settled
            continue
        outcomes = await asyncio.gather(
            *(_deliver(desk, sender, ready) for ready in batch), return_exceptions=True
        )
        for outcome in outcomes:
            # Noted only now, so that no letter of the batch is left half done.
            if isinstance(outcome, BaseException):
                raise outcome
        settled += outcomes.count(True)
        if True not in outcomes:
            return settled


def _claim(uow: UnitOfWork, desk: Desk, now: datetime) -> tuple[list[_Ready], int]:
    """Claim a batch and put it into words; settle at once what has nothing left to say or can't be worded."""
    batch: list[_Ready] = []
    settled = 0
    for letter in uow.outbox.claim(now, AT_ONCE, urgent_only=not desk.hours.contain(now)):
        try:
            ready = uow.attempt(partial(_ready, uow, desk, letter, now))
        except Exception as error:  # noqa: BLE001 - one letter's fault must not hold up the others
            _log_fault(letter, error)
            state, ready = DeliveryState.FAILED, None
        else:
            state = DeliveryState.DROPPED
        if ready is None:
            settled += 1
            _settle(uow, letter, state, now)
        else:
            batch.append(ready)
    return batch, settled


def _ready(uow: UnitOfWork, desk: Desk, letter: Letter, now: datetime) -> _Ready | None:
    """Return the letter in words; None where it has expired, nobody is there or nothing is left to say."""
    if now >= letter.expires_at:
        return None
    if letter.person_id is not None:
        phone = uow.people.find_phone(letter.person_id)
        if phone is None or not phone.reachable:
            return None
        chat_id, language = phone.telegram_id, phone.language
    elif letter.chat_id is not None:
        chat_id, language = letter.chat_id, letter.payload.get("language", DEFAULT_LANGUAGE)
    else:
        return None
    speech = Speech(desk.words, language)
    window = WORDINGS[letter.kind](uow, desk, letter, speech, day_in_shanghai(now))
    return None if window is None else _Ready(letter, chat_id, window)


async def _deliver(desk: Desk, sender: Sender, ready: _Ready) -> bool:
    """Send one letter and note the outcome; False where it has to wait."""
    letter = ready.letter
    message_id: int | None = None
    try:
        window = await asyncio.to_thread(ready.window) if callable(ready.window) else ready.window
        message_id = await sender.send(ready.chat_id, window)
    except RefusedError:
        await desk.database.run(lambda uow: _refused(uow, ready, desk.clock.now()))
        return True
    except UnavailableError as error:
        until = _again_at(letter, desk.clock.now(), error.retry_after_s)
        counts = error.retry_after_s is None
        await desk.database.run(lambda uow: uow.outbox.postpone(letter.id, until, counts=counts))
        return False
    except AnswerLostError:
        state = DeliveryState.PERHAPS_SENT
    except Exception as error:  # noqa: BLE001 - rejected by Telegram, or not even drawn: a fault of ours
        _log_fault(letter, error)
        state = DeliveryState.FAILED
    else:
        state = DeliveryState.SENT
    await desk.database.run(lambda uow: _settle(uow, letter, state, desk.clock.now(), message_id))
    return True


def _settle(
    uow: UnitOfWork, letter: Letter, state: DeliveryState, now: datetime, message_id: int | None = None
) -> None:
    if letter.kind in UNTRACED:
        uow.outbox.forget(letter.id)
    else:
        uow.outbox.settle(letter.id, state, now, message_id)


def _log_fault(letter: Letter, error: Exception) -> None:
    # Number and kind tell where to look. The error's own text may hold words that somebody wrote.
    fault = RuntimeError(type(error).__name__).with_traceback(error.__traceback__)
    log.error("letter %d of kind %s can't be delivered", letter.id, letter.kind, exc_info=fault)


def _refused(uow: UnitOfWork, ready: _Ready, now: datetime) -> None:
    if ready.letter.person_id is not None:
        uow.people.mark_reachable(ready.chat_id, now)
    _settle(uow, ready.letter, DeliveryState.REFUSED, now)


def _again_at(letter: Letter, now: datetime, retry_after_s: float | None) -> datetime:
    """Return when to try a letter again; an untraced one at the next opportunity, since a time would be a trace."""
    if letter.kind in UNTRACED:
        return letter.not_before_at
    if retry_after_s is not None:
        return now + timedelta(seconds=retry_after_s)
    return now + PAUSES[min(letter.tries, len(PAUSES) - 1)]
