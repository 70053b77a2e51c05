"""Reads a form from its .toml file and names the line of what is wrong with it (DOMAIN.md section 3)."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import PurePath
from typing import Any

from pydantic import TypeAdapter, ValidationError

from forms.checks import Place, faults
from forms.fields import AddsUp, Carry, Choice, Condition, Field, FieldKind, Form, Translated

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
    "read_form",
    "read_forms",
    "shipped_forms",
]

_FORM = TypeAdapter(Form)
_FIELD_HEADER = re.compile(r"\s*\[\[\s*fields\s*(\.\s*fields\s*)?\]\]")


class FormError(Exception):
    """A form that cannot be used: `what` is wrong in `file`, at `line` (from 1) and `field` where known."""

    def __init__(self, file: str, what: str, *, line: int | None = None, field: str | None = None) -> None:
        """Say where the form is wrong, and how."""
        self.file, self.line, self.field, self.what = file, line, field, what
        where = [file, f"line {line}" if line else "", f"field {field}" if field else ""]
        super().__init__(f"{', '.join(part for part in where if part)}: {what}")


def read_form(text: str, name: str) -> Form:
    """Return the form that `text` (TOML) describes; `name` is its file, "monthly_report.toml".

    Raises FormError at the first thing that is wrong: syntax, an unknown key or kind, a missing translation,
    a key used twice, a condition on a field that does not come before.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        raise FormError(name, str(error), line=int(line[1]) if line else None) from None
    try:
        form = _FORM.validate_python(data)
    except ValidationError as error:
        problem = error.errors()[0]
        place, rest = _split_location(problem["loc"])
        what = f"{'.'.join(map(str, rest))}: {problem['msg']}" if rest else problem["msg"]
        raise _error_at(place, what, text, name, data) from None
    if form.id != PurePath(name).stem:
        raise FormError(name, f"the id is {form.id}, but the file is called {name}")
    for place, what in faults(form):
        raise _error_at(place, what, text, name, data)
    return form


def read_forms(texts: Mapping[str, str]) -> Mapping[str, Form]:
    """Return the forms by id that `texts`, by file name, describe, and check what they say of each other.

    Raises FormError as `read_form` does, and where a `source` is no field of a form that adds up as a sum.
    """
    forms = [read_form(text, name) for name, text in sorted(texts.items())]
    by_id = {form.id: form for form in forms}
    for form in forms:
        for key, field in form.all_fields():
            if field.source is not None and not _is_sum(by_id, field.source, field.kind):
                what = f"{field.source} is no field of that kind that adds up as a sum"
                raise FormError(f"{form.id}.toml", what, field=key)
    return by_id


@cache
def shipped_forms() -> Mapping[str, Form]:
    """Return the forms that come with the product, by id."""
    found = [file for file in files("forms").iterdir() if file.name.endswith(".toml")]
    return read_forms({file.name: file.read_text(encoding="utf-8") for file in found})


def _is_sum(forms: Mapping[str, Form], source: str, kind: FieldKind) -> bool:
    form_id, _, key = source.partition(".")
    for candidate, field in forms[form_id].all_fields() if form_id in forms else ():
        if candidate == key and field.kind in (kind, FieldKind.GROUP):
            return field.adds_up is AddsUp.SUM or field.kind is FieldKind.GROUP
    return False


def _split_location(location: tuple[int | str, ...]) -> tuple[Place, tuple[int | str, ...]]:
    """Split ("fields", 2, "fields", 0, "label") into a field's place, (2, 0), and the rest, ("label",)."""
    place: list[int] = []
    rest = location
    while len(rest) > 1 and rest[0] == "fields" and isinstance(rest[1], int):
        place.append(rest[1])
        rest = rest[2:]
    return tuple(place), rest


def _error_at(place: Place, what: str, text: str, name: str, data: Mapping[str, Any]) -> FormError:
    places = list(_places(data))
    lines = [number for number, line in enumerate(text.splitlines(), 1) if _FIELD_HEADER.match(line)]
    # Fields may also be written inline; then headers and fields differ, and no line beats a wrong one.
    line = lines[places.index(place)] if place in places and len(lines) == len(places) else None
    return FormError(name, what, line=line, field=_field_name(place, data))


def _places(data: Mapping[str, Any], above: Place = ()) -> Iterator[Place]:
    fields = data.get("fields", [])
    for index, field in enumerate(fields if isinstance(fields, list) else []):
        yield (*above, index)
        if isinstance(field, Mapping):
            yield from _places(field, (*above, index))


def _field_name(place: Place, data: Mapping[str, Any]) -> str | None:
    names = []
    for index in place:
        data = data["fields"][index]
        names.append(
            str(data.get("key", f"no. {index + 1}")) if isinstance(data, Mapping) else f"no. {index + 1}"
        )
    return ".".join(names) or None
