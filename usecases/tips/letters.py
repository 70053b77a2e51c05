"""Telling a receiving body that a tip, or something for one, has come: at once, and nothing about it."""

import secrets
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from domain.time.clock import begin_of_day
from domain.tips.routing import Body
from domain.tips.tips import TIP_COME
from storage.delivery.outbox import Letter
from storage.unit_of_work import UnitOfWork

NOTICE_LIFE = timedelta(days=7)


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
        Letter(
            unique_key=f"{TIP_COME}:{secrets.token_hex(8)}:{person_id}",
            kind=TIP_COME,
            payload=dict(payload),
            not_before_at=midnight,
            expires_at=midnight + NOTICE_LIFE,
            person_id=person_id,
            urgent=True,
        )
        for person_id in sorted(told)
    ]
