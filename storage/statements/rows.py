"""Rows as values."""

from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import Result

V = TypeVar("V")


def rows_as(kind: Callable[..., V], found: Result[Any]) -> list[V]:
    """Return each row as a `kind` (a dataclass or NamedTuple), whose first fields are called as the columns.

    Names are compared once, not looked up in every row, which would take as long as reading it. Raises TypeError where
    they differ.
    """
    are_fields_of(kind, tuple(found.keys()))
    return [kind(*row) for row in found]


def are_fields_of(kind: Callable[..., object], names: tuple[str, ...]) -> None:
    """Raise TypeError unless the first fields of `kind` are called so."""
    fields = getattr(kind, "__match_args__", ())
    if names != fields[: len(names)]:
        raise TypeError(f"{kind} has the fields {fields}, the rows {names}")
