"""Open what falls due: an item for every duty, period and grid (docs/domain.md section 2). Twice is once."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from domain.duties.duties import Duty, Occurrence, occurrences
from domain.people.grids import GridTree
from domain.time.clock import day_in_shanghai
from domain.time.working_days import WorkingDays
from reminders.desk import Desk, Steps
from storage.unit_of_work import UnitOfWork

_DAY = timedelta(days=1)

PLANNED = "planned_until"
"""The setting that holds the last day for which periods were opened."""


def open_periods(uow: UnitOfWork, duties: Mapping[str, Duty], working_days: WorkingDays, today: date) -> int:
    """Open the items of every period that was open since the last time, `today` included; return how many are new.

    So what opened during a downtime is owed after it, and what closed meanwhile as well is there, as missed. A
    period whose due day lies before the day on which this installation first knew the duty is not asked for:
    nobody starts with arrears.
    """
    tree = uow.rosters.tree()
    if not any(True for _grid in tree):
        return 0
    planned = uow.settings.find(PLANNED)
    # From the day after: what closed on the last day is not asked of a grid that has come since.
    first = today if planned is None else min(date.fromisoformat(planned) + _DAY, today)
    opened = 0
    for duty in duties.values():
        starts_on = uow.duty_items.starts_on(duty.id, today)
        found = occurrences(duty, first, today, working_days)
        owed = [occurrence for occurrence in found if occurrence.due_on >= starts_on]
        codes = grids_concerned(duty, tree) if owed else []
        places = {code: tree.place_of(code) for code in codes}
        opened += sum(_open(uow, occurrence, places) for occurrence in owed)
    if planned is None or planned < today.isoformat():
        uow.settings.put(PLANNED, today.isoformat())
    return opened


def grids_concerned(duty: Duty, tree: GridTree) -> list[str]:
    """Return the codes of the grids that owe `duty`."""
    return [grid.code for grid in tree if duty.concerns(grid, tree.path_up(grid.code))]


def _open(uow: UnitOfWork, occurrence: Occurrence, places: Mapping[str, tuple[str, str]]) -> int:
    owing = uow.duty_items.grids_owing(occurrence.duty_id, occurrence.period_id)
    new = {code: place for code, place in places.items() if code not in owing}
    uow.duty_items.open(
        {
            "duty_id": occurrence.duty_id,
            "period_id": occurrence.period_id,
            "grid_code": code,
            "unit_code": unit_code,
            "branch_code": branch_code,
            "opens_on": occurrence.opens_on,
            "due_on": occurrence.due_on,
            "closes_on": occurrence.closes_on,
        }
        for code, (unit_code, branch_code) in new.items()
    )
    return len(new)


def open_todays(uow: UnitOfWork, desk: Desk, now: datetime) -> int:
    """Open what falls due on the day of `now`; return how many items are new."""
    return open_periods(uow, desk.duties, desk.calendar(uow), day_in_shanghai(now))


STEPS: Steps = {100: open_todays}
