"""What can be wrong with a form whose types are right: the rules that a type cannot say."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from typing import Any

from domain.errors import RefusalError
from domain.reporting.lights import Light
from forms.answers import TODAY, checked, day_limits
from forms.fields import COMPUTED, FORM_KINDS, AddsUp, Carry, Field, FieldKind, Form, Translated
from forms.reading.faults import FormFault, Place
from forms.reading.references import FIGURES, References
from forms.steps import unanswered, zero_answers
from forms.words import shared_words

KEY = re.compile(r"[a-z][a-z0-9_]{0,63}")
_SOURCE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_COUNTED = re.compile(_SOURCE.pattern + r"(=[A-Za-z0-9_]+)?")

_ALL = frozenset(FieldKind)
_NUMBERS = frozenset({FieldKind.WHOLE_NUMBER, FieldKind.MONEY})
_TEXTS = frozenset({FieldKind.SHORT_TEXT, FieldKind.LONG_TEXT})
_CHOSEN = frozenset({FieldKind.ONE_OF, FieldKind.SEVERAL_OF})
_BOUNDED = FIGURES | {FieldKind.ATTACHMENTS}
_SENT = frozenset({FieldKind.ATTACHMENTS, FieldKind.PERSON, FieldKind.ENTRY})
"""What a form's file cannot name: a person's file, a colleague, an entry."""
_NOTE = frozenset({FieldKind.NOTE})
_ENTRY = frozenset({FieldKind.ENTRY})

_FOR_KINDS = {
    "unit": _ALL - _NOTE - _ENTRY,
    "required": _ALL - _NOTE,
    "minimum": _BOUNDED,
    "maximum": _BOUNDED,
    "max_length": _TEXTS,
    "earliest": frozenset({FieldKind.DATE}),
    "latest": frozenset({FieldKind.DATE}),
    "choices": _CHOSEN,
    "quick": frozenset({FieldKind.WHOLE_NUMBER, FieldKind.GROUP}),
    "default": _ALL - _NOTE - _SENT,
    "zero": _ALL - _NOTE - _SENT,
    "computed": _NUMBERS,
    "sum_of": _NUMBERS,
    "carry": _ALL - _NOTE,
    "source": _NUMBERS,
    "counted": frozenset({FieldKind.WHOLE_NUMBER, FieldKind.YES_NO}),
    "register": _ENTRY,
    "joins": _ALL - _NOTE,
    "fields": frozenset({FieldKind.GROUP}),
}
"""The kinds of field that a key is for; any other key is for all."""
_ASKED_ONLY = ("required", "when", "quick", "default", "zero", "carry", "counted")
"""Keys for a question that a person answers, and for no figure that the bot works out."""
_MAY_BE_EMPTY = ("default", "zero", "maximum", "computed", "source", "counted", "register")
"""Keys that are given, whatever they say: nought, or nothing."""
_OUTSIDE_GROUPS = ("computed", "carry", "counted", "fields", "register")

_ADDS_UP = {
    AddsUp.NONE: _ALL,
    AddsUp.SUM: FIGURES,
    AddsUp.COUNT: _ALL - _NOTE - {FieldKind.GROUP},
    AddsUp.SHARE: _CHOSEN,
    AddsUp.WORST_LIGHT: frozenset({FieldKind.ONE_OF}),
    AddsUp.LIST: _TEXTS | {FieldKind.GROUP},
}

_HIDE_ZEROS = {"zero", "when", "sum_of", "key", "fields", "maximum"}
"""Where one of these is wrong, nobody can say what a zero report would hold."""
_MOST_ITEMS = 200
"""How many items a group may have: each asks its questions one by one, and all of them make one summary."""
_MOST_QUICK = 12
"""How many figures stand ready as buttons: three rows, and no more than a phone shows without scrolling."""

_LONGEST = {"title": 60, "label": 60, "unit": 40, "question": 500, "hint": 500}
"""How many characters words may have, so that a window stays one message on a phone."""
LONGEST_NOTE = 1000


def faults(form: Form, kinds: frozenset[FieldKind] = FORM_KINDS) -> list[FormFault]:
    """Return everything that is wrong with `form`, of whose fields each is one of `kinds`.

    A fault may be why later ones follow.
    """
    found = [*_form_faults(form), *_kind_faults(form, kinds)]
    for index, field in enumerate(form.fields):
        found += _field_faults(field, (index,))
        for inner_index, inner in enumerate(field.fields):
            found += _field_faults(inner, (index, inner_index))
        found += _same_keys(field.fields, (index,))
    found += _same_keys(form.fields, ())
    found += References(form).faults()
    if form.zero_report and not any(fault.name in _HIDE_ZEROS for fault in found):
        for step in unanswered(form, zero_answers(form)):
            found.append(FormFault((), "form-fault-zero-lacks", "zero_report", {"name": step.path}))
    return found


def _form_faults(form: Form) -> Iterator[FormFault]:
    if not KEY.fullmatch(form.id):
        yield FormFault((), "form-fault-key", "id", {"name": "id"})
    if form.version < 1:
        yield FormFault((), "form-fault-version", "version")
    yield from word_faults((), "title", form.title)
    if form.enters is not None:
        for name in ("enter", "done", "nothing", "hint"):
            words = getattr(form.enters, name)
            yield from word_faults((), "enters", words, longest=_LONGEST.get(name, _LONGEST["label"]))
    if not form.fields:
        yield FormFault((), "form-fault-no-fields", "fields")


def _kind_faults(form: Form, kinds: frozenset[FieldKind]) -> Iterator[FormFault]:
    known = ", ".join(kind for kind in FieldKind if kind in kinds)
    for index, field in enumerate(form.fields):
        places = [((index,), field), *(((index, n), inner) for n, inner in enumerate(field.fields))]
        for place, each in places:
            if each.kind not in kinds:
                yield FormFault(place, "form-fault-none-of", "kind", {"name": "kind", "known": known})


def _same_keys(fields: tuple[Field, ...], group: Place) -> Iterator[FormFault]:
    seen: set[str] = set()
    for index, field in enumerate(fields):
        if field.key in seen:
            yield FormFault((*group, index), "form-fault-same-key", "key", {"name": field.key})
        seen.add(field.key)


def _field_faults(field: Field, place: Place) -> Iterator[FormFault]:
    if not KEY.fullmatch(field.key):
        yield FormFault(place, "form-fault-key", "key", {"name": "key"})
    yield from _misplaced_keys(field, place)
    yield from _all_word_faults(field, place)
    yield from _limit_faults(field, place)
    yield from _choice_faults(field, place)
    yield from _adding_faults(field, place)
    yield from _value_faults(field, place)


def _misplaced_keys(field: Field, place: Place) -> Iterator[FormFault]:
    """Yield the keys that such a field does not have: they would be written for nothing."""
    for name, kinds in _FOR_KINDS.items():
        if field.kind not in kinds and _is_given(field, name):
            yield FormFault(place, "form-fault-not-for-kind", name, {"kind": field.kind.value, "name": name})
    if field.computed is not None or field.sum_of:
        how = "sum_of" if field.sum_of else "computed"
        for name in (*_ASKED_ONLY, *(["computed"] if field.sum_of else [])):
            if _is_given(field, name):
                yield FormFault(place, "form-fault-not-for-figures", name, {"how": how, "name": name})
    if len(place) > 1:
        for name in _OUTSIDE_GROUPS:
            if _is_given(field, name):
                yield FormFault(place, "form-fault-not-in-groups", name, {"name": name})


def _is_given(field: Field, name: str) -> bool:
    value = getattr(field, name)
    if name == "carry":
        return value is not Carry.NONE
    return value is not None if name in _MAY_BE_EMPTY else bool(value)


def _all_word_faults(field: Field, place: Place) -> Iterator[FormFault]:
    if field.question is None and field.computed is None and not field.sum_of:
        yield FormFault(place, "form-fault-missing-key", details={"name": "question"})
    for name in ("label", "question", "hint", "unit"):
        words: Translated | None = getattr(field, name)
        if words is not None:
            longest = LONGEST_NOTE if field.kind is FieldKind.NOTE else _LONGEST[name]
            yield from word_faults(place, name, words, longest=longest)
    for choice in field.choices:
        yield from word_faults(place, "label", choice.label, choice=choice.value)


def word_faults(
    place: Place, name: str, words: Translated, *, choice: str = "", longest: int = _LONGEST["label"]
) -> Iterator[FormFault]:
    """Yield what is wrong with words in all languages; `choice` is the value of the choice that they are of."""
    key = "choices" if choice else name
    said = f"choices {choice} {name}" if choice else name
    for language in shared_words():
        if not words.get(language, "").strip():
            details: dict[str, Any] = {"name": said, "lang": language}
            yield FormFault(place, "form-fault-untranslated", key, details, choice)
        elif len(words[language]) > longest:
            details = {"name": said, "limit": longest}
            yield FormFault(place, "form-fault-too-long", key, details, choice)
    for language in sorted(words.keys() - shared_words().keys()):
        details = {"name": said, "lang": language}
        yield FormFault(place, "form-fault-unknown-language", key, details, choice)


def _limit_faults(field: Field, place: Place) -> Iterator[FormFault]:
    if field.kind in _BOUNDED and not field.sum_of:
        if field.maximum is None:
            yield FormFault(place, "form-fault-no-maximum")
        elif field.maximum < field.minimum:
            yield FormFault(place, "form-fault-maximum-below-minimum", "maximum")
        elif field.kind is FieldKind.GROUP and field.maximum > _MOST_ITEMS:
            yield FormFault(place, "form-fault-too-many-items", "maximum", {"limit": _MOST_ITEMS})
    if len(field.quick) > _MOST_QUICK:
        yield FormFault(place, "form-fault-too-many-quick", "quick", {"limit": _MOST_QUICK})
    if field.kind is FieldKind.DATE:
        for name in ("earliest", "latest"):
            if not _is_day_limit(getattr(field, name)):
                yield FormFault(place, "form-fault-no-day", name, {"name": name})
                return
        earliest, latest = day_limits(field)
        if earliest and latest and latest < earliest:
            yield FormFault(place, "form-fault-latest-before-earliest", "latest")


def _is_day_limit(limit: str | None) -> bool:
    if limit is None or limit == TODAY:
        return True
    with suppress(ValueError):
        return date.fromisoformat(limit).isoformat() == limit
    return False


def _choice_faults(field: Field, place: Place) -> Iterator[FormFault]:
    if field.kind in _CHOSEN and not field.choices:
        yield FormFault(place, "form-fault-missing-key", details={"name": "choices"})
    if field.kind is FieldKind.GROUP and not field.fields:
        yield FormFault(place, "form-fault-missing-key", details={"name": "fields"})
    if field.kind is FieldKind.ENTRY and not field.register:
        yield FormFault(place, "form-fault-missing-key", details={"name": "register"})
    names = Counter(name for choice in field.choices for name in {choice.value, *choice.label.values()})
    if not all(choice.value for choice in field.choices):
        yield FormFault(place, "form-fault-missing-key", "choices", {"name": "value"}, "value")
    for name, count in names.items():
        if count > 1 and name:
            yield FormFault(place, "form-fault-same-choice", "choices", {"name": name}, name)


def _adding_faults(field: Field, place: Place) -> Iterator[FormFault]:
    if field.kind not in _ADDS_UP[field.adds_up]:
        details: dict[str, str | int] = {"kind": field.kind.value, "how": field.adds_up.value}
        yield FormFault(place, "form-fault-adds-up", "adds_up", details)
    elif field.adds_up is AddsUp.WORST_LIGHT:
        said = [choice.value for choice in field.choices]
        # Pictures and lists know these three; any other value would break whoever opens the digest.
        if said != [light.value for light in Light if light.value in said]:
            known_lights: dict[str, str | int] = {"known": ", ".join(Light)}
            yield FormFault(place, "form-fault-lights", "choices", known_lights)
    if field.computed is not None and field.computed not in COMPUTED:
        known: dict[str, str | int] = {"name": "computed", "known": ", ".join(sorted(COMPUTED))}
        yield FormFault(place, "form-fault-none-of", "computed", known)
    if (field.carry is Carry.YEAR_SUM) != (field.source is not None):
        yield FormFault(place, "form-fault-source-alone", "source" if field.source else "carry")
    if field.source is not None and not _SOURCE.fullmatch(field.source):
        yield FormFault(place, "form-fault-source-written", "source")
    if field.counted is not None and not _COUNTED.fullmatch(field.counted):
        yield FormFault(place, "form-fault-counted-written", "counted")


def _value_faults(field: Field, place: Place) -> Iterator[FormFault]:
    """Yield values that the form's file gives and a person could not."""
    given = [("quick", value) for value in field.quick]
    given += [(name, getattr(field, name)) for name in ("default", "zero") if _is_given(field, name)]
    for name, value in given:
        if field.kind not in _FOR_KINDS[name]:
            continue
        try:
            checked(field, value)
        except RefusalError:
            yield FormFault(place, "form-fault-no-answer", name, {"name": name, "value": str(value)})
