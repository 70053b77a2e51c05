"""A load balancer in a few lines: each request goes to the next process, and to another where that one is not there."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus

from aiohttp import ClientConnectionError, ClientSession, ClientTimeout, DummyCookieJar, TCPConnector, web

Before = Callable[[bytes, str], Awaitable[None]]
"""Is told of each update and where it goes, and waited for."""
_LEFT_OUT = {"host", "content-length", "transfer-encoding", "connection"}


class Balancer:
    """What stands at the address that Telegram knows; `behind` are the base URLs of the processes."""

    def __init__(self, session: ClientSession) -> None:
        self.behind: list[str] = []
        self.url = ""
        self.before: Before | None = None
        self.is_doubling = False
        """Whether each request goes to two processes at once."""
        self.sent: list[str] = []
        """Where each of the latest requests went at last."""
        self._session = session
        self._next = 0

    async def pass_on(self, request: web.Request) -> web.Response:
        body = await request.read()
        ways = [self._pass_on(request, body) for _ in range(1 + self.is_doubling)]
        answers = await asyncio.gather(*ways)
        return max(answers, key=lambda answer: answer.status)

    async def _pass_on(self, request: web.Request, body: bytes) -> web.Response:
        headers = {name: value for name, value in request.headers.items() if name.lower() not in _LEFT_OUT}
        for _ in range(len(self.behind)):
            self._next += 1
            url = self.behind[self._next % len(self.behind)]
            if self.before is not None:
                await self.before(body, url)
            try:
                async with self._session.request(
                    request.method, url + request.path, data=body, headers=headers
                ) as answer:
                    self.sent.append(url)
                    told = {k: v for k, v in answer.headers.items() if k.lower() == "retry-after"}
                    return web.Response(status=answer.status, body=await answer.read(), headers=told)
            except (ClientConnectionError, OSError):
                continue
        return web.Response(status=HTTPStatus.BAD_GATEWAY)


@asynccontextmanager
async def balancing() -> AsyncIterator[Balancer]:
    """Serve one on 127.0.0.1 while the block runs."""
    session = ClientSession(
        connector=TCPConnector(limit=0), cookie_jar=DummyCookieJar(), timeout=ClientTimeout(total=None)
    )
    async with session:
        balancer = Balancer(session)
        app = web.Application(client_max_size=2**23)
        app.router.add_route("*", "/{path:.*}", balancer.pass_on)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
        balancer.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        try:
            yield balancer
        finally:
            await runner.cleanup()
            await asyncio.sleep(0)
