"""Open what falls due: an item for every duty, period and grid (DOMAIN.md section 2). Repeating it changes nothing."""

from collections.abc import Mapping
from datetime import date

from domain.duties import Duty, Occurrence, occurrences
from domain.grids import Grid
from domain.working_days import WorkingDays
from storage.unit_of_work import UnitOfWork


def open_periods(uow: UnitOfWork, duties: Mapping[str, Duty], working_days: WorkingDays, today: date) -> int:
    """Open the items of every period that is open on `today`; return how many are new.

    A period whose due day lies before the day on which this installation first knew the duty is not asked for:
    nobody starts with arrears. Whatever opened during a downtime and is still open is opened now.
    """
    grids = list(uow.rosters.tree())
    if not grids:
        return 0
    opened = 0
    for duty in duties.values():
        starts_on = uow.duty_items.starts_on(duty.id, today)
        for occurrence in occurrences(duty, today, today, working_days):
            if occurrence.due_on >= starts_on:
                opened += _open(uow, duty, occurrence, grids)
    return opened


def _open(uow: UnitOfWork, duty: Duty, occurrence: Occurrence, grids: list[Grid]) -> int:
    owing = uow.duty_items.grids_owing(duty.id, occurrence.period_id)
    rows = [
        {
            "duty_id": duty.id,
            "period_id": occurrence.period_id,
            "grid_code": grid.code,
            "opens_on": occurrence.opens_on,
            "due_on": occurrence.due_on,
            "closes_on": occurrence.closes_on,
        }
        for grid in grids
        if duty.concerns(grid) and grid.code not in owing
    ]
    uow.duty_items.open(rows)
    return len(rows)
