"""What stands before equal processes: an HTTP front that hands each request to the next one, in turn."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

from aiohttp import ClientConnectorError, ClientError, ClientSession, DummyCookieJar, TCPConnector, web

_BODY_MAX = 64 * 1024 * 1024
_HOP = {"host", "connection", "content-length", "transfer-encoding", "keep-alive"}


class Front:
    """One address for many. Whoever can't be reached is passed over; an answer that breaks off is a 502."""

    def __init__(self, behind: list[int]) -> None:
        """Hand requests to these ports of 127.0.0.1."""
        self._behind = behind
        self._next = count()
        self._session: ClientSession | None = None
        self.url = ""
        self.handed = dict.fromkeys(behind, 0)
        """How many requests each of them answered."""

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[None]:
        """Serve on a free port of 127.0.0.1 while the block runs."""
        app = web.Application(client_max_size=_BODY_MAX)
        app.router.add_route("*", "/{path:.*}", self._hand_on)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.05)
        await runner.setup()
        # A connection of its own each time: one that was kept would tell of a process that died long ago.
        connector = TCPConnector(limit=0, force_close=True)
        async with ClientSession(connector=connector, cookie_jar=DummyCookieJar()) as self._session:
            try:
                await web.TCPSite(runner, "127.0.0.1", 0).start()
                self.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
                yield
            finally:
                await runner.cleanup()

    async def _hand_on(self, request: web.Request) -> web.Response:
        body = await request.read()
        first = next(self._next)
        for place in range(first, first + len(self._behind)):
            port = self._behind[place % len(self._behind)]
            try:
                return await self._ask(port, request, body)
            except ClientConnectorError:
                continue
            except (ClientError, OSError):
                break
        return web.Response(status=502)

    async def _ask(self, port: int, request: web.Request, body: bytes) -> web.Response:
        assert self._session is not None
        headers = {name: value for name, value in request.headers.items() if name.lower() not in _HOP}
        async with self._session.request(
            request.method,
            f"http://127.0.0.1:{port}{request.path_qs}",
            data=body,
            headers=headers,
            allow_redirects=False,
        ) as answer:
            content = await answer.read()
            self.handed[port] += 1
            kept = {name: value for name, value in answer.headers.items() if name.lower() not in _HOP}
            return web.Response(status=answer.status, body=content, headers=kept)
