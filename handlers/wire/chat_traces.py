"""Taking messages out of a chat again, both sides' (docs/domain.md section 7, promise 5)."""

from collections.abc import Sequence

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from handlers.wire.screen import Event, bot_of
from locales import Speech

AT_ONCE = 100
"""How many messages Telegram deletes in one call."""
SWEPT = 2_000
"""How many numbers back a chat is swept. A bot's private chats share one row of numbers: this is a busy day's."""
REFUSED = 3
"""After as many refusals the rest is too old; a single one may have another reason (a dice of the last day)."""


async def erase(event: Event, chat_id: int, message_ids: Sequence[int]) -> int:
    """Delete the messages, which Telegram does for 48 hours; return how many are still there."""
    bot, left = bot_of(event), 0
    for start in range(0, len(message_ids), AT_ONCE):
        batch = list(message_ids[start : start + AT_ONCE])
        try:
            await bot.delete_messages(chat_id, batch)
        except TelegramBadRequest:
            # One that is too old keeps the whole batch: one by one, then, to know which.
            for message_id in batch:
                left += not await _erase_one(bot, chat_id, message_id)
    return left


def erased_line(left: int, speech: Speech) -> str:
    """Return whether a secret was deleted, as HTML; `left` is how many messages `erase` could not delete."""
    return speech.text("secrets-left" if left else "secrets-erased")


async def sweep(event: Event, chat_id: int, newest: int) -> None:
    """Delete what stands in the chat from the message `newest` back, as far as Telegram lets a bot: 48 hours.

    Which messages there are need not be known: Telegram passes over numbers that are not in this chat.
    """
    bot, refused = bot_of(event), 0
    for end in range(newest, max(0, newest - SWEPT), -AT_ONCE):
        refused += await _erase_newest(bot, chat_id, list(range(end, max(0, end - AT_ONCE), -1)))
        if refused >= REFUSED:
            return


async def _erase_newest(bot: Bot, chat_id: int, message_ids: Sequence[int]) -> int:
    """Delete the messages, newest first; return how many were refused, after REFUSED of which it ends."""
    try:
        await bot.delete_messages(chat_id, list(message_ids))
    except TelegramBadRequest:
        if len(message_ids) == 1:
            return 1
    else:
        return 0
    half = len(message_ids) // 2
    refused = await _erase_newest(bot, chat_id, message_ids[:half])
    return refused if refused >= REFUSED else refused + await _erase_newest(bot, chat_id, message_ids[half:])


async def _erase_one(bot: Bot, chat_id: int, message_id: int) -> bool:
    try:
        await bot.delete_message(chat_id, message_id)
    except TelegramBadRequest as error:
        # What is not there any more, the person has deleted already.
        return "not found" in error.message
    return True
