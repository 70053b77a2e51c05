"""Reads forms of polls from their .toml files and names the line of whatever is wrong with them.

One in the office's own folder takes the place of the shipped one of its id, or stands beside them.
"""

import json
from collections.abc import ItemsView, Iterator, Mapping, ValuesView
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import Any

from pydantic import TypeAdapter, ValidationError

from forms.fields import Field, FieldKind
from forms.polls.language import COUNTED_KINDS, PollForm
from forms.reading.checks import faults
from forms.reading.faults import FormError, FormFault
from forms.reading.lines import FormLines, field_name
from forms.reading.typed import split_location, toml_of, type_fault

_POLL = TypeAdapter(PollForm)
MOST_CHOICES = 6
"""How many choices a question may have: each may take a row of buttons, and a phone shows seven."""
MOST_STEPS = 11
"""How many steps a scale may have, 0 to 10: three stand in a row."""
MOST_QUESTIONS = 30
"""How many questions a form may ask about each."""
_NOT_COUNTED = frozenset(FieldKind) - COUNTED_KINDS - {FieldKind.NOTE}
_ONLY_IN_REPORTS = (
    "zero",
    "computed",
    "source",
    "sum_of",
    "carry",
    "adds_up",
    "counted",
    "default",
    "quick",
    "joins",
)


def read_poll_form(text: str, name: str) -> PollForm:
    """Return the poll's form that `text` (TOML) of the file `name` describes. Raises FormError at the first fault."""
    form, wrong = _read(text, name)
    if form is None or wrong:
        raise wrong[0]
    return form


def poll_faults(texts: Mapping[str, str]) -> Iterator[FormError]:
    """Yield everything that is wrong with the forms in `texts`, by file name."""
    for name, text in sorted(texts.items()):
        yield from _read(text, name)[1]


@cache
def shipped_poll_texts() -> Mapping[str, str]:
    """Return the files of the polls' forms that come with the product, by name."""
    found = [file for file in files("forms.polls").iterdir() if file.name.endswith(".toml")]
    return {file.name: file.read_text(encoding="utf-8") for file in found}


class PollForms(Mapping[str, PollForm]):
    """The forms of polls in use, by id, with the text of each: a poll keeps its own copy of it."""

    def __init__(self, own: Mapping[str, str]) -> None:
        """Read the shipped ones and the office's `own`, texts by file name; raises FormError at the first fault."""
        texts = {**shipped_poll_texts(), **own}
        self._forms = {
            PurePath(name).stem: read_poll_form(text, name) for name, text in sorted(texts.items())
        }
        self._texts = {PurePath(name).stem: text for name, text in texts.items()}

    def __getitem__(self, form_id: str) -> PollForm:
        """Return the form; KeyError for an id that there is not."""
        return self._forms[form_id]

    def __iter__(self) -> Iterator[str]:
        """Go through the ids."""
        return iter(self._forms)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._forms)

    def values(self) -> ValuesView[PollForm]:
        """Return them as they are now."""
        return self._forms.values()

    def items(self) -> ItemsView[str, PollForm]:
        """Return ids with them as they are now."""
        return self._forms.items()

    def become(self, other: "PollForms") -> None:
        """Be what `other` is from now on, for everybody who holds this."""
        self.__dict__ = dict(vars(other))

    def text(self, form_id: str) -> str:
        """Return the text of the form's file."""
        return self._texts[form_id]


@cache
def shipped_poll_forms() -> PollForms:
    """Return the forms that come with the product."""
    return PollForms({})


def _read(text: str, name: str) -> tuple[PollForm | None, list[FormError]]:
    try:
        data = toml_of(text, name)
    except FormError as error:
        return None, [error]
    form = None
    try:
        # Through JSON, in which lists may be read as tuples though every type is insisted on.
        form = _POLL.validate_json(json.dumps(data, default=str), strict=True)
        found = list(_faults(form, name))
    except ValidationError as error:
        found = [type_fault(problem, *split_location(problem["loc"])) for problem in error.errors()]
    errors: dict[tuple[object, ...], FormError] = {}
    for fault in found:
        errors.setdefault((fault.place, fault.key, str(fault.details)), _error(fault, text, name, data))
    return form, sorted(errors.values(), key=lambda error: error.line or 0)


def _faults(form: PollForm, name: str) -> Iterator[FormFault]:
    if form.id != PurePath(name).stem:
        yield FormFault((), "form-fault-other-name", "id", {"id": form.id})
    yield from faults(form.form, frozenset(FieldKind))
    asked = [field for field in form.fields if field.kind in COUNTED_KINDS]
    if form.fields and not asked:
        yield FormFault((), "poll-fault-no-question", "fields")
    if len(asked) > MOST_QUESTIONS:
        yield FormFault((), "poll-fault-too-many", "fields", {"most": MOST_QUESTIONS})
    for index, field in enumerate(form.fields):
        yield from _field_faults(field, index)


def _field_faults(field: Field, index: int) -> Iterator[FormFault]:
    """Yield what no poll has: words of one's own, questions that not everybody is asked, figures of reports."""
    if field.kind in (FieldKind.SHORT_TEXT, FieldKind.LONG_TEXT):
        yield FormFault((index,), "poll-fault-free-text", "kind")
    elif field.kind in _NOT_COUNTED:
        known = ", ".join(kind for kind in FieldKind if kind in COUNTED_KINDS)
        yield FormFault((index,), "poll-fault-kind", "kind", {"kind": field.kind.value, "known": known})
    if field.when:
        yield FormFault((index,), "poll-fault-when", "when")
    for name in _ONLY_IN_REPORTS:
        if _is_given(field, name):
            yield FormFault((index,), "poll-fault-report-only", name, {"name": name})
    if field.kind is FieldKind.WHOLE_NUMBER and field.maximum is not None:
        if not 1 < field.maximum - field.minimum + 1 <= MOST_STEPS:
            yield FormFault((index,), "poll-fault-steps", "maximum", {"most": MOST_STEPS})
    elif field.choices and not 1 < len(field.choices) <= MOST_CHOICES:
        yield FormFault((index,), "poll-fault-choices", "choices", {"most": MOST_CHOICES})


def _is_given(field: Field, name: str) -> bool:
    value = getattr(field, name)
    return value not in (None, (), "none")


def _error(fault: FormFault, text: str, name: str, data: Mapping[str, Any]) -> FormError:
    line = FormLines(text, data).line_of(fault.place, fault.name, fault.hint)
    return FormError(name, fault.key, fault.details, line=line, field=field_name(fault.place, data))
