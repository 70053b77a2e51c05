"""The letter that asks an inspector to verify something; in words in reminders/tips/fact_requests.py."""

from datetime import datetime, timedelta

from storage.delivery.letters import Letter, LetterKind, Trace

FACT_REQUEST = LetterKind(id="fact_request", life=timedelta(days=7), trace=Trace.APART)
"""It waits a week for a phone that can't be reached."""


def fact_request_letter(request_id: int, person_id: int, now: datetime) -> Letter:
    """Return the letter to an inspector who may answer, once a request."""
    return FACT_REQUEST.letter(
        f"{FACT_REQUEST.id}:{request_id}:{person_id}", {"request": request_id}, now, person_id
    )
