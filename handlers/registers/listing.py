"""A register's list: a page of it, what narrows it, what is published, figures; a begun entry that is deleted."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.people.grids import Grid
from domain.people.people import Viewer
from handlers.found import Acts
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import AskedFor, NoTipOpen, TappedOn, TypedWords
from handlers.wire.screen import Event, show
from handlers.wire.speaking import speech_of
from registers.language import Register
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.questions.sought import typed_words
from usecases.registers.lists.filters import (
    GRID,
    LEVEL,
    STATE,
    WORDS,
    FilterWords,
    levels_of,
    narrow,
    show_all,
)
from usecases.registers.lists.listing import (
    ListedRegister,
    list_register,
    public_entries,
    read_figures,
    unit_of,
)
from usecases.registers.shown import register_of
from usecases.registers.stand import title_of
from usecases.registers.workbench import drop_draft, find_begun
from windows.registers.listing import (
    BY,
    DROP,
    EVERYTHING,
    FIGURES,
    NARROW,
    PUBLIC,
    SET,
    choices_window,
    drop_window,
    figures_window,
    grids_window,
    narrow_window,
    public_window,
    register_window,
    words_window,
)
from windows.registers.workbench import A_PAGE, EntryList
from windows.windows import Window

_OLD = "access-old-button"


async def open_list(call: CallbackQuery, request: Request) -> None:
    """A register's entries, a page at a time."""
    await _show_list(call, request, part_of(call, 1), number_of(call, 2))


async def open_public(call: CallbackQuery, request: Request) -> None:
    """公示中: what everybody may read."""
    page = number_of(call, 2)

    def work(uow: UnitOfWork) -> Window:
        register = register_of(request, part_of(call, 1))
        found = public_entries(uow, request, register, A_PAGE, page * A_PAGE)
        return public_window(found, _page(found, request, page), speech_of(request, found.viewer))

    await show(call, request, await request.run(work))


async def open_figures(call: CallbackQuery, request: Request) -> None:
    """统计: what the entries add up to."""

    def work(uow: UnitOfWork) -> Window:
        viewer, register, figures = read_figures(uow, request, part_of(call, 1))
        library = request.house.registers
        below = [library[part.register] for part in register.parts if part.register in library]
        return figures_window([register, *below], figures, number_of(call, 2), speech_of(request, viewer))

    await show(call, request, await request.run(work))


async def open_filters(call: CallbackQuery, request: Request) -> None:
    """筛选: by what."""

    def work(uow: UnitOfWork) -> Window:
        found = list_register(uow, request, register_of(request, part_of(call, 1)), 0, 0)
        return narrow_window(found, speech_of(request, found.viewer))

    await show(call, request, await request.run(work))


async def choose(call: CallbackQuery, request: Request) -> None:
    """To which state, level, grid; or by which words."""
    kind = part_of(call, 2)

    def work(uow: UnitOfWork) -> tuple[Register, Window]:
        viewer, register = request.viewer(uow), register_of(request, part_of(call, 1))
        speech, page = speech_of(request, viewer), number_of(call, 3)
        if kind in (STATE, LEVEL):
            return register, choices_window(register, kind, page, speech)
        if kind == GRID:
            own, below = _grids(uow, viewer, part_of(call, 4))
            return register, grids_window(register, own, below, page, speech)
        if kind != WORDS:
            raise RefusalError(_OLD)
        return register, words_window(register, speech)

    register, window = await request.run(work)
    await show(call, request, window)
    if kind == WORDS:
        request.memory.put(FilterWords(register.id))


async def put_filter(call: CallbackQuery, request: Request) -> None:
    """A filter chosen, or reset."""
    register = register_of(request, part_of(call, 1))
    kind = part_of(call, 2)
    if kind == EVERYTHING:
        show_all(request)
    elif kind == GRID and (code := part_of(call, 3)):
        await request.run(lambda uow: _grids(uow, request.viewer(uow), code))
        narrow(request, register, kind, code)
    else:
        narrow(request, register, kind, _value(call, register, kind))
    await _show_list(call, request, register.id, 0)


async def take_words(message: Message, request: Request, asked: FilterWords) -> None:
    """Words typed to narrow the list."""
    narrow(request, register_of(request, asked.register_id), WORDS, typed_words(message.text or ""))
    await _show_list(message, request, asked.register_id, 0)


async def drop(call: CallbackQuery, request: Request) -> None:
    """删除草稿: asked once, then done."""
    register_id = part_of(call, 1)
    if part_of(call, 2):
        await request.run(lambda uow: drop_draft(uow, request, register_id, number_of(call, 2)))
        await _show_list(call, request, register_id, 0, said="registers-dropped")
        return

    def work(uow: UnitOfWork) -> Window | None:
        viewer, register, draft = find_begun(uow, request, register_id)
        if draft is None or draft.id is None:
            return None
        speech = speech_of(request, viewer)
        title = title_of(register, draft.answers) or speech.label("registers-drop-untitled")
        return drop_window(register, title, draft.id, speech)

    window = await request.run(work)
    await (_show_list(call, request, register_id, 0) if window is None else show(call, request, window))


async def _show_list(event: Event, request: Request, register_id: str, page: int, said: str = "") -> None:
    def work(uow: UnitOfWork) -> tuple[Window, str]:
        register = register_of(request, register_id)
        found = list_register(uow, request, register, A_PAGE, page * A_PAGE)
        speech = speech_of(request, found.viewer)
        return register_window(found, _page(found, request, page), speech), speech.label(said) if said else ""

    window, toast = await request.run(work)
    await show(event, request, window, toast=toast)


def _page(found: ListedRegister, request: Request, page: int) -> EntryList:
    return EntryList(found.entries, request.house.registers, page, request.today, found.more)


def _grids(uow: UnitOfWork, viewer: Viewer, code: str) -> tuple[Grid, list[Grid]]:
    """Return the grid `code` of the viewer's unit, the unit itself for "", and those right below it."""
    unit = unit_of(uow, viewer)
    below = uow.rosters.below([unit]) | {unit}
    if code and code not in below:
        raise RefusalError(_OLD)
    tree = uow.rosters.paths(below)
    own = code or unit
    return tree.get(own), tree.children(own)


def _value(call: CallbackQuery, register: Register, kind: str) -> str:
    """Return what a button narrows the list to; "" for one that resets it."""
    if not part_of(call, 3):
        return ""
    values = [state.id for state in register.states] if kind == STATE else []
    values += [choice.value for choice in levels_of(register)] if kind == LEVEL else []
    number = number_of(call, 3)
    if number >= len(values):
        raise RefusalError(_OLD)
    return values[number]


ASKED_AT = 587
ACTS: Acts = {ActorStanding.BOUND: f"register {NARROW} {BY} {SET} {PUBLIC} {FIGURES} {DROP}"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="registers.listing")
    router.callback_query.register(open_list, TappedOn("register"))
    router.callback_query.register(open_public, TappedOn(PUBLIC))
    router.callback_query.register(open_figures, TappedOn(FIGURES))
    router.callback_query.register(open_filters, TappedOn(NARROW))
    router.callback_query.register(choose, TappedOn(BY))
    router.callback_query.register(put_filter, TappedOn(SET))
    router.callback_query.register(drop, TappedOn(DROP))
    router.message.register(take_words, NoTipOpen(), TypedWords(), AskedFor(FilterWords))
    return router
