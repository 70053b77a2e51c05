"""An entry of a register: read, moved on, its history, its parts."""

from collections.abc import Callable

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.errors import RefusalError
from handlers.found import Acts
from handlers.registers.asked import show_newest, show_page
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import TappedOn
from handlers.wire.screen import show
from handlers.wire.speaking import speech_of
from locales import Speech
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.registers.ask import EntryPage, begin_move
from usecases.registers.asked_forms import asks_anything
from usecases.registers.keep import Moving, make_move
from usecases.registers.shown import ShownEntry, find_seen, mover_of, show_entry
from windows.registers.entry import (
    DO,
    YES,
    confirm_window,
    entry_window,
    history_window,
    parts_window,
)
from windows.registers.names import done_line
from windows.windows import Window


async def open_one(call: CallbackQuery, request: Request) -> None:
    """An entry, from a list or a letter."""
    leaf = number_of(call, 2) if part_of(call, 2) else 0
    await _show(call, request, lambda shown, speech: entry_window(shown, request.today, speech, leaf))


async def open_history(call: CallbackQuery, request: Request) -> None:
    """What became of it."""
    await _show(call, request, lambda shown, speech: history_window(shown, speech, number_of(call, 2)))


async def open_parts(call: CallbackQuery, request: Request) -> None:
    """The entries below it."""
    page = number_of(call, 2)
    await _show(
        call, request, lambda shown, speech: parts_window(shown, request.house.registers, speech, page)
    )


async def begin(call: CallbackQuery, request: Request) -> None:
    """A move: its first question; for one that asks nothing, whether it is to be made."""
    entry_id, changes, number = number_of(call, 1), number_of(call, 2), number_of(call, 3)

    def work(uow: UnitOfWork) -> EntryPage | Window:
        page = begin_move(uow, request, entry_id, changes, number)
        if page.draft is not None or page.move is None:
            return page
        shown = show_entry(uow, request, entry_id)
        return confirm_window(shown, page.move, speech_of(request, shown.viewer))

    try:
        found = await request.run(work)
    except RefusalError as refusal:
        await show_newest(call, request, entry_id, refusal)
        return
    await (show_page(call, request, found) if isinstance(found, EntryPage) else show(call, request, found))


async def confirm(call: CallbackQuery, request: Request) -> None:
    """The move is made."""
    entry_id, changes, number = number_of(call, 1), number_of(call, 2), number_of(call, 3)

    def work(uow: UnitOfWork) -> Window:
        viewer, found = find_seen(uow, request, entry_id)
        if not 0 <= number < len(found.register.moves) or asks_anything(found.register.moves[number]):
            raise RefusalError("access-old-button")
        move = found.register.moves[number]
        make_move(uow, mover_of(request, viewer), found, Moving(move.id, changes))
        shown = show_entry(uow, request, entry_id)
        speech = speech_of(request, viewer)
        return entry_window(shown, request.today, speech, said=done_line(shown, move, speech))

    try:
        window = await request.run(work)
    except RefusalError as refusal:
        await show_newest(call, request, entry_id, refusal, number)
        return
    request.house.wake_outbox()
    await show(call, request, window)


async def _show(
    call: CallbackQuery, request: Request, window_of: Callable[[ShownEntry, Speech], Window]
) -> None:
    entry_id = number_of(call, 1)

    def work(uow: UnitOfWork) -> Window:
        shown = show_entry(uow, request, entry_id)
        return window_of(shown, speech_of(request, shown.viewer))

    await show(call, request, await request.run(work))


ASKED_AT = 586
ACTS: Acts = {ActorStanding.BOUND: f"entry entry-log entry-parts {DO} {YES}"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="registers.entry")
    router.callback_query.register(open_one, TappedOn("entry"))
    router.callback_query.register(open_history, TappedOn("entry-log"))
    router.callback_query.register(open_parts, TappedOn("entry-parts"))
    router.callback_query.register(begin, TappedOn(DO))
    router.callback_query.register(confirm, TappedOn(YES))
    return router
