"""Telling a body's other handlers that one of them has a new key: they hand over, and notice one that is none."""

from collections.abc import Collection
from datetime import datetime, timedelta

from domain.time.clock import day_in_shanghai
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.tips.tips import TipReader
from storage.unit_of_work import UnitOfWork

KEY_SET = LetterKind(id="tip_key_set", life=timedelta(days=7), trace=Trace.APART, urgent=True)
HANDED_OVER = LetterKind(id="tip_handed_over", life=timedelta(days=7), trace=Trace.APART, urgent=True)


def key_letters(uow: UnitOfWork, reader: TipReader, now: datetime, recipient: str) -> list[Letter]:
    """Return the notices to all other handlers of the body whom a message can reach."""
    others = uow.people.reachable(uow.people.tip_handlers(reader.body, day_in_shanghai(now)))
    payload = {"person": reader.person_id, "recipient": recipient}
    return [
        KEY_SET.letter(f"{KEY_SET.id}:{recipient}:{person_id}", payload, now, person_id)
        for person_id in sorted(others - {reader.person_id})
    ]


def handed_over_letters(
    uow: UnitOfWork, reader: TipReader, now: datetime, numbers: Collection[str], run: str
) -> list[Letter]:
    """Return the notices of a hand-over to all other handlers: who did it, and how many of the tips they may see.

    `run` names the hand-over, which may take several transactions: each gives the same letters.
    """
    others = uow.people.reachable(uow.people.tip_handlers(reader.body, day_in_shanghai(now)))
    recused = uow.seals.recused(numbers)
    counts = {
        person_id: sum(person_id not in recused.get(number, set()) for number in numbers)
        for person_id in sorted(others - {reader.person_id})
    }
    return [
        HANDED_OVER.letter(
            f"{HANDED_OVER.id}:{run}:{person_id}",
            {"person": reader.person_id, "count": count},
            now,
            person_id,
        )
        for person_id, count in counts.items()
        if count
    ]
