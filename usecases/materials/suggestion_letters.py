"""The letter that an answered suggestion brings about; in words in reminders/materials/suggestions.py."""

from collections.abc import Iterable
from datetime import timedelta

from storage.delivery.letters import Letter, LetterKind, Trace
from usecases.house import Request

SUGGESTION_ANSWERED = LetterKind(
    id="suggestion_answered", life=timedelta(days=30), trace=Trace.TOLD, keeps=True
)


def answer_letters(request: Request, suggestion_id: int, person_ids: Iterable[int]) -> list[Letter]:
    """Return the letters by which an answer given now reaches these people."""
    answered_at = request.now.isoformat()
    about = f"{SUGGESTION_ANSWERED.id}:{suggestion_id}:{answered_at}"
    payload = {"suggestion": suggestion_id, "answered_at": answered_at}
    return [
        SUGGESTION_ANSWERED.letter(f"{about}:{person_id}", payload, request.now, person_id)
        for person_id in person_ids
    ]
