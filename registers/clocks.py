"""When an entry is due, and on which days its clock nudges, writes letters, ends it (docs/registers.md)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from registers.language import ClockLetter, Register, RegisterClock

IsWorking = Callable[[date], bool]
"""Whether people work on a day (domain/time/working_days.py)."""
_DAY = timedelta(days=1)


class ClockAct(StrEnum):
    """What a clock does on a day."""

    NUDGE = "nudge"
    LETTER = "letter"
    END = "end"


@dataclass(frozen=True, slots=True)
class ClockStep:
    """What is to be done on `day`, `after` the day that is due by so many days (less than 0: before).

    `up` is by how many grids above the entry's own a nudge goes besides.
    """

    day: date
    act: ClockAct
    after: int
    up: int = 0
    letter: ClockLetter | None = None


def clock_of(register: Register, state: str) -> RegisterClock | None:
    """Return the clock that runs in `state`; the first of several."""
    return next((clock for clock in register.clocks if state in clock.during), None)


def due_day(
    clock: RegisterClock, answers: Mapping[str, Any], since: date, is_working: IsWorking
) -> date | None:
    """Return the day on which an entry is due that has been in its state `since`; None while the day is not known."""
    if clock.due is not None:
        answer = answers.get(clock.due)
        return None if answer is None else date.fromisoformat(answer)
    return days_from(since, clock.days or 0, is_working if clock.working_days else None)


def clock_steps(clock: RegisterClock, due: date, is_working: IsWorking) -> Sequence[ClockStep]:
    """Return all that the clock does about an entry due on `due`, in order of days."""
    counts = is_working if clock.working_days else None
    found = [
        ClockStep(days_from(due, -days, counts), ClockAct.NUDGE, -days)
        for days in sorted(clock.nudge_before, reverse=True)
    ]
    if clock.nudge_before or clock.nudge_after:
        found.append(ClockStep(due, ClockAct.NUDGE, 0))
    for up, days in enumerate(sorted(clock.nudge_after), start=1):
        step = ClockStep(days_from(due, days, counts), ClockAct.NUDGE, days, up if clock.escalate else 0)
        found.append(step)
    for letter in clock.letters:
        day = days_from(due, -letter.days_before, counts)
        found.append(ClockStep(day, ClockAct.LETTER, -letter.days_before, letter=letter))
    if clock.ends_with is not None:
        found.append(ClockStep(due + _DAY, ClockAct.END, 1))
    return sorted(found, key=lambda step: step.day)


def next_look(steps: Sequence[ClockStep], done: int) -> date | None:
    """Return the day of the first step behind the `done` ones, None where there is none left."""
    return steps[done].day if done < len(steps) else None


def days_from(day: date, days: int, is_working: IsWorking | None) -> date:
    """Return the day so many `days` after `day` (before it for less than 0), counting working days where told which."""
    step = _DAY if days > 0 else -_DAY
    for _ in range(abs(days)):
        day += step
        while is_working is not None and not is_working(day):
            day += step
    return day
