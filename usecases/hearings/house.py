"""What the conversations about hearings share: who may do what, how one stands, the way in from the menu."""

from dataclasses import dataclass
from datetime import datetime

from domain.duties.duties import Duty
from domain.duties.hearings import Slot
from domain.errors import RefusalError
from domain.people.people import Viewer
from storage.duties.hearing_slots import unit_of
from storage.duty_items import DutyItem
from storage.unit_of_work import UnitOfWork
from usecases.house import Request

PERIODS_SHOWN = 3
A_PAGE = 4


@dataclass(frozen=True, slots=True)
class Hearing:
    """One that is owed, or was held: its item, of which duty, in which unit, and the slot chosen."""

    item: DutyItem
    duty: Duty
    unit_code: str
    slot: Slot | None


def hearing_duties(request: Request) -> list[Duty]:
    """Return the duties that are hearings."""
    return [duty for duty in request.house.duties.values() if duty.hearing]


def host_unit(request: Request, viewer: Viewer, duty_id: str) -> tuple[Duty, str]:
    """Return the duty and the unit for which `viewer` hosts its hearings; raises RefusalError."""
    duty = request.house.duties.get(duty_id)
    if duty is None or not duty.hearing:
        raise RefusalError("access-old-button")
    units = viewer.units_as(duty.offered_by)
    if not units:
        raise RefusalError("hearing-not-host")
    return duty, units[0]


def own_hearings(uow: UnitOfWork, request: Request, viewer: Viewer) -> list[DutyItem]:
    """Return the open hearings at which `viewer` reports, held or not."""
    if not hearing_duties(request):
        return []
    return [item for item in request.own_items(uow, viewer) if request.house.duties[item.duty_id].hearing]


def open_hearings(uow: UnitOfWork, request: Request, duty: Duty, unit_code: str) -> list[DutyItem]:
    """Return the hearings of the unit that are owed and still open, held or not; exempt ones left out."""
    codes = [grid.code for grid in uow.rosters.tree().subtree(unit_code)]
    periods = uow.duty_items.periods(duty.id, PERIODS_SHOWN)
    still = [period_id for period_id, _due_on, closes_on in reversed(periods) if closes_on >= request.today]
    return [item for period_id in still for item in uow.duty_items.of_period(duty.id, period_id, codes)]


def own_hearing(uow: UnitOfWork, request: Request, item_id: int) -> tuple[Viewer, Hearing]:
    """Return a hearing at which the person acting reports; raises RefusalError."""
    viewer, hearing = _hearing(uow, request, item_id)
    if not viewer.answers_for(hearing.duty.roles, hearing.item.grid_code):
        raise RefusalError("access-not-your-grid")
    return viewer, hearing


def hosted_hearing(uow: UnitOfWork, request: Request, item_id: int) -> tuple[Viewer, Hearing]:
    """Return a hearing that the person acting hosts; raises RefusalError."""
    viewer, hearing = _hearing(uow, request, item_id)
    if hearing.unit_code not in viewer.units_as(hearing.duty.offered_by):
        raise RefusalError("access-not-your-grid")
    return viewer, hearing


def _hearing(uow: UnitOfWork, request: Request, item_id: int) -> tuple[Viewer, Hearing]:
    viewer = request.viewer(uow)
    item = uow.duty_items.find(item_id)
    duty = request.house.duties.get(item.duty_id) if item else None
    unit_code = unit_of(item.grid_code, uow.rosters.paths([item.grid_code])) if item else None
    if item is None or duty is None or unit_code is None or not duty.hearing:
        raise RefusalError("access-old-button")
    return viewer, Hearing(item, duty, unit_code, uow.hearing_slots.find_of(item_id))


@dataclass(frozen=True, slots=True)
class HearingsAhead:
    """What the menu says of hearings: whether it leads there at all, and when the next one chosen begins (aware)."""

    are_there: bool
    next_at: datetime | None = None


def hearings_ahead(uow: UnitOfWork, request: Request, viewer: Viewer) -> HearingsAhead:
    """Return what is before `viewer`: a host is always led there, others while one of theirs has not been held."""
    if any(viewer.units_as(duty.offered_by) for duty in hearing_duties(request)):
        return HearingsAhead(are_there=True)
    waiting = [item for item in own_hearings(uow, request, viewer) if item.submitted_at is None]
    slots = uow.hearing_slots.of_items(item.id for item in waiting).values() if waiting else ()
    return HearingsAhead(bool(waiting), min((slot.starts_at for slot in slots), default=None))


def has_hearings(request: Request, viewer: Viewer | None) -> bool:
    """Tell whether /hearings is for `viewer`: a host, or of those who report."""
    if viewer is None:
        return False
    return any(
        viewer.units_as(duty.offered_by)
        or any(viewer.answers_for(duty.roles, code) for code in viewer.grid_codes)
        for duty in hearing_duties(request)
    )
