"""How a window gets onto the phone: edited in place after a tap, sent anew after a message."""

import asyncio
import logging
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import escape

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import CallbackQuery, InaccessibleMessage, Message

from handlers.wire.calls.session import WatchedFile
from handlers.wire.calls.window_calls import (
    AnswerTap,
    Markup,
    ReplaceWindow,
    SendWindow,
    ShowFile,
    ShowPicture,
    TakeButtons,
)
from handlers.wire.speaking import speech_of
from storage.written import Kept
from usecases.house import House, Request
from usecases.memory import Question, Remembered
from usecases.tips.secret_questions import SecretAsked
from windows.window_limits import TOAST_MOST, fitted
from windows.windows import Button, Window

Event = Message | CallbackQuery
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LiveWindow(Remembered):
    """The message that holds the live window of the chat."""

    message_id: int


@dataclass(frozen=True, slots=True)
class AskedUnseen(Question):
    """Nothing: something was stored, and the window after it could not be shown."""


async def show(event: Event, request: Request, window: Window, *, toast: str = "") -> None:
    """Put `window` in front of the person; `toast` is a short word above it, after a tap.

    After a tap the window replaces the one tapped; after a message it comes below, and the one before loses its
    buttons, so that there is one live window a chat.
    """
    window = _fitted(request, window)
    if request.writes.kept is not Kept.NOTHING:
        # Should this one not be shown: words that are stored, sent again, must not answer the question after theirs.
        request.memory.put(AskedUnseen())
    # Another window is shown: what the chat was asked for, it is not asked for any more.
    with request.memory.taken(Question):
        await _ask_no_secret(request)
        if isinstance(event, Message):
            await _show_below(bot_of(event), request, window)
            return
        tapped = event.message
        replaceable = isinstance(tapped, Message) and tapped.text is not None and not window.attachments
        if replaceable and isinstance(tapped, Message):
            await _replace(event, tapped, request, window)
        else:
            await _show_below(bot_of(event), request, window)
    # The tap is answered last, so that whoever sees its end sees the new window too. Which is there, whatever becomes
    # of this.
    with suppress(TelegramAPIError):
        await _answer(event, toast)


def _fitted(request: Request, window: Window) -> Window:
    """Return `window` as Telegram takes it."""
    found = fitted(window, speech_of(request).text("window-cut"))
    if found.cut:
        log.warning("a window of kind %s was too long: %s cut", found.kind, " and ".join(found.cut))
    return found.window


async def _ask_no_secret(request: Request) -> None:
    asked = request.memory.get(SecretAsked)
    if asked is not None and asked.waiting:
        request.memory.put(SecretAsked(request.now, waiting=False))
        await request.run(lambda uow: uow.asked_secrets.forget(request.chat_id))


async def show_progress(call: CallbackQuery, request: Request, text: str) -> None:
    """Put `text` (HTML) in the window tapped while something takes its time; the tap itself is answered later."""
    if isinstance(call.message, Message):
        await _replace(call, call.message, request, Window(text))


async def toast(call: CallbackQuery, text: str, *, alert: bool = False) -> None:
    """Answer a tap with a short word and leave the window as it is.

    A tap that waited too long can't be answered any more: then the word comes as a message.
    """
    if not await _answer(call, text, alert=alert) and text and call.message is not None:
        await say(bot_of(call), call.message, text)


async def say(bot: Bot, below: Message | InaccessibleMessage, text: str) -> None:
    """Send a sentence (plain text) to where `below` is; every window, and what it asks for, stays as it is."""
    await bot(
        SendWindow(chat_id=below.chat.id, message_thread_id=topic_of(below), text=escape(text, quote=False))
    )


def is_live(house: House, chat_id: int, message_id: int) -> bool:
    """Tell whether this message holds the chat's live window."""
    return house.memory.get(chat_id, LiveWindow, house.clock.now()) == LiveWindow(message_id)


def live_window(request: Request) -> int | None:
    """Return the message that holds the chat's live window, or None without one."""
    live = request.memory.get(LiveWindow)
    return None if live is None else live.message_id


def topic_of(message: Message | InaccessibleMessage | None) -> int | None:
    """Return the topic of the forum that `message` is in; threads of replies elsewhere are none."""
    in_topic = isinstance(message, Message) and message.is_topic_message
    return message.message_thread_id if in_topic and isinstance(message, Message) else None


def keyboard(rows: Sequence[Sequence[Button]]) -> Markup | None:
    """Return the buttons as the Bot API takes them, or None without any."""
    if not rows:
        return None
    return {
        "inline_keyboard": [
            [
                {"text": b.label, "callback_data": b.data} if b.data else {"text": b.label, "url": b.url}
                for b in row
            ]
            for row in rows
        ]
    }


def bot_of(event: Event) -> Bot:
    """Return the bot that received `event`."""
    bot = event.bot
    if bot is None:
        raise RuntimeError("an event that no bot received")
    return bot


async def _answer(call: CallbackQuery, text: str, *, alert: bool = False) -> bool:
    """Return whether the answer was still taken."""
    if len(text) > TOAST_MOST:
        text = f"{text[: TOAST_MOST - 1]}…"
    try:
        await bot_of(call)(AnswerTap(callback_query_id=call.id, text=text or None, show_alert=alert or None))
    except TelegramBadRequest as error:
        if "query is too old" not in error.message:
            raise
        return False
    return True


async def _replace(call: CallbackQuery, tapped: Message, request: Request, window: Window) -> None:
    live = live_window(request)
    if live is not None and live != tapped.message_id:
        await _take_buttons(bot_of(call), request.chat_id, live)
    try:
        await bot_of(call)(
            ReplaceWindow(
                chat_id=request.chat_id,
                message_id=tapped.message_id,
                text=window.text,
                reply_markup=keyboard(window.rows),
            )
        )
    except TelegramBadRequest as error:
        if "message is not modified" not in error.message:
            await _show_below(bot_of(call), request, window)
            return
    request.memory.put(LiveWindow(tapped.message_id))


async def _show_below(bot: Bot, request: Request, window: Window) -> None:
    live = live_window(request)
    for attachment in window.attachments:
        file = attachment.file_id or WatchedFile(attachment.content, attachment.name)
        if attachment.is_picture:
            await bot(ShowPicture(chat_id=request.chat_id, photo=file, message_thread_id=request.thread_id))
        else:
            await bot(ShowFile(chat_id=request.chat_id, document=file, message_thread_id=request.thread_id))
    sending = bot(
        SendWindow(
            chat_id=request.chat_id,
            message_thread_id=request.thread_id,
            text=window.text,
            reply_markup=keyboard(window.rows),
        )
    )
    if live is None:
        sent = await sending
    else:
        sent, _ = await asyncio.gather(sending, _take_buttons(bot, request.chat_id, live))
    if window.rows:
        request.memory.put(LiveWindow(sent.message_id))
    else:
        request.memory.take(LiveWindow)


async def _take_buttons(bot: Bot, chat_id: int, message_id: int) -> None:
    # It has none any more, or the person deleted it: there is nothing to take away. Or it keeps them: they do no harm.
    with suppress(TelegramAPIError):
        await bot(TakeButtons(chat_id=chat_id, message_id=message_id))
