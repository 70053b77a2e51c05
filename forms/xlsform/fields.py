"""The fields of a form from the questions of an XLSForm: each as the mapping that its [[fields]] block holds."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from domain.errors import RefusalError
from forms.fields import AddsUp, FieldKind
from forms.xlsform.choices import ListedChoice, Lists, truths
from forms.xlsform.conditions import KnownField, RowScope, conditions, limits, summed
from forms.xlsform.expressions import Ref
from forms.xlsform.outline import LAST_SAVED, SurveyLine, words_faults
from forms.xlsform.sheets import SheetFault
from forms.xlsform.tree import Node

LONGEST_LABEL = 60
MOST = {
    FieldKind.WHOLE_NUMBER: 1_000_000,
    FieldKind.MONEY: 1_000_000_000,
    FieldKind.ATTACHMENTS: 10,
    FieldKind.GROUP: 20,
}
"""What bounds an answer where the workbook sets no limit: a refusal must be able to say what would be right."""

_KINDS = {
    "note": FieldKind.NOTE,
    "integer": FieldKind.WHOLE_NUMBER,
    "decimal": FieldKind.MONEY,
    "select_one": FieldKind.ONE_OF,
    "select_multiple": FieldKind.SEVERAL_OF,
    "date": FieldKind.DATE,
    "text": FieldKind.SHORT_TEXT,
    "image": FieldKind.ATTACHMENTS,
    "file": FieldKind.ATTACHMENTS,
    "acknowledge": FieldKind.YES_NO,
    "begin_repeat": FieldKind.GROUP,
}
_TEXT_APPEARANCES = {"": FieldKind.SHORT_TEXT, "multiline": FieldKind.LONG_TEXT, "person": FieldKind.PERSON}
_YES = ("yes", "true", "true()", "是", "1")
_NO = ("no", "false", "false()", "否", "0", "")
_ACKNOWLEDGED = {"ok": True, "OK": True}
_QUESTION_MARKS = " \t\n?？。.:：!！"
_WHOLE = re.compile(r"[0-9]{1,12}")


@dataclass(slots=True)
class SurveyReading:
    """What is read from row to row: the fields so far by key, the faults, and remarks on what was left out."""

    lists: Lists
    faults: list[SheetFault]
    remarks: list[SheetFault] = field(default_factory=list)
    known: dict[str, KnownField] = field(default_factory=dict)

    @contextmanager
    def at(self, line: SurveyLine, column: str) -> Iterator[None]:
        """Take a refusal met in that column of the row as a fault there."""
        try:
            yield
        except RefusalError as refusal:
            self.faults.append(line.row.fault(column, refusal.key, **refusal.details))


def read_fields(
    nodes: Sequence[Node], reading: SurveyReading, group: str | None = None
) -> list[dict[str, Any]]:
    """Return the fields of `nodes` in order, those of a repeat under "fields"; faults go to `reading`."""
    found = []
    for node in nodes:
        line = node.line
        scope = RowScope(reading.known, group)
        made = _figure(line, reading, scope) if line.type == "calculate" else _question(line, reading, scope)
        if line.type == "begin_repeat":
            made["fields"] = read_fields(node.children, reading, line.name)
            if not made["fields"]:
                reading.faults.append(line.row.fault("type", "form-import-repeat-empty", name=line.name))
        found.append(made)
    return found


def _figure(line: SurveyLine, reading: SurveyReading, scope: RowScope) -> dict[str, Any]:
    """Return a calculate, which nobody is asked: the sum of other fields."""
    kind = FieldKind.WHOLE_NUMBER
    parts: list[str] = []
    if not line.row.text("calculation"):
        reading.faults.append(line.row.fault("calculation", "form-import-calculation"))
    elif "calculation" in line.terms:
        with reading.at(line, "calculation"):
            parts, kind = summed(line.terms["calculation"], scope)
    for column in ("relevant", "constraint", "default", "required", "appearance"):
        if line.row.text(column) and line.row.syntax(column).casefold() not in _NO:
            reading.faults.append(line.row.fault(column, "form-import-not-for-calculate"))
    reading.known[line.name] = KnownField(line.name, kind, group=scope.group)
    made = {"key": line.name, "kind": kind.value, **_words(line, reading)}
    made.pop("question", None)
    return made | _adding(line, reading) | {"sum_of": parts}


def _question(line: SurveyLine, reading: SurveyReading, scope: RowScope) -> dict[str, Any]:
    """Return what a person is asked, or reads."""
    known = _known(line, reading, scope.group)
    made: dict[str, Any] = {"key": line.name, "kind": known.kind.value}
    with reading.at(line, "required"):
        if _is_required(line):
            made["required"] = True
    made |= _words(line, reading)
    if known.kind in (FieldKind.ONE_OF, FieldKind.SEVERAL_OF):
        listed = reading.lists[line.list_name]
        made["choices"] = [{"value": choice.value, "label": dict(choice.label)} for choice in listed]
    made |= _limits(line, known.kind, reading)
    with reading.at(line, "relevant"):
        if when := conditions(line.terms.get("relevant", ()), scope):
            made["when"] = when[0] if len(when) == 1 else when
    if line.row.text("calculation"):
        reading.faults.append(line.row.fault("calculation", "form-import-only-calculate"))
    made |= _default(line, known, reading)
    reading.known[line.name] = known
    return made | _adding(line, reading)


def _known(line: SurveyLine, reading: SurveyReading, group: str | None) -> KnownField:
    kind = _KINDS[line.type]
    appearance = line.row.syntax("appearance").casefold()
    if line.type == "text" and appearance in _TEXT_APPEARANCES:
        kind = _TEXT_APPEARANCES[appearance]
    elif appearance:
        # How a select is laid out on an ODK screen has no meaning in a chat; the question stays the same.
        reading.remarks.append(
            line.row.fault("appearance", "form-import-left-out-appearance", value=appearance)
        )
    if line.type == "acknowledge":
        return KnownField(line.name, kind, list(_ACKNOWLEDGED), _ACKNOWLEDGED, group)
    listed: Sequence[ListedChoice] = reading.lists.get(line.list_name, ())
    meaning = truths(listed) if line.type == "select_one" else {}
    values = [choice.value for choice in listed]
    return KnownField(line.name, FieldKind.YES_NO if meaning else kind, values, meaning, group)


def _is_required(line: SurveyLine) -> bool:
    said = line.row.syntax("required").casefold()
    if said not in _YES + _NO:
        raise RefusalError("form-import-required", value=said)
    return said in _YES


def _words(line: SurveyLine, reading: SurveyReading) -> dict[str, Any]:
    """Return label (short, for the summary), question, hint and unit."""
    row = line.row
    question, hint, unit = row.words("label"), row.words("hint"), row.words("unit")
    label = row.words("short") or {
        name: said.strip(_QUESTION_MARKS) or said for name, said in question.items()
    }
    reading.faults.extend(words_faults(row))
    if not question:
        reading.faults.append(row.fault("label", "form-import-blank"))
    elif any(len(said) > LONGEST_LABEL for said in label.values()):
        if line.type == "note":
            label = {name: said[:LONGEST_LABEL] for name, said in label.items()}
        else:
            column = "short" if row.words("short") else "label"
            reading.faults.append(row.fault(column, "form-import-short", most=LONGEST_LABEL))
    said = {"label": label, "question": question, "hint": hint, "unit": unit}
    return {name: words for name, words in said.items() if words}


def _limits(line: SurveyLine, kind: FieldKind, reading: SurveyReading) -> dict[str, Any]:
    found: dict[str, Any] = {"maximum": MOST[kind]} if kind in MOST else {}
    with reading.at(line, "constraint"):
        found |= limits(line.terms.get("constraint", ()), kind)
    if found.get("maximum", 0) < found.get("minimum", 0) or found.get("max_length", 1) < 1:
        reading.faults.append(line.row.fault("constraint", "form-import-no-answer-left"))
    return found


def _default(line: SurveyLine, known: KnownField, reading: SurveyReading) -> dict[str, Any]:
    text = line.row.text("default")
    terms = line.terms.get("default")
    if not text or ("${" in line.row.syntax("default") and terms is None):
        return {}
    if terms is not None:
        if terms != [Ref(f"{LAST_SAVED}{line.name}")]:
            reading.faults.append(line.row.fault("default", "form-import-last-saved", name=line.name))
        return {"carry": "last"}
    if known.kind is FieldKind.DATE and line.row.syntax("default").casefold() == "today()":
        # The calendar offers today as its first button.
        reading.remarks.append(line.row.fault("default", "form-import-left-out-today"))
        return {}
    found = {}
    with reading.at(line, "default"):
        found["default"] = _default_value(text.strip(), line.row.syntax("default"), known)
    return found


def _default_value(written: str, syntax: str, known: KnownField) -> Any:
    """Return an answer as it is kept. Raises RefusalError for a text that is none to such a question."""
    value: Any = None
    match known.kind:
        case FieldKind.SHORT_TEXT | FieldKind.LONG_TEXT:
            value = written
        case FieldKind.WHOLE_NUMBER | FieldKind.GROUP if _WHOLE.fullmatch(syntax):
            value = int(syntax)
        case FieldKind.MONEY if (amount := _amount(syntax)) is not None:
            value = f"{amount:.2f}"
        case FieldKind.ONE_OF if syntax in known.values:
            value = syntax
        case FieldKind.SEVERAL_OF if set(syntax.split()) <= set(known.values):
            value = [chosen for chosen in known.values if chosen in syntax.split()]
        case FieldKind.YES_NO:
            value = known.truths.get(syntax)
        case FieldKind.DATE if _is_day(syntax):
            value = syntax
    if value is None:
        raise RefusalError("form-import-default", value=written)
    return value


def _amount(text: str) -> Decimal | None:
    try:
        amount = Decimal(text)
        # One too large to be told in cents can't be made so, either.
        return amount if amount.is_finite() and amount == amount.quantize(Decimal("0.01")) else None
    except InvalidOperation:
        return None


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _adding(line: SurveyLine, reading: SurveyReading) -> dict[str, Any]:
    said = line.row.syntax("adds_up").casefold().replace(" ", "_").replace("-", "_")
    if said in ("", AddsUp.NONE):
        return {}
    if said not in set(AddsUp):
        known = "、".join(AddsUp)
        reading.faults.append(line.row.fault("adds_up", "form-import-adds-up", value=said, known=known))
        return {}
    return {"adds_up": said}
