"""Telling a body's other handlers that one of them has a new key: they hand over, and notice one that is none."""

from datetime import datetime, timedelta

from domain.clock import day_in_shanghai
from storage.outbox import Letter
from storage.tips import TipReader
from storage.unit_of_work import UnitOfWork

KEY_SET = "tip_key_set"
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
