"""What is asked of the answers kept in reports, as columns that add up; and the sums that come of them.

Amounts are exact: the database adds cents.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from json import dumps
from typing import Any, Literal

from sqlalchemy import BigInteger, ColumnElement, Text, and_, case, cast, func, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from storage.tables import submissions

FigureKind = Literal["number", "money", "yes", "count", "choice", "choices", "known", "reported"]


@dataclass(frozen=True, slots=True)
class FigureSpec:
    """What to add up: the answers kept under `key`, "group.key" for those of all items of a group.

    `number` and `money` (yuan) have a sum, `yes` a sum of how many said so, `count` no more than how many
    answered; `choice` (one of) and `choices` (several of) tell how many chose each of `choices`. No report keeps what
    the bot knows by itself (UnitOfWork.count_known): every one is among the answered, `known` has a sum as well.
    """

    key: str
    kind: FigureKind
    choices: tuple[str, ...] = ()
    computed: str = ""
    """Which of what the bot knows."""


class Sums:
    """What some answers add up to, in one branch and period."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.answered: dict[str, int] = {}
        self.sums: dict[str, int | Decimal] = {}
        self.choices: dict[str, dict[str, int]] = {}

    def add_known(self, spec: FigureSpec, reported: int, figure: int) -> None:
        """Add what the bot knows of so many reports."""
        self.answered[spec.key] = self.answered.get(spec.key, 0) + reported
        if spec.kind == "known":
            self.sums[spec.key] = self.sums.get(spec.key, 0) + figure

    def add(self, specs: Iterable[FigureSpec], values: Iterator[Any]) -> None:
        """Add the `values` of the columns that `columns_of` makes of `specs`."""
        for spec in specs:
            self.answered[spec.key] = self.answered.get(spec.key, 0) + next(values)
            if spec.kind in ("number", "yes"):
                self.sums[spec.key] = self.sums.get(spec.key, 0) + int(next(values) or 0)
            elif spec.kind == "money":
                yuan = Decimal(int(next(values) or 0)) / 100
                self.sums[spec.key] = self.sums.get(spec.key, Decimal(0)) + yuan
            elif spec.kind in ("choice", "choices"):
                known = self.choices.setdefault(spec.key, dict.fromkeys(spec.choices, 0))
                for value in spec.choices:
                    known[value] += int(next(values) or 0)


class _Answer(FunctionElement[str]):
    """The answer under a key as the database keeps it, of (answers, the key's JSON path, the key).

    SQLAlchemy's own turns each into text, and numbers back again: a tenth of a digest's time.
    """

    type = Text()
    inherit_cache = True


@compiles(_Answer, "sqlite")
def _in_sqlite(element: _Answer, compiler: SQLCompiler, **words: Any) -> str:
    answers, path, _key = element.clauses
    return f"json_extract({compiler.process(answers, **words)}, {compiler.process(path, **words)})"


@compiles(_Answer, "postgresql")
def _in_postgresql(element: _Answer, compiler: SQLCompiler, **words: Any) -> str:
    answers, _path, key = element.clauses
    return f"({compiler.process(answers, **words)} ->> {compiler.process(key, **words)})"


def columns_of(spec: FigureSpec, key: str) -> list[ColumnElement[Any]]:
    """Return the columns that add up the answers kept under `key`, in the order in which Sums.add takes them."""
    said = text_of(key)
    answered: ColumnElement[Any] = func.count(said)
    match spec.kind:
        case "number":
            return [answered, func.sum(number_of(key))]
        case "money":
            # Two digits stand after the point: without it, the amount is in cents, and exact.
            return [answered, func.sum(cast(func.replace(said, ".", ""), BigInteger))]
        case "yes":
            return [answered, how_many(submissions.c.answers[key].as_boolean())]
        case "choice":
            return [answered, *(how_many(said == value) for value in spec.choices)]
        case "choices":
            return [
                answered,
                *(how_many(func.replace(said, dumps(value), "") != said) for value in spec.choices),
            ]
        case "count":
            return [answered]
        case "known" | "reported":
            raise ValueError("no report keeps it")


def text_of(key: str) -> ColumnElement[Any]:
    """Return the answer kept under `key`, NULL where there is none or it was skipped."""
    return _Answer(submissions.c.answers, literal(f'$."{key}"'), literal(key))


def number_of(key: str) -> ColumnElement[Any]:
    """Return the whole number kept under `key`, how many items of a group among them."""
    return cast(text_of(key), BigInteger)


def how_many(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    """Return how many rows fulfil all of them."""
    return func.count(case((and_(*conditions), 1)))
