"""The expressions of XLSForm, as far as a form of ours can keep them: read into a small tree, or refused by name.

Known are `and`, comparisons, sums with +, ${question}, the answer itself (.), texts, numbers and function calls.
https://xlsform.org/en/#relevant, https://docs.getodk.org/form-operators-functions/
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from domain.errors import RefusalError

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<ref>\$\s*\{\s*(?P<name>[^{}\s]+)\s*\})
      | (?P<text>'[^']*'|"[^"]*")
      | (?P<number>\d+(?:\.\d+)?)
      | (?P<sign><=|>=|!=|[=<>+(),*/|-])
      | (?P<word>[A-Za-z_][\w:-]*)
      | (?P<self>\.(?!\.))
    )""",
    re.VERBOSE,
)
_COMPARING = ("=", "<", ">", "<=", ">=")
_FLIPPED = {"=": "=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
_FUNCTIONS = ("selected", "string-length", "sum", "today", "date", "true", "false")
_DEEPEST = 10
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Ref:
    """${name}: the answer to another question."""

    name: str


@dataclass(frozen=True, slots=True)
class Itself:
    """The answer that a constraint is about, written as a dot."""


@dataclass(frozen=True, slots=True)
class FunctionCall:
    """A function with its arguments."""

    name: str
    arguments: tuple["Operand", ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """What is joined with +."""

    parts: tuple["Operand", ...]


Operand = Ref | Itself | FunctionCall | Sum | str | int | float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two operands and one of = < > <= >=; what asks for an answer stands on the left."""

    left: Operand
    sign: str
    right: Operand


Term = Comparison | Operand


class _ExpressionToken(NamedTuple):
    kind: str
    text: str


def read_terms(text: str) -> list[Term]:
    """Return what is joined by `and` in `text`, plain characters. Raises RefusalError naming what is not kept."""
    reader = _TokenReader(text)
    terms = reader.terms(0)
    reader.must_end()
    return terms


def references(terms: list[Term]) -> list[str]:
    """Return the names of all questions that `terms` refer to."""
    found: list[str] = []
    for term in terms:
        if isinstance(term, Ref):
            found.append(term.name)
        elif isinstance(term, Comparison):
            found += references([term.left, term.right])
        elif isinstance(term, FunctionCall):
            found += references(list(term.arguments))
        elif isinstance(term, Sum):
            found += references(list(term.parts))
    return found


class _TokenReader:
    """Reads tokens from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(_tokens(text))
        self._at = 0

    def terms(self, depth: int) -> list[Term]:
        """Read terms joined by `and`."""
        found = self._term(depth)
        while (token := self._peek()) is not None and token.kind == "word":
            if token.text.casefold() != "and":
                raise self._refusal(token)
            self._at += 1
            found += self._term(depth)
        return found

    def must_end(self) -> None:
        """Raise RefusalError if anything is left."""
        if (token := self._peek()) is not None:
            raise self._refusal(token)

    def _term(self, depth: int) -> list[Term]:
        # A bracket holds terms, `(a = 1 and b = 2)`, or an operand, `(a + b) > 3`: the former is tried first.
        start = self._at
        if depth < _DEEPEST and self._skip("("):
            inner = self.terms(depth + 1)
            if self._skip(")") and not self._goes_on():
                return inner
            self._at = start
        left = self._operand(depth)
        token = self._peek()
        if token is None or token.text not in _COMPARING:
            return [left]
        self._at += 1
        right = self._operand(depth)
        if _asks(right) and not _asks(left):
            return [Comparison(right, _FLIPPED[token.text], left)]
        return [Comparison(left, token.text, right)]

    def _goes_on(self) -> bool:
        token = self._peek()
        return token is not None and token.kind == "sign" and token.text != ")"

    def _operand(self, depth: int) -> Operand:
        parts = [self._part(depth)]
        while self._skip("+"):
            parts.append(self._part(depth))
        return parts[0] if len(parts) == 1 else Sum(tuple(parts))

    def _part(self, depth: int) -> Operand:
        token = self._peek()
        if token is None or depth > _DEEPEST:
            raise RefusalError("form-import-expression", what=self._text[:_SHOWN])
        self._at += 1
        match token.kind:
            case "ref":
                return Ref(token.text)
            case "text":
                return token.text[1:-1]
            case "number":
                return float(token.text) if "." in token.text else int(token.text)
            case "self":
                return Itself()
            case "word" if self._skip("("):
                if token.text.casefold() not in _FUNCTIONS:
                    raise RefusalError("form-import-function", name=token.text)
                return self._call(token.text.casefold(), depth)
            case "sign" if token.text == "(":
                inner = self._operand(depth + 1)
                self._must_close()
                return inner
        raise self._refusal(token)

    def _call(self, name: str, depth: int) -> FunctionCall:
        arguments: list[Operand] = []
        if self._skip(")"):
            return FunctionCall(name, ())
        arguments.append(self._operand(depth + 1))
        while self._skip(","):
            arguments.append(self._operand(depth + 1))
        self._must_close()
        return FunctionCall(name, tuple(arguments))

    def _must_close(self) -> None:
        if not self._skip(")"):
            token = self._peek()
            raise (
                self._refusal(token)
                if token
                else RefusalError("form-import-expression", what=self._text[:_SHOWN])
            )

    def _skip(self, sign: str) -> bool:
        token = self._peek()
        if token is None or token.kind != "sign" or token.text != sign:
            return False
        self._at += 1
        return True

    def _peek(self) -> _ExpressionToken | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _refusal(self, token: _ExpressionToken) -> RefusalError:
        """Return the refusal of what cannot be kept, by its name."""
        if token.kind == "word" and token.text.casefold() == "or":
            return RefusalError("form-import-or")
        if token.text in ("!=", "-", "*", "/", "|") or token.text.casefold() in ("div", "mod"):
            return RefusalError("form-import-operator", sign=token.text)
        return RefusalError("form-import-expression-at", what=self._text[:_SHOWN], at=token.text[:_SHOWN])


def _asks(operand: Operand) -> bool:
    """Tell whether an answer stands in `operand`."""
    if isinstance(operand, FunctionCall):
        return any(map(_asks, operand.arguments))
    return isinstance(operand, Ref | Itself | Sum)


def _tokens(text: str) -> list[_ExpressionToken]:
    found = []
    at = 0
    while at < len(text.rstrip()):
        match = _TOKEN.match(text, at)
        if match is None:
            raise RefusalError("form-import-expression-at", what=text[:_SHOWN], at=text[at:].strip()[:_SHOWN])
        kind = match.lastgroup if match.lastgroup != "name" else "ref"
        found.append(_ExpressionToken(str(kind), match["name"] if match["ref"] else match[str(kind)]))
        at = match.end()
    return found
