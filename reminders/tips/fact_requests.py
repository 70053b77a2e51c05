"""协助核实 on phones: the word that something is asked, who hears when an answer is late (docs/domain.md section 4).

The inspectors are told on the due day, the tip's handlers on the working day after. No letter holds a question, and
none to an inspector anything of the tip. What has ended by the time of delivery is not said.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from domain.time.clock import day_in_shanghai
from domain.tips.clocks import DeadlineStage
from domain.tips.fact_requests import reminder_of
from locales import Speech
from locales.dates import day_name
from reminders.desk import Desk, Steps
from reminders.letter_book import Letters
from reminders.tips.clocks import reachable_handlers
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.tips.fact_requests import FactRequest
from storage.unit_of_work import UnitOfWork
from usecases.tips.asked_inspectors import may_answer
from usecases.tips.fact_letters import FACT_REQUEST
from usecases.tips.letters import TipOf
from windows.entries import open_fact, open_tip
from windows.windows import Button, Window

DUE = LetterKind(id="fact_due", life=timedelta(days=7), trace=Trace.APART)
OVERDUE = LetterKind(id="fact_overdue", life=timedelta(days=7), trace=Trace.APART)


def queue_fact_requests(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Queue what `now` is the day for, within the hours; return how many letters were new."""
    if not desk.hours.contain(now):
        return 0
    today = day_in_shanghai(now)
    return uow.outbox.add_once(_letters(uow, desk, now, uow.fact_requests.due_by(today)))


def fact_request_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Tell an inspector that something is asked; None where it has ended or is theirs no more."""
    del desk
    return _to_inspector(uow, letter, "facts-come", speech, today)


def fact_due_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Remind an inspector on the due day; None as above."""
    del desk
    return _to_inspector(uow, letter, "facts-due", speech, today)


def fact_overdue_window(
    uow: UnitOfWork, desk: Desk, letter: Letter, speech: Speech, today: date
) -> Window | None:
    """Tell a handler that an answer is late; None where it has come, or the tip is not theirs to see."""
    del desk
    asked = uow.fact_requests.find_open(letter.payload["request"])
    if asked is None or letter.person_id not in _handlers(uow, asked, today):
        return None
    day = day_name(speech, asked.due_on)
    text = speech.text("facts-overdue", number=asked.number, grid=asked.grid_name, day=day)
    return Window(text, [[Button(speech.label("facts-come-open"), open_tip(asked.number))]])


def _to_inspector(uow: UnitOfWork, letter: Letter, key: str, speech: Speech, today: date) -> Window | None:
    asked = uow.fact_requests.find_open(letter.payload["request"])
    if asked is None or letter.person_id not in _inspectors(uow, asked, today):
        return None
    body = speech.label(f"facts-body-{asked.body}")
    return Window(
        speech.text(key, body=body), [[Button(speech.label("facts-come-open"), open_fact(asked.id))]]
    )


def _letters(uow: UnitOfWork, desk: Desk, now: datetime, asked: Iterable[FactRequest]) -> Iterator[Letter]:
    today = day_in_shanghai(now)
    calendar = desk.calendar(uow)
    for request in asked:
        match reminder_of(request.due_on, today, calendar):
            case DeadlineStage.DUE_SOON:
                kind, told = DUE, _inspectors(uow, request, today)
            case DeadlineStage.OVERDUE:
                kind, told = OVERDUE, _handlers(uow, request, today)
            case None:
                continue
        for person_id in sorted(told):
            key = f"{kind.id}:{request.id}:{person_id}"
            yield kind.letter(key, {"request": request.id}, now, person_id)


def _inspectors(uow: UnitOfWork, asked: FactRequest, today: date) -> set[int]:
    tip, code = TipOf(asked.number, asked.body), asked.grid_code
    return set(may_answer(uow, tip, [code], today).get(code, ()))


def _handlers(uow: UnitOfWork, asked: FactRequest, today: date) -> set[int]:
    return reachable_handlers(uow, asked.body, today) - uow.tip_threads.recused(asked.number)


LETTERS: Letters = {
    FACT_REQUEST: fact_request_window,
    DUE: fact_due_window,
    OVERDUE: fact_overdue_window,
}
STEPS: Steps = {280: queue_fact_requests}
