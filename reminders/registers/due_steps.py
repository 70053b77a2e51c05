"""What the clocks of entries have come to: read beside what others write, the same for whoever asks at a moment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.registers.entries import Entry
from registers.clocks import ClockAct, ClockStep, clock_of, clock_steps, next_look
from registers.language import ClockLetter, RegisterClock
from reminders.desk import Desk
from storage.unit_of_work import UnitOfWork

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class StepsReached:
    """An entry with the steps of its clock that have come and are not done, as it was read.

    `done` counts all whose day has come, `look_on` is the day of the first that has not.
    """

    entry: Entry
    clock: RegisterClock | None
    steps: Sequence[ClockStep]
    done: int
    look_on: date | None

    @property
    def is_ending(self) -> bool:
        """Whether the clock itself moves it on now: nobody is reminded any more."""
        return any(step.act is ClockAct.END for step in self.steps)

    @property
    def nudges(self) -> bool:
        """Whether those for whom it waits are to be nudged; several nudges reached at once are one."""
        return any(step.act is ClockAct.NUDGE for step in self.steps)

    @property
    def up(self) -> frozenset[int]:
        """By how many grids up it goes besides."""
        return frozenset(step.up for step in self.steps if step.up)

    @property
    def letter(self) -> ClockLetter | None:
        """The coloured letter to be written: the last one reached, which takes the place of those before."""
        return next((step.letter for step in reversed(self.steps) if step.letter is not None), None)


def steps_reached(uow: UnitOfWork, desk: Desk, today: date) -> Iterator[StepsReached]:
    """Yield the entries at which a clock has to look on `today`, of registers in use, those first that wait longest."""
    is_working = desk.calendar(uow).is_working
    last: Entry | None = None
    while True:
        found = uow.entries.to_look_at(today, AT_ONCE, last)
        for entry in found:
            register = desk.registers.get(entry.register_id)
            if register is None:
                continue
            standing = entry.standing
            clock = clock_of(register, standing.state)
            due = None if clock is None else standing.due_on
            steps = [] if clock is None or due is None else clock_steps(clock, due, is_working)
            done = max(sum(step.day <= today for step in steps), standing.steps_done)
            yield StepsReached(entry, clock, steps[standing.steps_done : done], done, next_look(steps, done))
        if len(found) < AT_ONCE:
            return
        last = found[-1]
