"""Answers are counted: the one door for whatever brings them, a phone today, perhaps a page in a browser later.

It is given who answers as a word that the poll's key turns into a mark, and all of their answers at once. In one
transaction the mark is laid down and the counters are put in place; neither says anything of the other.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.polls.polls import PollState, counted
from storage.polls.keys import PollKeyLostError, PollKeys
from storage.polls.polls import Poll
from storage.unit_of_work import UnitOfWork
from usecases.polls.facts import find_facts


class Access(StrEnum):
    """Whether somebody may answer a poll now; the value is the sentence that says why not."""

    OPEN = ""
    NOT_YET = "polls-not-yet"
    OVER = "polls-over"
    NOT_ASKED = "polls-not-asked"
    ALREADY = "polls-already"
    LOST = "polls-lost"


@dataclass(frozen=True, slots=True)
class Voter:
    """Who answers: `identity` is one of a person or an account, the same each time; `person_id` of the roster."""

    identity: str
    person_id: int | None = None


def voter_of(poll: Poll, telegram_id: int, viewer: Viewer | None) -> Voter:
    """Return who answers by Telegram: a person of the roster in a poll of some, an account in a poll of everybody."""
    person_id = None if viewer is None else viewer.person_id
    if poll.is_for_all or person_id is None:
        return Voter(f"telegram:{telegram_id}", person_id)
    return Voter(f"person:{person_id}", person_id)


def access(uow: UnitOfWork, keys: PollKeys, poll: Poll, voter: Voter, today: date) -> Access:
    """Return whether `voter` may answer `poll` on a day."""
    if not poll.is_for_all and (voter.person_id is None or not uow.polls.is_asked(poll.id, voter.person_id)):
        return Access.NOT_ASKED
    if poll.state is not PollState.RUNNING or today > poll.span.ends_on:
        return Access.OVER
    if today < poll.span.starts_on:
        return Access.NOT_YET
    try:
        mark = keys.mark_of(poll.token, voter.identity)
    except PollKeyLostError:
        return Access.LOST
    return Access.ALREADY if uow.polls.is_marked(poll.id, mark) else Access.OPEN


@dataclass(frozen=True, slots=True)
class Answers:
    """All that one person answers in a poll: for each subject each question's choice, from 0."""

    poll_id: int
    voter: Voter
    choices: tuple[int, ...]


def count_answers(uow: UnitOfWork, keys: PollKeys, answers: Answers, today: date) -> None:
    """Count one person's answers. Raises RefusalError with the sentence of `Access`, and nothing is counted then.

    Raises ValueError for what is not one answer to each question.
    """
    facts = find_facts(uow, answers.poll_id)
    poll = facts.poll
    found = access(uow, keys, poll, answers.voter, today)
    if found is not Access.OPEN:
        raise RefusalError(found.value)
    try:
        before = keys.open(poll.token, uow.polls.sealed_tally(poll.id))
        after = counted(facts.shape, before, answers.choices)
        mark = keys.mark_of(poll.token, answers.voter.identity)
        uow.polls.count_in(poll.id, mark, keys.seal(poll.token, after))
    except PollKeyLostError:
        raise RefusalError(Access.LOST.value) from None
