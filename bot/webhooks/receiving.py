"""The server that Telegram sends updates to, behind whatever speaks TLS; it writes no log of requests.

An update is answered 200 once it is handled, and not before: what is not answered so Telegram sends again, to whichever
process is there then, so that one that is killed in mid-handling loses nothing (docs/processes.md). Nobody without the
secret learns whether there is anything at all.
"""

import asyncio
import hmac
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus

from aiogram import Bot, Dispatcher
from aiogram.types import Update
from aiogram.webhook.aiohttp_server import BaseRequestHandler
from aiohttp import web
from pydantic import ValidationError

from bot.webhooks.address import WebhookAddress
from domain.errors import RefusalError
from handlers.wire.calls.session import read_pushed
from handlers.wire.in_hand import take_in_hand
from web.server import silent

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
BODY_MOST = 4 * 2**20
PATIENCE_S = 50
"""Telegram hangs up after 60 s (tdlib/telegram-bot-api, WebhookActor.cpp) and sends the update again."""
AGAIN_S = 1
SHUTDOWN_S = 8
"""How long the answers of what is in hand may take when the process is told to end."""

Take = Callable[[Update], Awaitable[bool]]
"""Handles an update; tells whether Telegram need not send it again. Never raises but when cancelled."""


class Receiver(BaseRequestHandler):
    """aiogram's receiver, for which an answer means that the update is handled."""

    def __init__(self, dispatcher: Dispatcher, bot: Bot, address: WebhookAddress, take: Take) -> None:
        """Hand what comes to `take`."""
        super().__init__(dispatcher, handle_in_background=False)
        self._bot, self._address, self._take = bot, address, take
        self.is_closing = False
        """Whether what comes is left to the other processes."""

    async def resolve_bot(self, request: web.Request) -> Bot:  # noqa: ARG002 - aiogram's
        """Return the one bot there is."""
        return self._bot

    def verify_secret(self, telegram_secret_token: str, bot: Bot) -> bool:  # noqa: ARG002 - aiogram's
        """Tell whether it is Telegram who asks, in a time that tells nothing about the secret."""
        return hmac.compare_digest(telegram_secret_token.encode(), self._address.secret.encode())

    async def close(self) -> None:
        """Nothing to close: the bot's connections are closed by whoever opened them."""

    async def handle(self, request: web.Request) -> web.Response:
        """Answer one request; see the module."""
        if not self.verify_secret(request.headers.get(SECRET_HEADER, ""), self._bot):
            return web.Response(status=HTTPStatus.NOT_FOUND)
        if self.is_closing:
            return _again()
        try:
            update = read_pushed(await request.text(), self._bot)
        except (ValueError, ValidationError) as error:
            # It would come for a day and never be understood. Its words stay out of the log.
            log.error("an update that can't be read was passed over: %s", type(error).__name__)  # noqa: TRY400
            return web.Response()
        task = asyncio.ensure_future(self._take(update))
        take_in_hand(self.dispatcher, task)
        # Not cancelled with the request: whoever hung up gets it done all the same, once.
        done, _ = await asyncio.wait([task], timeout=PATIENCE_S)
        if done and not task.cancelled() and task.exception() is None and task.result():
            return web.Response()
        return _again()


def _again() -> web.Response:
    """Ask for the update to be sent once more: to another process, with luck."""
    headers = {"Retry-After": str(AGAIN_S), "Connection": "close"}
    return web.Response(status=HTTPStatus.SERVICE_UNAVAILABLE, headers=headers)


@asynccontextmanager
async def serve_webhook(listen: str, receiver: Receiver, path: str) -> AsyncIterator[str]:
    """Receive on `listen` (host:port) under `path` while the block runs; yields the base URL.

    Raises RefusalError where the address can't be used.
    """
    app = web.Application(client_max_size=BODY_MOST, middlewares=[_say_nothing])
    receiver.register(app, path)
    runner = web.AppRunner(app, access_log=None, logger=silent, shutdown_timeout=SHUTDOWN_S)
    await runner.setup()
    try:
        host, _, port = listen.rpartition(":")
        try:
            await web.TCPSite(runner, host.strip("[]"), int(port), backlog=1024).start()
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or type(error).__name__
            raise RefusalError("webhook-cannot-listen", address=listen, reason=reason) from error
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        receiver.is_closing = True
        await runner.cleanup()


@web.middleware
async def _say_nothing(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Answer what is no update without a word, and what is wrong with it as little."""
    try:
        return await handler(request)
    except web.HTTPException as refused:
        return web.Response(status=refused.status)
