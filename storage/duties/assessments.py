"""What an assessment is made of, over any days: items with who filed them, and who answered for the grids then."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import Connection, false, func, or_, select

from domain.duties.assessment import AssessedItem, Tenure
from domain.people.grids import Grid, GridKind, GridTree, tags_of
from domain.people.leaves import Leave
from domain.people.people import Role
from domain.time.clock import day_in_shanghai
from storage.owed import WAS_RETURNED
from storage.statements.rows import rows_as
from storage.tables import appointments, duty_items, grids, leaves, people, submissions

_DAY = timedelta(days=1)
_ITEMS = select(
    duty_items.c.duty_id,
    duty_items.c.period_id,
    duty_items.c.grid_code,
    duty_items.c.due_on,
    duty_items.c.closes_on,
    duty_items.c.submitted_at,
    submissions.c.person_id.label("filed_by"),
    duty_items.c.exempt_reason.is_not(None).label("exempt"),
    duty_items.c.branch_code,
    duty_items.c.unit_code,
    func.coalesce(WAS_RETURNED, false()).label("returned"),
    duty_items.c.exempt_reason,
).outerjoin(submissions, submissions.c.item_id == duty_items.c.id)


class Assessments:
    """History, as of any day: grids that are gone and people who left are in it."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def first_due_on(self) -> date | None:
        """Return the first day on which anything was due; None where nothing ever was."""
        return self._connection.execute(select(func.min(duty_items.c.due_on))).scalar()

    def items(self, first: date, last: date, grid_code: str | None = None) -> list[AssessedItem]:
        """Return everything that was due from `first` to `last`, both included, the exempt among it; of one grid alone.

        In a large hospital that is a few rows of a few hundred thousand.
        """
        found = _ITEMS.where(duty_items.c.due_on >= first, duty_items.c.due_on <= last)
        if grid_code is not None:
            found = found.where(duty_items.c.grid_code == grid_code)
        return rows_as(
            AssessedItem, self._connection.execute(found.order_by(duty_items.c.due_on, duty_items.c.id))
        )

    def tenures(self, first: date, last: date) -> list[Tenure]:
        """Return every appointment in force on some day from `first` to `last`."""
        rows = self._connection.execute(
            select(
                appointments.c.person_id,
                appointments.c.grid_code,
                appointments.c.role,
                appointments.c.starts_on,
                appointments.c.ends_on,
            ).where(
                appointments.c.starts_on <= last,
                or_(appointments.c.ends_on.is_(None), appointments.c.ends_on >= first),
            )
        )
        return [
            Tenure(row.person_id, row.grid_code, Role(row.role), row.starts_on, row.ends_on) for row in rows
        ]

    def leaves(self, first: date, last: date) -> list[Leave]:
        """Return every leave as it was, on some day from `first` to `last`: one ended early ends the day before."""
        rows = self._connection.execute(
            select(
                leaves.c.person_id,
                leaves.c.starts_on,
                leaves.c.ends_on,
                leaves.c.deputy_id,
                leaves.c.ended_at,
            )
            .where(leaves.c.starts_on <= last, leaves.c.ends_on >= first)
            .order_by(leaves.c.id)
        )
        found = []
        for row in rows:
            ends_on = row.ends_on
            if row.ended_at is not None:
                ends_on = min(ends_on, day_in_shanghai(row.ended_at) - _DAY)
            if row.starts_on <= ends_on:
                found.append(Leave(row.person_id, row.starts_on, ends_on, row.deputy_id))
        return found

    def units_of(self, grid_codes: Iterable[str]) -> set[str]:
        """Return the units, by code, in which any of these grids ever owed something."""
        query = select(duty_items.c.unit_code).where(duty_items.c.grid_code.in_(list(grid_codes)))
        return set(self._connection.execute(query.distinct()).scalars())

    def tree(self) -> GridTree:
        """Return all grids there ever were, as they stand or last stood."""
        rows = self._connection.execute(select(grids).order_by(grids.c.level, grids.c.code))
        return GridTree(
            Grid(
                row.code,
                row.name,
                row.level,
                row.parent_code,
                GridKind(row.kind) if row.kind else None,
                tags_of(row.tags),
            )
            for row in rows
        )

    def people(self, person_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
        """Return (name, staff number) of these people, those who left too."""
        wanted = set(person_ids)
        rows = self._connection.execute(select(people.c.id, people.c.name, people.c.staff_number))
        return {row.id: (row.name, row.staff_number) for row in rows if row.id in wanted}
