"""催报: the letter by which the office nudges whoever has not reported; in words in reminders/duties/chases.py."""

from collections.abc import Sequence
from datetime import timedelta

from storage.delivery.letters import Letter, LetterKind, Trace
from usecases.house import Request

CHASE = LetterKind(id="chase", life=timedelta(days=1), trace=Trace.TOLD, reminding=True, keeps_number=True)


def chase_letter(request: Request, person_id: int, item_ids: Sequence[int]) -> Letter:
    """Return the letter about these duty items: once a person and day, however often the office taps."""
    payload = {"own": list(item_ids), "below": []}
    return CHASE.letter(f"{CHASE.id}:{request.today}:{person_id}", payload, request.now, person_id)
