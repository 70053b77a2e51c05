"""Duties are put on, off and changed by the office: planned first, so that it can be shown, then done and written down.

What was filed stays, whatever is changed. Whoever is asked no more is excused from what is open; whoever is asked
again in the same period is asked for what they have not filed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from domain.duties.duties import Duty, Occurrence
from domain.duties.duty_block import DutyTerms
from domain.duties.made import PeriodMove
from domain.duties.set_changes import DutyDay, WantedDuty, can_be_again, running, settle
from domain.duties.set_duties import (
    DutySetting,
    PeriodFault,
    find_moves,
    next_due,
    periods_named,
    put_off,
    setting_data,
    setting_of,
)
from domain.errors import RefusalError
from domain.people.grids import GridTree
from domain.time.clock import day_in_shanghai
from domain.time.working_days import WorkingDays
from forms.duties.catalogue import catalogue
from storage.setting_changes import SettingChange
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.settings.changes import SetBy, Undo, check_one_unit, write_change

PART = "duty"
MANY_UNITS = "duties-set-many-units"
DUE_SHOWN = 3


class PeriodRefusalError(RefusalError):
    """A change by which something would happen to a period; `fault` says what, and to which."""

    def __init__(self, fault: PeriodFault) -> None:
        """Say so by its key, duties-set-mishap-…."""
        super().__init__(f"duties-set-mishap-{fault.mishap}", period=fault.period_id)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class DutyPlan:
    """What a change comes to: the setting before (None: never on) and after, and what becomes of what is open today.

    `waiting` are the open items that nobody has filed, `filed` those that somebody has; `excused` is of how many
    grids nothing is asked any more. `due` falls due next, for so many `grids`.
    """

    was: DutySetting | None
    becomes: DutySetting
    moves: Sequence[PeriodMove]
    due: Sequence[Occurrence]
    grids: int
    waiting: int
    filed: int
    excused: Sequence[str]

    @property
    def moved(self) -> bool:
        """Whether anything open is due on another day than before."""
        return bool(self.moves)


def plan_change(uow: UnitOfWork, wanted: WantedDuty, on: DutyDay) -> DutyPlan:
    """Return what a change comes to. Raises RefusalError for what is missing, PeriodRefusalError for what it would do.

    duties-set-needs-grids, duties-set-needs-received, duties-set-never-due, duties-set-not-on, duties-set-same,
    duties-set-long-ago, duties-set-no-grid.
    """
    was = uow.set_duties.find(wanted.duty_id)
    if wanted.terms is None:
        if was is None or not was.is_on:
            raise RefusalError("duties-set-not-on")
        return _planned(uow, was, put_off(was, on.today), on)
    _check_terms(wanted.duty_id, wanted.terms)
    if was is not None and was.is_on and wanted.terms == was.terms and wanted.starts_on is None:
        raise RefusalError("duties-set-same")
    if wanted.starts_on is not None and wanted.starts_on < on.today:
        raise RefusalError("duties-set-long-ago")
    asked = uow.set_items.asked(wanted.duty_id, on.today)
    settled = settle(was, wanted, wanted.terms, asked, on)
    if isinstance(settled, PeriodFault):
        raise PeriodRefusalError(settled)
    plan = _planned(uow, was, settled, on)
    if not plan.due:
        raise RefusalError("duties-set-never-due")
    if not plan.grids:
        raise RefusalError("duties-set-no-grid")
    return plan


def _check_terms(duty_id: str, terms: DutyTerms) -> None:
    known = catalogue().get(duty_id)
    needs = frozenset() if known is None else known.needs
    if "grids" in needs and not terms.grids:
        raise RefusalError("duties-set-needs-grids")
    if "received_by" in needs and not terms.received_by:
        raise RefusalError("duties-set-needs-received")
    try:
        terms.called(duty_id)
    except ValueError as error:
        raise RefusalError("duties-set-terms-wrong", what=str(error)) from None


def _planned(uow: UnitOfWork, was: DutySetting | None, becomes: DutySetting, on: DutyDay) -> DutyPlan:
    asked = uow.set_items.asked(becomes.id, on.today)
    codes = grids_owing(becomes.duty, uow.rosters.tree()) if becomes.is_on else []
    there = uow.set_items.open_by_grid(becomes.id, on.today)
    owing = set(codes)
    moves = find_moves(running(was), becomes.duty, asked, on.today, on.working_days)
    return DutyPlan(
        was,
        becomes,
        moves,
        next_due(becomes.duty, asked, on.today, on.working_days)[:DUE_SHOWN],
        len(codes),
        sum(count.waited_for for count in there.values()),
        sum(count.filed for count in there.values()),
        [code for code, count in there.items() if count.waited_for and code not in owing],
    )


def grids_owing(duty: Duty, tree: GridTree) -> list[str]:
    """Return the codes of the grids that owe the duty."""
    return [grid.code for grid in tree if duty.concerns(grid, tree.path_up(grid.code))]


def do_change(uow: UnitOfWork, plan: DutyPlan, on: DutyDay) -> None:
    """Do what was planned; nothing is written down of who did it."""
    becomes, was = plan.becomes, plan.was
    uow.set_items.excuse(becomes.id, plan.excused, on.today)
    uow.set_duties.put(becomes)
    if not becomes.is_on:
        return
    named = periods_named(becomes.duty, on.today, on.working_days)
    owing = grids_owing(becomes.duty, uow.rosters.tree())
    uow.set_items.ask_again(becomes.id, owing, named, on.today)
    uow.set_items.move(becomes.id, plan.moves)
    if was is not None:
        uow.set_items.recount_steps(becomes.id, was.duty.steps(), becomes.duty.steps(), on.today)
    uow.duty_items.start([becomes.id], on.today)


def change_duty_as(uow: UnitOfWork, by: SetBy, wanted: WantedDuty, working_days: WorkingDays) -> int:
    """Plan a change and do it, by whoever it is; return the change's number. Raises as `plan_change`."""
    on = DutyDay(day_in_shanghai(by.now), working_days)
    plan = plan_change(uow, wanted, on)
    do_change(uow, plan, on)
    before = None if plan.was is None else setting_data(plan.was)
    return write_change(uow, by, f"{PART}:{wanted.duty_id}", before, setting_data(plan.becomes))


def change_set_duty(
    uow: UnitOfWork, request: Request, wanted: WantedDuty, as_shown: Callable[[DutyPlan], bool]
) -> int | None:
    """Do what the office wants if it still comes to what was shown; return the change's number, None where not.

    Raises as `plan_change`, and RefusalError: access-not-office, duties-set-many-units.
    """
    viewer, unit_code = request.office(uow)
    check_one_unit(uow, MANY_UNITS)
    on = DutyDay(request.today, request.calendar(uow))
    if not as_shown(plan_change(uow, wanted, on)):
        return None
    return change_duty_as(uow, SetBy(request.now, viewer.person_id, unit_code), wanted, on.working_days)


def put_back(uow: UnitOfWork, request: Request, change: SettingChange) -> None:
    """Have a duty be as it was before a change: exactly so, or from the first day that loses and doubles nothing."""
    check_one_unit(uow, MANY_UNITS)
    put_back_on(uow, change, DutyDay(request.today, request.calendar(uow)))


def put_back_on(uow: UnitOfWork, change: SettingChange, on: DutyDay) -> None:
    """Do so, whoever it is. Raises as `plan_change`."""
    is_now = uow.set_duties.find(change.about)
    before = None if change.old is None else setting_of(change.about, change.old)
    if before is None or not before.is_on:
        plan = plan_change(uow, WantedDuty(change.about, None), on)
    elif can_be_again(is_now, before, uow.set_items.asked(before.id, on.today), on):
        plan = _planned(uow, is_now, before, on)
    else:
        plan = plan_change(uow, WantedDuty(change.about, before.terms), on)
    do_change(uow, plan, on)


UNDO: Undo = {PART: put_back}
