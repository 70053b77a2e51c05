"""The letters of polls: all who are asked get the same, whether or not they have answered (decision note 0020)."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from domain.time.clock import begin_of_day
from domain.time.nudge_hours import NudgeHours
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.polls.polls import Poll

POLL = LetterKind(id="poll", life=timedelta(days=92), trace=Trace.TOLD, keeps=True)
POLL_REMINDER = LetterKind(id="poll_reminder", life=timedelta(days=3), trace=Trace.TOLD)
POLL_ENDED = LetterKind(id="poll_ended", life=timedelta(days=30), trace=Trace.TOLD, keeps=True)
_DAY = timedelta(days=1)


def asking_letters(
    poll: Poll, person_ids: Iterable[int], now: datetime, hours: NudgeHours
) -> Iterator[Letter]:
    """Return what everybody asked gets: one letter when it begins, and one before it ends."""
    ends_at = begin_of_day(poll.span.ends_on + _DAY)
    begins_at = hours.first_from(max(now, begin_of_day(poll.span.starts_on)))
    moments = [(POLL, begins_at)]
    if poll.span.reminds_on is not None:
        moments.append((POLL_REMINDER, hours.first_from(begin_of_day(poll.span.reminds_on))))
    for person_id in person_ids:
        for kind, at in moments:
            letter = kind.letter(f"{kind.id}:{poll.id}:{person_id}", {"poll": poll.id}, at, person_id)
            yield replace(letter, expires_at=min(letter.expires_at, ends_at))


def ended_letters(poll: Poll, person_ids: Iterable[int], at: datetime) -> Iterator[Letter]:
    """Return what tells these people that the poll has ended."""
    for person_id in sorted(set(person_ids)):
        yield POLL_ENDED.letter(f"{POLL_ENDED.id}:{poll.id}:{person_id}", {"poll": poll.id}, at, person_id)
