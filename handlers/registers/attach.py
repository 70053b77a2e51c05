"""A photo or document sent below a question that asks for files: fetched at once, as Telegram's ids prove nothing."""

from collections.abc import Callable

from aiogram import Bot
from aiogram.types import Message

from domain.errors import RefusalError
from domain.threads import in_a_thread
from domain.tips.unfinished import UnfinishedFile
from forms.fields import Form
from handlers.wire.evidence_in_budget import fetch
from handlers.wire.screen import bot_of
from handlers.wire.speaking import speech_of
from storage.registers.entry_files import ReceivedFile, received
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.questions.pages import Change
from usecases.registers.files import FILE_LIMIT_MIB, file_name, find_file_asked, keeping_file

_BYTES_MOST = FILE_LIMIT_MIB * 1024 * 1024
_KIND_LENGTH = 128


async def file_change(message: Message, request: Request) -> Callable[[UnitOfWork], Change] | None:
    """Return the work that answers with the file of `message`, or refuses it; None where no file is asked for."""
    asked = await request.run(lambda uow: find_file_asked(uow, request))
    if asked is None:
        return None
    try:
        async with request.house.keeping:
            file = await _fetched(bot_of(message), message, speech_of(request).label("registers-photo"))
    except RefusalError as refusal:
        return _refusing(refusal)
    return lambda uow: keeping_file(uow, request, asked, file)


async def _fetched(bot: Bot, message: Message, photo_name: str) -> ReceivedFile:
    """Return what was sent. Raises RefusalError: registers-file-too-big, registers-file-not-fetched."""
    if message.photo:
        file_id, size, name, kind = message.photo[-1].file_id, 0, photo_name, "image/jpeg"
    elif message.document:
        sent = message.document
        file_id, size = sent.file_id, sent.file_size or 0
        name, kind = sent.file_name or "", sent.mime_type or ""
    else:
        raise RefusalError("registers-file-not-fetched")
    if size > _BYTES_MOST:
        raise RefusalError("registers-file-too-big", limit=FILE_LIMIT_MIB)
    try:
        content = await fetch(bot, UnfinishedFile(file_id, name))
    except RefusalError:
        raise RefusalError("registers-file-not-fetched") from None
    if len(content) > _BYTES_MOST:
        raise RefusalError("registers-file-too-big", limit=FILE_LIMIT_MIB)
    return await in_a_thread(received, file_name(name) or "file", kind[:_KIND_LENGTH], content)


def _refusing(refusal: RefusalError) -> Callable[[UnitOfWork], Change]:
    def change(_form: Form, _draft: object) -> None:
        raise refusal

    return lambda _uow: change
