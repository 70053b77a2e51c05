"""What registers add up to for digests and reports (docs/domain.md section 6): risks, warnings, rectification.

Figures are those that are kept with every move (storage/registers/entry_figures.py); a recount gives the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from domain.registers.entries import Figure
from forms.fields import FieldKind, Form
from storage.unit_of_work import UnitOfWork

RISK_LEVELS: Final = ("a", "b", "c")
"""一级, 二级, 三级."""
Figures = Mapping[Figure, int]


@dataclass(frozen=True, slots=True)
class OpenEntries:
    """How many entries of a register are open, and how many of them were due before the day."""

    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """How it stands with a unit's registers on a day; `risks` are those approved, by level."""

    risks: Mapping[str, int]
    warnings: OpenEntries
    problems: OpenEntries
    measures: OpenEntries


def entry_facts(uow: UnitOfWork, unit_code: str, day: date) -> EntryFacts:
    """Return how it stands with the registers of a unit on `day` (in Shanghai), today's."""
    figures = uow.entry_figures.total(unit_code)

    def standing(register_id: str, many: int) -> OpenEntries:
        return OpenEntries(many, uow.entries.overdue(unit_code, register_id, day))

    def unclosed(register_id: str, count_id: str) -> OpenEntries:
        closed = figure_of(figures, register_id, "closed")
        return standing(register_id, figure_of(figures, register_id, count_id) - closed)

    return EntryFacts(
        {level: figures.get(Figure("risk", "levels", level), 0) for level in RISK_LEVELS},
        standing("warning", figure_of(figures, "warning", "open")),
        unclosed("problem", "problems"),
        unclosed("measure", "measures"),
    )


def figure_of(figures: Figures, register_id: str, count_id: str) -> int:
    """Return a figure of a register's file, all that it is split by together; 0 where there is none."""
    return sum(
        number
        for counted, number in figures.items()
        if (counted.register_id, counted.count_id) == (register_id, count_id)
    )


def counted_answers(form: Form, figures: Figures) -> dict[str, int | bool]:
    """Return the answers of `form` that registers give (`Field.counted`), without what they have nothing of."""
    found: dict[str, int | bool] = {}
    for field in form.fields:
        if field.counted is None:
            continue
        count = figure_of(figures, *field.counted.split("."))
        if count:
            found[field.key] = True if field.kind is FieldKind.YES_NO else count
    return found
