"""A poll ends: its figures are laid down where they may be shown, all else is erased, and its key goes."""

from datetime import datetime

from domain.errors import RefusalError
from domain.polls.polls import PollFigures, PollState, figures_of
from domain.time.clock import day_in_shanghai
from storage.audit import AuditEntry, subject_of
from storage.polls.keys import PollKeyLostError, PollKeys
from storage.polls.polls import Poll
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.polls.facts import GONE, PollFacts, facts_of
from usecases.polls.letters import ended_letters
from usecases.polls.making import CANCELLED, ENDED


def end_poll(uow: UnitOfWork, keys: PollKeys, poll: Poll, now: datetime) -> bool:
    """End a poll that runs and queue the letters about it; tell whether it ran until now.

    Its key is destroyed once this is committed (reminders/polls/endings.py): until then a failure leaves it as it was.
    """
    facts = facts_of(uow, poll)
    found = _figures(uow, keys, facts)
    state, shown = (PollState.LOST, None) if found is None else (PollState.ENDED, found.took_part)
    on = day_in_shanghai(now)
    if not uow.polls.end(poll.id, state, on, shown, () if found is None else found.counts):
        return False
    told = set(uow.people.level_one(poll.unit_code, on))
    if poll.publishes:
        told.update(uow.people.reachable(uow.polls.asked(poll.id)))
    uow.outbox.add_once(ended_letters(poll, told, now))
    return True


def idle_keys(uow: UnitOfWork, keys: PollKeys) -> set[str]:
    """Return the tokens of keys whose polls do not run: they have ended, or were never made."""
    return keys.tokens() - uow.polls.running_tokens()


def poll_of_unit(uow: UnitOfWork, request: Request, poll_id: int) -> tuple[int, Poll]:
    """Return who is acting, who runs the poll's unit, and the poll; raises RefusalError (polls-gone) for another's."""
    viewer, unit_code = request.level_one(uow)
    poll = uow.polls.find(poll_id)
    if poll is None or poll.unit_code != unit_code:
        raise RefusalError(GONE)
    return viewer.person_id, poll


def end_early(uow: UnitOfWork, request: Request, poll_id: int) -> bool:
    """End a poll of the unit today; tell whether it ran until now."""
    person_id, poll = poll_of_unit(uow, request, poll_id)
    if not end_poll(uow, request.house.poll_keys, poll, request.now):
        return False
    uow.audit.add(AuditEntry(request.now, person_id, ENDED, subject_of("poll", str(poll_id))))
    return True


def cancel(uow: UnitOfWork, request: Request, poll_id: int) -> bool:
    """Cancel a poll of the unit: nothing that was answered is kept; tell whether it ran until now."""
    person_id, poll = poll_of_unit(uow, request, poll_id)
    if not uow.polls.end(poll.id, PollState.CANCELLED, request.today, None, ()):
        return False
    uow.audit.add(AuditEntry(request.now, person_id, CANCELLED, subject_of("poll", str(poll_id))))
    return True


def _figures(uow: UnitOfWork, keys: PollKeys, facts: PollFacts) -> PollFigures | None:
    """Return what may be shown; None where the key is lost, and with it whatever was counted."""
    try:
        counts = keys.open(facts.poll.token, uow.polls.sealed_tally(facts.poll.id))
    except PollKeyLostError:
        return None
    return figures_of(facts.shape, counts, None)
