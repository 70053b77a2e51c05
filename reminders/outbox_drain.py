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
    RejectedError,
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
        outcomes = await asyncio.gather(*(_deliver(desk, sender, ready) for ready in batch))
        settled += sum(outcomes)
        if not any(outcomes):
            return settled


def _claim(uow: UnitOfWork, desk: Desk, now: datetime) -> tuple[list[_Ready], int]:
    """Claim a batch and put it into words; settle at once what has nothing left to say."""
    batch: list[_Ready] = []
    dropped = 0
    for letter in uow.outbox.claim(now, AT_ONCE, urgent_only=not desk.hours.contain(now)):
        ready = _ready(uow, desk, letter, now)
        if ready is None:
            dropped += 1
            if letter.kind in UNTRACED:
                uow.outbox.forget(letter.id)
            else:
                uow.outbox.settle(letter.id, DeliveryState.DROPPED, now)
        else:
            batch.append(ready)
    return batch, dropped


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
    try:
        window = await asyncio.to_thread(ready.window) if callable(ready.window) else ready.window
        message_id = await sender.send(ready.chat_id, window)
    except RefusedError:
        await desk.database.run(lambda uow: _refused(uow, ready, desk.clock.now()))
        return True
    except UnavailableError as error:
        until = desk.clock.now() + _pause(letter, error.retry_after_s)
        counts = error.retry_after_s is None
        await desk.database.run(lambda uow: uow.outbox.postpone(letter.id, until, counts=counts))
        return False
    except AnswerLostError:
        state, message_id = DeliveryState.PERHAPS_SENT, 0
    except RejectedError:
        # The kind tells where to look; the words may be somebody's own.
        log.exception("letter %d of kind %s was rejected", letter.id, letter.kind)
        state, message_id = DeliveryState.FAILED, 0
    else:
        state = DeliveryState.SENT
    await desk.database.run(lambda uow: _settle(uow, letter, state, desk.clock.now(), message_id))
    return True


def _settle(
    uow: UnitOfWork, letter: Letter, state: DeliveryState, now: datetime, message_id: int | None
) -> None:
    if letter.kind in UNTRACED:
        uow.outbox.forget(letter.id)
    else:
        uow.outbox.settle(letter.id, state, now, message_id or None)


def _refused(uow: UnitOfWork, ready: _Ready, now: datetime) -> None:
    if ready.letter.person_id is not None:
        uow.people.mark_reachable(ready.chat_id, now)
    _settle(uow, ready.letter, DeliveryState.REFUSED, now, None)


def _pause(letter: Letter, retry_after_s: float | None) -> timedelta:
    if retry_after_s is not None:
        return timedelta(seconds=retry_after_s)
    return PAUSES[min(letter.tries, len(PAUSES) - 1)]
