"""再次考核 is due once the time to put things right is over: level 1 is reminded once, with the button for it."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from functools import partial

from domain.grades.decided import DecidedGrade
from domain.time.clock import day_in_shanghai
from locales import Speech
from reminders.desk import Batch, Desk, InBatches, Steps
from reminders.grades.letters import name_of_graded
from reminders.letter_book import Letters
from reports.grades.words import period_said
from storage.delivery.outbox import Letter
from storage.unit_of_work import UnitOfWork
from usecases.grades.letters import SECOND_DUE
from usecases.grades.second import second_letters
from windows.entries import back_to_menu, second_of
from windows.grades.listing import LIST, WAITING
from windows.windows import Button, Window

NAMED_MOST = 5
"""So many are named in one letter; the list behind its button has all."""


def find_second_due(uow: UnitOfWork, desk: Desk, now: datetime) -> list[Batch]:
    """Return in batches the second assessments that are due by `now`: a unit, period and day at a time."""
    together: defaultdict[tuple[str, str, date | None], list[DecidedGrade]] = defaultdict(list)
    for decided in uow.grades.second_due(day_in_shanghai(now)):
        together[decided.subject.unit_code, decided.subject.period_id, decided.second_from].append(decided)
    return [partial(_queue, desk, now, due) for due in together.values()]


def _queue(desk: Desk, now: datetime, due: Sequence[DecidedGrade], uow: UnitOfWork) -> int:
    return second_letters(uow, desk, due, now)


def second_due_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Remind of those that are not made yet; None where none is due any more."""
    del desk
    unit_code, period_id = letter.payload["unit"], letter.payload["period"]
    known = uow.grades.of_unit(unit_code, period_id).values()
    due = [decided for decided in known if decided.waits_for_second and _is_due(decided, today)]
    if not due:
        return None
    names = [name_of_graded(uow, decided) for decided in due[:NAMED_MOST]]
    period, subject = period_said(period_id, speech), due[0].subject
    said = speech.label("list-comma").join(names)
    text = speech.text("grades-second-letter", names=said, count=len(due), period=period)
    if len(due) == 1:
        first = Button(speech.label("grades-second"), second_of(period_id, subject.ref))
    else:
        first = Button(speech.label("grades-second"), f"{LIST}:{period_id}:{subject.kind}:{WAITING}:0")
    return Window(text, [[first], [back_to_menu(speech)]])


def _is_due(decided: DecidedGrade, today: date) -> bool:
    return decided.second_from is not None and decided.second_from <= today


LETTERS: Letters = {SECOND_DUE: second_due_window}
STEPS: Steps = {268: InBatches(find_second_due)}
