"""How the answers of many grids become totals: sum, count, share, worst light, list (docs/domain.md section 3).

Totals of parts add to the total of the whole, so branches may be added up apart and then together.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from forms.fields import AddsUp, Carry, Field, FieldKind, Form
from forms.steps import Answers, applicable, items


@dataclass(frozen=True, slots=True)
class Total:
    """What a field adds up to.

    `answered`: how many answers went in; one that was skipped or never asked does not.
    `figure`: the sum (Decimal yuan for money); for a count how many said yes, or answered at all; for a
    list its length. `counts`: for a light or a share, how many gave each choice, in their order,
    zeros included. `entries`: for a list, the texts, or a group's items as `forms.steps.items` gives them.
    Total() is nothing, and adding it changes nothing.
    """

    answered: int = 0
    figure: int | Decimal = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    entries: tuple[Any, ...] = ()

    @property
    def worst(self) -> str | None:
        """The worst light given, None where nobody gave any; a form lists its lights from best to worst."""
        return next((value for value in reversed(list(self.counts)) if self.counts[value]), None)

    def __add__(self, other: "Total") -> "Total":
        """Return the total of both; both are of the same field."""
        return Total(
            self.answered + other.answered,
            self.figure + other.figure,
            {
                value: self.counts.get(value, 0) + other.counts.get(value, 0)
                for value in {**self.counts, **other.counts}
            },
            self.entries + other.entries,
        )


def add_up(form: Form, many: Iterable[Answers]) -> dict[str, Total]:
    """Return the total of each field that adds up, by its key, "group.key" for one in a group.

    `many` are stored answers of this form; none at all gives totals of nothing.
    """
    given = list(many)
    totals: dict[str, Total] = {}
    for key, part in form.all_fields():
        if part.adds_up is AddsUp.LIST and part.kind is FieldKind.GROUP:
            totals[key] = _items_total(part, given)
        elif part.adds_up is not AddsUp.NONE:
            totals[key] = _total(part, _values(form, key, given))
    return totals


def figure_of(part: Field, many: Iterable[Answers]) -> int | str | None:
    """Return the sum of a number, of money or of a group's items outside any group, as an answer is kept.

    None where nobody answered, which is not the same as a sum of 0.
    """
    values = [answers[part.key] for answers in many if answers.get(part.key) is not None]
    if not values:
        return None
    return f"{sum(map(Decimal, values)):.2f}" if part.kind is FieldKind.MONEY else sum(values)


def year_answers(
    form: Form, forms: Mapping[str, Form], filed: Mapping[str, Iterable[Answers]]
) -> dict[str, Any]:
    """Return a draft in which the bot has filled in the year's sums, for the inspector to correct.

    `filed` are the year's reports of one grid by form id, {"monthly_report": [...]}, of those in `forms`.
    What nobody reported stays open.
    """
    sums: dict[str, Any] = {}
    for part in form.fields:
        if part.carry is Carry.YEAR_SUM and part.source is not None:
            form_id, _, key = part.source.partition(".")
            figure = figure_of(forms[form_id].field(key), filed.get(form_id, ()))
            sums.update({} if figure is None else {part.key: figure})
    return applicable(form, sums)


def _values(form: Form, key: str, given: Iterable[Answers]) -> list[Any]:
    """Return the answers that were given to the field `key`, in or outside a group."""
    outer, _, inner = key.partition(".")
    if inner:
        found = [item[inner] for answers in given for item in items(form.field(outer), answers)]
    else:
        found = [answers.get(key) for answers in given]
    return [value for value in found if value is not None]


def _items_total(group: Field, given: list[Answers]) -> Total:
    answered = sum(answers.get(group.key) is not None for answers in given)
    entries = tuple(item for answers in given for item in items(group, answers))
    return Total(answered, len(entries), entries=entries)


def _total(part: Field, values: list[Any]) -> Total:
    answered = len(values)
    match part.adds_up:
        case AddsUp.SUM if part.kind is FieldKind.MONEY:
            return Total(answered, sum(map(Decimal, values), Decimal(0)))
        case AddsUp.SUM:
            return Total(answered, sum(values))
        case AddsUp.COUNT:
            return Total(answered, values.count(True) if part.kind is FieldKind.YES_NO else answered)
        case AddsUp.LIST:
            return Total(answered, answered, entries=tuple(values))
    chosen = [choice for value in values for choice in value] if part.kind is FieldKind.SEVERAL_OF else values
    return Total(answered, counts={choice.value: chosen.count(choice.value) for choice in part.choices})
