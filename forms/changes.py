"""What a correction changed, as lines to read: the field, what it said, what it says (docs/domain.md section 3)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from forms.fields import Field, FieldKind, Form
from forms.steps import Answers, items
from forms.summary import item_mark, say_answer, say_item


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that reads differently; `old` and `new` in words, empty where nothing was answered."""

    label: str
    old: str
    new: str


def changes(form: Form, old: Answers, new: Answers, lang: str) -> list[FieldChange]:
    """Return what a person changed between two sets of stored answers of `form`, in the form's order.

    Of a group each item that differs is one line, its label with the item's sign, "苗头性问题②". Whoever shows
    the words escapes them.
    """
    return [
        change
        for field in form.fields
        if field.kind is not FieldKind.NOTE and field.computed is None
        for change in _of_field(field, old, new, lang)
    ]


def _of_field(field: Field, old: Answers, new: Answers, lang: str) -> Iterator[FieldChange]:
    before, after = old.get(field.key), new.get(field.key)
    if before != after:
        yield FieldChange(
            field.label[lang], say_answer(field, before, lang), _said_anew(field, before, after, lang)
        )
    if field.kind is FieldKind.GROUP:
        pairs = zip_longest(items(field, old), items(field, new))
        for number, (was, becomes) in enumerate(pairs, start=1):
            if was != becomes:
                label = f"{field.label[lang]}{item_mark(number)}"
                yield FieldChange(label, _item(field, was, lang), _item(field, becomes, lang))


def _said_anew(field: Field, before: Any, after: Any, lang: str) -> str:
    said = say_answer(field, after, lang)
    # As many files as before, but others: their number alone would read as if nothing had changed.
    return f"{said} *" if said and said == say_answer(field, before, lang) else said


def _item(group: Field, item: Mapping[str, Any] | None, lang: str) -> str:
    return "" if item is None else say_item(group, item, lang)
