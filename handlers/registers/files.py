"""The files of an entry: listed, and sent back as they came."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.acts import ActorStanding
from handlers.found import Acts
from handlers.wire.button_data import number_of
from handlers.wire.filters import TappedOn
from handlers.wire.screen import show, show_progress
from handlers.wire.speaking import speech_of
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.registers.files import list_files, read_file
from windows.registers.files import SEND, files_window
from windows.windows import Attachment, Window


async def open_files(call: CallbackQuery, request: Request) -> None:
    """附件: what there is, and from whom."""
    entry_id, number = number_of(call, 1), number_of(call, 2)

    def work(uow: UnitOfWork) -> Window:
        page = list_files(uow, request, entry_id)
        return files_window(page, number, speech_of(request, page.shown.viewer))

    await show(call, request, await request.run(work))


async def send_file(call: CallbackQuery, request: Request) -> None:
    """One of them, as it came."""
    entry_id, file_id, number = number_of(call, 1), number_of(call, 2), number_of(call, 3)
    speech = speech_of(request, await request.run(request.viewer))
    file, content = await request.read(lambda uow: read_file(uow, request, entry_id, file_id))
    await show_progress(call, request, speech.text("registers-file-sending"))
    sent = Attachment(file.name, content, as_it_is=True)

    def work(uow: UnitOfWork) -> Window:
        page = list_files(uow, request, entry_id)
        return files_window(page, number, speech, speech.text("registers-file-sent"), sent)

    await show(call, request, await request.run(work))


ASKED_AT = 584
ACTS: Acts = {ActorStanding.BOUND: f"entry-files {SEND}"}


def build() -> Router:
    """Return this conversation's router."""
    router = Router(name="registers.files")
    router.callback_query.register(open_files, TappedOn("entry-files"))
    router.callback_query.register(send_file, TappedOn(SEND))
    return router
