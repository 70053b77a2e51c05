"""Reports put into the tables as if they had been filed, for what is compiled from them."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from domain.time.periods import period_span
from storage.reporting.submissions import Submission
from storage.unit_of_work import UnitOfWork
from tests.desks import FORMS


def owe(uow: UnitOfWork, duty_id: str, period_id: str, grid_code: str, due_on: date | None = None) -> int:
    """Let a grid owe a duty's period, due on its last day; return the item's id."""
    first, last = period_span(period_id)
    due = due_on or last
    unit_code, branch_code = uow.rosters.tree().place_of(grid_code)
    uow.duty_items.open(
        [
            {
                "duty_id": duty_id,
                "period_id": period_id,
                "grid_code": grid_code,
                "unit_code": unit_code,
                "branch_code": branch_code,
                "opens_on": first,
                "due_on": due,
                "closes_on": due + timedelta(days=5),
            }
        ]
    )
    (item,) = uow.duty_items.of_period(duty_id, period_id, [grid_code])
    return item.id


def file(
    uow: UnitOfWork,
    owed: tuple[str, str, str],
    report: tuple[str, Mapping[str, Any]],
    at: datetime,
) -> int:
    """File `report` = (form, answers) for `owed` = (duty, period, grid) at a moment, by the grid's inspector."""
    form_id, answers = report
    item_id = owe(uow, *owed)
    (person_id, *_others) = uow.people.inspectors(at.date(), [owed[2]]).get(owed[2], (1,))
    uow.submissions.add(
        Submission(
            id=0,
            item_id=item_id,
            form_id=form_id,
            form_version=FORMS[form_id].version,
            answers=answers,
            zero=False,
            submitted_at=at,
            person_id=person_id,
        )
    )
    uow.duty_items.mark_filed(item_id, at)
    found = uow.submissions.find_for(item_id)
    assert found is not None
    return found.id
