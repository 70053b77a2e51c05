"""Rows of buttons that the conversations about hearings share, and their way in from the menu."""

from domain.people.people import Viewer
from locales import Speech
from storage.unit_of_work import UnitOfWork
from usecases.hearings.house import A_PAGE, hearing_duties, own_hearings
from usecases.house import Request
from windows.entries import HEARINGS, MENU
from windows.hearing_words import moment_name
from windows.windows import Button


def menu_rows(uow: UnitOfWork, request: Request, viewer: Viewer, speech: Speech) -> list[list[Button]]:
    """Return the menu's way to hearings: for hosts, and for who has one before them."""
    duties = hearing_duties(request)
    if any(viewer.units_as(duty.offered_by) for duty in duties):
        return [[Button(speech.label("hearing-menu"), HEARINGS)]]
    waiting = [item for item in own_hearings(uow, request, viewer) if item.submitted_at is None]
    if not waiting:
        return []
    slots = sorted(
        uow.hearing_slots.of_items(item.id for item in waiting).values(), key=lambda s: s.starts_at
    )
    if not slots:
        return [[Button(speech.label("hearing-menu"), HEARINGS)]]
    when = moment_name(speech, slots[0].starts_at)
    return [[Button(speech.label("hearing-menu-chosen", when=when), HEARINGS)]]


def pages(speech: Speech, where: str, page: int, count: int) -> list[list[Button]]:
    """Return the row that turns pages of A_PAGE; `where` is the callback data up to the page's number."""
    row = []
    if page:
        row.append(Button(speech.label("exemption-before"), f"{where}:{page - 1}"))
    if count > (page + 1) * A_PAGE:
        row.append(Button(speech.label("exemption-next"), f"{where}:{page + 1}"))
    return [row] if row else []


def back_to_menu(speech: Speech) -> list[Button]:
    """Return the row that leads back to the menu."""
    return [Button(speech.label("menu-back"), MENU)]
