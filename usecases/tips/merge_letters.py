"""Telling a body's other handlers of 并案: who recused from one of several tips sees none of them once they are merged.

So nobody makes themselves the only one to see what somebody else could, and nobody loses sight of a tip untold.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from domain.errors import RefusalError
from domain.time.clock import day_in_shanghai
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.tips.tips import TipReader
from storage.unit_of_work import UnitOfWork

TIP_MERGED = LetterKind(id="tip_merged", life=timedelta(days=7), trace=Trace.APART, urgent=True)
MERGED, SEPARATED, HIDDEN = "merged", "separated", "hidden"


class MergePair(NamedTuple):
    """A tip, and the one that it is merged into, by their numbers."""

    number: str
    main: str


@dataclass(frozen=True, slots=True)
class Sight:
    """Which of the tips that are merged each handler of their body could see before, and who can see them all after."""

    before: Mapping[int, tuple[str, ...]]
    after: frozenset[int]


def sight_of_both(uow: UnitOfWork, reader: TipReader, now: datetime, pair: MergePair) -> Sight:
    """Return who sees what of the tips of `pair` and those merged with them, before and after they are merged."""
    numbers = sorted({tip_number for number in pair for tip_number in uow.tip_merges.together(number)})
    handlers = uow.people.tip_handlers(reader.body, day_in_shanghai(now))
    recused = {number: uow.tip_threads.recused(number) for number in numbers}
    before = {
        person_id: tuple(number for number in numbers if person_id not in recused[number])
        for person_id in handlers
    }
    return Sight(before, frozenset(handlers.difference(*recused.values())))


def check_others_see(sight: Sight, person_id: int) -> None:
    """Raise RefusalError (tip-merging-hides) where merging hides tips from all handlers but `person_id`."""
    losing = any(numbers for other, numbers in sight.before.items() if other not in sight.after)
    if losing and not sight.after - {person_id}:
        raise RefusalError("tip-merging-hides")


def merged_letters(sight: Sight, reader: TipReader, now: datetime, pair: MergePair) -> dict[int, Letter]:
    """Return the notices of a merge to all other handlers who could see one of the tips, by person.

    Whoever has recused from one hears which of the others they see no more, and not what those were merged with.
    """
    return {
        person_id: _letter(reader, now, person_id, *((MERGED, pair) if stays else (HIDDEN, numbers)))
        for person_id, numbers in sorted(sight.before.items())
        for stays in [person_id in sight.after]
        if numbers and person_id != reader.person_id
    }


def separated_letters(sight: Sight, reader: TipReader, now: datetime, pair: MergePair) -> dict[int, Letter]:
    """Return the notices that two tips are on their own again, to all other handlers who see them."""
    return {
        person_id: _letter(reader, now, person_id, SEPARATED, pair)
        for person_id in sorted(sight.after - {reader.person_id})
    }


def post(uow: UnitOfWork, letters: Mapping[int, Letter]) -> None:
    """Send these notices, to those whom a message can reach."""
    reachable = uow.people.reachable(letters)
    uow.outbox.add_once([letter for person_id, letter in letters.items() if person_id in reachable])


def _letter(
    reader: TipReader, now: datetime, person_id: int, change: str, numbers: tuple[str, ...]
) -> Letter:
    payload = {"person": reader.person_id, "change": change, "numbers": list(numbers)}
    return TIP_MERGED.letter(f"{TIP_MERGED.id}:{secrets.token_hex(8)}:{person_id}", payload, now, person_id)
