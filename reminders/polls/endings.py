"""Polls end by the clock, on the day after their last one; the keys of those that have ended are destroyed."""

from datetime import datetime
from functools import partial

from domain.time.clock import day_in_shanghai
from reminders.desk import Batch, Desk, InBatches, Steps
from storage.unit_of_work import UnitOfWork
from usecases.polls.ending import end_poll, idle_keys


def find_over(uow: UnitOfWork, desk: Desk, now: datetime) -> list[Batch]:
    """Return in batches the polls whose last day is past."""
    return [partial(_end, desk, now, poll.id) for poll in uow.polls.over(day_in_shanghai(now))]


def _end(desk: Desk, now: datetime, poll_id: int, uow: UnitOfWork) -> int:
    poll = uow.polls.find(poll_id)
    return int(poll is not None and end_poll(uow, desk.poll_keys, poll, now))


def find_idle_keys(uow: UnitOfWork, desk: Desk, _now: datetime) -> list[Batch]:
    """Return what destroys the keys of polls of which it is committed that they do not run."""
    idle = idle_keys(uow, desk.poll_keys)
    return [partial(_destroy, desk, idle)] if idle else []


def _destroy(desk: Desk, idle: set[str], uow: UnitOfWork) -> int:
    # Looked at again: one may have been made since, whose key lay there before the poll did.
    ended = idle & idle_keys(uow, desk.poll_keys)
    for token in ended:
        desk.poll_keys.destroy(token)
    return len(ended)


STEPS: Steps = {130: InBatches(find_over), 430: InBatches(find_idle_keys)}
