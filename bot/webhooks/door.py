"""The one address at which a process listens: which unit a request is for, its path says (docs/processes.md).

A unit's path is made from its bot's token, so that no two have the same. A unit that does not run here just now keeps
its path: what comes by it is asked for once more, and finds another process, or the unit started again.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import cast

from aiohttp import web

from bot.webhooks.address import WebhookAddress
from bot.webhooks.receiving import SECRET_HEADER, Receiver, ask_again
from domain.errors import RefusalError
from web.server import silent

BODY_MOST = 4 * 2**20
SHUTDOWN_S = 8
"""How long the answers of what is in hand may take when the process is told to end."""


@dataclass(frozen=True, slots=True)
class _Known:
    address: WebhookAddress
    receiver: Receiver | None


class HookDoor:
    """Gives each request to the unit whose path it came by, and says nothing to whoever has not that unit's secret."""

    def __init__(self) -> None:
        """Listen nowhere yet."""
        self._known: dict[str, _Known] = {}
        app = web.Application(client_max_size=BODY_MOST, middlewares=[_say_nothing])
        app.router.add_route("*", "/{path:.*}", self._hand_on)
        self._runner = web.AppRunner(app, access_log=None, logger=silent, shutdown_timeout=SHUTDOWN_S)
        self._bound: asyncio.Server | None = None
        self._listen = ""
        self.base_url = ""
        """Where it listens, once it is bound."""

    def know(self, address: WebhookAddress) -> None:
        """Take what comes to `address` for a unit's that does not run now."""
        self._known[address.path] = _Known(address, None)

    @asynccontextmanager
    async def behind(self, address: WebhookAddress, receiver: Receiver) -> AsyncIterator[None]:
        """Have `receiver` answer what comes to `address` while the block runs, then finish what it has in hand."""
        self._known[address.path] = _Known(address, receiver)
        try:
            yield
        finally:
            self.know(address)
            await receiver.finish(SHUTDOWN_S)

    async def bind(self, listen: str) -> None:
        """Have `listen` (host:port) for this process, and nobody in yet. Raises RefusalError where that can't be."""
        await self._runner.setup()
        answering = cast("web.Server", self._runner.server)
        host, _, port = listen.rpartition(":")
        try:
            self._bound = await asyncio.get_running_loop().create_server(
                answering, host.strip("[]"), int(port), backlog=1024, start_serving=False
            )
        except (OSError, OverflowError) as error:
            await self._runner.cleanup()
            raise _refused(listen, error) from error
        self._listen = listen
        self.base_url = f"http://{host}:{self._bound.sockets[0].getsockname()[1]}"

    async def open(self) -> None:
        """Let in who comes; whoever came before found nobody there and went to another process. Raises as `bind`."""
        if self._bound is None:
            raise RuntimeError("bind first")
        try:
            await self._bound.start_serving()
        except OSError as error:
            raise _refused(self._listen, error) from error

    async def close(self) -> None:
        """Listen no more; return once what is in hand was answered, SHUTDOWN_S at most. Twice is as once."""
        if self._bound is not None:
            self._bound.close()
        await self._runner.cleanup()

    async def _hand_on(self, request: web.Request) -> web.Response:
        known = self._known.get(request.path)
        if known is None or not known.address.is_shown(request.headers.get(SECRET_HEADER, "")):
            return web.Response(status=HTTPStatus.NOT_FOUND)
        if request.method != "POST":
            return web.Response(status=HTTPStatus.METHOD_NOT_ALLOWED)
        return ask_again() if known.receiver is None else await known.receiver.handle(request)


def _refused(listen: str, error: Exception) -> RefusalError:
    reason = getattr(error, "strerror", None) or type(error).__name__
    return RefusalError("webhook-cannot-listen", address=listen, reason=reason)


@web.middleware
async def _say_nothing(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Answer what is no update without a word, and what is wrong with it as little."""
    try:
        return await handler(request)
    except web.HTTPException as refused:
        return web.Response(status=refused.status)
