"""Telling a receiving body that a tip, or something for one, has come: at once, and nothing about it."""

import secrets
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from domain.time.clock import begin_of_day
from domain.tips.routing import Body
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.unit_of_work import UnitOfWork

TIP_COME = LetterKind(id="tip_come", life=timedelta(days=7), trace=Trace.NONE, urgent=True)


def thread_letters(
    uow: UnitOfWork, tip: tuple[str, Body], today: date, payload: Mapping[str, Any]
) -> list[Letter]:
    """Return the notices that something has come for `tip` (number, body): to all but the recused."""
    number, body = tip
    recused = uow.tip_threads.recused(number)
    return [letter for letter in tip_letters(uow, body, today, payload) if letter.person_id not in recused]


def tip_letters(uow: UnitOfWork, body: Body, today: date, payload: Mapping[str, Any]) -> list[Letter]:
    """Return the notices to everybody of `body` whom a message can reach."""
    told = uow.people.tip_handlers(body, today) & uow.people.reachable()
    # Midnight for a time and chance for a key: while it waits, not even the queue knows the minute.
    midnight = begin_of_day(today)
    return [
        TIP_COME.letter(
            f"{TIP_COME.id}:{secrets.token_hex(8)}:{person_id}", dict(payload), midnight, person_id
        )
        for person_id in sorted(told)
    ]
