"""How far the tasks of a campaign are: what was reported, what is due, what is overdue; counted by the database."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, case, false, func, select, true

from domain.campaigns.campaigns import TaskState
from domain.reporting.reviews import ReviewState
from storage.tables import duty_items, grids, people, submissions


class CountedTask(NamedTuple):
    """How many grids stand so with a task (by its duty)."""

    duty_id: str
    state: TaskState
    grids: int


class CountedGrid(NamedTuple):
    """How many tasks of a grid stand so."""

    grid_code: str
    grid_name: str
    state: TaskState
    tasks: int


@dataclass(frozen=True, slots=True)
class GridTask:
    """A task of a grid: its item, how it stands, who reported it when."""

    item_id: int
    duty_id: str
    grid_code: str
    grid_name: str
    state: TaskState
    due_on: date
    submitted_at: datetime | None
    name: str | None
    answers: dict[str, Any] | None
    exempt_reason: str | None


_REPORTED = duty_items.outerjoin(submissions, submissions.c.item_id == duty_items.c.id).join(
    grids, grids.c.code == duty_items.c.grid_code
)
_IS_REPORTED = and_(
    duty_items.c.submitted_at.is_not(None),
    func.coalesce(submissions.c.review_state, "") != ReviewState.RETURNED.value,
)
"""Whether a report lies there that was not returned."""
_IS_UNDONE = func.coalesce(submissions.c.answers["done"].as_boolean(), true()) == false()


def _state(today: date) -> ColumnElement[str]:
    return case(
        (duty_items.c.exempt_reason.is_not(None), TaskState.EXEMPT.value),
        (and_(_IS_REPORTED, _IS_UNDONE), TaskState.UNDONE.value),
        (_IS_REPORTED, TaskState.DONE.value),
        (duty_items.c.due_on < today, TaskState.OVERDUE.value),
        else_=TaskState.DUE.value,
    )


class CampaignBoards:
    """Reads how the duties of a campaign stand, as of a day."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def by_task(self, duty_ids: Collection[str], today: date) -> list[CountedTask]:
        """Return how many grids stand how with each of these duties."""
        state = _state(today).label("state")
        query = select(duty_items.c.duty_id, state, func.count().label("count")).select_from(_REPORTED)
        query = query.where(duty_items.c.duty_id.in_(duty_ids)).group_by(duty_items.c.duty_id, state)
        return [
            CountedTask(row[0], TaskState(row[1]), int(row[2]))
            for row in self._connection.execute(query.order_by(duty_items.c.duty_id, state))
        ]

    def by_grid(self, duty_ids: Collection[str], today: date) -> list[CountedGrid]:
        """Return how many of these duties stand how at each grid, by its code."""
        state = _state(today).label("state")
        query = select(duty_items.c.grid_code, grids.c.name, state, func.count()).select_from(_REPORTED)
        query = query.where(duty_items.c.duty_id.in_(duty_ids))
        query = query.group_by(duty_items.c.grid_code, grids.c.name, state)
        return [
            CountedGrid(row[0], row[1], TaskState(row[2]), int(row[3]))
            for row in self._connection.execute(query.order_by(duty_items.c.grid_code, state))
        ]

    def of_grid(self, duty_ids: Collection[str], grid_code: str, today: date) -> list[GridTask]:
        """Return these duties of a grid, soonest due first."""
        return self._tasks(_tasks_of(duty_ids, today).where(duty_items.c.grid_code == grid_code))

    def of_duty(self, duty_id: str, today: date) -> list[GridTask]:
        """Return what all grids owe of a duty, by grid."""
        return self._tasks(_tasks_of([duty_id], today))

    def _tasks(self, query: Select[Any]) -> list[GridTask]:
        rows = self._connection.execute(query.order_by(duty_items.c.due_on, duty_items.c.grid_code))
        return [
            GridTask(
                row.item_id,
                row.duty_id,
                row.grid_code,
                row.grid_name,
                TaskState(row.state),
                row.due_on,
                row.submitted_at,
                row.name,
                row.answers,
                row.exempt_reason,
            )
            for row in rows
        ]


def _tasks_of(duty_ids: Collection[str], today: date) -> Select[Any]:
    return (
        select(
            duty_items.c.id.label("item_id"),
            duty_items.c.duty_id,
            duty_items.c.grid_code,
            grids.c.name.label("grid_name"),
            _state(today).label("state"),
            duty_items.c.due_on,
            duty_items.c.submitted_at,
            people.c.name,
            submissions.c.answers,
            duty_items.c.exempt_reason,
        )
        .select_from(_REPORTED.outerjoin(people, people.c.id == submissions.c.person_id))
        .where(duty_items.c.duty_id.in_(duty_ids))
    )
