"""The phone in the browser: its files, the stream of what happens in all chats, and QR codes.

    GET  /                     the page
    GET  /browser/NAME         its modules and styles
    GET  /sim/stream           server-sent events: chat events with their "chat_id" and "recorded" notices
    GET  /sim/qr?text=         the text as a QR code (SVG)

Events are those of the control API, of private chats and groups alike; a notice has a "kind" of its own and no
"chat_id". Who joins hears what happens from then on; a page that was away reads the chats anew.
"""

import asyncio
import io
import json
from collections.abc import Mapping
from contextlib import suppress
from importlib.resources import files
from typing import Any

import segno
from aiohttp import web

from simulator.state.feeds import Feed
from simulator.state.world import World

_TYPES = {
    "html": "text/html",
    "js": "text/javascript",
    "css": "text/css",
    "svg": "image/svg+xml",
    "ogg": "audio/ogg",
}
_ALIVE_S = 15
"""After so long without an event the stream shows that it is still there."""
_QR_TEXT_MAX = 500


class PhonesPage:
    """What a browser needs to show the phones of one world."""

    def __init__(self, world: World) -> None:
        """Show `world`."""
        self._world = world
        self._notices = Feed(world.ring)

    def routes(self) -> list[web.RouteDef]:
        """Return the routes, to be added to the server's application."""
        return [
            web.get("/", _index),
            web.get("/browser/{name}", _file),
            web.get("/sim/stream", self._stream),
            web.get("/sim/qr", _qr),
        ]

    def tell(self, notice: Mapping[str, Any]) -> None:
        """Send `notice` to every open page."""
        self._notices.add(dict(notice))

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        known = self._ends()
        await response.write(b'retry: 1000\ndata: {"kind": "hello"}\n\n')
        while True:
            rung = self._world.listen()
            news = self._news(known)
            if news:
                await response.write("".join(f"data: {json.dumps(item)}\n\n" for item in news).encode())
                continue
            try:
                async with asyncio.timeout(_ALIVE_S):
                    await rung
            except TimeoutError:
                await response.write(b": still here\n\n")

    def _feeds(self) -> dict[int, Feed]:
        """Return all feeds by chat id; the notices are under 0, which no chat has."""
        chats = {
            chat_id: chat.feed for bot in self._world.bots.values() for chat_id, chat in bot.chats.items()
        }
        return {0: self._notices, **chats}

    def _ends(self) -> dict[int, int]:
        return {chat_id: feed.seq for chat_id, feed in self._feeds().items()}

    def _news(self, known: dict[int, int]) -> list[dict[str, Any]]:
        """Return what came after `known` (the last number of every feed), and bring that up to date."""
        news: list[dict[str, Any]] = []
        for chat_id, feed in self._feeds().items():
            last = known.get(chat_id, 0)
            if feed.seq != last:
                named = {"chat_id": chat_id} if chat_id else {}
                news += [event | named for event in feed.after(last)]
                known[chat_id] = feed.seq
        return news


async def _index(_request: web.Request) -> web.Response:
    return _shipped("index.html")


async def _file(request: web.Request) -> web.Response:
    return _shipped(request.match_info["name"])


def _shipped(name: str) -> web.Response:
    kind = _TYPES.get(name.rpartition(".")[2])
    if kind is None:
        raise web.HTTPNotFound
    with suppress(OSError):
        content = files(__package__).joinpath("browser", name).read_bytes()
        charset = None if kind == "audio/ogg" else "utf-8"
        return web.Response(
            body=content, content_type=kind, charset=charset, headers={"Cache-Control": "no-cache"}
        )
    raise web.HTTPNotFound


async def _qr(request: web.Request) -> web.Response:
    text = request.query.get("text", "")
    if not text or len(text) > _QR_TEXT_MAX:
        raise web.HTTPBadRequest
    drawn = io.BytesIO()
    segno.make(text, micro=False).save(drawn, kind="svg", scale=5, border=3, light="#ffffff")
    return web.Response(body=drawn.getvalue(), content_type="image/svg+xml")
