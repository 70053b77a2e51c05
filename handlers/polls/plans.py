"""What the steps of 新建测评 share: the plan in memory, and the window of whatever it still lacks."""

from domain.errors import RefusalError
from domain.people.grids import BRANCH_LEVEL
from domain.polls.polls import PollPlan
from forms.polls.language import About, questions_of
from handlers.wire.plans import Planning, PlanStep, ShownPlan
from usecases.memory import ChatMemory
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


def _kept(memory: ChatMemory) -> PollPlan | None:
    kept = memory.get(Planned)
    return None if kept is None else kept.plan


PLANNING = Planning(Planned, _kept, "polls-plan-gone")
PollStep = PlanStep[PollPlan]
ShownPoll = ShownPlan[PollPlan]


def what_is_missing(step: PollStep, plan: PollPlan) -> ShownPoll:
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


def ask_title(step: PollStep, plan: PollPlan, note: str = "") -> ShownPoll:
    """Ask what it is called."""
    form = form_in(step.request, plan)
    return ShownPoll(plan, title_window(plan, form, step.speech, note), AskedPollTitle())


def ask_subjects(step: PollStep, plan: PollPlan, findings: Findings, note: str = "") -> ShownPoll:
    """Ask whom it is about."""
    about = form_in(step.request, plan).about
    return ShownPoll(plan, subjects_window(plan, about, findings, step.speech, note), AskedPollSubject())


def ask_whom(step: PollStep, plan: PollPlan, page: int, note: str = "") -> ShownPoll:
    """Ask below which grid it asks: the unit and its branches are offered, others may be typed."""
    offered = [grid for grid in grids_of(step.uow, step.unit_code) if grid.level <= BRANCH_LEVEL]
    return ShownPoll(plan, whom_window(plan, offered, page, step.speech, note), AskedPollGrid())


def ask_when(step: PollStep, plan: PollPlan, note: str = "") -> ShownPoll:
    """Ask when it runs."""
    return ShownPoll(plan, when_window(plan, step.request.today, step.speech, note), AskedPollSpan())


def ask_check(step: PollStep, plan: PollPlan) -> ShownPoll:
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
    return ShownPoll(plan, check_window(Checked(plan, shape, asked, name), step.speech))
