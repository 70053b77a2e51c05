"""`relevant`, `constraint` and `calculation` of XLSForm as what our fields have: conditions, limits, sums."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from domain.errors import RefusalError
from forms.answers import TODAY
from forms.fields import FieldKind
from forms.xlsform.expressions import Comparison, FunctionCall, Itself, Operand, Ref, Sum, Term

NUMBERS = (FieldKind.WHOLE_NUMBER, FieldKind.MONEY, FieldKind.GROUP)
_TEXTS = (FieldKind.SHORT_TEXT, FieldKind.LONG_TEXT)


@dataclass(frozen=True, slots=True)
class KnownField:
    """A field read already: what later rows may say of it. `group` is the key of the repeat that it lies in."""

    key: str
    kind: FieldKind
    values: Sequence[str] = ()
    truths: Mapping[str, bool] = field(default_factory=dict)
    group: str | None = None


@dataclass(frozen=True, slots=True)
class RowScope:
    """What a row sees: the fields before it by key, and the repeat that it lies in."""

    fields: Mapping[str, KnownField]
    group: str | None = None

    def find(self, name: str) -> KnownField:
        """Return the field of that name. Raises RefusalError for one that comes later or lies in another repeat."""
        known = self.fields.get(name.casefold())
        if known is None:
            raise RefusalError("form-import-later", name=name)
        if known.group not in (None, self.group):
            raise RefusalError("form-import-in-repeat", name=name, group=str(known.group))
        return known


def conditions(terms: Sequence[Term], scope: RowScope) -> list[dict[str, Any]]:
    """Return the conditions that `terms` of `relevant` say, all of which must hold. Raises RefusalError."""
    found: list[dict[str, Any]] = []
    for term in terms:
        match term:
            case Comparison(Ref(name), sign, right):
                found += _compared(scope.find(name), sign, right)
            case FunctionCall("selected", (Ref(name), str() | int() as value)):
                found.append(_selected(scope.find(name), str(value)))
            case _:
                raise RefusalError("form-import-condition")
    return found


def limits(terms: Sequence[Term], kind: FieldKind) -> dict[str, Any]:
    """Return the limits that `terms` of `constraint` set for an answer of `kind`. Raises RefusalError."""
    found: dict[str, Any] = {}
    for term in terms:
        match term:
            case Comparison(Itself(), sign, right) if kind in NUMBERS:
                found |= _number_limit(sign, right, kind)
            case Comparison(Itself(), sign, right) if kind is FieldKind.DATE:
                found |= _day_limit(sign, right)
            case Comparison(FunctionCall("string-length", (Itself(),)), sign, int(length)) if kind in _TEXTS:
                found |= _length_limit(sign, length)
            case _:
                raise RefusalError("form-import-constraint")
    return found


def summed(terms: Sequence[Term], scope: RowScope) -> tuple[list[str], FieldKind]:
    """Return the fields that a `calculation` adds up, "group.key" over all items, and what they add up to."""
    if len(terms) != 1:
        raise RefusalError("form-import-calculation")
    parts = terms[0].parts if isinstance(terms[0], Sum) else (terms[0],)
    found = [_part(part, scope) for part in parts]
    is_money = any(known.kind is FieldKind.MONEY for _, known in found)
    return [key for key, _ in found], FieldKind.MONEY if is_money else FieldKind.WHOLE_NUMBER


def _part(part: Term, scope: RowScope) -> tuple[str, KnownField]:
    match part:
        case Ref(name):
            known = scope.find(name)
            key = known.key
        case FunctionCall("sum", (Ref(name),)) if name.casefold() in scope.fields:
            known = scope.fields[name.casefold()]
            if known.group is None or known.group == scope.group:
                raise RefusalError("form-import-sum", name=name)
            key = f"{known.group}.{known.key}"
        case FunctionCall("sum", (Ref(name),)):
            raise RefusalError("form-import-later", name=name)
        case _:
            raise RefusalError("form-import-calculation")
    if known.kind not in NUMBERS:
        raise RefusalError("form-import-no-number", name=name)
    return key, known


def _compared(known: KnownField, sign: str, right: Operand) -> list[dict[str, Any]]:
    if known.kind is FieldKind.YES_NO and sign == "=":
        return [{"field": known.key, "equals": _truth(known, right)}]
    if known.kind is FieldKind.ONE_OF and sign == "=":
        return [{"field": known.key, "equals": _value(known, right)}]
    if known.kind is FieldKind.SEVERAL_OF:
        raise RefusalError("form-import-use-selected", name=known.key)
    if known.kind not in NUMBERS:
        raise RefusalError("form-import-not-compared", name=known.key)
    number = _number(right)
    if known.kind is FieldKind.MONEY and sign not in ("<", ">"):
        # Amounts have two digits after the point, and a limit has none: more than 4 is not the same as at least 5.
        raise RefusalError("form-import-money-sign", sign=sign)
    both = {
        "<": {"below": number},
        "<=": {"below": number + 1},
        ">": {"above": number},
        ">=": {"above": number - 1},
    }
    parts = [both[sign]] if sign in both else [both[">="], both["<="]]
    return [{"field": known.key, **part} for part in parts]


def _selected(known: KnownField, value: str) -> dict[str, Any]:
    if known.kind is FieldKind.SEVERAL_OF:
        return {"field": known.key, "contains": _value(known, value)}
    if known.kind in (FieldKind.ONE_OF, FieldKind.YES_NO):
        return _compared(known, "=", value)[0]
    raise RefusalError("form-import-not-compared", name=known.key)


def _truth(known: KnownField, right: Operand) -> bool:
    match right:
        case FunctionCall("true", ()):
            return True
        case FunctionCall("false", ()):
            return False
    return known.truths[_value(known, right)]


def _value(known: KnownField, right: Operand) -> str:
    """Return the choice that `right` names. Raises RefusalError for one that is not offered."""
    said = str(right) if isinstance(right, str | int) else ""
    if said not in known.values:
        raise RefusalError("form-import-no-choice", name=known.key, value=said, known="、".join(known.values))
    return said


def _number(right: Operand) -> int:
    """Return a whole number, written bare or in quotes."""
    if isinstance(right, str) and right.strip().isdecimal():
        return int(right)
    if isinstance(right, float) and right.is_integer():
        return int(right)
    if not isinstance(right, int):
        raise RefusalError("form-import-whole")
    return right


def _number_limit(sign: str, right: Operand, kind: FieldKind) -> dict[str, int]:
    number = _number(right)
    if kind is FieldKind.MONEY and sign not in ("<=", ">="):
        raise RefusalError("form-import-money-limit", sign=sign)
    limits = {
        "<": {"maximum": number - 1},
        "<=": {"maximum": number},
        ">": {"minimum": number + 1},
        ">=": {"minimum": number},
        "=": {"minimum": number, "maximum": number},
    }
    return limits[sign]


def _day_limit(sign: str, right: Operand) -> dict[str, str]:
    side = "earliest" if sign.startswith(">") else "latest"
    match right:
        case FunctionCall("today", ()) if sign in ("<=", ">="):
            return {side: TODAY}
        case FunctionCall("date", (str(day),)) | str(day) if sign != "=":
            try:
                limit = date.fromisoformat(day)
                # Before a day is until the day before it; after it is from the next one on.
                limit += timedelta(days={"<": -1, ">": 1}.get(sign, 0))
            except (ValueError, OverflowError):
                raise RefusalError("form-import-day", value=day) from None
            return {side: limit.isoformat()}
    raise RefusalError("form-import-constraint")


def _length_limit(sign: str, length: int) -> dict[str, int]:
    if sign in ("<", "<="):
        return {"max_length": length - (sign == "<")}
    if (sign, length) in ((">", 0), (">=", 1)):
        return {}  # an empty answer is none anyway
    raise RefusalError("form-import-constraint")
