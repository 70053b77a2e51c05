"""The Sender that reminders use: python-telegram-bot's ExtBot with its rate limiter. It only sends; it never polls."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO

import httpx
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError
from telegram.ext import AIORateLimiter, Defaults, ExtBot
from telegram.request import HTTPXRequest

from domain.windows import Attachment, Button, Window
from reminders.desk import AnswerLostError, RefusedError, RejectedError, UnavailableError

os.environ.setdefault("PTB_TIMEDELTA", "1")  # RetryAfter.retry_after as the library's next version gives it

OVERALL_PER_S = 29
"""One under Telegram's 30, paced one by one: AIORateLimiter lets bursts through otherwise (docs/decisions/0002)."""
ANSWER_TIMEOUT_S = 10
OWN_PROXY = {"trust_env": False}
"""As with aiogram, the proxy is what the configuration says and not what the environment does."""
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
"""There was no connection to send through. Whatever else goes wrong on the way, the message may have arrived."""
GONE = ("chat not found", "user is deactivated", "bot was kicked", "group chat was upgraded")


class TelegramSender:
    """Sends windows: to people through one limiter, to groups through another, so that a full group holds up nobody."""

    def __init__(self, token: str, api_base_url: str, proxy: str | None = None) -> None:
        """Speak to `api_base_url`; nothing is sent yet."""
        self._to_people = _bot(token, api_base_url, proxy)
        self._to_groups = _bot(token, api_base_url, proxy)
        self._resting = False

    async def start(self) -> None:
        """Open the connections. Raises TelegramError where the token is refused."""
        await self._to_people.initialize()
        await self._to_groups.initialize()

    def rest(self) -> None:
        """Send nothing more: what is on its way arrives, the rest waits for the next start."""
        self._resting = True

    async def close(self) -> None:
        """Close the connections."""
        await self._to_people.shutdown()
        await self._to_groups.shutdown()

    async def send(self, chat_id: int, window: Window) -> int:
        """Send `window` and return the id of the message that holds its text. Raises DeliveryError."""
        if self._resting:
            raise UnavailableError(0)
        bot = self._to_people if chat_id > 0 else self._to_groups
        for attachment in window.attachments:
            # A file whose answer was lost may have arrived; the text below it counts more.
            with suppress(AnswerLostError), _as_delivery_errors():
                await _send_file(bot, chat_id, attachment)
        with _as_delivery_errors():
            sent = await bot.send_message(chat_id, window.text, reply_markup=_keyboard(window))
        return sent.message_id


@contextmanager
def _as_delivery_errors() -> Iterator[None]:
    """Raise the library's errors as those of the port."""
    try:
        yield
    except Forbidden as error:
        raise RefusedError from error
    except RetryAfter as error:
        raise UnavailableError(_seconds(error)) from error
    except BadRequest as error:
        if any(reason in error.message.lower() for reason in GONE):
            raise RefusedError from error
        raise RejectedError(error.message) from error
    except NetworkError as error:
        if isinstance(error.__cause__, NOT_SENT) or not isinstance(error.__cause__, httpx.TransportError):
            raise UnavailableError from error
        raise AnswerLostError from error
    except TelegramError as error:
        raise UnavailableError from error


async def _send_file(bot: ExtBot[int], chat_id: int, attachment: Attachment) -> None:
    content = BytesIO(attachment.content)
    if attachment.name.endswith(".png"):
        await bot.send_photo(chat_id, content, filename=attachment.name)
    else:
        await bot.send_document(chat_id, content, filename=attachment.name)


def _bot(token: str, api_base_url: str, proxy: str | None) -> ExtBot[int]:
    base = api_base_url.rstrip("/")
    request = HTTPXRequest(
        connection_pool_size=16,
        read_timeout=ANSWER_TIMEOUT_S,
        write_timeout=ANSWER_TIMEOUT_S,
        proxy=proxy,
        httpx_kwargs=OWN_PROXY,
    )
    limiter = AIORateLimiter(overall_max_rate=1, overall_time_period=1 / OVERALL_PER_S, max_retries=3)
    return ExtBot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=request,
        get_updates_request=HTTPXRequest(connection_pool_size=1, proxy=proxy, httpx_kwargs=OWN_PROXY),
        defaults=Defaults(
            parse_mode=ParseMode.HTML, link_preview_options=LinkPreviewOptions(is_disabled=True)
        ),
        rate_limiter=limiter,
    )


def _seconds(error: RetryAfter) -> float:
    after = error.retry_after
    return after if isinstance(after, int | float) else after.total_seconds()


def _keyboard(window: Window) -> InlineKeyboardMarkup | None:
    if not window.rows:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in window.rows])


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(button.label, callback_data=button.data or None, url=button.url or None)
