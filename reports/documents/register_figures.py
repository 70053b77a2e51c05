"""What registers add up to, as both reports tell it outside level 1 (docs/domain.md section 6)."""

from domain.small_groups import SMALLEST_GROUP
from domain.time.periods import period_a_year_before, period_span
from reports.documents.report_parts import ReportFigure
from reports.entry_facts import figure_of
from storage.unit_of_work import UnitOfWork

_ENTRIES = (
    ("发出风险预警", "次", "warning", "issued"),
    ("登记整改问题", "个", "problem", "problems"),
    ("销号整改问题", "个", "problem", "closed"),
    ("制定整改措施", "条", "measure", "measures"),
    ("完成整改措施", "条", "measure", "closed"),
)
"""Figures of registers: label, unit, register, count (registers/*.toml)."""


def register_figures(uow: UnitOfWork, unit_code: str, period_id: str) -> list[ReportFigure]:
    """Return what registers add up to of the entries opened in the span: no figure of fewer than five."""
    now, then = (
        uow.entry_figures.between(unit_code, *(day.isoformat()[:7] for day in period_span(period)))
        for period in (period_id, period_a_year_before(period_id))
    )
    found = []
    for label, unit, register_id, count_id in _ENTRIES:
        value, before = (figure_of(figures, register_id, count_id) for figures in (now, then))
        if value >= SMALLEST_GROUP:
            found.append(ReportFigure(label, unit, value, before if before >= SMALLEST_GROUP else None))
    return found
