"""What registers add up to, as both reports tell it outside level 1 (docs/domain.md section 6)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.small_groups import SMALLEST_GROUP
from domain.time.periods import period_a_year_before, period_span
from reports.documents.report_parts import ReportFigure
from reports.entry_facts import EntryFacts, Figures, Ledgers, OpenEntries, entry_facts, figure_of
from storage.unit_of_work import UnitOfWork

_RISKS = (("登记廉政风险", "个", "risk.new"),)
_WARNINGS = (("发出风险预警", "次", "warning.issued"), ("办结风险预警", "件", "warning.closed"))
_RECTIFICATIONS = (
    ("登记整改问题", "个", "problem.problems"),
    ("销号整改问题", "个", "problem.closed"),
    ("制定整改措施", "条", "measure.measures"),
    ("完成整改措施", "条", "measure.closed"),
)
"""What happened in the span: label, unit, figure of a register (registers/*.toml)."""
_LEVELS: Mapping[str, str] = {"a": "一级", "b": "二级", "c": "三级"}


@dataclass(frozen=True, slots=True)
class RegisterFigures:
    """What registers tell of a span: what happened in it, how it stood at its end; no figure of fewer than five."""

    risks: Sequence[ReportFigure]
    warnings: Sequence[ReportFigure]
    rectifications: Sequence[ReportFigure]


def register_figures(
    uow: UnitOfWork, ledgers: Ledgers, unit_code: str, period_id: str, on: date
) -> RegisterFigures:
    """Return what registers tell of a unit's half-year or year, in a report made on the day `on`."""
    now, then = (
        uow.entry_figures.between(unit_code, *(day.isoformat()[:7] for day in period_span(period)))
        for period in (period_id, period_a_year_before(period_id))
    )
    day = min(period_span(period_id)[1], on)
    facts = entry_facts(uow, ledgers, unit_code, day)
    as_of = f"截至{day.month}月{day.day}日"
    return RegisterFigures(
        [*_happened(_RISKS, now, then), *_risks(facts, as_of)],
        [*_happened(_WARNINGS, now, then), *_open(facts.warnings, f"{as_of}未办结风险预警", "件")],
        [
            *_happened(_RECTIFICATIONS, now, then),
            *_open(facts.problems, f"{as_of}未销号整改问题", "个"),
            *_open(facts.measures, f"{as_of}未完成整改措施", "条"),
        ],
    )


def _happened(figures: Iterable[tuple[str, str, str]], now: Figures, then: Figures) -> Iterable[ReportFigure]:
    for label, unit, counted in figures:
        value, before = figure_of(now, counted), figure_of(then, counted)
        if value >= SMALLEST_GROUP:
            yield ReportFigure(label, unit, value, before if before >= SMALLEST_GROUP else None)


def _risks(facts: EntryFacts, as_of: str) -> Iterable[ReportFigure]:
    for level, number in facts.risks.items():
        if number >= SMALLEST_GROUP:
            yield ReportFigure(f"{as_of}已审定{_LEVELS[level]}廉政风险", "个", number)


def _open(entries: OpenEntries, label: str, unit: str) -> Iterable[ReportFigure]:
    if entries.open >= SMALLEST_GROUP:
        yield ReportFigure(label, unit, entries.open)
        if entries.tells_overdue:
            yield ReportFigure(f"{label}中逾期", unit, entries.overdue)
