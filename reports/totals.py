"""From a form to the figures that the database adds up for it, and from those to totals (docs/domain.md section 3)."""

from collections.abc import Sequence

from forms.fields import AddsUp, Field, FieldKind, Form
from forms.sums import Total
from storage.reporting.figure_columns import FigureKind, FigureSpec
from storage.reporting.figure_values import BranchFigures


def figure_specs(form: Form, *, inside_groups: bool) -> list[FigureSpec]:
    """Return what to add up of the reports of `form`: the fields in its groups, or those outside.

    The former cost a statement for each item of the longest group, the latter one in all.
    """
    return [
        FigureSpec(key, _kind(part), tuple(choice.value for choice in part.choices), part.computed or "")
        for key, part in form.all_fields()
        if part.adds_up is not AddsUp.NONE and ("." in key) is inside_groups
    ]


def totals_of(specs: Sequence[FigureSpec], figures: BranchFigures) -> dict[str, Total]:
    """Return what each field added up to in a branch, as forms.sums.add_up does, but without the entries of lists."""
    return {
        spec.key: Total(
            figures.answered[spec.key],
            figures.answered[spec.key]
            if spec.kind in ("count", "reported")
            else figures.sums.get(spec.key, 0),
            figures.choices.get(spec.key, {}),
        )
        for spec in specs
    }


def sum_spec(key: str, part: Field) -> FigureSpec:
    """Return what to add up of a number or of money, whether or not its form adds it up."""
    return FigureSpec(key, _kind_of_sum(part), computed=part.computed or "")


def _kind_of_sum(part: Field) -> FigureKind:
    if part.computed is not None:
        return "known"
    return "money" if part.kind is FieldKind.MONEY else "number"


def _kind(part: Field) -> FigureKind:
    match part.adds_up:
        case AddsUp.SUM:
            return _kind_of_sum(part)
        case AddsUp.COUNT if part.computed is not None:
            return "reported"
        case AddsUp.SHARE | AddsUp.WORST_LIGHT:
            return "choices" if part.kind is FieldKind.SEVERAL_OF else "choice"
        case AddsUp.LIST if part.kind is FieldKind.GROUP:
            return "number"
        case AddsUp.COUNT if part.kind is FieldKind.YES_NO:
            return "yes"
    return "count"


def light_field(form: Form) -> Field | None:
    """Return the field whose worst light counts, None for a form that asks for none."""
    return next((field for field in form.fields if field.adds_up is AddsUp.WORST_LIGHT), None)
