"""A form as columns of a sheet: what a person reads above them, and what stands in a cell for an answer."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from forms.fields import AddsUp, Choice, Field, FieldKind, Form
from forms.steps import items
from forms.summary import say_answer
from forms.sums import Total
from reports.sheets.safe_cells import Value

_WIDTHS = {FieldKind.LONG_TEXT: 40, FieldKind.SHORT_TEXT: 24, FieldKind.SEVERAL_OF: 20, FieldKind.PERSON: 20}
_NARROW = 14
_TYPED: Mapping[FieldKind, Callable[[Any], Value]] = {
    FieldKind.WHOLE_NUMBER: int,
    FieldKind.GROUP: int,
    FieldKind.MONEY: Decimal,
    FieldKind.DATE: date.fromisoformat,
    FieldKind.ATTACHMENTS: len,
}
_ADDED = (AddsUp.SUM, AddsUp.COUNT)


@dataclass(frozen=True, slots=True)
class SumColumn:
    """A figure of many reports: of a field, or of how many gave one of its choices."""

    field: Field
    choice: Choice | None = None

    def header(self, lang: str) -> str:
        """Return what stands above it: 谈心谈话（人次）, 灯色：黄."""
        if self.choice is None:
            return header(self.field, lang)
        return f"{self.field.label[lang]}：{self.choice.label[lang]}"

    def figure(self, totals: Mapping[str, Total]) -> int | Decimal:
        """Return the figure, nought where nobody answered."""
        total = totals[self.field.key]
        return total.figure if self.choice is None else total.counts.get(self.choice.value, 0)


def shown_fields(fields: Sequence[Field]) -> list[Field]:
    """Return the fields that have an answer: all but notes, in the form's order."""
    return [field for field in fields if field.kind is not FieldKind.NOTE]


def header(field: Field, lang: str) -> str:
    """Return a field's label with its unit, 红包金额（元）."""
    return f"{field.label[lang]}（{field.unit[lang]}）" if field.unit else field.label[lang]


def width(field: Field) -> int:
    """Return how many characters wide a field's column is."""
    return _WIDTHS.get(field.kind, _NARROW)


def cell_of(field: Field, value: Any, lang: str) -> Value:
    """Return an answer as a cell holds it: a number, money, a day as themselves, all else in the form's words.

    Of a group and of files, how many there are; None for what was skipped or not asked. What another version of the
    form kept in another kind is shown as it was kept.
    """
    if value is None:
        return None
    with suppress(ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
        typed = _TYPED.get(field.kind)
        # In words without the unit, which stands in the header.
        return say_answer(replace(field, unit=None), value, lang) if typed is None else typed(value)
    return str(value)


def cells_of(form: Form, answers: Mapping[str, Any], lang: str) -> list[Value]:
    """Return the cells of a report, one for each of the form's fields."""
    return [cell_of(field, answers.get(field.key), lang) for field in shown_fields(form.fields)]


def item_cells(group: Field, answers: Mapping[str, Any], lang: str) -> list[list[Value]]:
    """Return a row for each item of a group in a report."""
    parts = shown_fields(group.fields)
    return [[cell_of(part, item.get(part.key), lang) for part in parts] for item in items(group, answers)]


def sum_columns(form: Form) -> list[SumColumn]:
    """Return what many reports of the form add up to outside groups: in the form's order, a choice a column."""
    found: list[SumColumn] = []
    for field in form.fields:
        if field.adds_up in (AddsUp.SHARE, AddsUp.WORST_LIGHT):
            found += [SumColumn(field, choice) for choice in field.choices]
        elif field.adds_up is not AddsUp.NONE:
            found.append(SumColumn(field))
    return found


def sums_below(form: Form, totals: Mapping[str, Total]) -> list[Value]:
    """Return what stands below the cells of many reports: sums and counts, and None below what has none."""
    return [
        totals[field.key].figure
        if field.adds_up in _ADDED or (field.kind is FieldKind.GROUP and field.adds_up is AddsUp.LIST)
        else None
        for field in shown_fields(form.fields)
    ]
