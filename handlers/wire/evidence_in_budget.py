"""Fetching a file that somebody sent and taking it apart, so that nobody waits for it whose file does not."""

from collections.abc import Callable
from typing import TypeVar

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiohttp import ClientError

from domain.errors import RefusalError
from domain.threads import in_a_thread
from domain.tips.unfinished import UnfinishedFile
from reports.evidence.apart import FULL, QUICK, Budget, OverBudgetError
from usecases.house import House

T = TypeVar("T")


async def within_budget(
    bot: Bot, house: House, file: UnfinishedFile, work: Callable[[bytes, Budget], T]
) -> T:
    """Fetch `file` and return what `work` makes of it, in a thread; what takes long begins again in a lane of its own.

    So that nobody waits for it whose file does not. Raises RefusalError (evidence-refused-slow) where the full budget
    is not enough, and what `fetch` and `work` raise.
    """
    for lane, budget in ((house.cleaning, QUICK), (house.cleaning_slowly, FULL)):
        async with lane:
            content = await fetch(bot, file)
            try:
                return await in_a_thread(work, content, budget)
            except OverBudgetError:
                continue
    raise RefusalError("evidence-refused-slow")


async def fetch(bot: Bot, file: UnfinishedFile) -> bytes:
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
