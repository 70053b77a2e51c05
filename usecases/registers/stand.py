"""How an entry stands once it was opened or moved on: its number, its day, by what it is listed and found."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from domain.people.people import Viewer
from domain.registers.entries import TITLE_LENGTH, Entry, EntryStanding
from domain.time.clock import day_in_shanghai
from forms.fields import FieldKind
from registers.clocks import clock_of, clock_steps, due_day, next_look
from registers.language import Register
from registers.people.sought import sought_by
from storage.unit_of_work import UnitOfWork
from usecases.live_facts import Fact
from usecases.site import OnSite

YEAR = "{year}"
_NAMING = (FieldKind.SHORT_TEXT, FieldKind.LONG_TEXT)


@dataclass(frozen=True, slots=True)
class Mover:
    """Who moves an entry at a moment (aware): a person in front of the bot, or the clock (`viewer` None)."""

    site: OnSite
    now: datetime
    viewer: Viewer | None

    @property
    def today(self) -> date:
        """The day in Shanghai."""
        return day_in_shanghai(self.now)

    @property
    def person_id(self) -> int | None:
        """Who it is; None for the clock."""
        return None if self.viewer is None else self.viewer.person_id


def as_it_stands(
    uow: UnitOfWork, mover: Mover, register: Register, entry: Entry, *, stays: bool = False
) -> Entry:
    """Return `entry` with its number, its day, and by what it is listed and found; `stays`: in the state it was in."""
    standing, answers = entry.standing, entry.answers
    given_in = None if register.number is None else register.number.given_in or register.states[0].id
    number = entry.number
    if register.number is not None and number is None and standing.state == given_in:
        # Without the year in it, a number that began again each year would be given twice.
        year = mover.today.year if YEAR in register.number.pattern else 0
        n = uow.entry_numbers.next(register.id, entry.place.unit_code, year)
        number = register.number.written(mover.site.facts[Fact.SIGN], mover.today.year, n)
    title = title_of(register, answers)
    return replace(
        entry,
        number=number,
        title=title,
        sought=sought_by(register, title, answers),
        standing=_with_clock(uow, mover, register, replace(entry, answers=answers), stays=stays),
    )


def _with_clock(
    uow: UnitOfWork, mover: Mover, register: Register, entry: Entry, *, stays: bool
) -> EntryStanding:
    standing, answers = entry.standing, entry.answers
    level = str(answers.get(register.level) or "") if register.level else ""
    standing = replace(standing, level=level, is_open=not register.state(standing.state).end)
    clock = clock_of(register, standing.state)
    is_working = mover.site.calendar(uow).is_working
    due = None if clock is None else due_day(clock, answers, standing.since, is_working)
    if clock is None or due is None:
        return replace(standing, due_on=None, look_on=None, steps_done=0)
    if stays and due == standing.due_on:
        return standing  # who notes something on the day of a letter does not make it undone
    steps = clock_steps(clock, due, is_working)
    done = sum(step.day <= mover.today for step in steps)
    return replace(standing, due_on=due, look_on=next_look(steps, done), steps_done=done)


def title_of(register: Register, answers: Mapping[str, Any]) -> str:
    """Return by what lists name an entry with these answers, plain; "" where that is not answered yet."""
    key = register.named_by or next(
        (
            field.key
            for field in register.form.fields
            if field.kind in _NAMING and field.required and field.key not in register.asked_later
        ),
        None,
    )
    answer = answers.get(key) if key else None
    words = answer.get("name", "") if isinstance(answer, dict) else str(answer or "")
    return " ".join(words.split())[:TITLE_LENGTH]
