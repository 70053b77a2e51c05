"""Which entries a list shows: their ids, newest first, found by an index however many entries there are.

Of several states or grids each is asked for by itself: one question for all of them would read them all to sort them.
"""

from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, or_, select

from domain.people.sought_names import key_sought
from domain.registers.entries import EntryFilter
from storage.registers.tables import entries as table
from storage.registers.tables import entry_parties as parties
from storage.statements.prepared import PreparedStatement

ALL = 2**31 - 1
"""More than there are."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What of a filter is asked at all."""

    state: bool
    grid: bool
    level: bool
    words: bool
    seen_by: bool


def newest_ids(connection: Connection, wanted: EntryFilter, most: int) -> list[int]:
    """Return the ids of the first `most` entries of a list, newest first."""
    statement, given = _newest(_shape(wanted)), _given(wanted) | {"most": most}
    found = {
        entry_id
        for asked in _asked_apart(wanted)
        for entry_id in statement.scalars(connection, given | asked)
    }
    return sorted(found, reverse=True)[:most]


def _shape(wanted: EntryFilter) -> _Shape:
    return _Shape(
        bool(wanted.states),
        bool(wanted.grid_codes),
        wanted.level is not None,
        bool(wanted.words.strip()),
        wanted.seen_by is not None,
    )


def _given(wanted: EntryFilter) -> dict[str, Any]:
    given: dict[str, Any] = {"register": wanted.register_id, "unit": wanted.unit_code}
    if wanted.level is not None:
        given["level"] = wanted.level
    if words := wanted.words.strip():
        given |= {"key": _containing(key_sought(words)), "part": _containing(words)}
    if wanted.seen_by is not None:
        given["person"] = wanted.seen_by
    return given


def _asked_apart(wanted: EntryFilter) -> list[dict[str, Any]]:
    """Return what is given with each question; what one person sees is asked for at once."""
    states, codes = dict.fromkeys(wanted.states), dict.fromkeys(wanted.grid_codes)
    if wanted.seen_by is not None:
        return [({"state": [*states]} if states else {}) | ({"grid": [*codes]} if codes else {})]
    by_state = [{"state": state} for state in states] or [{}]
    by_grid = [{"grid": code} for code in codes] or [{}]
    return [state | grid for state, grid in product(by_state, by_grid)]


@cache
def _newest(shape: _Shape) -> PreparedStatement:
    return PreparedStatement(_seen(shape) if shape.seen_by else _of_unit(shape))


def _of_unit(shape: _Shape) -> Select[int]:
    found = select(table.c.id).where(table.c.register_id == bindparam("register"))
    if shape.state:
        found = found.where(table.c.state == bindparam("state"))
    # Of a grid by its own index, which the unit must not keep anybody from.
    unit = table.c.unit_code + "" if shape.grid else table.c.unit_code
    found = found.where(unit == bindparam("unit"))
    if shape.grid:
        found = found.where(table.c.grid_code == bindparam("grid"))
    return found.where(*_also(shape)).order_by(table.c.id.desc()).limit(bindparam("most"))


def _seen(shape: _Shape) -> Select[int]:
    found = (
        select(parties.c.entry_id)
        .join(table, table.c.id == parties.c.entry_id)
        .where(
            parties.c.person_id == bindparam("person"),
            parties.c.register_id == bindparam("register"),
            table.c.unit_code + "" == bindparam("unit"),
        )
    )
    if shape.state:
        found = found.where((table.c.state + "").in_(bindparam("state", expanding=True)))
    if shape.grid:
        found = found.where((table.c.grid_code + "").in_(bindparam("grid", expanding=True)))
    return found.where(*_also(shape)).order_by(parties.c.entry_id.desc()).limit(bindparam("most"))


def _also(shape: _Shape) -> list[ColumnElement[bool]]:
    also: list[ColumnElement[bool]] = []
    if shape.level:
        also.append(table.c.level == bindparam("level"))
    if shape.words:
        also.append(
            or_(
                table.c.sought.like(bindparam("key"), escape="/"),
                table.c.number.like(bindparam("part"), escape="/"),
            )
        )
    return also


def _containing(words: str) -> str:
    """Return the pattern of what has `words` in it as they are."""
    return "%" + words.replace("/", "//").replace("%", "/%").replace("_", "/_") + "%"
