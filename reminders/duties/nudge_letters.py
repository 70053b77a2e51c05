"""The letter that a nudge is: its kind, and what it holds."""

from datetime import datetime, timedelta
from typing import Any

from domain.duties.calls import NamedMatters
from domain.duties.nudges import Nudge
from domain.time.clock import day_in_shanghai
from storage.delivery.letters import Letter, LetterKind, Trace

NUDGE = LetterKind(
    id="nudge", life=timedelta(days=3), trace=Trace.TOLD, reminding=True, says_all=True, keeps_number=True
)
"""Longer than a letter waits before it counts as stale (reminders/watch/skipped.py): it is listed, not lost."""


def nudge_letter(nudge: Nudge, named: NamedMatters, now: datetime, snoozed_until: datetime | None) -> Letter:
    """Return the letter of `now` (aware): one a person and day, and another with the end of a postponement.

    `named` are the entries of registers that it names; what waits for its reader it says anyway.
    """
    key = f"{NUDGE.id}:{day_in_shanghai(now)}:{nudge.person_id}"
    if snoozed_until:
        key = f"{key}:{snoozed_until:%H%M}"
    payload: dict[str, Any] = {
        "own": [item.id for item in nudge.own],
        "below": [item.id for item in nudge.below],
    }
    if named.ids:
        payload |= {"entries": named.up, "letters": named.letters}
    return NUDGE.letter(key, payload, now, nudge.person_id)
