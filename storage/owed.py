"""Which items a figure is of, and which of them count as owed and as reported: one answer for every figure.

An item belongs to the unit and the branch that its grid hung in when it was owed, so a grid that moves later
changes no figure of the past.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, FromClause, not_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from domain.reporting.reviews import ReviewState
from storage.tables import Moment, duty_items, reviews, submissions


@dataclass(frozen=True, slots=True)
class Owed:
    """What grids owe: of a duty in some periods, in a unit or in one of its branches, as it stands on `today`."""

    duty_id: str
    period_ids: Sequence[str]
    unit_code: str
    today: date
    branch_code: str | None = None


class _EndOfDay(FunctionElement[datetime]):
    """The moment at which a day ends in Shanghai: 16:00 UTC, since China keeps one time all the year round."""

    type = Moment()
    inherit_cache = True


@compiles(_EndOfDay, "sqlite")
def _in_sqlite(element: _EndOfDay, compiler: SQLCompiler, **words: Any) -> str:
    return f"({compiler.process(element.clauses, **words)} || ' 16:00:00')"


@compiles(_EndOfDay, "postgresql")
def _in_postgresql(element: _EndOfDay, compiler: SQLCompiler, **words: Any) -> str:
    return f"({compiler.process(element.clauses, **words)} + TIME '16:00')"


IS_OWED = duty_items.c.exempt_reason.is_(None)
IS_ON_TIME = duty_items.c.submitted_at < _EndOfDay(duty_items.c.due_on)
_REVIEWED_AFTER_CLOSE = (
    select(reviews.c.id)
    .where(
        reviews.c.submission_id == submissions.c.id,
        reviews.c.reviewed_at >= _EndOfDay(duty_items.c.closes_on),
    )
    .correlate(submissions, duty_items)
    .exists()
)
WAS_RETURNED = (submissions.c.review_state == ReviewState.RETURNED.value) & not_(_REVIEWED_AFTER_CLOSE)
"""Whether a report came back by the closing day and has not been corrected; NULL without one.

What is returned is not reviewed again before it is corrected: so its last review is the one that returned it.
"""
WITH_REPORT = duty_items.outerjoin(submissions, (submissions.c.item_id == duty_items.c.id) & IS_OWED)
"""The items, each with what was filed where it is owed."""


def is_uncorrected(today: "date | ColumnElement[date]") -> ColumnElement[bool]:
    """Tell whether a report counts as not filed (退回未改); NULL where there is none and the period has closed."""
    return (duty_items.c.closes_on < today) & WAS_RETURNED


def with_counted_report(today: date) -> FromClause:
    """Return the items, each with its report where that counts."""
    filed = submissions.c.item_id == duty_items.c.id
    return duty_items.outerjoin(submissions, filed & IS_OWED & not_(is_uncorrected(today)))


def items_of(owed: Owed) -> list[ColumnElement[bool]]:
    """Return what picks the items, those among them that nobody asks for any more."""
    found = [
        duty_items.c.duty_id == owed.duty_id,
        duty_items.c.period_id.in_(owed.period_ids),
        duty_items.c.unit_code == owed.unit_code,
    ]
    return found if owed.branch_code is None else [*found, duty_items.c.branch_code == owed.branch_code]
