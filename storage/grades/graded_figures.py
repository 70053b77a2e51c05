"""What grades are counted from beside duties: reports with their answers, how often each came back, who signed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, case, func, not_, select, true

from domain.reporting.reviews import Verdict
from storage.owed import IS_OWED, is_uncorrected
from storage.statements.rows import rows_as
from storage.tables import duty_items, reviews, submissions


@dataclass(frozen=True, slots=True)
class GradedReport:
    """A report that was due: `counts` tells whether its answers count, `returned` how often it was returned."""

    duty_id: str
    period_id: str
    grid_code: str
    form_id: str
    answers: Mapping[str, Any]
    counts: bool
    returned: int


class GradedFigures:
    """Reads a unit's reports."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def reports(self, unit_code: str, first: date, last: date, today: date) -> list[GradedReport]:
        """Return what was filed of all that the unit owed and that was due from `first` to `last`, both included."""
        returned = (
            select(func.count())
            .where(reviews.c.submission_id == submissions.c.id, reviews.c.verdict == Verdict.RETURNED.value)
            .correlate(submissions)
            .scalar_subquery()
        )
        counts = case((and_(IS_OWED, func.coalesce(not_(is_uncorrected(today)), true())), true()))
        rows = self._connection.execute(
            select(
                duty_items.c.duty_id,
                duty_items.c.period_id,
                duty_items.c.grid_code,
                submissions.c.form_id,
                submissions.c.answers,
                func.coalesce(counts, False).label("counts"),
                returned.label("returned"),
            )
            .join(submissions, submissions.c.item_id == duty_items.c.id)
            .where(
                duty_items.c.unit_code == unit_code,
                duty_items.c.due_on >= first,
                duty_items.c.due_on <= last,
            )
            .order_by(duty_items.c.id)
        )
        return rows_as(GradedReport, rows)
