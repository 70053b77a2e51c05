"""Reports filed, and every correction with its old answers, new answers and reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, not_, select, update

from domain.reporting.reviews import ReviewState
from domain.time.clock import day_in_shanghai
from storage.owed import is_uncorrected
from storage.reporting.tables import revisions
from storage.statements.chunks import in_chunks
from storage.statements.prepared import PreparedStatement
from storage.statements.rows import rows_as
from storage.tables import duty_items, submissions


@dataclass(frozen=True, slots=True)
class Submission:
    """A report as filed, corrections included."""

    id: int
    item_id: int
    form_id: str
    form_version: int
    answers: Mapping[str, Any]
    zero: bool
    submitted_at: datetime
    person_id: int
    review_state: ReviewState = ReviewState.RECEIVED


@dataclass(frozen=True, slots=True)
class Revision:
    """A correction: who, when, why, from what to what."""

    number: int
    person_id: int
    revised_at: datetime
    reason: str
    old: Mapping[str, Any]
    new: Mapping[str, Any]


_COLUMNS = (
    submissions.c.id,
    submissions.c.item_id,
    submissions.c.form_id,
    submissions.c.form_version,
    submissions.c.answers,
    submissions.c.zero,
    submissions.c.submitted_at,
    submissions.c.person_id,
    submissions.c.review_state,
)
# What every report asks for is built once (docs/decisions/0002).
_FIND_FOR = PreparedStatement(select(*_COLUMNS).where(submissions.c.item_id == bindparam("item_id")))
_OF_ITEMS = PreparedStatement(
    select(*_COLUMNS).where(submissions.c.item_id.in_(bindparam("ids", expanding=True)))
)
_ANSWERS_OF = PreparedStatement(
    select(submissions.c.answers)
    .join(duty_items, duty_items.c.id == submissions.c.item_id)
    .where(
        duty_items.c.duty_id == bindparam("duty_id"),
        duty_items.c.period_id.in_(bindparam("period_ids", expanding=True)),
        duty_items.c.grid_code == bindparam("grid_code"),
    )
)
_ADD = PreparedStatement(insert(submissions))


class Submissions:
    """One submission for an item; the unique key is the last guard against a second tap."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def find_for(self, item_id: int) -> Submission | None:
        """Return what was filed for the item, or None."""
        row = _FIND_FOR.one_or_none(self._connection, {"item_id": item_id})
        return None if row is None else _submission(row)

    def of_items(self, item_ids: Iterable[int]) -> dict[int, Submission]:
        """Return what was filed for these items, by item."""
        return {
            row.item_id: _submission(row)
            for some in in_chunks(item_ids)
            for row in _OF_ITEMS.rows(self._connection, {"ids": some})
        }

    def answers_of(self, duty_id: str, period_ids: Iterable[str], grid_code: str) -> list[Mapping[str, Any]]:
        """Return the answers that the grid filed for the duty in these periods."""
        values = {"duty_id": duty_id, "period_ids": list(period_ids), "grid_code": grid_code}
        return _ANSWERS_OF.scalars(self._connection, values)

    def answers_in_year(
        self, form_id: str, year: str, grid_code: str, today: date
    ) -> list[tuple[str, Mapping[str, Any]]]:
        """Return (period, answers) of what the grid filed with the form for periods of `year`, e.g. "2026".

        What counts as not filed on `today` (退回未改) is left out.
        """
        rows = self._connection.execute(
            select(duty_items.c.period_id, submissions.c.answers)
            .join(duty_items, duty_items.c.id == submissions.c.item_id)
            .where(
                duty_items.c.grid_code == grid_code,
                submissions.c.form_id == form_id,
                duty_items.c.period_id.startswith(year, autoescape=True),
                not_(is_uncorrected(today)),
            )
        )
        return [(row.period_id, row.answers) for row in rows]

    def count_with(self, form_id: str, version: int) -> int:
        """Return how many reports were filed with this version of a form."""
        query = select(func.count()).select_from(submissions)
        where = (submissions.c.form_id == form_id) & (submissions.c.form_version == version)
        return self._connection.execute(query.where(where)).scalar_one()

    def add(self, submission: Submission) -> None:
        """File a report; its `id` is ignored. Raises IntegrityError where one was filed already."""
        _ADD.write(
            self._connection,
            {
                "item_id": submission.item_id,
                "person_id": submission.person_id,
                "form_id": submission.form_id,
                "form_version": submission.form_version,
                "answers": dict(submission.answers),
                "zero": submission.zero,
                "submitted_at": submission.submitted_at,
            },
        )

    def revise(self, submission: Submission, revision: Revision) -> None:
        """Put the new answers in place of the old and keep both; the revision's own `number` is ignored.

        `submission` names the form and version that the new answers are given to. Whatever a review came to, the
        report waits to be reviewed again. What counted as not filed (退回未改) counts as filed now, late.
        """
        was_missing = select(submissions.c.id).where(
            submissions.c.item_id == duty_items.c.id, is_uncorrected(day_in_shanghai(revision.revised_at))
        )
        self._connection.execute(
            update(duty_items)
            .where(duty_items.c.id == submission.item_id, was_missing.correlate(duty_items).exists())
            .values(submitted_at=revision.revised_at)
        )
        number = self._connection.execute(
            select(func.count()).select_from(revisions).where(revisions.c.submission_id == submission.id)
        ).scalar_one()
        self._connection.execute(
            insert(revisions).values(
                submission_id=submission.id,
                number=number + 1,
                person_id=revision.person_id,
                revised_at=revision.revised_at,
                reason=revision.reason,
                old=dict(revision.old),
                new=dict(revision.new),
            )
        )
        self._connection.execute(
            update(submissions)
            .where(submissions.c.id == submission.id)
            .values(
                form_id=submission.form_id,
                form_version=submission.form_version,
                answers=dict(revision.new),
                zero=False,
                review_state=ReviewState.EDITED.value,
            )
        )

    def revisions_of(self, submission_id: int) -> list[Revision]:
        """Return the corrections of a report, oldest first."""
        rows = self._connection.execute(
            select(
                revisions.c.number,
                revisions.c.person_id,
                revisions.c.revised_at,
                revisions.c.reason,
                revisions.c.old,
                revisions.c.new,
            )
            .where(revisions.c.submission_id == submission_id)
            .order_by(revisions.c.number)
        )
        return rows_as(Revision, rows)


def _submission(row: Iterable[Any]) -> Submission:
    facts = list(row)
    facts[-1] = ReviewState(facts[-1])
    return Submission(*facts)
