"""The Sender that reminders use: python-telegram-bot's ExtBot with its rate limiter. It only sends; it never polls."""

import os
from io import BytesIO

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.ext import AIORateLimiter, Defaults, ExtBot
from telegram.request import HTTPXRequest

from domain.windows import Button, Window
from reminders.desk import AnswerLostError, RefusedError, RejectedError, UnavailableError

os.environ.setdefault("PTB_TIMEDELTA", "1")  # RetryAfter.retry_after as the library's next version gives it

OVERALL_PER_S = 29
"""One under Telegram's 30, paced one by one: AIORateLimiter lets bursts through otherwise (docs/decisions/0002)."""
ANSWER_TIMEOUT_S = 10
GONE = ("chat not found", "user is deactivated", "bot was kicked", "group chat was upgraded")


class TelegramSender:
    """Sends windows: to people through one limiter, to groups through another, so that a full group holds up nobody."""

    def __init__(self, token: str, api_base_url: str, proxy: str | None = None) -> None:
        """Speak to `api_base_url`; nothing is sent yet."""
        self._to_people = _bot(token, api_base_url, proxy)
        self._to_groups = _bot(token, api_base_url, proxy)

    async def start(self) -> None:
        """Open the connections. Raises TelegramError where the token is refused."""
        await self._to_people.initialize()
        await self._to_groups.initialize()

    async def close(self) -> None:
        """Close the connections."""
        await self._to_people.shutdown()
        await self._to_groups.shutdown()

    async def send(self, chat_id: int, window: Window) -> int:
        """Send `window` and return the id of the message that holds its text. Raises DeliveryError."""
        bot = self._to_people if chat_id > 0 else self._to_groups
        try:
            return await _send(bot, chat_id, window)
        except Forbidden as error:
            raise RefusedError from error
        except RetryAfter as error:
            raise UnavailableError(_seconds(error)) from error
        except BadRequest as error:
            if any(reason in error.message.lower() for reason in GONE):
                raise RefusedError from error
            raise RejectedError(error.message) from error
        except TimedOut as error:
            raise AnswerLostError from error
        except NetworkError as error:
            if _answer_lost(error):
                raise AnswerLostError from error
            raise UnavailableError from error
        except TelegramError as error:
            raise UnavailableError from error


async def _send(bot: ExtBot[int], chat_id: int, window: Window) -> int:
    for attachment in window.attachments:
        content = BytesIO(attachment.content)
        if attachment.name.endswith(".png"):
            await bot.send_photo(chat_id, content, filename=attachment.name)
        else:
            await bot.send_document(chat_id, content, filename=attachment.name)
    sent = await bot.send_message(chat_id, window.text, reply_markup=_keyboard(window))
    return sent.message_id


def _bot(token: str, api_base_url: str, proxy: str | None) -> ExtBot[int]:
    base = api_base_url.rstrip("/")
    request = HTTPXRequest(
        connection_pool_size=16, read_timeout=ANSWER_TIMEOUT_S, write_timeout=ANSWER_TIMEOUT_S, proxy=proxy
    )
    limiter = AIORateLimiter(overall_max_rate=1, overall_time_period=1 / OVERALL_PER_S, max_retries=3)
    return ExtBot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=request,
        get_updates_request=HTTPXRequest(connection_pool_size=1, proxy=proxy),
        defaults=Defaults(
            parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
        rate_limiter=limiter,
    )


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return after if isinstance(after, int | float) else after.total_seconds()


def _answer_lost(error: NetworkError) -> bool:
    """Tell whether the request may have reached Telegram: the connection broke after it stood."""
    text = error.message
    return "ReadError" in text or "RemoteProtocolError" in text or "WriteError" in text


def _keyboard(window: Window) -> InlineKeyboardMarkup | None:
    if not window.rows:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in window.rows])


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(button.label, callback_data=button.data or None, url=button.url or None)
