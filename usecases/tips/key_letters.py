"""Telling a body's other handlers that one of them has a new key: they hand over, and notice one that is none."""

from collections.abc import Collection
from datetime import datetime, timedelta

from domain.time.clock import day_in_shanghai
from storage.delivery.outbox import Letter
from storage.tips.tips import TipReader
from storage.unit_of_work import UnitOfWork

KEY_SET = "tip_key_set"
HANDED_OVER = "tip_handed_over"
LIFE = timedelta(days=7)


def key_letters(uow: UnitOfWork, reader: TipReader, now: datetime, recipient: str) -> list[Letter]:
    """Return the notices to all other handlers of the body whom a message can reach."""
    others = uow.people.tip_handlers(reader.body, day_in_shanghai(now)) & uow.people.reachable()
    return [
        Letter(
            unique_key=f"{KEY_SET}:{recipient}:{person_id}",
            kind=KEY_SET,
            payload={"person": reader.person_id, "recipient": recipient},
            not_before_at=now,
            expires_at=now + LIFE,
            person_id=person_id,
            urgent=True,
        )
        for person_id in sorted(others - {reader.person_id})
    ]


def handed_over_letters(
    uow: UnitOfWork, reader: TipReader, now: datetime, numbers: Collection[str], run: str
) -> list[Letter]:
    """Return the notices of a hand-over to all other handlers: who did it, and how many of the tips they may see.

    `run` names the hand-over, which may take several transactions: each gives the same letters.
    """
    others = uow.people.tip_handlers(reader.body, day_in_shanghai(now)) & uow.people.reachable()
    recused = uow.seals.recused(numbers)
    counts = {
        person_id: sum(person_id not in recused.get(number, set()) for number in numbers)
        for person_id in sorted(others - {reader.person_id})
    }
    return [
        Letter(
            unique_key=f"{HANDED_OVER}:{run}:{person_id}",
            kind=HANDED_OVER,
            payload={"person": reader.person_id, "count": count},
            not_before_at=now,
            expires_at=now + LIFE,
            person_id=person_id,
            urgent=True,
        )
        for person_id, count in counts.items()
        if count
    ]
