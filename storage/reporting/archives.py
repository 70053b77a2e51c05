"""What a file (廉情档案) is made of beside duties: reports with their corrections and reviews, and what was read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, not_, select, union

from domain.people.people import Role
from storage.owed import IS_OWED, Owed, is_uncorrected, items_of
from storage.reporting.tables import revisions
from storage.statements.rows import rows_as
from storage.tables import appointments, duty_items, grids, people, submissions


@dataclass(frozen=True, slots=True)
class ArchivedAnswers:
    """A report as it stands: of which duty, period and grid, under which version of its form."""

    submission_id: int
    form_id: str
    form_version: int
    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FiledPaper:
    """The report of a grid that is printed on paper."""

    submission_id: int
    grid_code: str
    grid_name: str
    answers: Mapping[str, Any]


ReportKey = tuple[str, str, str]
"""A duty, a period, a grid."""


class ArchivedPost(NamedTuple):
    """What the roster says of somebody's post today; `left_on` None while they are here."""

    post: str
    rank: str
    grid_name: str
    in_post_since: date | None
    left_on: date | None


class NamedInspector(NamedTuple):
    """Somebody who inspects, or did."""

    person_id: int
    name: str


class Archives:
    """Reads what was filed about grids, gone ones too."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def reports(
        self, first: date, last: date, grid_codes: Collection[str]
    ) -> dict[ReportKey, ArchivedAnswers]:
        """Return the reports of these grids that were due from `first` to `last`, both included."""
        rows = self._connection.execute(
            select(
                duty_items.c.duty_id,
                duty_items.c.period_id,
                duty_items.c.grid_code,
                submissions.c.id,
                submissions.c.form_id,
                submissions.c.form_version,
                submissions.c.answers,
            )
            .join(submissions, submissions.c.item_id == duty_items.c.id)
            .where(
                duty_items.c.due_on >= first,
                duty_items.c.due_on <= last,
                duty_items.c.grid_code.in_(list(grid_codes)),
            )
        )
        return {
            (row.duty_id, row.period_id, row.grid_code): ArchivedAnswers(
                row.id, row.form_id, row.form_version, row.answers
            )
            for row in rows
        }

    def papers(self, owed: Owed) -> list[FiledPaper]:
        """Return what was filed and counts, by branch and grid."""
        rows = self._connection.execute(
            select(
                submissions.c.id.label("submission_id"),
                duty_items.c.grid_code,
                grids.c.name.label("grid_name"),
                submissions.c.answers,
            )
            .join(duty_items, duty_items.c.id == submissions.c.item_id)
            .join(grids, grids.c.code == duty_items.c.grid_code)
            .where(*items_of(owed), IS_OWED, not_(is_uncorrected(owed.today)))
            .order_by(duty_items.c.branch_code, duty_items.c.grid_code)
        )
        return rows_as(FiledPaper, rows)

    def grids_of(self, person_id: int) -> set[str]:
        """Return the grid to which the person belongs, and those at which they hold or held any role."""
        held = select(appointments.c.grid_code).where(appointments.c.person_id == person_id)
        own = select(people.c.grid_code).where(people.c.id == person_id)
        return set(self._connection.execute(union(held, own)).scalars())

    def post_of(self, person_id: int) -> ArchivedPost:
        """Return the post of a person of the roster, gone ones too; raises sqlalchemy's NoResultFound for nobody."""
        asked = (
            select(people.c.post, people.c.rank, grids.c.name, people.c.in_post_since, people.c.left_on)
            .join(grids, grids.c.code == people.c.grid_code)
            .where(people.c.id == person_id)
        )
        return ArchivedPost(*self._connection.execute(asked).one())

    def inspectors_of(self, grid_code: str) -> list[NamedInspector]:
        """Return (id, name) of everybody who inspects or inspected the grid, the latest first."""
        rows = self._connection.execute(
            select(people.c.id, people.c.name)
            .join(appointments, appointments.c.person_id == people.c.id)
            .where(appointments.c.grid_code == grid_code, appointments.c.role == Role.INSPECTOR.value)
            .group_by(people.c.id, people.c.name)
            .order_by(func.max(appointments.c.starts_on).desc(), people.c.id)
        )
        return [NamedInspector(row.id, row.name) for row in rows]

    def corrections(self, submission_ids: Collection[int]) -> list[tuple[int, datetime, str]]:
        """Return (submission, when, why) of every correction of these reports, oldest first."""
        rows = self._connection.execute(
            select(revisions.c.submission_id, revisions.c.revised_at, revisions.c.reason)
            .where(revisions.c.submission_id.in_(list(submission_ids)))
            .order_by(revisions.c.revised_at, revisions.c.id)
        )
        return [(row.submission_id, row.revised_at, row.reason) for row in rows]
