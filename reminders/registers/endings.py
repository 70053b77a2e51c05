"""What the clock of an entry moves on by itself once its day is past, e.g. the end of a publication (公示).

At any hour: nobody is disturbed by it, its letters wait for the hours. A move that can't be made yet (parts are still
open) is tried again the next day.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from domain.errors import RefusalError
from domain.time.clock import day_in_shanghai
from reminders.desk import Batch, Desk, InBatches, Steps
from reminders.registers.due_steps import StepsReached, steps_reached
from storage.statements.chunks import in_chunks
from storage.unit_of_work import UnitOfWork
from usecases.registers.around import look_at
from usecases.registers.keep import Moving, make_move
from usecases.registers.stand import Mover

MOVED_AT_ONCE = 20
_DAY = timedelta(days=1)


def find_endings(uow: UnitOfWork, desk: Desk, now: datetime) -> list[Batch]:
    """Return in batches the moves that clocks make by `now`."""
    ending = [reached for reached in steps_reached(uow, desk, day_in_shanghai(now)) if reached.is_ending]
    return [partial(_end, desk=desk, now=now, ending=some) for some in in_chunks(ending, MOVED_AT_ONCE)]


def _end(uow: UnitOfWork, desk: Desk, now: datetime, ending: Sequence[StepsReached]) -> int:
    return sum(_move_on(uow, Mover(desk, now, None), reached) for reached in ending)


def _move_on(uow: UnitOfWork, mover: Mover, reached: StepsReached) -> bool:
    """Make the move of an entry that nobody has moved since it was read; tell whether it was made."""
    entry, clock = uow.entries.find(reached.entry.id), reached.clock
    if entry is None or clock is None or clock.ends_with is None or entry.changes != reached.entry.changes:
        return False
    register = mover.site.registers[entry.register_id]
    found = look_at(uow, register, entry, mover.today)
    moving = Moving(clock.ends_with, entry.changes)
    try:
        uow.attempt(lambda: make_move(uow, mover, found, moving))
    except RefusalError:
        uow.entries.note_steps(entry, entry.standing.steps_done, mover.today + _DAY)
        return False
    return True


STEPS: Steps = {110: InBatches(find_endings)}
