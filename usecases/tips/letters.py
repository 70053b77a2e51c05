"""Telling a receiving body that a tip, or something for one, has come: at once, and nothing about it."""

import secrets
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from domain.time.clock import begin_of_day
from domain.tips.routing import Body
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.unit_of_work import UnitOfWork

TIP_COME = LetterKind(id="tip_come", life=timedelta(days=7), trace=Trace.NONE, urgent=True)


class TipOf(NamedTuple):
    """A tip by its number, and whose it is."""

    number: str
    body: Body


def thread_letters(uow: UnitOfWork, tip: TipOf, today: date, payload: Mapping[str, Any]) -> list[Letter]:
    """Return the notices that something has come for `tip`: to all but the recused."""
    recused = uow.tip_threads.recused(tip.number)
    return [
        letter for letter in tip_letters(uow, tip.body, today, payload) if letter.person_id not in recused
    ]


def tip_letters(uow: UnitOfWork, body: Body, today: date, payload: Mapping[str, Any]) -> list[Letter]:
    """Return the notices to everybody of `body` whom a message can reach."""
    told = uow.people.reachable(uow.people.tip_handlers(body, today))
    # Midnight for a time and chance for a key: while it waits, not even the queue knows the minute.
    midnight = begin_of_day(today)
    return [
        TIP_COME.letter(
            f"{TIP_COME.id}:{secrets.token_hex(8)}:{person_id}", dict(payload), midnight, person_id
        )
        for person_id in sorted(told)
    ]
