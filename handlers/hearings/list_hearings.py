"""/hearings (当面报告): for hosts how far each duty has got, for those who report what lies before them."""

from aiogram import Router
from aiogram.filters import Command

from domain.acts import ActorStanding
from domain.duties.duties import Duty
from domain.duties.hearings import Next
from domain.errors import RefusalError
from domain.people.people import Viewer
from handlers.found import Acts, AtMenu, ListedCommand, Menu, MenuPart
from handlers.wire.filters import Tapped
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from locales import Speech
from storage.duty_items import DutyItem
from storage.unit_of_work import UnitOfWork
from usecases.hearings.house import has_hearings, hearing_duties, hearings_ahead, open_hearings, own_hearings
from usecases.house import Request
from windows.entries import HEARINGS, back_to_menu, host_hearings, offer_slots, open_hearing
from windows.hearing_words import hearing_title, slot_name
from windows.hearings.rows import item_title, menu_buttons
from windows.windows import Button, Window

Part = tuple[list[str], list[list[Button]]]
"""Lines and rows of a window."""


async def list_hearings(event: Event, request: Request) -> None:
    """/hearings and the menu's row."""
    await show(event, request, await request.run(lambda uow: _window(uow, request)))


def _window(uow: UnitOfWork, request: Request) -> Window:
    viewer = request.viewer(uow)
    speech = speech_of(request, viewer)
    if not has_hearings(request, viewer):
        raise RefusalError("hearing-none-configured")
    lines = [speech.text("hearing-list")]
    rows: list[list[Button]] = []
    hosted = [duty for duty in hearing_duties(request) if viewer.units_as(duty.offered_by)]
    for duty in hosted:
        more, buttons = _hosted(uow, request, viewer, duty, named=len(hosted) > 1)
        lines += more
        rows += buttons
    for item in own_hearings(uow, request, viewer):
        lines.append(_own_line(uow, request, speech, item))
        rows.append([Button(item_title(speech, request, item), open_hearing(item.id))])
    if not rows:
        lines.append(speech.text("hearing-list-none"))
    return Window("\n".join(lines), [*rows, [back_to_menu(speech)]])


def _hosted(uow: UnitOfWork, request: Request, viewer: Viewer, duty: Duty, *, named: bool) -> Part:
    """Return how far the duty has got: its open periods as one, named for the latest; `named`: so is each button."""
    unit_code = viewer.units_as(duty.offered_by)[0]
    items = open_hearings(uow, request, duty, unit_code)
    if not items:
        return [], []
    speech = speech_of(request, viewer)
    waiting = [item for item in items if item.submitted_at is None]
    chosen = uow.hearing_slots.of_items(item.id for item in waiting)
    tree = uow.rosters.paths({item.grid_code for item in waiting})
    turns = uow.hearing_slots.next_of(waiting, tree, request.now)
    to_record = sum(item.id in chosen and turns[item.id] is Next.HOST for item in waiting)
    free = [
        slot
        for slot in uow.hearing_slots.free(request.now)
        if (slot.duty_id, slot.unit_code) == (duty.id, unit_code)
    ]
    title = hearing_title(speech, request.house.forms, duty, items[-1].period_id)
    line = speech.text(
        "hearing-list-hosted",
        title=title,
        done=len(items) - len(waiting),
        record=to_record,
        chosen=len(chosen) - to_record,
        open=len(waiting) - len(chosen),
        free=len(free),
    )
    words = speech.label("hearing-offer")
    offer = Button(f"{words} · {title}" if named else words, offer_slots(duty.id))
    look = Button(speech.label("hearing-look", title=title), host_hearings(duty.id))
    few = len(waiting) - len(chosen) > len(free)
    return [line], [[offer], [look]] if few else [[look], [offer]]


def _own_line(uow: UnitOfWork, request: Request, speech: Speech, item: DutyItem) -> str:
    title = item_title(speech, request, item)
    slot = uow.hearing_slots.find_of(item.id)
    if item.submitted_at is not None:
        return speech.text("hearing-list-done", title=title)
    if slot is None:
        return speech.text("hearing-list-open", title=title)
    return speech.text("hearing-list-chosen", title=title, when=slot_name(speech, slot), place=slot.place)


def way_in(at: AtMenu) -> MenuPart:
    """Return the menu's way to hearings: for hosts, and for who has one before them."""
    return MenuPart(buttons=menu_buttons(hearings_ahead(at.uow, at.request, at.viewer), at.speech))


ASKED_AT = 540
ACTS: Acts = {ActorStanding.BOUND: "hearings /hearings"}
MENU: Menu = {700: way_in}
COMMANDS = (ListedCommand("hearings", 300, offered=has_hearings),)


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="hearings.list_hearings")
    router.message.register(list_hearings, Command("hearings"))
    router.callback_query.register(list_hearings, Tapped(HEARINGS))
    return router
