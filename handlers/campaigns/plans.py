"""What the steps of 新建专项整治 share: the plan in memory, and the window of whatever it still lacks."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from aiogram.types import CallbackQuery, Message

from domain.campaigns.campaigns import CampaignPlan, moved_end, moved_start
from domain.errors import RefusalError
from forms.campaigns.language import CampaignTemplate
from handlers.wire.button_data import number_of
from handlers.wire.pieces import whole_text
from handlers.wire.plans import Planning, PlanStep, ShownPlan
from storage.unit_of_work import UnitOfWork
from usecases.campaigns.facts import OUTDATED
from usecases.campaigns.making import (
    answering_people,
    check_plan,
    items_without_row,
    template_in,
    with_start,
)
from usecases.campaigns.preview import preview_tasks
from usecases.campaigns.unfinished import (
    AskedCampaignBasis,
    AskedCampaignStart,
    AskedCampaignTitle,
    AskedPhaseEnd,
    PlannedCampaign,
)
from usecases.house import Request
from usecases.memory import ChatMemory
from windows.campaigns.making import (
    PreviewTask,
    basis_window,
    check_window,
    days_window,
    people_window,
    phase_window,
    start_window,
    title_window,
)


def _kept(memory: ChatMemory) -> CampaignPlan | None:
    kept = memory.get(PlannedCampaign)
    return None if kept is None else kept.plan


PLANNING = Planning(PlannedCampaign, _kept, "campaigns-plan-gone")
CampaignStep = PlanStep[CampaignPlan]
ShownStep = ShownPlan[CampaignPlan]


def template_of(step: CampaignStep) -> CampaignTemplate:
    """Return what the plan is made of."""
    return template_in(step.request, step.plan)


def people_named(step: CampaignStep) -> dict[int, str]:
    """Return who may answer for a phase, by id: their name and post."""
    return names_of(step.uow, answering_people(step.uow, step.unit_code, step.request.today))


def names_of(uow: UnitOfWork, person_ids: list[int]) -> dict[int, str]:
    """Return these people by id, in this order, each with their post."""
    known = uow.officials.known(person_ids)
    return {
        person_id: f"{known[person_id].name} · {known[person_id].post}"
        if known[person_id].post
        else known[person_id].name
        for person_id in person_ids
        if person_id in known
    }


def day_of(text: str) -> date:
    """Return the day that a button carries; raises RefusalError for a button that never existed."""
    try:
        return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 - a day has no zone
    except ValueError:
        raise RefusalError(OUTDATED) from None


def what_is_missing(step: CampaignStep, plan: CampaignPlan) -> ShownStep:
    """Return the window that asks for what the plan lacks first; of a whole one its check."""
    if not plan.title:
        return ask_title(step, plan)
    if plan.basis is None:
        return ask_basis(step, plan)
    if not plan.spans:
        return ask_start(step, plan)
    return ask_people(step, plan) if not plan.is_named else ask_check(step, plan)


def ask_title(step: CampaignStep, plan: CampaignPlan, note: str = "") -> ShownStep:
    """Ask what it is called."""
    return ShownStep(plan, title_window(plan, template_of(step), step.speech, note), AskedCampaignTitle())


def ask_basis(step: CampaignStep, plan: CampaignPlan, note: str = "") -> ShownStep:
    """Ask which paper it goes by."""
    return ShownStep(plan, basis_window(plan, step.speech, note), AskedCampaignBasis())


def ask_start(step: CampaignStep, plan: CampaignPlan, note: str = "") -> ShownStep:
    """Ask on which day it begins."""
    return ShownStep(plan, start_window(plan, step.request.today, step.speech, note), AskedCampaignStart())


def ask_days(step: CampaignStep, plan: CampaignPlan, note: str = "") -> ShownStep:
    """Show the days of the phases."""
    return ShownStep(plan, days_window(plan, template_of(step), step.speech, note))


def ask_people(step: CampaignStep, plan: CampaignPlan) -> ShownStep:
    """Show who answers for the phases: whoever makes the campaign, where nobody was named yet."""
    names = people_named(step)
    if not plan.is_named:
        viewer = step.request.viewer(step.uow)
        own = viewer.person_id if viewer.person_id in names else None
        plan = replace(plan, people=(own,) * len(plan.spans), is_named=True)
    return ShownStep(plan, people_window(plan, template_of(step), names, step.speech))


def ask_check(step: CampaignStep, plan: CampaignPlan) -> ShownStep:
    """Return the whole once more; what can't be made so is said in the place where it is changed."""
    try:
        check_plan(plan, template_of(step), step.request.today)
    except RefusalError as refusal:
        note = step.speech.text(refusal.key, **refusal.details)
        return ask_start(step, plan, note)
    tasks = preview_tasks(step.uow, template_of(step), plan.spans, step.unit_code)
    shown = [PreviewTask(task.title[step.speech.language], task.grids, task.due_on) for task in tasks]
    return ShownStep(plan, check_window(plan, template_of(step), shown, step.speech, _without_row(step)))


def _without_row(step: CampaignStep) -> str:
    """Return which items of work the summary can't tell of, and what to do; nothing where it has them all."""
    items = items_without_row(step.request.house.forms, template_of(step))
    named = step.speech.label("list-comma").join(item[step.speech.language] for item in items)
    return step.speech.text("campaigns-items-without-row", items=named) if items else ""


def ask_days_from(step: CampaignStep, plan: CampaignPlan, day: date) -> ShownStep:
    """Show the phases from the first day `day` on, or ask for another where that is none."""
    try:
        if plan.spans:
            with_start(plan, template_of(step), day, step.request.today)
            return ask_days(step, replace(plan, spans=moved_start(plan.spans, day)))
        return ask_days(step, with_start(plan, template_of(step), day, step.request.today))
    except RefusalError as refusal:
        return ask_start(step, plan, step.speech.text(refusal.key, **refusal.details))


def put_end(step: CampaignStep, plan: CampaignPlan, place: int, ends_on: date) -> ShownStep:
    """Show the phase with another last day, or why that can't be."""
    try:
        return ask_end(step, replace(plan, spans=moved_end(plan.spans, place, ends_on)), place)
    except RefusalError as refusal:
        return ask_end(step, plan, place, step.speech.text(refusal.key, **refusal.details))


def ask_end(step: CampaignStep, plan: CampaignPlan, place: int, note: str = "") -> ShownStep:
    """Ask on which day the phase ends."""
    return ShownStep(
        plan, phase_window(plan, template_of(step), place, step.speech, note), AskedPhaseEnd(place)
    )


async def take_words(
    message: Message,
    request: Request,
    ask: Callable[[CampaignStep, CampaignPlan, str], ShownStep],
    read: Callable[[CampaignPlan, str], CampaignPlan],
) -> None:
    """Take what was typed into the plan as `read` does, or have it asked for again by `ask` with what was wrong."""
    plan = PLANNING.there(request)

    def take(step: CampaignStep) -> ShownStep:
        try:
            return what_is_missing(step, read(plan, whole_text(message, request)))
        except RefusalError as refusal:
            return ask(step, plan, step.speech.text(refusal.key, **refusal.details))

    await PLANNING.take_step(message, request, plan, take)


def place_of(call: CallbackQuery, request: Request) -> int:
    """Return the place of the phase that a button names; raises RefusalError for none."""
    place = number_of(call, 2)
    if place >= len(PLANNING.named_by(call, request).spans):
        raise RefusalError(OUTDATED)
    return place
