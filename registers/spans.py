"""What of an entry lies in a span of days: for files (廉情档案) over months. Pure."""

from collections.abc import Sequence
from datetime import date

from domain.registers.entries import Entry, EntryMove
from domain.time.clock import day_in_shanghai
from registers.counting import as_of
from registers.counts import OPENED, REACHED
from registers.language import Register


def happened_on(register: Register, entry: Entry) -> date | None:
    """Return the day of what an entry tells, as its register's figures count it; None where it is no field's.

    The day of a talk that was held, of a training, of a present that was received.
    """
    for count in register.counts:
        if not count.states or entry.standing.state in count.states:
            for key in count.on:
                answer = None if key in (OPENED, REACHED) else entry.answers.get(key)
                if answer is not None:
                    return date.fromisoformat(str(answer))
    return None


def within(
    register: Register, entry: Entry, history: Sequence[EntryMove], days: tuple[date, date]
) -> Entry | None:
    """Return `entry` as a file over these days (the first and the last, both included) has it; None where it has not.

    It has what happened in them, as it stands; else what was moved on in them, was open at their end, or in force then
    (counted by a figure that tells how it stands), as it stood at their end. What is confidential moves nothing.
    """
    first, last = days
    happened = happened_on(register, entry)
    if happened is not None and first <= happened <= last:
        return entry
    told = (line for line in history if not register.is_confidential(line.move_id))
    moved = any(first <= day_in_shanghai(line.moved_at) <= last for line in told)
    then = as_of(register, entry, history, last)
    if then is None or not (moved or then.standing.is_open or _is_in_force(register, then)):
        return None
    return then


def _is_in_force(register: Register, entry: Entry) -> bool:
    return any(not count.on and entry.standing.state in count.states for count in register.counts)
