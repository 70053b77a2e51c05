"""Open what falls due: an item for every duty, period and grid (docs/domain.md section 2). Twice is once."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from domain.duties.duties import Duty, Occurrence, occurrences
from domain.people.grids import GridTree
from domain.time.clock import day_in_shanghai
from domain.time.working_days import WorkingDays
from reminders.desk import Batch, Desk, InBatches, Steps
from storage.statements.chunks import in_chunks
from storage.unit_of_work import UnitOfWork

_DAY = timedelta(days=1)

ROWS_AT_ONCE = 500
PLANNED = "planned_until"
"""The setting that holds the last day for which periods were opened."""
_OPENED = "periods_opened"
"""The setting that holds of what day, periods, duties and roster all has been opened: there is nothing new in it."""


@dataclass(frozen=True, slots=True)
class _Owed:
    """What is to be opened on a day: the occurrences of each duty, from the roster of a `version`."""

    today: date
    occurrences: Mapping[str, Sequence[Occurrence]]
    version: str
    stamp: str


def open_periods(uow: UnitOfWork, duties: Mapping[str, Duty], working_days: WorkingDays, today: date) -> int:
    """Open the items of every period that was open since the last time, `today` included; return how many are new.

    So what opened during a downtime is owed after it, and what closed meanwhile as well is there, as missed. A
    period whose due day lies before the day on which this installation first knew the duty is not asked for:
    nobody starts with arrears.
    """
    return sum(batch(uow) for batch in find_periods(uow, duties, working_days, today))


def find_periods(
    uow: UnitOfWork, duties: Mapping[str, Duty], working_days: WorkingDays, today: date
) -> list[Batch]:
    """Return the same in batches; the last of them moves the day on up to which all is opened."""
    if not uow.rosters.units():
        return []
    owed = _owed(uow, duties, working_days, today)
    if uow.settings.find(_OPENED) == owed.stamp:
        return []
    tree = uow.rosters.tree()
    rows = (row for duty in duties.values() for row in _rows(uow, duty, owed.occurrences[duty.id], tree))
    opening = [partial(_open, owed=owed, rows=some) for some in in_chunks(rows, ROWS_AT_ONCE)]
    return [
        partial(_start, duty_ids=list(owed.occurrences), today=today),
        *opening,
        partial(_finish, owed=owed),
    ]


def grids_concerned(duty: Duty, tree: GridTree) -> list[str]:
    """Return the codes of the grids that owe `duty`."""
    return [grid.code for grid in tree if duty.concerns(grid, tree.path_up(grid.code))]


def _owed(uow: UnitOfWork, duties: Mapping[str, Duty], working_days: WorkingDays, today: date) -> _Owed:
    planned = uow.settings.find(PLANNED)
    # From the day after: what closed on the last day is not asked of a grid that has come since.
    first = today if planned is None else min(date.fromisoformat(planned) + _DAY, today)
    starts = uow.duty_items.starts()
    found = {
        duty.id: [
            occurrence
            for occurrence in occurrences(duty, first, today, working_days)
            if occurrence.due_on >= starts.get(duty.id, today)
        ]
        for duty in duties.values()
    }
    version = uow.rosters.version()
    facts = repr((today, version, sorted(duties.items(), key=lambda known: known[0]), found))
    return _Owed(today, found, version, hashlib.sha256(facts.encode()).hexdigest()[:32])


def _rows(
    uow: UnitOfWork, duty: Duty, found: Sequence[Occurrence], tree: GridTree
) -> Iterable[dict[str, object]]:
    """Give the items of these occurrences that are not there yet."""
    codes = grids_concerned(duty, tree) if found else []
    places = {code: tree.place_of(code) for code in codes}
    for occurrence in found:
        owing = uow.duty_items.grids_owing(occurrence.duty_id, occurrence.period_id)
        for code, (unit_code, branch_code) in places.items():
            if code not in owing:
                yield {
                    "duty_id": occurrence.duty_id,
                    "period_id": occurrence.period_id,
                    "grid_code": code,
                    "unit_code": unit_code,
                    "branch_code": branch_code,
                    "opens_on": occurrence.opens_on,
                    "due_on": occurrence.due_on,
                    "closes_on": occurrence.closes_on,
                }


def _start(uow: UnitOfWork, duty_ids: Sequence[str], today: date) -> int:
    uow.duty_items.start(duty_ids, today)
    return 0


def _open(uow: UnitOfWork, owed: _Owed, rows: Sequence[Mapping[str, object]]) -> int:
    # Of another roster by now, the grids are others: the next tick begins anew.
    if uow.rosters.version() != owed.version:
        return 0
    uow.duty_items.open(rows)
    return len(rows)


def _finish(uow: UnitOfWork, owed: _Owed) -> int:
    if uow.rosters.version() == owed.version:
        planned = uow.settings.find(PLANNED)
        if planned is None or planned < owed.today.isoformat():
            uow.settings.put(PLANNED, owed.today.isoformat())
        uow.settings.put(_OPENED, owed.stamp)
    return 0


def find_todays(uow: UnitOfWork, desk: Desk, now: datetime) -> list[Batch]:
    """Return in batches what falls due on the day of `now`."""
    return find_periods(uow, desk.duties, desk.calendar(uow), day_in_shanghai(now))


open_todays = InBatches(find_todays)
STEPS: Steps = {100: open_todays}
