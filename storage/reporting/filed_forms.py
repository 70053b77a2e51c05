"""What was filed with forms that are in use no longer: the newest of each grid, to be taken over elsewhere."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select

from storage.statements.prepared import PreparedStatement
from storage.tables import duty_items, submissions

_FILED = PreparedStatement(
    select(
        submissions.c.form_id,
        submissions.c.person_id,
        submissions.c.submitted_at,
        submissions.c.answers,
        duty_items.c.grid_code,
        duty_items.c.unit_code,
        duty_items.c.branch_code,
    )
    .join(duty_items, duty_items.c.id == submissions.c.item_id)
    .where(submissions.c.form_id.in_(bindparam("forms", expanding=True)), ~submissions.c.zero)
    .order_by(submissions.c.submitted_at, submissions.c.id)
)


@dataclass(frozen=True, slots=True)
class FiledForm:
    """A report as it was filed by `person_id` for a grid, which hung in that branch and unit when it owed it."""

    form_id: str
    person_id: int
    submitted_at: datetime
    answers: Mapping[str, Any]
    grid_code: str
    unit_code: str
    branch_code: str


class FiledForms:
    """Reports by their form."""

    def __init__(self, connection: Connection) -> None:
        """Work in the transaction of `connection`."""
        self._connection = connection

    def newest(self, form_ids: Collection[str]) -> list[FiledForm]:
        """Return the newest report of each grid with each of these forms, oldest first; empty ones are left out."""
        newest: dict[tuple[str, str], FiledForm] = {}
        for filed in _FILED.rows_as(FiledForm, self._connection, {"forms": sorted(form_ids)}):
            newest.pop((filed.grid_code, filed.form_id), None)
            newest[filed.grid_code, filed.form_id] = filed
        return list(newest.values())
