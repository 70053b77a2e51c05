"""On which days the nudge steps of a duty fall: as configured, or on working days alone (docs/domain.md section 2).

Where nudges come on working days only, a step that falls on a day of rest moves:

* a step up to the due day to the next working day, or, where that comes after the due day, to the last working
  day before it;
* a step after the due day to the next working day, or, where nothing is accepted any more by then, to the last
  working day since the due day; where there is none either, it stays: a reminder on a day of rest is better than
  none.

Steps keep their order, and several that come to fall on one day count as one. A step that has had to wait (a
downtime, a second message on one day) is taken on a day of rest only where no working day is left for it.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from domain.time.working_days import Shift, WorkingDays

_DAY = timedelta(days=1)


def steps_reached(
    steps: Sequence[int], due_on: date, closes_on: date, today: date, working_days: WorkingDays | None
) -> int:
    """Return how many of `steps` (days from `due_on`, in order) may be taken by `today`.

    `working_days` is given where people are nudged on working days only.
    """
    if working_days is None:
        return sum(due_on + step * _DAY <= today for step in steps)
    rests = not working_days.is_working(today)
    reached = 0
    for step in steps:
        until = due_on if step <= 0 else closes_on
        if step_day(due_on + step * _DAY, due_on, closes_on, working_days) > today:
            break
        # Where it waited until a day of rest, it waits on for the next working day, if it still makes sense then.
        if rests and working_days.shift(today, Shift.NEXT) <= until:
            break
        reached += 1
    return reached


def step_day(day: date, due_on: date, closes_on: date, working_days: WorkingDays) -> date:
    """Return the day to which a step of `day` moves; the same where `day` is a working day."""
    later = working_days.shift(day, Shift.NEXT)
    if day <= due_on:
        return later if later <= due_on else working_days.shift(day, Shift.PREVIOUS)
    if later <= closes_on:
        return later
    earlier = working_days.shift(day, Shift.PREVIOUS)
    return earlier if earlier > due_on else day
