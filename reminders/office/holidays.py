"""A year whose holidays nobody has entered: level 1 is told from December on, once a month until they are there.

The calendar that comes with the program ends somewhere (domain/time/working_days.py). Until a year is known its
statutory holidays count as working days; which clocks that moves is said, and only those that this hospital has.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from domain.time.clock import day_in_shanghai
from domain.time.working_days import Shift, last_official_year, unknown_years
from locales import Speech
from reminders.desk import Desk, Steps
from reminders.letter_book import Letters
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.unit_of_work import UnitOfWork
from windows.entries import back_to_menu, enter_holidays
from windows.windows import Button, Window

HOLIDAYS_UNKNOWN = LetterKind(id="holidays", life=timedelta(days=14), trace=Trace.TOLD, keeps=True)
AGAIN_AFTER = relativedelta(months=1)


def queue_holidays(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Queue what is to be told at `now`, within the hours; return how many letters that makes."""
    today = day_in_shanghai(now)
    if not desk.hours.contain(now) or not unknown_years(desk.calendar(uow), today):
        return 0
    return uow.outbox.add_once(_letters(uow, now, today))


def _letters(uow: UnitOfWork, now: datetime, today: date) -> Iterator[Letter]:
    people = {person_id for some in uow.people.all_level_one(today).values() for person_id in some}
    for person_id in sorted(uow.people.reachable(people)):
        # Kept here, not looked for in the outbox, whose letters are gone after a month.
        mark = f"{HOLIDAYS_UNKNOWN.id}-told:{person_id}"
        told = uow.settings.find(mark)
        if told is not None and date.fromisoformat(told) <= today < date.fromisoformat(told) + AGAIN_AFTER:
            continue
        uow.settings.put(mark, today.isoformat())
        yield HOLIDAYS_UNKNOWN.letter(
            f"{HOLIDAYS_UNKNOWN.id}:{today.isoformat()}:{person_id}", {}, now, person_id
        )


def holidays_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Tell what is missing and what that changes; None once it has been entered."""
    del letter
    years = unknown_years(desk.calendar(uow), today)
    if not years:
        return None
    lines = [
        speech.text("holidays-letter", year=str(years[0]), last=str(last_official_year())),
        *(speech.text(key) for key in _touched(desk)),
        speech.text("holidays-letter-how"),
    ]
    rows = [[Button(speech.label("holidays-enter", year=str(year)), enter_holidays(year))] for year in years]
    return Window("\n".join(lines), [*rows, [back_to_menu(speech)]])


def _touched(desk: Desk) -> Iterator[str]:
    """Give what goes by working days here."""
    yield "holidays-letter-tips"
    yield "holidays-letter-facts"
    if any(duty.shift is not Shift.NONE for duty in desk.duties.values()):
        yield "holidays-letter-duties"
    if any(duty.hearing for duty in desk.duties.values()):
        yield "holidays-letter-hearings"
    if desk.hours.working_days_only:
        yield "holidays-letter-nudges"


LETTERS: Letters = {HOLIDAYS_UNKNOWN: holidays_window}
STEPS: Steps = {260: queue_holidays}
