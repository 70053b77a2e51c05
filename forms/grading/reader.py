"""Reads the grading file and names the line of whatever is wrong with it, all at once."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from domain.grades.grading import FULL, GradingCriterion, PointsRule
from forms.fields import Translated
from forms.grading.language import GradingScheme
from forms.reading.faults import FormError, FormFault
from forms.reading.lines import FormLines
from forms.reading.typed import toml_of, type_fault
from forms.words import shared_words

FILE_NAME = "grading.toml"
CRITERIA, DEDUCTIONS = "criteria", "deductions"
MOST_PARTS = 8
"""How many criteria or deductions there may be: a phone shows all parts of a grade in one window."""
LABEL_MOST, TITLE_MOST = 12, 30
"""How long a label may be in Chinese; in English three times that."""
_ENGLISH = 3
_SCHEME = TypeAdapter(GradingScheme)
_TENTHS = 1
_DAYS_MOST = 366


@dataclass(frozen=True, slots=True)
class _At:
    """Where a fault is: at a key of the file, or of one part of one of its tables."""

    key: str
    details: dict[str, str | int] = field(default_factory=dict)
    name: str = ""
    table: str = ""
    index: int | None = None


def read_grading(text: str, name: str = FILE_NAME, known: Collection[str] | None = None) -> GradingScheme:
    """Return what `text` (TOML) says. Raises FormError at the first fault; `known` as of `grading_faults`."""
    scheme, wrong = _read(text, name, known)
    if scheme is None or wrong:
        raise wrong[0]
    return scheme


def grading_faults(text: str, name: str, known: Collection[str] | None = None) -> list[FormError]:
    """Return everything that is wrong with `text`, by line; `known` are the figures that there are, None: unasked."""
    return _read(text, name, known)[1]


@cache
def shipped_grading_text() -> str:
    """Return the file that comes with the product."""
    return files("forms.grading").joinpath(FILE_NAME).read_text(encoding="utf-8")


@cache
def shipped_grading() -> GradingScheme:
    """Return what that says."""
    return read_grading(shipped_grading_text())


def _read(
    text: str, name: str, known: Collection[str] | None
) -> tuple[GradingScheme | None, list[FormError]]:
    try:
        data = toml_of(text, name)
    except FormError as error:
        return None, [error]
    scheme = None
    try:
        # Through JSON, in which lists may be read as tuples though every type is insisted on.
        scheme = _SCHEME.validate_json(json.dumps(data, default=str), strict=True)
        found = list(_faults(scheme, known))
    except ValidationError as error:
        found = [_type_fault(problem) for problem in error.errors()]
    errors = [_error(at, text, name, data) for at in found]
    return scheme, sorted(errors, key=lambda error: error.line or 0)


def _type_fault(problem: ErrorDetails) -> _At:
    location = problem["loc"]
    table, index = "", None
    if len(location) > 1 and location[0] in (CRITERIA, DEDUCTIONS) and isinstance(location[1], int):
        table, index = str(location[0]), location[1]
        location = location[2:]
    if problem["type"].startswith("decimal"):
        return _At("grading-fault-number", {"name": str(location[0])}, str(location[0]), table, index)
    fault: FormFault = type_fault(problem, (), tuple(location))
    return _At(fault.key, fault.details, fault.name, table, index)


def _error(at: _At, text: str, name: str, data: dict[str, Any]) -> FormError:
    place = () if at.index is None else (at.index,)
    line = FormLines(text, data, at.table or CRITERIA, "id").line_of(place, at.name)
    said = ""
    if at.index is not None:
        part = data[at.table][at.index]
        said = str(part.get("id", "")) if isinstance(part, dict) else ""
        said = said or f"{at.table} {at.index + 1}"
    return FormError(name, at.key, at.details, line=line, field=said)


def _faults(scheme: GradingScheme, known: Collection[str] | None) -> Iterator[_At]:
    if scheme.version < 1:
        yield _At("form-fault-version", name="version")
    yield from _word_faults(scheme.title, TITLE_MOST, _At("", name="title"))
    bounds = scheme.bounds
    if not FULL >= bounds.excellent > bounds.good > bounds.passed > 0:
        yield _At("grading-fault-bounds", name="bounds")
    if not 0 <= scheme.least_days <= _DAYS_MOST:
        yield _At("grading-fault-days", {"name": "least_days", "least": 0, "most": _DAYS_MOST}, "least_days")
    if not 1 <= scheme.second.days <= _DAYS_MOST:
        yield _At("grading-fault-days", {"name": "second.days", "least": 1, "most": _DAYS_MOST}, "second")
    for kind in scheme.kinds:
        if scheme.weight(kind) != FULL:
            details: dict[str, str | int] = {"kind": kind.value, "sum": f"{scheme.weight(kind):f}"}
            yield _At("grading-fault-sum", details)
    if not scheme.criteria:
        yield _At("grading-fault-none", name=CRITERIA)
    for table, parts in ((CRITERIA, scheme.criteria), (DEDUCTIONS, scheme.deductions)):
        if len(parts) > MOST_PARTS:
            yield _At("grading-fault-many", {"name": table, "most": MOST_PARTS})
        yield from _part_faults(scheme, table, known)


def _part_faults(scheme: GradingScheme, table: str, known: Collection[str] | None) -> Iterator[_At]:
    ids = [part.id for part in scheme.parts]
    first = 0 if table == CRITERIA else len(scheme.criteria)
    last = len(scheme.criteria) if table == CRITERIA else len(ids)
    for index, part in enumerate(scheme.parts[first:last]):
        at = _At("", table=table, index=index)
        if part.id in ids[: first + index]:
            yield _At("grading-fault-same", {"name": part.id}, "id", table, index)
        yield from _word_faults(part.label, LABEL_MOST, _At("", {}, "label", at.table, at.index))
        for name in ("figure", "of"):
            figure = getattr(part, name, None)
            if known is not None and figure is not None and figure not in known:
                yield _At("grading-fault-figure", {"figure": figure}, name, table, index)
        for name in ("weight", "each", "most"):
            points = getattr(part, name, None)
            if points is not None and not _is_points(points):
                yield _At("grading-fault-tenths", {"name": name}, name, table, index)
        if not part.whom:
            yield _At("grading-fault-nobody", {}, "whom", table, index)
        if isinstance(part, GradingCriterion):
            yield from _rule_faults(part, at)


_KEYS = {PointsRule.SHARE: "of", PointsRule.EACH: "each", PointsRule.REACH: "full_at"}


def _rule_faults(criterion: GradingCriterion, at: _At) -> Iterator[_At]:
    """Yield what a rule lacks, and what belongs to another."""
    for rule, name in _KEYS.items():
        details: dict[str, str | int] = {"rule": criterion.rule.value, "name": name}
        given = getattr(criterion, name) is not None
        if given and rule is not criterion.rule:
            yield _At("grading-fault-not-of-rule", details, name, at.table, at.index)
        if not given and rule is criterion.rule:
            yield _At("grading-fault-rule-lacks", details, "rule", at.table, at.index)
    if criterion.full_at is not None and criterion.full_at < 1:
        yield _At("grading-fault-pieces", {"name": "full_at"}, "full_at", at.table, at.index)


def _word_faults(words: Translated, most: int, at: _At) -> Iterator[_At]:
    for language in sorted({*shared_words(), *words}):
        details: dict[str, str | int] = {"name": at.name, "lang": language}
        longest = most if language == "zh" else most * _ENGLISH
        if language not in shared_words():
            yield _At("form-fault-unknown-language", details, at.name, at.table, at.index)
        elif not words.get(language, "").strip():
            yield _At("form-fault-untranslated", details, at.name, at.table, at.index)
        elif len(words[language]) > longest:
            yield _At("form-fault-too-long", {**details, "limit": longest}, at.name, at.table, at.index)


def _is_points(points: Decimal) -> bool:
    return 0 < points <= FULL and points == round(points, _TENTHS)
