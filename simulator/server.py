"""The HTTP server: the Bot API at /bot<token>/, files at /file/bot<token>/, the control API at /sim/."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from typing import Any

from aiohttp import web

from simulator.calls import CallLog, LoggedCall
from simulator.control import Control
from simulator.faults import Fault, Faults
from simulator.guard import add_headers, own_requests_only
from simulator.limits import Limits
from simulator.methods import METHODS, WAITING, Call
from simulator.refusals import ApiError, Json, bad_request, too_many
from simulator.state.files import UPLOAD_MAX
from simulator.state.users import VirtualUser
from simulator.state.world import Bot, Now, World
from simulator.wire.bodies import MISTAKES
from simulator.wire.params import Params, read_params
from simulator.wire.pushes import Pushing

_BODY_MAX = UPLOAD_MAX + 1024 * 1024
_SHUTDOWN_S = 0.05


class Simulator:
    """A local Bot API server with the people who talk to its bots."""

    def __init__(
        self,
        *,
        limits: bool = False,
        now: Now | None = None,
        push_again_s: float = 2,
        pushes_in_lanes: bool = False,
    ) -> None:
        """Build one; `limits` switches Telegram's 429s on, `now` gives the dates of messages.

        `push_again_s` is after how long a webhook that failed twice is tried again, in seconds; it doubles then.
        `pushes_in_lanes`: of a chat one message is pushed after the other, as Telegram does (simulator/wire/pushes.py).
        """
        self.world = World(now)
        self.limits = Limits(on=limits)
        self.faults = Faults()
        self.calls = CallLog()
        self.control = Control(self.world, self.faults, self.calls, self.limits)
        self._pushing = Pushing(self.world, push_again_s, in_lanes=pushes_in_lanes)
        self.base_url = ""
        self._runner: web.AppRunner | None = None

    def add_bot(self, token: str, username: str, name: str | None = None) -> Bot:
        """Add a bot; calls with any token that was not added are refused with 401."""
        return self.world.add_bot(token, username, name)

    def add_user(self, name: str, language_code: str | None = "zh-hans") -> VirtualUser:
        """Add a person and return them as a driver without HTTP, in front of the first bot."""
        return VirtualUser(self.world, self.world.add_person(name, language_code=language_code)["id"])

    @asynccontextmanager
    async def serve(
        self, port: int = 0, furnish: Callable[[web.Application], object] | None = None
    ) -> AsyncIterator[str]:
        """Serve on 127.0.0.1 (0: any free port) while the block runs; yields the base URL.

        `furnish` adds routes of its own. Raises OSError for a port that is taken.
        """
        app = web.Application(client_max_size=_BODY_MAX, middlewares=[own_requests_only])
        app.on_response_prepare.append(add_headers)
        app.on_response_prepare.append(self._add_date)
        app.router.add_route("*", "/bot{token:[^/]+}/{method}", self._call)
        app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", self._file)
        app.add_routes(self.control.routes())
        if furnish is not None:
            furnish(app)
        runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=_SHUTDOWN_S)
        await runner.setup()
        try:
            self._runner = runner
            await web.TCPSite(runner, "127.0.0.1", port).start()
            self.base_url = f"http://127.0.0.1:{runner.addresses[0][1]}"
            async with self._pushing.run():
                yield self.base_url
        finally:
            await runner.cleanup()

    @asynccontextmanager
    async def refusing_connections(self) -> AsyncIterator[None]:
        """Be down while the block runs, as a machine that is off: what is open breaks, nothing new is let in.

        Raises RuntimeError where nothing is being served.
        """
        if self._runner is None or self._runner.server is None:
            raise RuntimeError("nothing is served that could be down")
        port = self._runner.addresses[0][1]
        for site in list(self._runner.sites):
            await site.stop()
        await self._runner.server.shutdown(_SHUTDOWN_S)
        try:
            yield
        finally:
            await web.TCPSite(self._runner, "127.0.0.1", port, reuse_address=True).start()

    async def _add_date(self, _request: web.Request, response: web.StreamResponse) -> None:
        """Put the server's own time on every answer: it goes by the clock of the stage, as all else here."""
        response.headers["Date"] = _date(self.world.now())

    async def _call(self, request: web.Request) -> web.Response:
        started = time.perf_counter()
        called_at = self.world.now()
        name = request.match_info["method"]
        chat_id: int | None = None
        status = 0
        try:
            params = await read_params(request)
            chat_id = _chat_id(params)
            result = await self._run(request, self._bot(request.match_info["token"]), name.lower(), params)
            status, body = 200, {"ok": True, "result": result}
        except ApiError as refused:
            status, body = refused.status, refused.as_json()
        except MISTAKES as wrong:
            status, body = 400, bad_request(f"{type(wrong).__name__} in the parameters").as_json()
        finally:
            heard = status if request.transport is not None and not request.transport.is_closing() else 0
            took_ms = (time.perf_counter() - started) * 1000
            self.calls.add(LoggedCall(name, chat_id, heard, called_at, took_ms))
        return _answer(body, status)

    def _bot(self, token: str) -> Bot:
        bot = self.world.bots.get(token)
        if bot is None:
            known = token.partition(":")
            raise (
                ApiError(401, "Unauthorized")
                if known[0].isdigit() and known[2]
                else ApiError(404, "Not Found")
            )
        return bot

    async def _run(self, request: web.Request, bot: Bot, method: str, params: Params) -> Any:
        """Run one method, with the faults that strike it."""
        fault = self.faults.strike(method, _chat_id(params))
        if fault is not None:
            await _strike_before(fault, request)
            if fault.kind in {"down", "hang"}:
                return True
        if method.startswith(("send", "forward", "copy")) and method != "sendchataction":
            self.limits.check(bot.id, _chat_id(params) or 0, len(params.data("media") or [0]))
        call = Call(self.world, bot, params)
        if method in METHODS:
            result = METHODS[method](call)
        elif method in WAITING:
            result = await WAITING[method](call)
        else:
            raise ApiError(404, "Not Found: method not found")
        if fault is not None and fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        elif fault is not None and fault.kind == "lost_answer":
            _cut(request)
        return result

    async def _file(self, request: web.Request) -> web.Response:
        try:
            self._bot(request.match_info["token"])
        except ApiError as refused:
            return _answer(refused.as_json(), refused.status)
        stored = self.world.files.find_by_path(request.match_info["path"])
        if stored is None:
            return _answer(bad_request("wrong file path").as_json(), 404)
        return web.Response(body=stored.data, content_type="application/octet-stream")


@lru_cache(8)
def _date(now: datetime) -> str:
    return format_datetime(now.astimezone(UTC), usegmt=True)


def _chat_id(params: Params) -> int | None:
    value = params.text("chat_id")
    return int(value) if value.lstrip("-").isdigit() else None


async def _strike_before(fault: Fault, request: web.Request) -> None:
    if fault.kind == "hang":
        await asyncio.sleep(fault.seconds)
    if fault.kind in {"down", "hang"}:
        _cut(request)
    elif fault.kind == "bad_gateway":
        raise ApiError(502, "Bad Gateway")
    elif fault.kind == "too_many_requests":
        raise too_many(int(fault.seconds))


def _cut(request: web.Request) -> None:
    """Break the connection, so that the caller gets no answer."""
    if request.transport is not None:
        request.transport.abort()


def _answer(body: Json, status: int) -> web.Response:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return web.Response(body=text.encode(), status=status, content_type="application/json")
