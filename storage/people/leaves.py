"""Leave (请假) with its deputy."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, bindparam, insert, select, update

from domain.people.leaves import Leave
from storage.people.viewers import on_leave
from storage.statements.prepared import PreparedStatement
from storage.tables import grids, leaves, people

_DEPUTY = people.alias("deputy")
_TOLD = (
    select(
        leaves.c.id,
        leaves.c.person_id,
        leaves.c.starts_on,
        leaves.c.ends_on,
        leaves.c.deputy_id,
        leaves.c.ended_at,
        people.c.name,
        people.c.grid_code,
        grids.c.name.label("grid_name"),
        _DEPUTY.c.name.label("deputy_name"),
    )
    .join(people, people.c.id == leaves.c.person_id)
    .outerjoin(_DEPUTY, _DEPUTY.c.id == leaves.c.deputy_id)
    .outerjoin(grids, grids.c.code == people.c.grid_code)
    .order_by(leaves.c.starts_on, leaves.c.id)
)
_DAY: ColumnElement[date] = bindparam("day")
_THERE = people.c.left_on.is_(None)
_LATER = (leaves.c.ends_on >= _DAY) & leaves.c.ended_at.is_(None)
_FIND = PreparedStatement(_TOLD.where(_THERE, leaves.c.id == bindparam("leave_id")))
_OF_PEOPLE = PreparedStatement(
    _TOLD.where(_THERE, _LATER, leaves.c.person_id.in_(bindparam("people", expanding=True)))
)
_RUNNING = PreparedStatement(_TOLD.where(_THERE, on_leave(_DAY)))
_STOOD_IN_FOR = PreparedStatement(_TOLD.where(_THERE, _LATER, leaves.c.deputy_id == bindparam("deputy")))
_AWAY = PreparedStatement(
    select(leaves.c.person_id, leaves.c.deputy_id).where(on_leave(_DAY)).order_by(leaves.c.id)
)
"""Asked for every nudge, so it is built once (docs/decisions/0002)."""


@dataclass(frozen=True, slots=True)
class TakenLeave:
    """A leave as it stands, with the names that it is told with."""

    id: int
    leave: Leave
    ended: bool
    name: str
    grid_code: str
    grid_name: str
    deputy_name: str | None


class Leaves:
    """Who is away when, and who stands in."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def add(self, leave: Leave, now: datetime) -> int:
        """Store `leave`, taken at `now`, and return its id."""
        values = {
            "person_id": leave.person_id,
            "deputy_id": leave.deputy_id,
            "starts_on": leave.starts_on,
            "ends_on": leave.ends_on,
            "taken_at": now,
        }
        (leave_id,) = self._connection.execute(insert(leaves).values(values)).inserted_primary_key or (0,)
        return int(leave_id)

    def end(self, leave_id: int, now: datetime) -> None:
        """Note that the person is back, or never went (销假)."""
        self._connection.execute(
            update(leaves).where(leaves.c.id == leave_id, leaves.c.ended_at.is_(None)).values(ended_at=now)
        )

    def find(self, leave_id: int) -> TakenLeave | None:
        """Return the leave, ended or not, or None."""
        return next(iter(self._told(_FIND, leave_id=leave_id)), None)

    def of_people(self, person_ids: Iterable[int], day: date) -> list[TakenLeave]:
        """Return what leave these people have on `day` or later, the soonest first."""
        return self._told(_OF_PEOPLE, people=list(person_ids), day=day)

    def running(self, day: date) -> list[TakenLeave]:
        """Return every leave that covers `day`."""
        return self._told(_RUNNING, day=day)

    def away(self, day: date) -> dict[int, int | None]:
        """Return who is away on `day`, each with the deputy or None."""
        return dict(_AWAY.rows(self._connection, {"day": day}))

    def stood_in_for(self, person_id: int, day: date) -> list[TakenLeave]:
        """Return the leaves, of `day` or later, in which this person is the deputy."""
        return self._told(_STOOD_IN_FOR, deputy=person_id, day=day)

    def _told(self, query: PreparedStatement, **values: object) -> list[TakenLeave]:
        return [
            TakenLeave(
                row.id,
                Leave(row.person_id, row.starts_on, row.ends_on, row.deputy_id),
                row.ended_at is not None,
                row.name,
                row.grid_code,
                row.grid_name or "",
                row.deputy_name,
            )
            for row in query.rows(self._connection, values)
        ]
