"""导出: a register's lists as files, drawn off the loop, of what the list is narrowed to."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from domain.errors import RefusalError
from domain.threads import in_turn
from handlers.found import Acts
from handlers.wire.button_data import number_of, part_of
from handlers.wire.filters import TappedOn
from handlers.wire.screen import show, show_progress
from handlers.wire.speaking import speech_of
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.registers.lists.exporting import note_export, printable, read_list
from windows.registers.exporting import MAKE, TURN, list_file_name, lists_window
from windows.registers.listing import PRINT
from windows.windows import Attachment, Window


async def export(call: CallbackQuery, request: Request) -> None:
    """Which list; or the one chosen."""
    act = part_of(call, 2)
    if act == MAKE:
        await _make(call, request, part_of(call, 1), number_of(call, 3))
        return
    if act not in ("", TURN):
        raise RefusalError("access-old-button")

    def work(uow: UnitOfWork) -> Window:
        viewer, register = printable(uow, request, part_of(call, 1))
        return lists_window(viewer, register, number_of(call, 3) if act else 0, speech_of(request, viewer))

    await show(call, request, await request.run(work))


async def _make(call: CallbackQuery, request: Request, register_id: str, number: int) -> None:
    viewer, register = await request.run(lambda uow: printable(uow, request, register_id))
    speech = speech_of(request, viewer)
    found = await request.read(lambda uow: read_list(uow, request, register_id, number))
    if not found.count:
        said = speech.text("registers-print-empty")
        await show(call, request, lists_window(viewer, register, 0, speech, said))
        return
    await request.run(lambda uow: note_export(uow, request, register_id, number))
    await show_progress(call, request, speech.text("registers-printing", count=found.count))
    content, ending = await in_turn(found.draw)
    name = list_file_name(found.asked.printed, request.today, ending, speech)
    window = lists_window(viewer, register, 0, speech, speech.text("registers-printed", count=found.count))
    await show(call, request, Window(window.text, window.rows, [Attachment(name, content)]))


ASKED_AT = 583
ACTS: Acts = {ActorStanding.BOUND: PRINT}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="registers.exporting")
    router.callback_query.register(export, TappedOn(PRINT))
    return router
