"""What the tests of both libraries share: something to send, and how both read one message."""

import io
from typing import Any

import telegram
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, Message
from PIL import Image
from telegram.ext import ExtBot

INLINE = InlineKeyboardMarkup(
    inline_keyboard=[
        [InlineKeyboardButton(text="提交", callback_data="1")],
        [InlineKeyboardButton(text="网", url="https://example.org")],
    ]
)


def picture(width: int = 30, height: int = 20) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height)).save(file, "PNG")
    return file.getvalue()


def seen_by_both(shown: dict[str, Any], bot: ExtBot[None]) -> tuple[Message, telegram.Message]:
    """Return one message as each library reads it, having checked that they agree."""
    ours = Message.model_validate(shown)
    theirs = telegram.Message.de_json(shown, bot)
    assert not theirs.api_kwargs
    assert not ours.model_extra
    assert (ours.message_id, ours.chat.id, ours.date) == (theirs.message_id, theirs.chat.id, theirs.date)
    assert (ours.text, ours.caption) == (theirs.text, theirs.caption)
    mine = [(e.type, e.offset, e.length) for e in ours.entities or ours.caption_entities or []]
    assert mine == [(e.type, e.offset, e.length) for e in theirs.entities or theirs.caption_entities]
    return ours, theirs
