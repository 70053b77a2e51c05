"""Of what is open and not filed, that of which something may be due: short answers, however much is open.

What is due is decided in domain/duties/nudges.py. Here is asked for what can have a part in it: items of whose steps
fewer are taken than a period has reached, and those for whose grids nobody answers any more, or somebody again.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, or_, select

from domain.people.people import Role
from storage.duty_items import ITEM_COLUMNS, DutyItem, is_open
from storage.people.answering import is_reached
from storage.statements.chunks import in_chunks
from storage.statements.rows import rows_as
from storage.tables import duty_items as table
from storage.tables import grids


@dataclass(frozen=True, slots=True)
class OpenPeriod:
    """Open items of a duty that share their days; of one at least no more than `least_steps` steps are taken."""

    duty_id: str
    due_on: date
    closes_on: date
    least_steps: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Of whom a duty is asked: of those in `roles` at each grid; a hearing also of its `hosts`, at the unit."""

    duty_id: str
    roles: frozenset[Role]
    hosts: frozenset[Role] = frozenset()


class DueItems:
    """What the nudges of a minute can come from, as of a day."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def periods(self, duty_ids: Iterable[str], day: date) -> list[OpenPeriod]:
        """Return of these duties what is open on `day` and not filed, summed up."""
        return [
            period
            for duty_id in duty_ids
            for period in rows_as(
                OpenPeriod, self._connection.execute(_PERIODS, {"duty_id": duty_id, "day": day})
            )
        ]

    def behind(self, period: OpenPeriod, reached: int, day: date, limit: int) -> list[DutyItem]:
        """Return those of a period, `limit` at most, of whose steps fewer than `reached` are taken."""
        return self._items(
            *_unfiled(period.duty_id, day),
            table.c.closes_on == period.closes_on,
            table.c.due_on == period.due_on,
            table.c.steps_done < reached,
            limit=limit,
        )

    def turned(self, asked: Asked, day: date, limit: int) -> list[DutyItem]:
        """Return those of a duty, `limit` of each, whose grid fell silent after its first step, or can be asked again.

        Silent: a message reaches nobody there; of hearings, nobody of either side.
        """
        values = {"duty_id": asked.duty_id, "day": day, "most": limit}
        return [
            item
            for statement in _turned(asked.roles, asked.hosts)
            for item in rows_as(DutyItem, self._connection.execute(statement, values))
        ]

    def at(self, grid_codes: Collection[str], day: date) -> list[DutyItem]:
        """Return what these grids have open on `day` and have not filed."""
        unfiled = table.c.submitted_at.is_(None)
        return [
            item
            for some in in_chunks(grid_codes)
            for item in self._items(is_open(day), unfiled, table.c.grid_code.in_(some))
        ]

    def _items(self, *conditions: ColumnElement[bool], limit: int | None = None) -> list[DutyItem]:
        return rows_as(DutyItem, self._connection.execute(_items_where(*conditions).limit(limit)))


def _items_where(*conditions: ColumnElement[bool]) -> Select[Any]:
    return select(*ITEM_COLUMNS).join(grids, grids.c.code == table.c.grid_code).where(*conditions)


def _unfiled(
    duty_id: str | ColumnElement[str], day: date | ColumnElement[date]
) -> tuple[ColumnElement[bool], ...]:
    return table.c.duty_id == duty_id, is_open(day), table.c.submitted_at.is_(None)


# What is asked with every minute is built once: that takes SQLAlchemy longer than SQLite takes to answer.
_DAY: ColumnElement[date] = bindparam("day")
_OF_DUTY = _unfiled(bindparam("duty_id"), _DAY)
_PERIODS = (
    select(
        table.c.duty_id, table.c.due_on, table.c.closes_on, func.min(table.c.steps_done).label("least_steps")
    )
    .where(*_OF_DUTY)
    .group_by(table.c.duty_id, table.c.closes_on, table.c.due_on)
)


@cache
def _turned(roles: frozenset[Role], hosts: frozenset[Role]) -> tuple[Select[Any], Select[Any]]:
    """Return what asks for grids that fell silent, and what for those that can be asked again."""
    sides = [is_reached(table.c.grid_code, roles, _DAY)]
    if hosts:
        sides.append(is_reached(table.c.unit_code, hosts, _DAY))
    silent = ~table.c.passed_up & (table.c.steps_done > 0) & or_(*(~side for side in sides))
    again = table.c.passed_up & or_(*sides)
    most: ColumnElement[int] = bindparam("most")
    return _items_where(*_OF_DUTY, silent).limit(most), _items_where(*_OF_DUTY, again).limit(most)
