"""Photos, documents and voice as evidence: fetched, cleaned, sealed. Nothing of them touches a disk unsealed.

Until 提交 they stay with Telegram, and here is only what to fetch them by: thirty files of 20 MB are more than the
memory should hold. They are looked at once when they come, so that whoever sent one hears at once what can't be taken.
"""

from collections.abc import Iterable, Sequence

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import Message
from aiohttp import ClientError

from domain.errors import RefusalError
from domain.threads import in_a_thread
from handlers.house import House
from handlers.unfinished_tips import SentFile
from reports.cleaning import FILE_LIMIT, clean
from storage.sealing import seal
from storage.tips import SealedFile

MIB = 1024 * 1024


def sent_file(message: Message) -> SentFile | None:
    """Return the photo, document or voice that `message` brings, or None for one without.

    Raises RefusalError (evidence-refused-size) for one that Telegram would not let the bot fetch.
    """
    if message.photo:
        return SentFile(message.photo[-1].file_id, "photo.jpg")
    file = message.document or message.voice or message.audio
    if file is None:
        return None
    if (file.file_size or 0) > FILE_LIMIT:
        raise RefusalError("evidence-refused-size", limit=FILE_LIMIT // MIB)
    name = "voice.ogg" if message.voice else getattr(file, "file_name", None)
    return SentFile(file.file_id, name or "file")


async def check(bot: Bot, house: House, file: SentFile) -> None:
    """Fetch `file` and clean it, only to see that it can be. Raises RefusalError."""
    async with house.cleaning:
        content = await fetch(bot, file)
        await in_a_thread(clean, content, file.name)


async def seal_files(
    bot: Bot, house: House, files: Iterable[SentFile], recipients: Sequence[str]
) -> tuple[SealedFile, ...]:
    """Return the files, cleaned copy and original each sealed to `recipients`, in order. Raises RefusalError."""
    sealed = []
    for file in files:
        async with house.cleaning:
            content = await fetch(bot, file)
            sealed.append(await in_a_thread(_seal, content, file.name, recipients))
    return tuple(sealed)


def _seal(content: bytes, name: str, recipients: Sequence[str]) -> SealedFile:
    cleaned = clean(content, name)
    return SealedFile(cleaned.extension, seal(cleaned.content, recipients), seal(content, recipients))


async def fetch(bot: Bot, file: SentFile) -> bytes:
    """Return what was sent, as Telegram has it; raises RefusalError (evidence-not-fetched)."""
    try:
        found = await bot.get_file(file.file_id)
        if found.file_path is None:
            raise RefusalError("evidence-not-fetched")
        stream = await bot.download_file(found.file_path)
    except (TelegramAPIError, ClientError, TimeoutError) as error:
        raise RefusalError("evidence-not-fetched") from error
    if stream is None:
        raise RefusalError("evidence-not-fetched")
    return stream.read()
