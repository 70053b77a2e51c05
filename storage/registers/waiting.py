"""For whom entries wait (待我办理): persons, and whoever holds a post."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Subquery,
    bindparam,
    delete,
    func,
    insert,
    select,
    union,
)

from domain.people.people import Role
from domain.registers.entries import Entry, WaitsFor
from storage.registers.entry_rows import ENTRY_COLUMNS, entry_of
from storage.registers.stepped import step_through
from storage.registers.tables import entries
from storage.registers.tables import entry_waits as table
from storage.statements.prepared import PreparedStatement

Desks = Collection[tuple[Role, str]]
"""Posts for which somebody acts: the role and the code of its grid."""

_ENTRY = table.c.entry_id == bindparam("entry")
_FORGET = PreparedStatement(delete(table).where(_ENTRY))
_ADD = PreparedStatement(insert(table))
_OF_ENTRY = PreparedStatement(
    select(table.c.person_id, table.c.role, table.c.grid_code, table.c.instead_of)
    .where(_ENTRY)
    .order_by(table.c.person_id, table.c.role, table.c.grid_code)
)


def put_waits(connection: Connection, entry: Entry, waits: Sequence[WaitsFor]) -> None:
    """Note for whom a kept `entry` waits, instead of whom it has waited for."""
    _FORGET.put(connection, {"entry": entry.id})
    same = {"entry_id": entry.id, "register_id": entry.register_id, "due_on": entry.standing.due_on}
    _ADD.write_each(connection, [same | _values(wait) for wait in dict.fromkeys(waits)])


def waits_of(connection: Connection, entry_id: int) -> list[WaitsFor]:
    """Return for whom an entry waits."""
    return [
        WaitsFor(row.person_id, _role(row.role), row.grid_code, _role(row.instead_of))
        for row in _OF_ENTRY.rows(connection, {"entry": entry_id})
    ]


def entries_waiting(connection: Connection, person_id: int, desks: Desks, shown: slice) -> list[Entry]:
    """Return of what waits for a person or at their desks what is `shown`, each once.

    Soonest due first, what is never due last.
    """
    desks = _each_once(desks)
    given = _given(person_id, desks) | {"most": shown.stop}
    return [entry_of(row) for row in _waiting(len(desks)).rows(connection, given)[shown]]


def count_waiting(connection: Connection, person_id: int, desks: Desks, most: int) -> int:
    """Return how many entries wait, `most` where it is more."""
    desks = _each_once(desks)
    return int(_counted(len(desks)).scalar(connection, _given(person_id, desks) | {"most": most}))


def registers_waiting(connection: Connection, person_id: int, desks: Desks) -> set[str]:
    """Return of which registers something waits for a person or at their desks."""
    found = step_through(connection, _NEXT_OF_PERSON, {"person": person_id})
    for role, grid_code in _each_once(desks):
        found |= step_through(connection, _NEXT_AT_DESK, {"role": role.value, "grid_code": grid_code})
    return found


def _each_once(desks: Desks) -> list[tuple[Role, str]]:
    return list(dict.fromkeys(desks))


def _given(person_id: int, desks: Desks) -> dict[str, Any]:
    given: dict[str, Any] = {"person": person_id}
    for place, (role, grid_code) in enumerate(desks):
        given |= {f"role_{place}": role.value, f"grid_{place}": grid_code}
    return given


def _at(role: str, grid_code: str) -> ColumnElement[bool]:
    return (table.c.role == bindparam(role)) & (table.c.grid_code == bindparam(grid_code))


_PERSON = table.c.person_id == bindparam("person")


def _stream(condition: ColumnElement[bool]) -> Select[date | None, int]:
    """Return the first `most` of those in an index."""
    first = (
        select(table.c.due_on, table.c.entry_id)
        .distinct()
        .where(condition)
        .order_by(table.c.due_on.nulls_last(), table.c.entry_id)
        .limit(bindparam("most"))
        .subquery()
    )
    return select(first.c.due_on, first.c.entry_id)


def _found(desks: int) -> Subquery:
    """Return the first of each desk and of the person, each entry once."""
    streams = [_stream(_PERSON), *(_stream(_at(f"role_{n}", f"grid_{n}")) for n in range(desks))]
    return union(*streams).subquery("waiting")


@cache
def _waiting(desks: int) -> PreparedStatement:
    found = _found(desks)
    return PreparedStatement(
        select(*ENTRY_COLUMNS)
        .join(found, found.c.entry_id == entries.c.id)
        .order_by(found.c.due_on.nulls_last(), found.c.entry_id)
        .limit(bindparam("most"))
    )


@cache
def _counted(desks: int) -> PreparedStatement:
    some = select(_found(desks).c.entry_id).limit(bindparam("most")).subquery()
    return PreparedStatement(select(func.count()).select_from(some))


_AFTER = table.c.register_id > bindparam("after")
_NEXT = select(func.min(table.c.register_id))
_NEXT_OF_PERSON = PreparedStatement(_NEXT.where(_PERSON, _AFTER))
_NEXT_AT_DESK = PreparedStatement(_NEXT.where(_at("role", "grid_code"), _AFTER))


def _values(wait: WaitsFor) -> dict[str, Any]:
    return {
        "person_id": wait.person_id,
        "role": None if wait.role is None else wait.role.value,
        "grid_code": wait.grid_code,
        "instead_of": None if wait.instead_of is None else wait.instead_of.value,
    }


def _role(value: str | None) -> Role | None:
    return None if value is None else Role(value)
