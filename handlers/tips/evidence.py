"""Photos, documents and voice as evidence: fetched, cleaned, sealed. Nothing of them touches a disk unsealed.

Until 提交 they stay with Telegram, and here is only what to fetch them by: thirty files of 20 MB are more than the
memory should hold. They are looked at once when they come, so that whoever sent one hears at once what can't be taken.
"""

import math
from collections.abc import Iterable, Sequence

from aiogram import Bot
from aiogram.types import Message

from domain.errors import RefusalError
from domain.tips.tips import UNSUBMITTED_FILES_LIMIT
from domain.tips.unfinished import UnfinishedFile
from handlers.wire.evidence_in_budget import within_budget
from reports.evidence.apart import Budget, clean_apart
from reports.evidence.cleaning import FILE_LIMIT, Cleaned
from storage.tips.sealed_files import SealedFile
from storage.tips.sealing import seal
from usecases.house import House, Request

MIB = 1024 * 1024
SECONDS_PER_MINUTE = 60


def sent_file(message: Message) -> UnfinishedFile | None:
    """Return the photo, document or voice that `message` brings, or None for one without.

    Raises RefusalError: evidence-refused-film for a video, evidence-refused-size for what Telegram would not let
    the bot fetch.
    """
    if message.video or message.video_note:
        raise RefusalError("evidence-refused-film")
    if message.photo:
        return UnfinishedFile(message.photo[-1].file_id, "photo.jpg")
    file = message.document or message.voice or message.audio
    if file is None:
        return None
    if (file.file_size or 0) > FILE_LIMIT:
        raise RefusalError("evidence-refused-size", limit=FILE_LIMIT // MIB)
    name = "voice.ogg" if message.voice else getattr(file, "file_name", None)
    return UnfinishedFile(file.file_id, name or "file")


async def check(bot: Bot, request: Request, file: UnfinishedFile) -> None:
    """Fetch `file` and clean it, only to see that it can be.

    Raises RefusalError, also for one more of an account that has sent many and submitted none (tips-files-many).
    """
    house = request.house
    if wait_s := house.unsubmitted.wait_s(request.telegram_id, request.now):
        minutes = math.ceil(wait_s / SECONDS_PER_MINUTE)
        raise RefusalError("tips-files-many", limit=UNSUBMITTED_FILES_LIMIT, minutes=minutes)
    house.unsubmitted.count(request.telegram_id, request.now)
    await within_budget(bot, house, file, lambda content, budget: clean_apart(content, file.name, budget))


async def seal_files(
    bot: Bot, house: House, files: Iterable[UnfinishedFile], recipients: Sequence[str]
) -> tuple[SealedFile, ...]:
    """Return the files, cleaned copy and original each sealed to `recipients`, in order. Raises RefusalError."""
    sealed = []
    for file in files:

        def work(content: bytes, budget: Budget, name: str = file.name) -> SealedFile:
            return _sealed(content, clean_apart(content, name, budget), recipients)

        sealed.append(await within_budget(bot, house, file, work))
    return tuple(sealed)


def _sealed(content: bytes, cleaned: Cleaned, recipients: Sequence[str]) -> SealedFile:
    return SealedFile(cleaned.extension, seal(cleaned.content, recipients), seal(content, recipients))
