"""What one bot answers to an update that is brought to it; no log of requests is written.

An update is answered 200 once it is handled, and not before: what is not answered so Telegram sends again, to whichever
process is there then, so that one that is killed in mid-handling loses nothing (docs/processes.md). Nobody without the
secret learns whether there is anything at all.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextvars import copy_context
from http import HTTPStatus

from aiogram import Bot, Dispatcher
from aiogram.types import Update
from aiogram.webhook.aiohttp_server import BaseRequestHandler
from aiohttp import web
from pydantic import ValidationError

from bot.webhooks.address import WebhookAddress
from handlers.wire.calls.session import read_pushed
from handlers.wire.in_hand import in_hand, take_in_hand

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
PATIENCE_S = 50
"""Telegram hangs up after 60 s (tdlib/telegram-bot-api, WebhookActor.cpp) and sends the update again."""
AGAIN_S = 1

Take = Callable[[Update], Awaitable[bool]]
"""Handles an update; tells whether Telegram need not send it again. Never raises but when cancelled."""


class Receiver(BaseRequestHandler):
    """aiogram's receiver, for which an answer means that the update is handled."""

    def __init__(self, dispatcher: Dispatcher, bot: Bot, address: WebhookAddress, take: Take) -> None:
        """Hand what comes to `take`."""
        super().__init__(dispatcher, handle_in_background=False)
        self._bot, self._address, self._take = bot, address, take
        self._context = copy_context()  # of whose updates they are: connections are many units'
        self.is_closing = False
        """Whether what comes is left to the other processes."""

    async def resolve_bot(self, request: web.Request) -> Bot:  # noqa: ARG002 - aiogram's
        """Return the one bot there is."""
        return self._bot

    def verify_secret(self, telegram_secret_token: str, bot: Bot) -> bool:  # noqa: ARG002 - aiogram's
        """Tell whether it is Telegram who asks."""
        return self._address.is_shown(telegram_secret_token)

    async def close(self) -> None:
        """Nothing to close: the bot's connections are closed by whoever opened them."""

    async def finish(self, patience_s: float) -> None:
        """Leave what comes to others, and wait for what is in hand, `patience_s` seconds at most."""
        self.is_closing = True
        if tasks := set(in_hand(self.dispatcher)):
            await asyncio.wait(tasks, timeout=patience_s)

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one request; see the module."""
        if not self.verify_secret(request.headers.get(SECRET_HEADER, ""), self._bot):
            return web.Response(status=HTTPStatus.NOT_FOUND)
        try:
            content = await request.text()
            if self.is_closing:
                return ask_again()
            update = read_pushed(content, self._bot)
        except (ValueError, ValidationError) as error:
            # It would come for a day and never be understood. Its words stay out of the log.
            log.error("an update that can't be read was passed over: %s", type(error).__name__)  # noqa: TRY400
            return web.Response()
        task = self._context.run(asyncio.ensure_future, self._take(update))
        take_in_hand(self.dispatcher, task)
        # Not cancelled with the request: whoever hung up gets it done all the same, once.
        done, _ = await asyncio.wait([task], timeout=PATIENCE_S)
        if done and not task.cancelled() and task.exception() is None and task.result():
            return web.Response()
        return ask_again()


def ask_again() -> web.Response:
    """Ask for the update to be sent once more: to another process, with luck."""
    headers = {"Retry-After": str(AGAIN_S), "Connection": "close"}
    return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE, headers=headers)
