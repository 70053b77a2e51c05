"""The Sender that reminders use: python-telegram-bot's ExtBot. It only sends; it never polls.

How fast is decided before a letter comes here (reminders/delivery/pacing.py; why not by AIORateLimiter:
docs/decisions/0006).
"""

import os
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from io import BytesIO
from typing import TypeVar

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import Defaults, ExtBot

from bot.telling_requests import ANSWER_LOST, NOT_SENT, request_for, telling
from reminders.desk import (
    AnswerLostError,
    DeliveryError,
    MovedError,
    RefusedError,
    RejectedError,
    UnavailableError,
    UnconnectedError,
)
from windows.windows import Attachment, Button, Window

os.environ.setdefault("PTB_TIMEDELTA", "1")  # RetryAfter.retry_after as the library's next version gives it

ANSWER_TIMEOUT_S = 10
GONE = ("chat not found", "user is deactivated", "bot was kicked", "group chat was upgraded")
NO_TOPIC = ("message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid")
NO_LONGER_THERE = ("message is not modified", "message to edit not found", "message can't be edited")
"""Nothing is left to be changed about the buttons of a message."""
T = TypeVar("T")


class TelegramSender:
    """Sends windows, at once and each once: whoever calls decides when, and what to do about an error."""

    def __init__(self, token: str, api_base_url: str, proxy: str | None = None) -> None:
        """Speak to `api_base_url`; nothing is sent yet."""
        self._bot = _bot(token, api_base_url, proxy)

    async def start(self) -> None:
        """Open the connections. Raises TelegramError where the token is refused."""
        await self._bot.initialize()

    async def close(self) -> None:
        """Close the connections."""
        await self._bot.shutdown()

    async def send(self, chat_id: int, window: Window, left: Callable[[], None] | None = None) -> int:
        """Send `window` and return the id of the message that holds its text. Raises DeliveryError.

        `left` is called as soon as the request with the text has been handed to the system whole.
        """
        return await self._send(chat_id, None, window, left)

    async def send_to_topic(
        self, chat_id: int, thread_id: int, window: Window, left: Callable[[], None] | None = None
    ) -> int:
        """Do the same into a topic of a forum; beside it where the topic is gone or closed."""
        return await self._send(chat_id, thread_id, window, left)

    async def _send(
        self, chat_id: int, thread_id: int | None, window: Window, left: Callable[[], None] | None
    ) -> int:
        for attachment in window.attachments:
            # A file whose answer was lost may have arrived; the text below it counts more.
            with suppress(AnswerLostError), _as_delivery_errors():
                await _in_topic(thread_id, partial(_send_file, self._bot, chat_id, attachment))
        with _as_delivery_errors(), telling(left):
            return await _in_topic(thread_id, partial(_send_text, self._bot, chat_id, window))

    async def put_buttons(self, chat_id: int, message_id: int, rows: Sequence[Sequence[Button]]) -> None:
        """Give a message these buttons; one that is gone, or has them already, is left. Raises DeliveryError."""
        with _as_delivery_errors():
            try:
                await self._bot.edit_message_reply_markup(
                    chat_id=chat_id, message_id=message_id, reply_markup=_keyboard(rows)
                )
            except BadRequest as error:
                if not any(reason in error.message.lower() for reason in NO_LONGER_THERE):
                    raise


@contextmanager
def _as_delivery_errors() -> Iterator[None]:
    """Raise the library's errors as those of the port."""
    try:
        yield
    except ChatMigrated as error:
        raise MovedError(error.new_chat_id) from error
    except Forbidden as error:
        raise RefusedError from error
    except RetryAfter as error:
        raise UnavailableError(_seconds(error)) from error
    except BadRequest as error:
        raise _refusal(error) from error
    except NetworkError as error:
        if isinstance(error.__cause__, NOT_SENT):
            raise UnconnectedError from error
        if isinstance(error.__cause__, ANSWER_LOST):
            raise AnswerLostError from error
        raise UnavailableError from error
    except InvalidToken as error:
        raise UnconnectedError from error
    except TelegramError as error:
        raise UnavailableError from error


def _refusal(error: BadRequest) -> DeliveryError:
    gone = any(reason in error.message.lower() for reason in GONE)
    return RefusedError() if gone else RejectedError(error.message)


async def _in_topic(thread_id: int | None, send: Callable[[int | None], Awaitable[T]]) -> T:
    """Send into a topic; beside it where it is gone or closed, since the group is still meant."""
    try:
        return await send(thread_id)
    except BadRequest as error:
        if thread_id is None or not any(reason in error.message.lower() for reason in NO_TOPIC):
            raise
        return await send(None)


async def _send_text(bot: ExtBot[None], chat_id: int, window: Window, thread_id: int | None) -> int:
    rows = _keyboard(window.rows)
    sent = await bot.send_message(chat_id, window.text, reply_markup=rows, message_thread_id=thread_id)
    return sent.message_id


async def _send_file(bot: ExtBot[None], chat_id: int, attachment: Attachment, thread_id: int | None) -> None:
    content = attachment.file_id or BytesIO(attachment.content)
    if attachment.is_picture:
        await bot.send_photo(chat_id, content, filename=attachment.name, message_thread_id=thread_id)
    else:
        await bot.send_document(chat_id, content, filename=attachment.name, message_thread_id=thread_id)


def _bot(token: str, api_base_url: str, proxy: str | None) -> ExtBot[None]:
    base = api_base_url.rstrip("/")
    request = request_for(base, proxy, ANSWER_TIMEOUT_S)
    return ExtBot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=request,
        get_updates_request=request,  # it never polls
        defaults=Defaults(
            parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
    )


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return after if isinstance(after, int | float) else after.total_seconds()


def _keyboard(rows: Sequence[Sequence[Button]]) -> InlineKeyboardMarkup | None:
    if not rows:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in rows])


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(button.label, callback_data=button.data or None, url=button.url or None)
