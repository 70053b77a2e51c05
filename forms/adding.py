"""Figures of a form that are the sum of others (`Field.sum_of`), within one report (docs/domain.md section 3)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from forms.fields import Field, FieldKind, Form

OVER_ALL_ITEMS = "."
"""Stands in a part of a sum that is a field of a group, "people.money": it is added up over all items."""


def sum_at(form: Form, field: Field, given: Mapping[str, Any], prefix: str = "") -> int | str | None:
    """Return the sum that `field` stands for, as an answer of its kind is kept; None where no part was answered.

    `given` are answers by path, those that are asked for and no others. `prefix` is that of the item in which
    `field` stands, "people.2."; then its parts stand in the same item.
    """
    found = [
        value for part in field.sum_of for value in _values(form, part, given, prefix) if value is not None
    ]
    if not found:
        return None
    # Money is kept as text with two digits after the point.
    return f"{sum(map(Decimal, found)):.2f}" if field.kind is FieldKind.MONEY else sum(found)


def _values(form: Form, part: str, given: Mapping[str, Any], prefix: str) -> Iterator[Any]:
    if OVER_ALL_ITEMS in part:
        group = part.partition(OVER_ALL_ITEMS)[0]
        for item in range(1, (given.get(group) or 0) + 1):
            yield _value(form, form.field(part), given, f"{group}.{item}.")
    else:
        group = prefix.partition(".")[0]
        yield _value(form, form.field(f"{group}.{part}" if group else part), given, prefix)


def _value(form: Form, field: Field, given: Mapping[str, Any], prefix: str) -> Any:
    return sum_at(form, field, given, prefix) if field.sum_of else given.get(f"{prefix}{field.key}")
