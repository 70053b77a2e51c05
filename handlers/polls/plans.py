"""What the steps of 新建测评 share: the plan in memory, and the window of whatever it still lacks."""

from collections.abc import Callable
from dataclasses import dataclass

from aiogram.types import CallbackQuery

from domain.errors import RefusalError
from domain.people.grids import BRANCH_LEVEL
from domain.polls.polls import PollPlan
from forms.polls.language import About, questions_of
from handlers.wire.button_data import number_of
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from locales import Speech
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Question
from usecases.polls.facts import shape_of
from usecases.polls.making import asked_by, check_plan, form_in
from usecases.polls.subjects import grids_of
from usecases.polls.unfinished import AskedPollGrid, AskedPollSpan, AskedPollSubject, AskedPollTitle, Planned
from windows.polls.making import (
    Checked,
    Findings,
    check_window,
    subjects_window,
    title_window,
    when_window,
    whom_window,
)
from windows.windows import Window

PLAN_GONE = "polls-plan-gone"


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A plan in front of whoever makes it, within one transaction."""

    uow: UnitOfWork
    request: Request
    unit_code: str
    speech: Speech
    plan: PollPlan


@dataclass(frozen=True, slots=True)
class Shown:
    """What a step comes to: the plan as it is then, its window, what that asks for in words."""

    plan: PollPlan
    window: Window
    asked: Question | None = None


def plan_of(call: CallbackQuery, request: Request) -> PollPlan:
    """Return the plan that a button is about; raises RefusalError where it was made, given up or lost in a restart."""
    planned = request.memory.get(Planned)
    if planned is None or planned.plan.mark != number_of(call, 1, PLAN_GONE):
        raise RefusalError(PLAN_GONE)
    return planned.plan


def plan_in(request: Request) -> PollPlan:
    """Return the plan of this chat; raises RefusalError (polls-plan-gone) for none."""
    planned = request.memory.get(Planned)
    if planned is None:
        raise RefusalError(PLAN_GONE)
    return planned.plan


async def take_step(
    event: Event, request: Request, plan: PollPlan, step: Callable[[PlanStep], Shown]
) -> None:
    """Take a step in the plan as level 1, keep what came of it, and show it."""

    def work(uow: UnitOfWork) -> Shown:
        viewer, unit_code = request.level_one(uow)
        return step(PlanStep(uow, request, unit_code, speech_of(request, viewer), plan))

    shown = await request.run(work)
    request.memory.put(Planned(shown.plan))
    await show(event, request, shown.window)
    if shown.asked is not None:
        request.memory.put(shown.asked)


def what_is_missing(step: PlanStep, plan: PollPlan) -> Shown:
    """Return the window that asks for what the plan lacks first; of a whole one its check."""
    about = form_in(step.request, plan).about
    if not plan.title:
        return ask_title(step, plan)
    if about is not About.NOTHING and not plan.subjects:
        return ask_subjects(step, plan, Findings())
    if not plan.has_whom:
        return ask_whom(step, plan, 0)
    if plan.span is None:
        return ask_when(step, plan)
    return ask_check(step, plan)


def ask_title(step: PlanStep, plan: PollPlan, note: str = "") -> Shown:
    """Ask what it is called."""
    form = form_in(step.request, plan)
    return Shown(plan, title_window(plan, form, step.speech, note), AskedPollTitle())


def ask_subjects(step: PlanStep, plan: PollPlan, findings: Findings, note: str = "") -> Shown:
    """Ask whom it is about."""
    about = form_in(step.request, plan).about
    return Shown(plan, subjects_window(plan, about, findings, step.speech, note), AskedPollSubject())


def ask_whom(step: PlanStep, plan: PollPlan, page: int, note: str = "") -> Shown:
    """Ask below which grid it asks: the unit and its branches are offered, others may be typed."""
    offered = [grid for grid in grids_of(step.uow, step.unit_code) if grid.level <= BRANCH_LEVEL]
    return Shown(plan, whom_window(plan, offered, page, step.speech, note), AskedPollGrid())


def ask_when(step: PlanStep, plan: PollPlan, note: str = "") -> Shown:
    """Ask when it runs."""
    return Shown(plan, when_window(plan, step.request.today, step.speech, note), AskedPollSpan())


def ask_check(step: PlanStep, plan: PollPlan) -> Shown:
    """Return the whole once more; what can't be made so is said in the place where it is changed."""
    form = form_in(step.request, plan)
    asked = asked_by(step.uow, plan, step.unit_code, step.request.today)
    try:
        check_plan(plan, form, asked, step.request.today)
    except RefusalError as refusal:
        note = step.speech.text(refusal.key, **refusal.details)
        if refusal.key == "polls-too-few":
            return ask_whom(step, plan, 0, note)
        if refusal.key == "polls-too-much":
            return ask_subjects(step, plan, Findings(), note)
        return ask_when(step, plan, note)
    known = step.uow.rosters.known([plan.grid_code]) if plan.grid_code else {}
    name = known[plan.grid_code].name if plan.grid_code in known else ""
    shape = shape_of(questions_of(form), len(plan.subjects))
    return Shown(plan, check_window(Checked(plan, shape, asked, name), step.speech))
