"""What a duty is to become, and what that comes to, shown before it counts: however it was said."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from typing import TypeVar

from domain.button_numbers import OLD_BUTTON
from domain.duties.duty_block import DutyTerms
from domain.duties.set_changes import DutyDay, WantedDuty
from domain.duties.set_duties import setting_data
from domain.errors import RefusalError
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from locales import Speech
from locales.dates import dated_period_name
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Question
from usecases.settings.duties import DutyPlan, PeriodRefusalError, plan_change
from usecases.settings.duties_seen import look_at
from windows.settings.duties import ListedDuty, ShownDuty, duty_window, preview_window
from windows.settings.duty_words import duty_name
from windows.windows import Window

_TOKEN_BYTES = 3
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class DutyDraft(Question):
    """What a duty is to be: `terms`, None: off; `asks` is what its window asks for, `months` are chosen already."""

    life = timedelta(hours=2)

    duty_id: str
    terms: DutyTerms | None
    starts_on: date | None = None
    asks: str = ""
    months: tuple[int, ...] = ()

    @property
    def wanted(self) -> WantedDuty:
        """The same as it is planned."""
        return WantedDuty(self.duty_id, self.terms, self.starts_on)


async def preview(event: Event, request: Request, draft: DutyDraft, said_first: str = "") -> None:
    """Show what a draft comes to; where it can't be, the duty's window says why, and the draft stays."""

    def work(uow: UnitOfWork) -> Window:
        viewer, _unit_code = request.office(uow)
        speech = speech_of(request, viewer)
        plan = plan_change(uow, draft.wanted, day_of(uow, request))
        name = called(request, draft.duty_id, plan.becomes.terms, speech)
        window = preview_window(name, plan, token_of(draft, plan), speech)
        return replace(window, text=f"{speech.text(said_first)}\n{window.text}") if said_first else window

    try:
        window = await request.run(work)
    except RefusalError as refusal:
        if refusal.key == OLD_BUTTON or refusal.key.startswith("access-"):
            raise
        request.memory.put(draft)
        await show_duty(event, request, draft.duty_id, refused(refusal, await speech_of_office(request)))
        return
    await show(event, request, window)
    request.memory.put(replace(draft, asks="", months=()))


async def show_duty(event: Event, request: Request, duty_id: str, said: str = "") -> None:
    """Show a duty, with what was changed of it so far; `said` (HTML) stands above."""
    draft = request.memory.get(DutyDraft)
    terms = draft.terms if draft is not None and draft.duty_id == duty_id else None

    def work(uow: UnitOfWork) -> Window:
        viewer, _unit_code = request.office(uow)
        speech = speech_of(request, viewer)
        seen = look_at(uow, duty_id, terms, day_of(uow, request))
        listed = ListedDuty(duty_id, called(request, duty_id, seen.terms, speech), seen.known.is_on)
        return duty_window(
            ShownDuty(listed, seen.terms, seen.due, seen.grids, terms is not None), speech, said
        )

    await show(event, request, await request.run(work))
    if terms is not None and draft is not None:
        request.memory.put(replace(draft, asks="", months=()))


def token_of(draft: DutyDraft, plan: DutyPlan) -> int:
    """Return what tells this change, as it was shown, from every other."""
    was = None if plan.was is None else setting_data(plan.was)
    facts = repr((draft.duty_id, was, setting_data(plan.becomes), plan.waiting, plan.grids))
    return int.from_bytes(sha256(facts.encode()).digest()[:_TOKEN_BYTES])


def called(request: Request, duty_id: str, terms: DutyTerms, speech: Speech) -> str:
    """Return what a duty is called."""
    form = request.house.forms.get(terms.form)
    return duty_name(duty_id, speech, terms, form.title[speech.language] if form else "")


def refused(refusal: RefusalError, speech: Speech) -> str:
    """Return why something can't be, in words (HTML)."""
    if isinstance(refusal, PeriodRefusalError):
        return speech.text(refusal.key, period=dated_period_name(speech, refusal.fault.period_id))
    return speech.text(refusal.key, **refusal.details)


def day_of(uow: UnitOfWork, request: Request) -> DutyDay:
    """Return today with the working days as they are known."""
    return DutyDay(request.today, request.calendar(uow))


async def of_office(request: Request, work: Callable[[UnitOfWork], Found]) -> Found:
    """Do `work` for the office; raises RefusalError where the settings are not theirs."""

    def checked(uow: UnitOfWork) -> Found:
        request.office(uow)
        return work(uow)

    return await request.run(checked)


async def speech_of_office(request: Request) -> Speech:
    """Return how to speak to whoever acts; raises as `of_office`."""
    return speech_of(request, await request.run(lambda uow: request.office(uow)[0]))
