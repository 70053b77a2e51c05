"""The papers of campaigns that stand in 文书: a report of each phase, and the summary at the end."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from domain.campaigns.campaigns import PhaseSpan, TaskState, counted
from domain.duties.made import only_day
from domain.errors import RefusalError
from reports.campaigns.papers import CampaignReport, PhaseReport, SaidOfTask, TaskReport, campaign_papers
from storage.campaigns.boards import GridTask
from storage.unit_of_work import UnitOfWork
from usecases.campaigns.again import findings_again, talks_held
from usecases.campaigns.facts import CampaignFacts, CampaignTask, facts_of
from usecases.wing_papers import PaperWanted, WingPaper

PHASE_PAPER, SUMMARY_PAPER = "campaign-phase", "campaign-summary"
_MOST = 50
_CHINESE = "zh"


def phase_report(uow: UnitOfWork, wanted: PaperWanted, facts: CampaignFacts, place: int) -> CampaignReport:
    """Return what is told of a phase, as it stands on the day on which the paper is made."""
    _phase, kept = facts.phase(place)
    return _report(uow, wanted, facts, [place], kept.span)


def summary_report(uow: UnitOfWork, wanted: PaperWanted, facts: CampaignFacts) -> CampaignReport:
    """Return what is told of the whole campaign."""
    campaign = facts.campaign
    begun = [place for place, kept in enumerate(campaign.phases) if kept.span.starts_on <= campaign.ends_on]
    span = PhaseSpan(campaign.starts_on, campaign.ends_on)
    report = _report(uow, wanted, facts, begun, span)
    talks = talks_held(uow, wanted.registers, facts, wanted.on)
    findings = findings_again(uow, wanted.registers, facts)
    return replace(
        report,
        whole=True,
        ended_reason=campaign.ended_reason,
        items=[item[_CHINESE] for item in facts.template.items],
        talked=None if talks is None else (talks.reached, talks.wanted),
        findings=None if findings is None else (findings.of, findings.kept, findings.again, findings.closed),
    )


def _report(
    uow: UnitOfWork, wanted: PaperWanted, facts: CampaignFacts, places: Sequence[int], span: PhaseSpan
) -> CampaignReport:
    campaign = facts.campaign
    people = {campaign.phases[place].person_id for place in places} - {None}
    known = uow.officials.known([person for person in people if person is not None])
    phases = []
    for place in places:
        phase, kept = facts.phase(place)
        person = known.get(kept.person_id or 0)
        tasks = [_task(uow, task, wanted.on) for task in facts.tasks_in(place)]
        phases.append(PhaseReport(phase.title[_CHINESE], kept.span, person.name if person else "", tasks))
    return CampaignReport(
        wanted.unit.name, campaign.title, campaign.basis, wanted.on, phases, whole=False, span=span
    )


def _task(uow: UnitOfWork, task: CampaignTask, on: date) -> TaskReport:
    owed = uow.campaign_boards.of_duty(task.duty_id, on)
    missing = (TaskState.DUE, TaskState.OVERDUE)
    filed = [known for known in owed if known.state in (TaskState.DONE, TaskState.UNDONE)]
    return TaskReport(
        task.template.title[_CHINESE],
        only_day(task.duty) or task.made.starts_on,
        counted((known.state, 1) for known in owed),
        _names(owed, TaskState.DONE),
        _names(owed, TaskState.UNDONE),
        _names(owed, *missing),
        sum(int((known.answers or {}).get("people") or 0) for known in filed),
        sum(int((known.answers or {}).get("pieces") or 0) for known in filed),
        _said(filed, "problems"),
        _said(filed, "measures"),
    )


def _names(owed: Sequence[GridTask], *states: TaskState) -> list[str]:
    return [known.grid_name for known in owed if known.state in states]


def _said(filed: Sequence[GridTask], key: str) -> list[SaidOfTask]:
    return [
        SaidOfTask(known.grid_name, str(words).strip())
        for known in filed
        if isinstance(words := (known.answers or {}).get(key), str) and words.strip()
    ]


def _all(uow: UnitOfWork, unit_code: str) -> list[CampaignFacts]:
    return [facts_of(uow, campaign) for campaign in uow.campaigns.of_unit(unit_code, _MOST)]


def _phases(uow: UnitOfWork, unit_code: str) -> list[tuple[CampaignFacts, int]]:
    """Return the phases of which somebody has been asked for something."""
    asked = uow.made_duties.asked()
    return [
        (facts, place)
        for facts in _all(uow, unit_code)
        for place in range(len(facts.campaign.phases))
        if any(task.duty_id in asked for task in facts.tasks_in(place))
    ]


def phase_day(facts: CampaignFacts, place: int) -> date:
    """Return the day by which a phase's report is known: its last, or that on which the campaign was ended."""
    return min(facts.campaign.phases[place].span.ends_on, facts.campaign.ends_on)


def _phase_days(uow: UnitOfWork, unit_code: str) -> list[str]:
    days = {phase_day(facts, place).isoformat() for facts, place in _phases(uow, unit_code)}
    return sorted(days, reverse=True)


def _summary_days(uow: UnitOfWork, unit_code: str) -> list[str]:
    days = {facts.campaign.ends_on.isoformat() for facts, _place in _phases(uow, unit_code)}
    return sorted(days, reverse=True)


def _make_phase(uow: UnitOfWork, wanted: PaperWanted) -> Callable[[], bytes]:
    about = date.fromisoformat(wanted.about)
    found = [
        phase_report(uow, wanted, facts, place)
        for facts, place in _phases(uow, wanted.unit.code)
        if phase_day(facts, place) == about
    ]
    return _drawn(found)


def _make_summary(uow: UnitOfWork, wanted: PaperWanted) -> Callable[[], bytes]:
    about = date.fromisoformat(wanted.about)
    found = [
        summary_report(uow, wanted, facts)
        for facts in _all(uow, wanted.unit.code)
        if facts.campaign.ends_on == about
    ]
    return _drawn(found)


def _drawn(found: Sequence[CampaignReport]) -> Callable[[], bytes]:
    if not found:
        raise RefusalError("documents-register-empty")
    return lambda: campaign_papers(found)


def paper_subject(paper_id: str, day: date) -> str:
    """Return by what a paper of a day is known in 文书."""
    return f"{paper_id}:{day.isoformat()}"


CAMPAIGN_PAPERS = (
    WingPaper(PHASE_PAPER, _make_phase, _phase_days, is_dated=True),
    WingPaper(SUMMARY_PAPER, _make_summary, _summary_days, is_dated=True),
)
