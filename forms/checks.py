"""What can be wrong with a form whose types are right: the rules that a type cannot say.

Each fault is the place of a field, the indices of it and of the group it is in, and a plain sentence.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from domain.errors import RefusalError
from forms.answers import checked
from forms.fields import AddsUp, Carry, Choice, Field, FieldKind, Form, Translated
from forms.steps import unanswered, zero_answers
from forms.words import shared_words

Place = tuple[int, ...]
"""(2,) is the third field of a form, (2, 0) the first field in it; () is the form itself."""


class Fault(NamedTuple):
    """One thing that is wrong, and the field that it is wrong with."""

    place: Place
    what: str


_KEY = re.compile(r"[a-z][a-z0-9_]*")
_SOURCE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_FIGURES = {FieldKind.WHOLE_NUMBER, FieldKind.MONEY, FieldKind.GROUP}
_CHOSEN = {FieldKind.ONE_OF, FieldKind.SEVERAL_OF}
_ADDS_UP = {
    AddsUp.NONE: set(FieldKind),
    AddsUp.SUM: _FIGURES,
    AddsUp.COUNT: set(FieldKind) - {FieldKind.GROUP},
    AddsUp.SHARE: {FieldKind.ONE_OF, FieldKind.SEVERAL_OF},
    AddsUp.WORST_LIGHT: {FieldKind.ONE_OF},
    AddsUp.LIST: {FieldKind.SHORT_TEXT, FieldKind.LONG_TEXT, FieldKind.GROUP},
}


def faults(form: Form) -> Iterator[Fault]:
    """Yield what is wrong with `form`, in the order of its fields; a fault may be why later ones follow."""
    for what in _untranslated("title", form.title):
        yield Fault((), what)
    if not form.fields:
        yield Fault((), "a form needs at least one field")
    yield from _field_list_faults(form.fields, (), {})
    if form.zero_report:
        for step in unanswered(form, zero_answers(form)):
            yield Fault((), f"a zero report would lack {step.path}: give it a zero, or let it be skipped")


def _field_list_faults(
    fields: tuple[Field, ...], group: Place, above: Mapping[str, Field]
) -> Iterator[Fault]:
    """Go through fields in order: `above` and those before are the ones that a condition may name."""
    earlier = dict(above)
    siblings: set[str] = set()
    for index, field in enumerate(fields):
        place = (*group, index)
        if field.key in siblings:
            yield Fault(place, f"there are two fields with the key {field.key}")
        for what in _field_faults(field, earlier):
            yield Fault(place, what)
        if group and (field.kind is FieldKind.GROUP or field.computed or field.carry is not Carry.NONE):
            yield Fault(place, "a field in a group cannot be a group, be computed or be carried over")
        siblings.add(field.key)
        earlier[field.key] = field
        yield from _field_list_faults(field.fields, place, earlier)


def _field_faults(field: Field, earlier: Mapping[str, Field]) -> Iterator[str]:
    if not _KEY.fullmatch(field.key):
        yield "a key is made of small letters, digits and _, and begins with a letter"
    yield from _word_faults(field)
    yield from _limit_faults(field)
    yield from _choice_faults(field)
    yield from _condition_faults(field, earlier)
    yield from _sum_faults(field)
    yield from _value_faults(field)
    if field.joins is not None and field.joins not in earlier:
        yield f"joins names {field.joins}, which is no earlier field"


def _word_faults(field: Field) -> Iterator[str]:
    if field.question is None and field.computed is None:
        yield "question is missing"
    for name in ("label", "question", "hint", "unit"):
        yield from _untranslated(name, getattr(field, name))
    for choice in field.choices:
        yield from _untranslated(f"label of choice {choice.value}", choice.label)


def _untranslated(name: str, words: Translated | None) -> Iterator[str]:
    if words is None:
        return
    for language in shared_words():
        if not words.get(language, "").strip():
            yield f"{name} has no translation into {language}"
    for language in words.keys() - shared_words().keys():
        yield f"{name} has words in {language}, a language that is not known"


def _limit_faults(field: Field) -> Iterator[str]:
    if field.kind in _FIGURES | {FieldKind.ATTACHMENTS}:
        if field.maximum is None:
            yield "maximum is missing: without it a refusal cannot say what would be right"
        elif field.maximum < field.minimum:
            yield "maximum is below minimum"
    elif field.maximum is not None or field.minimum:
        yield f"{field.kind} has no minimum or maximum"
    if field.quick and field.kind not in (FieldKind.WHOLE_NUMBER, FieldKind.GROUP):
        yield f"{field.kind} has no quick values"
    if field.max_length is not None and field.kind not in (FieldKind.SHORT_TEXT, FieldKind.LONG_TEXT):
        yield f"{field.kind} has no max_length"


def _choice_faults(field: Field) -> Iterator[str]:
    if field.kind in _CHOSEN and not field.choices:
        yield f"{field.kind} needs choices"
    if field.kind not in _CHOSEN and field.choices:
        yield f"{field.kind} has no choices"
    for what, count in Counter(_names(field.choices)).items():
        if count > 1:
            yield f"two choices are called {what}"
    if (field.kind is FieldKind.GROUP) != bool(field.fields):
        yield "a group has fields, and nothing else has"


def _names(choices: tuple[Choice, ...]) -> Iterator[str]:
    for choice in choices:
        yield from {choice.value, *choice.label.values()}


def _condition_faults(field: Field, earlier: Mapping[str, Field]) -> Iterator[str]:
    condition = field.when
    if condition is None:
        return
    asked = earlier.get(condition.field)
    if asked is None:
        yield f"the condition names {condition.field}, which is no earlier field"
    elif asked.computed is not None:
        yield f"the condition names {condition.field}, which nobody is asked"
    elif (condition.above is None) == (condition.equals is None):
        yield "a condition needs one of above and equals"
    elif condition.above is not None and asked.kind not in _FIGURES:
        yield f"the condition compares {condition.field}, which is no number"
    elif condition.equals is not None and not _can_equal(asked, condition.equals):
        yield f"the condition expects {condition.field} to be {condition.equals}, which it never is"


def _can_equal(asked: Field, value: bool | str) -> bool:  # noqa: FBT001 - a condition's value, not a switch
    if asked.kind is FieldKind.YES_NO:
        return isinstance(value, bool)
    return asked.kind is FieldKind.ONE_OF and value in [choice.value for choice in asked.choices]


def _sum_faults(field: Field) -> Iterator[str]:
    if field.kind not in _ADDS_UP[field.adds_up]:
        yield f"{field.kind} does not add up as {field.adds_up}"
    if (field.carry is Carry.YEAR_SUM) != (field.source is not None):
        yield "carry year_sum and source belong together"
    if field.source is not None and not _SOURCE.fullmatch(field.source):
        yield "source is written form.field"
    if field.carry is Carry.YEAR_SUM and field.kind not in (FieldKind.WHOLE_NUMBER, FieldKind.MONEY):
        yield "only a number or money can be the year's sum"


def _value_faults(field: Field) -> Iterator[str]:
    if field.computed is not None and (field.required or field.when is not None or field.zero is not None):
        yield "a computed field has no required, when or zero: the bot always fills it in"
    for value in (*field.quick, *([] if field.zero is None else [field.zero])):
        try:
            checked(field, value)
        except RefusalError as refusal:
            yield f"{value!r} is no answer to this field ({refusal.key})"
