"""Taking messages out of a chat again, both sides' (DOMAIN.md section 7, promise 5)."""

from collections.abc import Sequence

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from handlers.screen import Event

AT_ONCE = 100
"""How many messages Telegram deletes in one call."""


async def erase(event: Event, chat_id: int, message_ids: Sequence[int]) -> int:
    """Delete the messages, which Telegram does for 48 hours; return how many are still there."""
    bot = event.bot
    if bot is None:
        raise RuntimeError("an event that no bot received")
    left = 0
    for start in range(0, len(message_ids), AT_ONCE):
        batch = list(message_ids[start : start + AT_ONCE])
        try:
            await bot.delete_messages(chat_id, batch)
        except TelegramBadRequest:
            # One that is too old keeps the whole batch: one by one, then, to know which.
            for message_id in batch:
                left += not await _erase_one(bot, chat_id, message_id)
    return left


async def _erase_one(bot: Bot, chat_id: int, message_id: int) -> bool:
    try:
        await bot.delete_message(chat_id, message_id)
    except TelegramBadRequest as error:
        # What is not there any more, the person has deleted already.
        return "not found" in error.message
    return True
