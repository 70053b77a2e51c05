"""Filed reports as those read of them who receive them (domain/reporting/received.py)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, exists, or_, select

from storage.reporting.tables import revisions
from storage.statements.rows import rows_as
from storage.tables import duty_items, grids, submissions


@dataclass(frozen=True, slots=True)
class ReceivedReport:
    """A report that was filed; `filed_at` is when it first was, in UTC."""

    item_id: int
    duty_id: str
    period_id: str
    grid_code: str
    branch_code: str
    unit_code: str
    grid_name: str
    filed_at: datetime


_REPORTS = (
    select(
        duty_items.c.id.label("item_id"),
        duty_items.c.duty_id,
        duty_items.c.period_id,
        duty_items.c.grid_code,
        duty_items.c.branch_code,
        duty_items.c.unit_code,
        grids.c.name.label("grid_name"),
        submissions.c.submitted_at.label("filed_at"),
    )
    .join(submissions, submissions.c.item_id == duty_items.c.id)
    .join(grids, grids.c.code == duty_items.c.grid_code)
)


class ReceivedReports:
    """What was filed of duties that somebody receives."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def came(self, duty_ids: Collection[str], after: datetime, until: datetime) -> list[ReceivedReport]:
        """Return what was filed, or corrected, from one moment on and before another (aware), by due day."""
        of_report = revisions.c.submission_id == submissions.c.id
        corrected = exists().where(of_report, revisions.c.revised_at >= after, revisions.c.revised_at < until)
        filed = (submissions.c.submitted_at >= after) & (submissions.c.submitted_at < until)
        return rows_as(
            ReceivedReport,
            self._connection.execute(
                _REPORTS.where(duty_items.c.duty_id.in_(duty_ids), or_(filed, corrected)).order_by(
                    duty_items.c.due_on, duty_items.c.duty_id, duty_items.c.grid_code
                )
            ),
        )

    def latest(self, duty_ids: Collection[str], limit: int) -> list[ReceivedReport]:
        """Return the `limit` reports of these duties that were filed last, the latest first."""
        return rows_as(
            ReceivedReport,
            self._connection.execute(
                _REPORTS.where(duty_items.c.duty_id.in_(duty_ids))
                .order_by(submissions.c.submitted_at.desc(), duty_items.c.id)
                .limit(limit)
            ),
        )

    def found(self, item_ids: Collection[int]) -> list[ReceivedReport]:
        """Return those of these items that were filed, by due day."""
        return rows_as(
            ReceivedReport,
            self._connection.execute(
                _REPORTS.where(duty_items.c.id.in_(item_ids)).order_by(
                    duty_items.c.due_on, duty_items.c.duty_id, duty_items.c.grid_code
                )
            ),
        )
