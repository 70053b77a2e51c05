"""A statement in the words that the database takes: its text, what is bound to it, how its rows are read."""

import re
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, CompoundSelect, Delete, Insert, Select, Update
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.compiler import SQLCompiler

Convert = Callable[[Any], Any]


Statement = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]] | Insert | Update | Delete


_LIST = re.compile(r"\(__\[POSTCOMPILE_[^\]]+\]\)")
"""Where a list of values is to stand, in SQLAlchemy's words."""


@dataclass(frozen=True, slots=True)
class BoundValue:
    """What stands for a question mark, or for a list of them."""

    name: str
    bind: Convert | None
    is_list: bool
    own: list[Any] | None
    """The statement's own values, ready for the database; None: they come with each execution."""


@dataclass(frozen=True, slots=True)
class StatementWords:
    """A statement as the database takes it: its text, cut where lists of values are to stand."""

    parts: list[str]
    given: list[BoundValue]
    required: int
    names: tuple[str, ...]
    read: list[tuple[int, Convert]]
    row: Callable[[Sequence[Any]], Any]


def read_row(row: Sequence[Any], converters: list[tuple[int, Convert]]) -> list[Any]:
    """Return a row with the values at these places converted."""
    values = list(row)
    for place, read in converters:
        values[place] = read(values[place])
    return values


def bound(words: StatementWords, values: Mapping[str, Any]) -> tuple[str, list[Any]]:
    """Return the text and what is given with it, in order."""
    if len(values) != words.required:
        raise TypeError(f"{words.required} values are asked for, {sorted(values)} given")
    text, parts = words.parts[0], 1
    given_values: list[Any] = []
    for given in words.given:
        if given.own is not None:
            given_values += given.own
        elif given.is_list:
            listed = list(values[given.name])
            given_values += listed if given.bind is None else map(given.bind, listed)
            text += _marks(len(listed)) + words.parts[parts]
            parts += 1
        else:
            value = values[given.name]
            given_values.append(value if given.bind is None else given.bind(value))
    return text, given_values


def put_into_words(statement: Statement, dialect: Dialect, names: Sequence[str]) -> StatementWords | None:
    """Return the words of a statement; of one that writes, with values called `names`.

    None for what names a list, but on SQLite.
    """
    on_sqlite = dialect.name == "sqlite"
    # PostgreSQL itself numbers what it is given; the driver's way of writing that is the driver's alone.
    spoken = dialect if on_sqlite else PGDialect_psycopg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]
    selected = list(statement.selected_columns) if isinstance(statement, Select | CompoundSelect) else []
    compiled = statement.compile(dialect=spoken, column_keys=None if selected else names)
    if not isinstance(compiled, SQLCompiler) or compiled.insert_prefetch or compiled.update_prefetch:
        raise TypeError("not what the database can be asked as it is")
    given = [_given(compiled, name, dialect) for name in compiled.positiontup or ()]
    parts = _LIST.split(str(compiled))
    if not on_sqlite and len(parts) > 1:
        return None
    cut = [parts.pop(0)]
    for listed in (each for each in given if each.is_list):
        if listed.own is None:
            cut.append(parts.pop(0))
        else:
            cut[-1] += _marks(len(listed.own)) + parts.pop(0)
    columns = tuple(str(getattr(column, "name", "")) for column in selected)
    reads = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in selected]
    # Two columns of one name can be told apart by their places alone.
    named = all(columns) and len(set(columns)) == len(columns)
    return StatementWords(
        cut,
        given,
        len({each.name for each in given if each.own is None}),
        columns,
        [(place, read) for place, read in enumerate(reads) if read is not None],
        _row_of(columns) if named else tuple,
    )


def _row_of(columns: Sequence[str]) -> Callable[[Sequence[Any]], Any]:
    kind: Any = namedtuple("Row", columns)  # type: ignore[misc]  # noqa: PYI024 - its fields are known only now
    make: Callable[[Sequence[Any]], Any] = kind._make
    return make


def _given(compiled: SQLCompiler, name: str, dialect: Dialect) -> BoundValue:
    parameter: BindParameter[Any] = compiled.binds[name]
    bind = parameter.type.dialect_impl(dialect).bind_processor(dialect)
    if parameter.required:
        return BoundValue(name, bind, parameter.expanding, None)
    value = compiled.params[name]
    own = list(value) if parameter.expanding else [value]
    return BoundValue(name, bind, parameter.expanding, own if bind is None else [bind(each) for each in own])


def _marks(count: int) -> str:
    return f"({', '.join('?' * count)})"
