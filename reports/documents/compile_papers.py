"""The paper forms of a duty's period, from what was filed (values for the documents; docs/domain.md section 3)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from domain.duties.duties import Duty
from domain.errors import RefusalError
from domain.people.grids import Grid
from domain.reporting.paper_facts import NO_FACTS, PaperFacts
from domain.time.periods import period_span
from forms.campaigns.reader import kept_campaign
from forms.fields import Form
from forms.steps import Answers, items
from forms.summary import say_answer
from locales import Speech, in_chinese
from locales.dates import dated_period_name
from reports.documents.campaign import (
    CAMPAIGN_NAME,
    CampaignFigures,
    CampaignSummary,
    SelfReportFigures,
    SelfReportSummary,
    campaign_document,
    self_report_document,
)
from reports.documents.progress import Progress29, progress_document
from storage.campaigns.campaigns import Campaign
from storage.owed import Owed
from storage.reporting.archives import FiledPaper
from storage.unit_of_work import UnitOfWork

YUAN_A_WAN = 10_000
_NOBODY: Final = SelfReportFigures(0, 0, Decimal(0), 0)
_ALL_PERIODS = 10_000

PROGRESS_KEYS: tuple[tuple[str, ...], ...] = (
    ("nature",),
    ("rules_made",),
    ("meeting_held",),
    ("finding_begun",),
    ("participants",),
    ("division_heads", "section_heads"),
    ("points",),
    ("personal_points", "department_points", "unit_points"),
    ("level_1_points", "level_2_points", "level_3_points"),
    ("powers_checked",),
    ("powers_cancelled",),
    ("powers_listed",),
    ("workflows_set",),
    ("flow_charts",),
    ("published",),
    ("warned",),
    ("warnings",),
    ("measures_set",),
    ("measures",),
    ("disciplined",),
    ("rectifications",),
    ("education_held",),
    ("education_sessions",),
    ("lesson_plans",),
    ("documents_begun",),
    ("documents",),
    ("unit_documents", "department_documents"),
    ("inspected",),
    ("inspections",),
)
"""The fields of forms/progress_29.toml that answer each of the 29 rows (docs/domain.md section 8)."""


@dataclass(frozen=True, slots=True)
class PaperAsked:
    """Which paper: of a duty and its form, a period, a unit, made on a day. `speech` is Chinese, as the paper is."""

    duty: Duty
    form: Form
    period_id: str
    unit: Grid
    on: date
    speech: Speech = field(default_factory=in_chinese)
    facts: PaperFacts = NO_FACTS

    def owed(self, period_ids: Sequence[str]) -> Owed:
        """Return what the unit owed in some periods, as it stands on the day on which the paper is made."""
        return Owed(self.duty.id, period_ids, self.unit.code, self.on)

    @property
    def period_words(self) -> str:
        """The period with its year, as 2026年10月."""
        return dated_period_name(self.speech, self.period_id)


Draw = Callable[[], bytes]
Paper = Callable[[UnitOfWork, PaperAsked], Draw]


def _progress(uow: UnitOfWork, asked: PaperAsked) -> Draw:
    filed = _filed(uow, asked)[0]
    answers = tuple(
        tuple(say_answer(asked.form.field(key), filed.answers.get(key), "zh") for key in keys)
        for keys in PROGRESS_KEYS
    )
    progress = Progress29(asked.unit.name, asked.period_words, asked.on, answers)
    return lambda: progress_document(progress)


def _self_report(uow: UnitOfWork, asked: PaperAsked) -> Draw:
    rows: dict[str, SelfReportFigures] = {}
    found = _cumulative(uow, asked)
    for paper in found.filed:
        for name, answers in _by_department(asked.form, paper):
            rows[name] = _self_report_of(answers, rows.get(name, _NOBODY))
    summary = SelfReportSummary(
        asked.unit.name,
        asked.period_words,
        asked.on,
        list(rows.items()),
        found.since,
        asked.facts,
        found.campaign,
    )
    return lambda: self_report_document(summary)


def _by_department(form: Form, paper: FiledPaper) -> list[tuple[str, Answers]]:
    """Return what a report says of which department; one of an older version is a department's own."""
    if "departments" not in paper.answers:
        return [(paper.grid_name, paper.answers)]
    return [(item["department"], item) for item in items(form.field("departments"), paper.answers)]


def _self_report_of(answers: Answers, before: SelfReportFigures) -> SelfReportFigures:
    return SelfReportFigures(
        before.persons + (answers.get("persons") or 0),
        before.problems + (answers.get("problems") or 0),
        before.money_wan + Decimal(answers.get("money") or 0) / YUAN_A_WAN,
        before.goods + (answers.get("goods") or 0),
    )


def _campaign(uow: UnitOfWork, asked: PaperAsked) -> Draw:
    group = asked.form.field("items")
    found = _cumulative(uow, asked)
    said: dict[str, list[Answers]] = {}
    for paper in found.filed:
        # A report of an older version did not say about which item it was.
        for item in items(group, paper.answers) or [{"item": "", **paper.answers}]:
            said.setdefault(item["item"], []).append(item)
    choices = asked.form.field("items.item").choices
    rows = [(choice.label["zh"], _campaign_of(said.get(choice.value, []))) for choice in choices]
    # Nor about one that the form of today has: what was filed when it had others is counted all the same.
    known = {choice.value for choice in choices}
    rest = _campaign_of([item for value, many in said.items() if value not in known for item in many])
    if rest != _campaign_of([]):
        rows.append((asked.speech.label("documents-no-item"), rest))
    summary = CampaignSummary(
        asked.unit.name, asked.period_words, asked.on, rows, found.since, asked.facts, found.campaign
    )
    return lambda: campaign_document(summary)


def _campaign_of(many: Sequence[Answers]) -> CampaignFigures:
    def figure(key: str) -> int:
        return sum(answers.get(key) or 0 for answers in many)

    return CampaignFigures(
        (figure("administrative"), figure("clinical"), figure("technical")),
        (figure("middle"), figure("other")),
        (figure("form_1"), figure("form_2"), figure("form_3"), figure("form_4")),
        figure("penalties"),
        figure("notified"),
        figure("improved"),
    )


def _filed(uow: UnitOfWork, asked: PaperAsked) -> list[FiledPaper]:
    """Return what was filed for the period, by grid; raises RefusalError (documents-empty) for nothing."""
    found = uow.archives.papers(asked.owed([asked.period_id]))
    if not found:
        raise RefusalError("documents-empty")
    return found


@dataclass(frozen=True, slots=True)
class _Cumulated:
    """What was filed since a day; `campaign` is what the campaign is called that began on it."""

    filed: Sequence[FiledPaper]
    since: date
    campaign: str


def _cumulative(uow: UnitOfWork, asked: PaperAsked) -> _Cumulated:
    """Return what was filed for the duty's periods up to the one asked for, since the campaign's first day.

    Where no campaign runs that this paper belongs to, it is the first day of the first period. Raises RefusalError
    (documents-empty) where nothing was filed for the period that is asked for.
    """
    _filed(uow, asked)
    begins = period_span(asked.period_id)[0]
    campaign = _campaign_of_paper(uow, asked)
    first = campaign.starts_on if campaign else date.min
    every = (period_id for period_id, _due, _closes in uow.duty_items.periods(asked.duty.id, _ALL_PERIODS))
    within = (
        period for period in every if period_span(period)[0] <= begins and period_span(period)[1] >= first
    )
    periods = sorted(within, key=period_span)
    filed = [paper for period in periods for paper in uow.archives.papers(asked.owed([period]))]
    if campaign:
        return _Cumulated(filed, campaign.starts_on, campaign.title)
    return _Cumulated(filed, period_span(periods[0])[0] if periods else begins, CAMPAIGN_NAME)


def _campaign_of_paper(uow: UnitOfWork, asked: PaperAsked) -> Campaign | None:
    """Return the unit's campaign to which the paper belongs and in which its period lies, the newest of several."""
    begins, ends = period_span(asked.period_id)
    for campaign in uow.campaigns.ran_on(asked.on, asked.unit.code):
        belongs = asked.form.id in kept_campaign(campaign.template_text).papers
        if belongs and campaign.starts_on <= ends and begins <= campaign.ends_on:
            return campaign
    return None


PAPERS: Mapping[str, Paper] = {
    "progress_29": _progress,
    "self_report_summary": _self_report,
    "campaign_summary": _campaign,
}
FILLED_IN = frozenset({"self_report_summary", "campaign_summary"})
"""The forms whose papers have a line for 填报人, 联系电话 and 审核人."""
"""By form: what reads the values in a transaction, and returns what draws them outside it."""
