"""Ids that count nothing: whoever sees two of them learns nothing of what came between (docs/threat-model.md).

Drawn for every row that a tip brings about: counted ones would tell the office what went past it, and a reader of
the file between which two other rows it came.
"""

import secrets
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, func, select

LOWEST: Final = 1_000_000
"""Below are the ids of a time when they were counted."""
FIRST_BELOW: Final = 500_000_000
"""Half of what a button may carry (handlers/wire/button_data.py): what belongs together goes on upwards from there."""
_STEP: Final = 1000


def draw_first() -> int:
    """Return an id to begin with."""
    return LOWEST + secrets.randbelow(FIRST_BELOW - LOWEST)


def draw_next(before: int) -> int:
    """Return an id behind `before`, at a distance that says nothing."""
    return before + 1 + secrets.randbelow(_STEP)


def unused_id(connection: Connection, key: ColumnElement[Any]) -> int:
    """Return an id that no row has in the column `key`."""
    drawn = draw_first()
    while _is_used(connection, key, drawn):
        drawn = draw_first()
    return drawn


def unused_id_apart(connection: Connection, key: ColumnElement[Any]) -> int:
    """Return the same below zero: beside ids that are counted it leaves no gap when its row goes."""
    drawn = -draw_first()
    while _is_used(connection, key, drawn):
        drawn = -draw_first()
    return drawn


def unused_ids_of(
    connection: Connection, key: ColumnElement[Any], owned: ColumnElement[bool], count: int
) -> list[int]:
    """Return `count` ids that rise, behind those of the rows for which `owned` holds: their order stays readable."""
    last = connection.execute(select(func.max(key)).where(owned)).scalar()
    drawn = draw_first() if last is None else draw_next(last)
    found: list[int] = []
    while len(found) < count:
        if not _is_used(connection, key, drawn):
            found.append(drawn)
        drawn = draw_next(drawn)
    return found


def _is_used(connection: Connection, key: ColumnElement[Any], drawn: int) -> bool:
    return connection.execute(select(key).where(key == drawn)).first() is not None
