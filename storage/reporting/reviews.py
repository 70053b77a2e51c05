"""Reviews of reports (审核): what waits, what was said, how far each branch has got (domain/reporting/reviews.py)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    case,
    func,
    insert,
    not_,
    or_,
    select,
    update,
)

from domain.reporting.reviews import WAITING, BranchReviews, ReviewState, Verdict
from storage.owed import is_uncorrected
from storage.reporting.reviewed import FiledReport, Review, WaitingReports
from storage.reporting.tables import revisions
from storage.statements.prepared import PreparedStatement
from storage.statements.rows import rows_as
from storage.tables import duty_items, grids, people, submissions
from storage.tables import reviews as table

_REVISIONS = (
    select(func.count())
    .select_from(revisions)
    .where(revisions.c.submission_id == submissions.c.id)
    .scalar_subquery()
)
_REPORTS = (
    select(
        submissions.c.id,
        submissions.c.item_id,
        duty_items.c.duty_id,
        duty_items.c.period_id,
        duty_items.c.grid_code,
        duty_items.c.branch_code,
        duty_items.c.unit_code,
        submissions.c.person_id,
        submissions.c.review_state,
        duty_items.c.due_on,
        duty_items.c.closes_on,
        duty_items.c.submitted_at,
        grids.c.name,
        people.c.name.label("person_name"),
        submissions.c.zero,
        _REVISIONS,
    )
    .join(duty_items, duty_items.c.id == submissions.c.item_id)
    .join(grids, grids.c.code == duty_items.c.grid_code)
    .join(people, people.c.id == submissions.c.person_id)
    .order_by(duty_items.c.due_on, duty_items.c.duty_id, duty_items.c.grid_code)
)
_REVIEWS = select(
    table.c.submission_id,
    table.c.level,
    table.c.verdict,
    table.c.opinion,
    table.c.person_id,
    table.c.reviewed_at,
    table.c.id,
    people.c.name,
).join(people, people.c.id == table.c.person_id)
_IS_WAITING = submissions.c.review_state.in_([state.value for state in WAITING])
_IS_RETURNED = submissions.c.review_state == ReviewState.RETURNED.value
_BELOW_BRANCH = duty_items.c.grid_code != duty_items.c.branch_code
_TODAY: ColumnElement[date] = bindparam("today")
_MOMENT: ColumnElement[datetime] = bindparam("moment")
_SUBMISSION: ColumnElement[int] = bindparam("submission")
_RETURNED_TO = PreparedStatement(
    _REPORTS.where(duty_items.c.grid_code.in_(bindparam("codes", expanding=True)), _IS_RETURNED)
)
_FIND = PreparedStatement(_REPORTS.where(submissions.c.id == _SUBMISSION))
_WAITING_BELOW = PreparedStatement(
    _REPORTS.where(
        duty_items.c.branch_code.in_(bindparam("branches", expanding=True)), _BELOW_BRANCH, _IS_WAITING
    )
)
_UNIT: ColumnElement[str] = bindparam("unit_code")
_WAITING_AT_UNIT = PreparedStatement(
    _REPORTS.where(
        duty_items.c.grid_code.in_(select(grids.c.code).where(grids.c.parent_code == _UNIT)),
        duty_items.c.grid_code == duty_items.c.branch_code,
        duty_items.c.unit_code == _UNIT,
        _IS_WAITING,
    )
)
_CAME_SINCE = PreparedStatement(
    _REPORTS.where(
        or_(
            submissions.c.submitted_at >= _MOMENT,
            submissions.c.id.in_(select(revisions.c.submission_id).where(revisions.c.revised_at >= _MOMENT)),
        ),
        _IS_WAITING,
    )
)
_OF_ITEM = submissions.c.item_id == bindparam("item")
_STATE_OF = PreparedStatement(select(submissions.c.review_state).where(_OF_ITEM))
_UNCORRECTED = PreparedStatement(
    select(submissions.c.id)
    .join(duty_items, duty_items.c.id == submissions.c.item_id)
    .where(_OF_ITEM, is_uncorrected(_TODAY))
)
_OF_SUBMISSION = PreparedStatement(_REVIEWS.where(table.c.submission_id == _SUBMISSION).order_by(table.c.id))
_LAST_OF = PreparedStatement(
    _REVIEWS.where(
        table.c.id.in_(
            select(func.max(table.c.id))
            .where(table.c.submission_id.in_(bindparam("submissions", expanding=True)))
            .group_by(table.c.submission_id)
        )
    )
)
_WAITING_BY_FORM = PreparedStatement(
    select(duty_items.c.duty_id, duty_items.c.period_id, func.count().label("count"))
    .join(submissions, submissions.c.item_id == duty_items.c.id)
    .where(
        duty_items.c.branch_code.in_(bindparam("branches", expanding=True)),
        _BELOW_BRANCH,
        duty_items.c.grid_code.not_in(bindparam("own", expanding=True)),
        submissions.c.person_id != bindparam("person_id"),
        _IS_WAITING,
    )
    .group_by(duty_items.c.duty_id, duty_items.c.period_id)
    .order_by(func.min(duty_items.c.due_on), duty_items.c.duty_id, duty_items.c.period_id)
)


class Reviews:
    """Reports on their way through their reviews."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def find(self, submission_id: int) -> FiledReport | None:
        """Return the report, or None."""
        found = self._reports(_FIND, {"submission": submission_id})
        return found[0] if found else None

    def waiting_below(self, branch_codes: Collection[str]) -> list[FiledReport]:
        """Return what waits of the departments of these branches, soonest due first."""
        return self._reports(_WAITING_BELOW, {"branches": list(branch_codes)}) if branch_codes else []

    def count_waiting_below(
        self, branch_codes: Collection[str], duty_ids: Collection[str], person_id: int, own: Collection[str]
    ) -> list[WaitingReports]:
        """Return how much of these duties waits of the departments of these branches, by period, soonest due first.

        What the person filed, and what was filed for the grids `own`, is for somebody else to review.
        """
        if not branch_codes:
            return []
        values = {
            "branches": list(branch_codes),
            "own": list(own),
            "person_id": person_id,
        }
        # Which duties is asked of the few that are found: of one duty SQLite would read all that it ever asked for.
        found = _WAITING_BY_FORM.rows_as(WaitingReports, self._connection, values)
        return [reports for reports in found if reports.duty_id in duty_ids]

    def waiting_at_unit(self, unit_code: str) -> list[FiledReport]:
        """Return what waits of the grids right below the unit: the branches' own reports."""
        return self._reports(_WAITING_AT_UNIT, {"unit_code": unit_code})

    def of_branch(
        self, duty_id: str, period_id: str, unit_code: str, branch_code: str | None
    ) -> list[FiledReport]:
        """Return what the branch's departments filed for the period, by grid code; None: what the branches did."""
        if branch_code is None:
            these = (duty_items.c.grid_code == duty_items.c.branch_code) & (
                duty_items.c.grid_code != unit_code
            )
        else:
            these = (duty_items.c.branch_code == branch_code) & _BELOW_BRANCH
        query = _REPORTS.where(*_of_period(duty_id, period_id, unit_code), these)
        return [_report(row) for row in self._connection.execute(query)]

    def returned_to(self, grid_codes: Collection[str]) -> list[FiledReport]:
        """Return what these grids filed and got back, soonest due first."""
        return self._reports(_RETURNED_TO, {"codes": list(grid_codes)}) if grid_codes else []

    def state_of(self, item_id: int) -> ReviewState | None:
        """Return where the report of the item stands, or None where none was filed."""
        state = _STATE_OF.scalar(self._connection, {"item": item_id})
        return None if state is None else ReviewState(state)

    def add(self, review: Review, was: ReviewState) -> bool:
        """Store a verdict on a report that stood at `was`; False, and nothing is stored, where it no longer does."""
        moved = self._connection.execute(
            update(submissions)
            .where(submissions.c.id == review.submission_id, submissions.c.review_state == was.value)
            .values(review_state=ReviewState(review.verdict).value)
        )
        if moved.rowcount != 1:
            return False
        self._connection.execute(
            insert(table).values(
                submission_id=review.submission_id,
                level=review.level,
                verdict=review.verdict.value,
                opinion=review.opinion,
                person_id=review.person_id,
                reviewed_at=review.reviewed_at,
            )
        )
        return True

    def of_submission(self, submission_id: int) -> list[Review]:
        """Return every verdict on a report, oldest first."""
        return self._reviews(_OF_SUBMISSION, {"submission": submission_id})

    def last_of(self, submission_ids: Collection[int]) -> dict[int, Review]:
        """Return the last verdict on each of these reports, by report; those never reviewed are left out."""
        found = self._reviews(_LAST_OF, {"submissions": list(submission_ids)})
        return {review.submission_id: review for review in found}

    def is_uncorrected(self, item_id: int, today: date) -> bool:
        """Tell whether what was filed for the item counts as not filed on `today` (退回未改)."""
        return _UNCORRECTED.scalar(self._connection, {"item": item_id, "today": today}) is not None

    def branches(self, duty_id: str, period_id: str, unit_code: str, today: date) -> list[BranchReviews]:
        """Return how far each branch has got with its departments' reports, by its code; exempt ones left out."""
        code = duty_items.c.branch_code
        rows = self._connection.execute(
            select(
                code,
                func.max(grids.c.name).label("name"),
                func.count().label("due"),
                _count(submissions.c.id.is_not(None) & not_(is_uncorrected(today))).label("filed"),
                _count(_IS_WAITING).label("waiting"),
                _count(_IS_RETURNED).label("returned"),
                _count(submissions.c.review_state == ReviewState.ACCEPTED.value).label("accepted"),
                func.max(duty_items.c.closes_on).label("closes_on"),
            )
            .select_from(duty_items)
            .join(grids, grids.c.code == code)
            .outerjoin(submissions, submissions.c.item_id == duty_items.c.id)
            .where(*_of_period(duty_id, period_id, unit_code), _BELOW_BRANCH, code != unit_code)
            .where(duty_items.c.exempt_reason.is_(None))
            .group_by(code)
            .order_by(code)
        )
        return rows_as(BranchReviews, rows)

    def came_since(self, moment: datetime) -> list[FiledReport]:
        """Return what waits and was filed, or corrected, at `moment` (aware) or later, of departments and branches."""
        return self._reports(_CAME_SINCE, {"moment": moment})

    def _reports(self, query: PreparedStatement, values: Mapping[str, object]) -> list[FiledReport]:
        return [_report(row) for row in query.rows(self._connection, values)]

    def _reviews(self, query: PreparedStatement, values: Mapping[str, object]) -> list[Review]:
        return [_review(row) for row in query.rows(self._connection, values)]


def _of_period(duty_id: str, period_id: str, unit_code: str) -> Iterable[ColumnElement[bool]]:
    return (
        duty_items.c.duty_id == duty_id,
        duty_items.c.period_id == period_id,
        duty_items.c.unit_code == unit_code,
    )


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _report(row: Iterable[Any]) -> FiledReport:
    facts = list(row)
    facts[8] = ReviewState(facts[8])
    return FiledReport(*facts)


def _review(row: Iterable[Any]) -> Review:
    facts = list(row)
    facts[2] = Verdict(facts[2])
    return Review(*facts)
