"""Reads a form from its .toml file and names the line of whatever is wrong with it (docs/domain.md section 3)."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from forms.fields import FORM_KINDS, AddsUp, Carry, Choice, Condition, Field, FieldKind, Form, Translated
from forms.reading.agreements import agreement_faults
from forms.reading.checks import faults
from forms.reading.faults import FormError, FormFault
from forms.reading.lines import FIELDS, FormLines, field_name
from forms.reading.typed import split_location, toml_of, type_fault

__all__ = [
    "AddsUp",
    "Carry",
    "Choice",
    "Condition",
    "Field",
    "FieldKind",
    "Form",
    "FormError",
    "Translated",
    "faults_of",
    "read_form",
    "read_forms",
    "shipped_forms",
    "shipped_texts",
    "source_faults",
]

_FORM = TypeAdapter(Form)
_FIELDS, _CHECKS = (FIELDS, "key"), ("checks", "check")
"""A table of a form's file, and by which of its keys a line of it is known."""


def read_form(text: str, name: str) -> Form:
    """Return the form that `text` (TOML) describes; `name` is its file, "monthly_report.toml".

    Raises FormError at the first thing that is wrong: see `faults_of`.
    """
    form, wrong = _read(text, name)
    if form is None or wrong:
        raise wrong[0]
    return form


def faults_of(text: str, name: str) -> list[FormError]:
    """Return everything that is wrong with the form that `text` (TOML) of the file `name` describes, by line.

    Syntax hides all else, and a key that is missing, unknown or of the wrong type hides what only the whole form
    shows: a missing translation, a key used twice, a condition on a field that does not come before, a circle.
    """
    return _read(text, name)[1]


def read_forms(texts: Mapping[str, str]) -> Mapping[str, Form]:
    """Return the forms by id that `texts`, by file name, describe, and check what they say of each other.

    Raises FormError as `read_form` does, and as `source_faults` says.
    """
    forms = {form.id: form for form in (read_form(text, name) for name, text in sorted(texts.items()))}
    for name, text in sorted(texts.items()):
        for error in source_faults(forms, text, name):
            raise error
    return forms


def source_faults(forms: Mapping[str, Form], text: str, name: str) -> Iterator[FormError]:
    """Yield where a `source` of the form in `text`, one of `forms`, is no field of a form that adds up as a sum."""
    for index, field in enumerate(forms[PurePath(name).stem].fields):
        if field.source is not None and not _is_sum(forms, field.source, field.kind):
            fault = FormFault((index,), "form-fault-source", "source", {"name": field.source})
            yield _error(fault, text, name, tomllib.loads(text))


@cache
def shipped_texts() -> Mapping[str, str]:
    """Return the files of the forms that come with the product, by name."""
    found = [file for file in files("forms").iterdir() if file.name.endswith(".toml")]
    return {file.name: file.read_text(encoding="utf-8") for file in found}


@cache
def shipped_forms() -> Mapping[str, Form]:
    """Return the forms that come with the product, by id."""
    return read_forms(shipped_texts())


def _read(text: str, name: str) -> tuple[Form | None, list[FormError]]:
    try:
        data = toml_of(text, name)
    except FormError as error:
        return None, [error]
    form, of_checks = None, []
    try:
        # Through JSON, in which lists may be read as tuples though every type is insisted on.
        form = _FORM.validate_json(json.dumps(data, default=str), strict=True)
        found = [*_named_otherwise(form, name), *faults(form)]
        of_checks = [_error(fault, text, name, data, _CHECKS) for fault in agreement_faults(form)]
    except ValidationError as error:
        found = [_typed(problem) for problem in error.errors()]
    errors = [*(_error(fault, text, name, data) for fault in _each_once(found)), *of_checks]
    return form, sorted(errors, key=lambda error: error.line or 0)


def _typed(problem: ErrorDetails) -> FormFault:
    fault = type_fault(problem, *split_location(problem["loc"]))
    if fault.key != "form-fault-none-of" or fault.name != "kind":
        return fault
    known = ", ".join(kind for kind in FieldKind if kind in FORM_KINDS)
    return replace(fault, details={**fault.details, "known": known})


def _named_otherwise(form: Form, name: str) -> Iterator[FormFault]:
    if form.id != PurePath(name).stem:
        yield FormFault((), "form-fault-other-name", "id", {"id": form.id})


def _is_sum(forms: Mapping[str, Form], source: str, kind: FieldKind) -> bool:
    form_id, _, key = source.partition(".")
    for candidate, field in forms[form_id].all_fields() if form_id in forms else ():
        if candidate == key and field.kind in (kind, FieldKind.GROUP):
            return field.adds_up is AddsUp.SUM or field.kind is FieldKind.GROUP
    return False


def _each_once(found: list[FormFault]) -> Iterator[FormFault]:
    said = set()
    for fault in found:
        if (mark := (fault.place, fault.key, str(fault.details))) not in said:
            said.add(mark)
            yield fault


def _error(
    fault: FormFault, text: str, name: str, data: Mapping[str, Any], table: tuple[str, str] = _FIELDS
) -> FormError:
    line = FormLines(text, data, *table).line_of(fault.place, fault.name, fault.hint)
    return FormError(name, fault.key, fault.details, line=line, field=field_name(fault.place, data, *table))
