"""工作台账 (/registers): what waits for whoever is acting, their registers, 新增."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.people.people import Viewer
from handlers.found import Acts, AtMenu, ListedCommand, Menu, MenuEntry, MenuPart, runs_no_unit, runs_unit
from handlers.registers.asked import show_page
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import Tapped, TappedOn
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from locales import Speech
from registers.language import ABOUT, Register
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.registers.above import is_reached, opened_instead
from usecases.registers.ask import EntryPage, begin_opening, places_to_open
from usecases.registers.shown import register_of, waits_for_viewer
from usecases.registers.workbench import (
    MOST_COUNTED,
    EntryPageOf,
    begun_at,
    has_registers,
    own_registers,
    waiting_entries,
    works_on_registers,
)
from windows.entries import REGISTERS, WAITING_ENTRIES
from windows.registers.posts import chain_words, joined, register_work
from windows.registers.workbench import (
    A_PAGE,
    AT,
    EntryList,
    nobody_above_window,
    place_window,
    waiting_label,
    waiting_window,
    workbench_window,
)
from windows.windows import Button, Window


async def open_workbench(event: Event, request: Request) -> None:
    """What waits, and the registers."""
    page = number_of(event, 1) if isinstance(event, CallbackQuery) and part_of(event, 1) else 0

    def work(uow: UnitOfWork) -> Window:
        viewer, registers, waiting = own_registers(uow, request)
        return workbench_window(registers, waiting, viewer, speech_of(request, viewer), page)

    await show(event, request, await request.run(work))


async def open_waiting(call: CallbackQuery, request: Request) -> None:
    """待我办理, a page at a time."""
    page = number_of(call, 1) if part_of(call, 1) else 0

    def work(uow: UnitOfWork) -> Window:
        found = waiting_entries(uow, request, A_PAGE, page * A_PAGE)
        return waiting_window(_list(found, request, page), speech_of(request, found.viewer))

    await show(call, request, await request.run(work))


async def open_new(call: CallbackQuery, request: Request) -> None:
    """新增: the first question, or at which grid."""
    register_id, parent_id = part_of(call, 1), number_of(call, 2)

    def work(uow: UnitOfWork) -> EntryPage | Window:
        register = register_of(request, register_id)
        viewer, codes = places_to_open(uow, request, register)
        if register.about not in ABOUT:
            return begin_opening(uow, request, register_id, "", parent_id)
        if not is_reached(uow, request, register, codes[0]):
            instead = opened_instead(request.house.registers.values(), register)
            return nobody_above_window(register, instead, speech_of(request, viewer))
        begun = begun_at(uow, request, register_id)
        if begun:
            return begin_opening(uow, request, register_id, begun)
        if len(codes) == 1 and not _is_tree(viewer, register):
            return begin_opening(uow, request, register_id, codes[0])
        return _places(uow, request, register, codes[0] if len(codes) == 1 else "", 0)

    found = await request.run(work)
    await (show_page(call, request, found) if isinstance(found, EntryPage) else show(call, request, found))


async def choose_place(call: CallbackQuery, request: Request) -> None:
    """A grid chosen, or opened to choose one below it."""
    register_id, code, act = part_of(call, 1), part_of(call, 2), part_of(call, 3)

    def work(uow: UnitOfWork) -> EntryPage | Window:
        register = register_of(request, register_id)
        if act == "y" or not uow.rosters.below([code]) - {code}:
            return begin_opening(uow, request, register_id, code)
        return _places(uow, request, register, code, number_of(call, 3))

    found = await request.run(work)
    await (show_page(call, request, found) if isinstance(found, EntryPage) else show(call, request, found))


def _is_tree(viewer: Viewer, register: Register) -> bool:
    return viewer.unit_code is not None and register.about == "grid"


def _places(uow: UnitOfWork, request: Request, register: Register, code: str, page: int) -> Window:
    """Return what asks at which grid: below `code`, or at one of those at which whoever is acting holds a post."""
    viewer, codes = places_to_open(uow, request, register)
    speech = speech_of(request, viewer)
    if not code:
        code, below = codes[0], list(uow.rosters.known(codes[1:]).values())
        return place_window(register, uow.rosters.known([code])[code], below, page, speech)
    if not uow.holders.hanging_below([code], codes):
        raise RefusalError("registers-not-to-open")
    tree = uow.rosters.paths(uow.rosters.below([code]))
    return place_window(register, tree.get(code), tree.children(code), page, speech)


def _list(found: EntryPageOf, request: Request, page: int) -> EntryList:
    return EntryList(found.entries, found.registers, page, request.today, found.more)


def what_waits(at: AtMenu) -> MenuPart:
    """Return the menu's way to what waits, with how much that is; none where nothing does."""
    waiting = waits_for_viewer(at.uow, at.viewer, MOST_COUNTED)
    label = waiting_label(waiting, speech_of(at.request, at.viewer))
    return MenuPart(buttons=[Button(label, WAITING_ENTRIES)] if waiting else [])


def what_is_reviewed(at: AtMenu) -> MenuPart:
    """Return the menu's word on what whoever opens it reviews and approves; none for others."""
    work = chain_words(at.request.house.registers, at.viewer, at.speech)
    said = at.speech.text("registers-menu-work", work=joined(work, at.speech))
    return MenuPart([said] if work and runs_no_unit(at) else [])


def what_for(request: Request, viewer: Viewer, speech: Speech) -> list[str]:
    """Return what /registers is for `viewer`."""
    return register_work(request.house.registers, viewer, speech)


def runs_nothing(at: AtMenu) -> bool:
    """Tell whether the menu is neither level 1's nor an inspector's."""
    return runs_no_unit(at) and not at.viewer.inspected


def has_some(at: AtMenu) -> bool:
    """Tell whether registers are offered."""
    return has_registers(at.uow, at.request, at.viewer)


ASKED_AT = 585
ACTS: Acts = {
    ActorStanding.BOUND: f"registers registers-page registers-mine entry-new {AT} /registers",
}
MENU: Menu = {
    120: what_waits,
    215: MenuEntry(REGISTERS, offered=lambda at: runs_unit(at) and has_some(at)),
    412: MenuEntry(REGISTERS, offered=lambda at: bool(at.viewer.inspected) and has_some(at)),
    101: what_is_reviewed,
    880: MenuEntry(REGISTERS, offered=lambda at: runs_nothing(at) and has_some(at)),
}
COMMANDS = (ListedCommand("registers", 320, 320, offered=works_on_registers, work=what_for),)


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="registers.workbench")
    router.message.register(open_workbench, Command("registers"))
    router.callback_query.register(open_workbench, Tapped(REGISTERS))
    router.callback_query.register(open_workbench, TappedOn("registers-page"))
    router.callback_query.register(open_waiting, Tapped(WAITING_ENTRIES))
    router.callback_query.register(open_waiting, TappedOn(WAITING_ENTRIES))
    router.callback_query.register(open_new, TappedOn("entry-new"))
    router.callback_query.register(choose_place, TappedOn(AT))
    return router
