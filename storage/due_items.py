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
from storage.statements.prepared import PreparedStatement
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
            for period in _PERIODS.rows_as(OpenPeriod, self._connection, {"duty_id": duty_id, "day": day})
        ]

    def behind(self, period: OpenPeriod, reached: int, day: date, limit: int) -> list[DutyItem]:
        """Return those of a period, `limit` at most, of whose steps fewer than `reached` are taken."""
        values = {
            "duty_id": period.duty_id,
            "day": day,
            "due_on": period.due_on,
            "closes_on": period.closes_on,
            "reached": reached,
            "most": limit,
        }
        return _BEHIND.rows_as(DutyItem, self._connection, values)

    def turned(self, asked: Asked, day: date, limit: int) -> list[DutyItem]:
        """Return those of a duty, `limit` of each, whose grid fell silent after its first step, or can be asked again.

        Silent: a message reaches nobody there; of hearings, nobody of either side.
        """
        values = {"duty_id": asked.duty_id, "day": day, "most": limit}
        return [
            item
            for statement in _turned(asked.roles, asked.hosts)
            for item in statement.rows_as(DutyItem, self._connection, values)
        ]

    def at(self, grid_codes: Collection[str], day: date) -> list[DutyItem]:
        """Return what these grids have open on `day` and have not filed."""
        return [
            item
            for some in in_chunks(grid_codes)
            for item in _AT.rows_as(DutyItem, self._connection, {"codes": some, "day": day})
        ]


def _items_where(*conditions: ColumnElement[bool]) -> Select[Any]:
    return select(*ITEM_COLUMNS).join(grids, grids.c.code == table.c.grid_code).where(*conditions)


# What is asked with every minute is built once: that takes SQLAlchemy longer than SQLite takes to answer.
_DAY: ColumnElement[date] = bindparam("day")
_MOST: ColumnElement[int] = bindparam("most")
_UNFILED = is_open(_DAY), table.c.submitted_at.is_(None)
_OF_DUTY = table.c.duty_id == bindparam("duty_id"), *_UNFILED
_AT = PreparedStatement(_items_where(*_UNFILED, table.c.grid_code.in_(bindparam("codes", expanding=True))))
_BEHIND = PreparedStatement(
    _items_where(
        *_OF_DUTY,
        table.c.closes_on == bindparam("closes_on"),
        table.c.due_on == bindparam("due_on"),
        table.c.steps_done < bindparam("reached"),
    ).limit(_MOST)
)
_PERIODS = PreparedStatement(
    select(
        table.c.duty_id, table.c.due_on, table.c.closes_on, func.min(table.c.steps_done).label("least_steps")
    )
    .where(*_OF_DUTY)
    .group_by(table.c.duty_id, table.c.closes_on, table.c.due_on)
)


@cache
def _turned(roles: frozenset[Role], hosts: frozenset[Role]) -> tuple[PreparedStatement, PreparedStatement]:
    """Return what asks for grids that fell silent, and what for those that can be asked again."""
    sides = [is_reached(table.c.grid_code, roles, _DAY)]
    if hosts:
        sides.append(is_reached(table.c.unit_code, hosts, _DAY))
    silent = ~table.c.passed_up & (table.c.steps_done > 0) & or_(*(~side for side in sides))
    again = table.c.passed_up & or_(*sides)
    return (
        PreparedStatement(_items_where(*_OF_DUTY, silent).limit(_MOST)),
        PreparedStatement(_items_where(*_OF_DUTY, again).limit(_MOST)),
    )
