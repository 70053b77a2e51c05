"""What of a tip is new to one handler: what came since they read it in the chat or downloaded it.

That they read, and when, is in the audit log; whether something of that very day came before or after is kept in memory
alone: on disk it would date the message (domain/tips/reading.py). After a restart it counts as new.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.in_memory import InMemoryOnly
from domain.time.clock import day_in_shanghai
from domain.tips.reading import IN_THE_CHAT, TEXTS, News, news_of
from storage.tips.tips import TipReader
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Remembered

READING = frozenset({IN_THE_CHAT, TEXTS})


@dataclass(frozen=True, slots=True, repr=False)
class TipsSeen(InMemoryOnly, Remembered):
    """How many messages each tip had when this person last read it, here in the chat."""

    person_id: int
    messages: Mapping[str, int]


def news_for(uow: UnitOfWork, request: Request, reader: TipReader, numbers: Sequence[str]) -> dict[str, News]:
    """Return what of each of these tips `reader` has not read."""
    arrivals = uow.tip_threads.arrivals(numbers)
    seen = _seen(request, reader)
    found = {number: news_of(came, None, seen.get(number, 0)) for number, came in arrivals.items()}
    new = [number for number, news in found.items() if news != News()]
    if not new:
        return found
    read_at = uow.audit.last_done(reader.person_id, READING, new, reader.body.value)
    for number, at in read_at.items():
        found[number] = news_of(arrivals[number], day_in_shanghai(at), seen.get(number, 0))
    return found


def note_seen(uow: UnitOfWork, request: Request, reader: TipReader, number: str) -> None:
    """Note that `reader` has all that there is of the tip by now."""
    count = len(uow.tip_threads.arrivals([number])[number])
    request.memory.put(TipsSeen(reader.person_id, {**_seen(request, reader), number: count}))


def _seen(request: Request, reader: TipReader) -> Mapping[str, int]:
    seen = request.memory.get(TipsSeen)
    return seen.messages if seen is not None and seen.person_id == reader.person_id else {}
