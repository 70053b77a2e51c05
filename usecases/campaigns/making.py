"""A campaign is made of a plan: it is kept, and each of its tasks becomes a duty; later its phases move, or it ends."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from domain.campaigns.campaigns import (
    CampaignPlan,
    PhaseSpan,
    check_moved_end,
    check_start,
    moved_end,
    phase_spans,
    task_due,
)
from domain.duties.duty_block import DutyTerms
from domain.errors import RefusalError
from domain.people.people import LEVEL_ONE_ROLES, Rank
from domain.time.periods import Period
from forms.campaigns.language import CampaignTemplate, TaskTemplate
from forms.fields import Form, Translated
from storage.audit import AuditEntry, subject_of
from storage.campaigns.campaigns import KeptPhase, NewCampaign
from storage.people.below import ChosenPeople
from storage.unit_of_work import UnitOfWork
from usecases.campaigns.facts import GONE, OUTDATED, CampaignFacts, find_run, is_over, made_for
from usecases.house import Request
from usecases.made_duties import change_duty, end_duties, make_duty

CAMPAIGN_MADE, CAMPAIGN_MOVED, CAMPAIGN_ENDED = "campaign_made", "campaign_moved", "campaign_ended"
CAMPAIGN_NAMED = "campaign_named"
SUMMARY = "campaign_summary"


def template_in(request: Request, plan: CampaignPlan) -> CampaignTemplate:
    """Return the template of a plan; raises RefusalError where the office has it no more."""
    template = request.house.campaigns.get(plan.template_id)
    if template is None:
        raise RefusalError(GONE)
    return template


def items_without_row(forms: Mapping[str, Form], template: CampaignTemplate) -> list[Translated]:
    """Return the items of work (整治工作项目) of which the template's summary has no row: its form lists others."""
    if SUMMARY not in template.papers or SUMMARY not in forms:
        return []
    rows = {choice.label["zh"] for choice in forms[SUMMARY].field("items.item").choices}
    return [item for item in template.items if item["zh"] not in rows]


def begun_plan(mark: int, template: CampaignTemplate) -> CampaignPlan:
    """Return the plan of a campaign of which nothing is known yet but its template."""
    return CampaignPlan(mark, template.id, people=(None,) * len(template.phases))


def with_start(plan: CampaignPlan, template: CampaignTemplate, starts_on: date, today: date) -> CampaignPlan:
    """Return the plan with its first day; phases that were changed keep their lengths. Raises as `check_start`."""
    check_start(starts_on, today)
    lengths = [span.days for span in plan.spans] or [phase.days for phase in template.phases]
    return replace(plan, spans=phase_spans(starts_on, lengths))


def terms_of_task(task: TaskTemplate, span: PhaseSpan, unit_code: str) -> DutyTerms:
    """Return the duty that a task of a phase with these days is: announced when the phase begins, due on its day."""
    due_on = task_due(span, task.due)
    opens = max((due_on - span.starts_on).days, 1)
    return DutyTerms(
        form=task.form,
        roles=task.roles,
        min_level=task.min_level,
        max_level=task.max_level,
        grid_kinds=task.grid_kinds,
        grids=frozenset({unit_code}),
        rule=f"RDATE={due_on:%Y%m%d}",
        period=Period.DAY,
        opens_days_before=opens,
        late_days=task.late_days,
        nudge_before=tuple(
            sorted({opens, *(days for days in task.nudge_before if days < opens)}, reverse=True)
        ),
        nudge_after=task.nudge_after,
        digest=False,
        title=dict(task.title),
    )


def answering_people(uow: UnitOfWork, unit_code: str, today: date) -> list[int]:
    """Return who may answer for a phase: level 1 first, then the hospital's leaders."""
    level_one = uow.people_below.chosen(unit_code, ChosenPeople(roles=tuple(LEVEL_ONE_ROLES)), today)
    leaders = uow.people_below.chosen(unit_code, ChosenPeople(ranks=(Rank.HOSPITAL_LEADER,)), today)
    return list(dict.fromkeys([*level_one, *leaders]))


def check_plan(plan: CampaignPlan, template: CampaignTemplate, today: date) -> None:
    """Raise RefusalError for what is missing, or no longer so."""
    if not plan.title or plan.basis is None or len(plan.spans) != len(template.phases):
        raise RefusalError(OUTDATED)
    check_start(plan.spans[0].starts_on, today)
    if plan.spans[-1].ends_on < today:
        raise RefusalError("campaigns-phase-over")


def make_campaign(uow: UnitOfWork, request: Request, plan: CampaignPlan) -> int:
    """Make the campaign of a plan; return its id. Raises RefusalError as `check_plan`."""
    viewer, unit_code = request.level_one(uow)
    template = template_in(request, plan)
    check_plan(plan, template, request.today)
    may = set(answering_people(uow, unit_code, request.today))
    phases = [
        KeptPhase(span, person_id if person_id in may else None)
        for span, person_id in zip(plan.spans, plan.people, strict=True)
    ]
    new = NewCampaign(
        unit_code,
        template.id,
        request.house.campaigns.text(template.id),
        plan.title,
        plan.basis or "",
        viewer.person_id,
        request.now,
    )
    campaign_id = uow.campaigns.add(new, phases)
    for place, task in template.tasks():
        terms = terms_of_task(task, plan.spans[place], unit_code)
        make_duty(uow, request, terms, plan.spans[place].starts_on, made_for(campaign_id, task.id))
    _note(uow, request, CAMPAIGN_MADE, campaign_id)
    return campaign_id


def move_phase(
    uow: UnitOfWork, request: Request, campaign_id: int, place: int, ends_on: date
) -> CampaignFacts:
    """Have a phase end on another day and those after it move with it; return the campaign as it was.

    Raises RefusalError: campaigns-phase-over, and as `moved_end`.
    """
    facts = find_run(uow, request, campaign_id)
    if is_over(facts, request.today):
        raise RefusalError("campaigns-already-over")
    _phase, kept = facts.phase(place)
    check_moved_end(kept.span, ends_on, request.today)
    spans = moved_end(facts.campaign.spans, place, ends_on)
    uow.campaigns.move(campaign_id, spans)
    for task in facts.tasks:
        if spans[task.place] != facts.campaign.spans[task.place]:
            terms = terms_of_task(task.template, spans[task.place], facts.campaign.unit_code)
            change_duty(uow, request, task.made, terms, spans[task.place].starts_on)
    _note(uow, request, CAMPAIGN_MOVED, campaign_id, str(place + 1), ends_on.isoformat())
    return facts


def name_person(
    uow: UnitOfWork, request: Request, campaign_id: int, place: int, person_id: int | None
) -> CampaignFacts:
    """Have somebody answer for a phase, or nobody; return the campaign as it was."""
    facts = find_run(uow, request, campaign_id)
    facts.phase(place)
    if person_id is not None and person_id not in answering_people(
        uow, facts.campaign.unit_code, request.today
    ):
        raise RefusalError("campaigns-not-answering")
    uow.campaigns.name(campaign_id, place, person_id)
    _note(uow, request, CAMPAIGN_NAMED, campaign_id, str(place + 1))
    return facts


def end_campaign(uow: UnitOfWork, request: Request, campaign_id: int, reason: str) -> int | None:
    """End a campaign now: whoever has not reported is excused with the reason; return of how many reports.

    None where it was over already.
    """
    facts = find_run(uow, request, campaign_id)
    if is_over(facts, request.today) or not uow.campaigns.end(campaign_id, request.today, reason):
        return None
    excused = end_duties(uow, request, [task.made.number for task in facts.tasks], reason)
    _note(uow, request, CAMPAIGN_ENDED, campaign_id)
    return excused


def days_offered(span: PhaseSpan, today: date, by: Sequence[int]) -> list[date]:
    """Return the days on which a phase may end instead: so many days later, or earlier."""
    found = [span.ends_on + timedelta(days=days) for days in by]
    return [day for day in found if day >= max(today, span.starts_on)]


def _note(uow: UnitOfWork, request: Request, act: str, campaign_id: int, *more: str) -> None:
    viewer = request.viewer(uow)
    uow.audit.add(
        AuditEntry(request.now, viewer.person_id, act, subject_of("campaign", str(campaign_id), *more))
    )
