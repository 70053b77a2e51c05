"""The Bot API calls that put windows and their files on phones, with nothing in them that nobody reads.

aiogram's own build a model for every button and one for the message that comes back; half of an answer's processor
time went there (docs/decisions/0002). These take the buttons as they are sent, and of the answer the message's number.
"""

from typing import Any

from aiogram.methods import DeleteMessages, GetFile, Response, TelegramMethod
from aiogram.types import File, InputFile, Update
from pydantic import BaseModel, Field

Markup = dict[str, Any]
NO_PREVIEW: Markup = {"is_disabled": True}


class Sent(BaseModel):
    """Of a message that was sent: its number in the chat."""

    message_id: int


class WindowCall(TelegramMethod[Any]):
    """A call whose fields go as JSON, None left out (handlers/wire/calls/session.py)."""


class _Shown(WindowCall):
    """What a window shows."""

    chat_id: int
    text: str
    parse_mode: str = "HTML"
    link_preview_options: Markup = Field(default=NO_PREVIEW)
    reply_markup: Markup | None = None


class SendWindow(_Shown):
    """sendMessage."""

    __returning__ = Sent
    __api_method__ = "sendMessage"

    message_thread_id: int | None = None


class ReplaceWindow(_Shown):
    """editMessageText."""

    __returning__ = Any
    __api_method__ = "editMessageText"

    message_id: int


class TakeButtons(WindowCall):
    """editMessageReplyMarkup, to no buttons."""

    __returning__ = Any
    __api_method__ = "editMessageReplyMarkup"

    chat_id: int
    message_id: int


class AnswerTap(WindowCall):
    """answerCallbackQuery."""

    __returning__ = Any
    __api_method__ = "answerCallbackQuery"

    callback_query_id: str
    text: str | None = None
    show_alert: bool | None = None


class _ShownFile(TelegramMethod[Any]):
    """A file, to be uploaded or named by its id with Telegram; it goes as a form."""

    __returning__ = Any

    chat_id: int
    message_thread_id: int | None = None


class ShowPicture(_ShownFile):
    """sendPhoto."""

    __api_method__ = "sendPhoto"

    photo: InputFile | str


class ShowFile(_ShownFile):
    """sendDocument."""

    __api_method__ = "sendDocument"

    document: InputFile | str


ANSWERS: tuple[type[BaseModel], ...] = (
    Response[Sent],
    Response[Any],
    Response[bool],
    Response[File],
    Response[list[Update]],
)
"""Kept here: pydantic holds generic models weakly, and would build them anew with every answer."""
_HEARD: tuple[type[BaseModel], ...] = (Update, GetFile, DeleteMessages, ShowPicture, ShowFile, *ANSWERS)
"""What aiogram has that is built when first asked for (handlers/wire/light_aiogram.py), and will be."""


def build_heard() -> None:
    """Have what comes from people's phones understood at once: whoever sent the first photo would wait for it."""
    for kind in _HEARD:
        kind.model_rebuild()
