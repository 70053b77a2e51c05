"""The Caddyfile of docs/city.md, run for real before processes of which one is not there."""

import asyncio
import json
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

import pytest
from aiohttp import ClientPayloadError, ClientSession, TCPConnector, web
from aiohttp.test_utils import BaseTestServer, TestServer

from bot.webhooks.receiving import SECRET_HEADER
from tests.redis_server import free_port
from tests.web.proxies import DOCS, RETRYING, caddy_of_a_city, caddy_version

pytestmark = pytest.mark.skipif(
    shutil.which("caddy") is None, reason="caddy is not installed (a Debian package)"
)

SECRET = "kingfisher"
LONG = json.dumps({"update_id": 1, "message": {"text": "金丝雀" * 1400, "caption": "在唱歌" * 20_000}})
HEADERS = {SECRET_HEADER: SECRET, "X-Forwarded-For": "203.0.113.77", "User-Agent": "cormorant/7.7"}
OF_REQUESTS = (SECRET, "203.0.113.77", "cormorant", "91d1", "remote_ip", "/hook/")


@dataclass
class Process:
    """What stands for one process: it takes what comes, or breaks off in the midst of an answer."""

    server: BaseTestServer
    came: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    breaks_off = False

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.server.port}"


@asynccontextmanager
async def process() -> AsyncIterator[Process]:
    async def take(request: web.Request) -> web.StreamResponse:
        here.came.append(await request.text())
        here.headers.append(dict(request.headers))
        if not here.breaks_off:
            return web.Response()
        answer = web.StreamResponse(headers={"Content-Length": "1000"})
        await answer.prepare(request)
        await answer.write(b"begun")
        assert request.transport is not None
        request.transport.abort()
        return answer

    app = web.Application(client_max_size=2**22)
    app.router.add_route("*", "/{rest:.*}", take)
    async with TestServer(app, host="127.0.0.1") as server:
        here = Process(server)
        yield here


async def test_what_comes_goes_to_the_processes_that_are_there_and_nothing_of_it_is_written(
    tmp_path: Path,
) -> None:
    async with process() as one, process() as two:
        hooks = [one.address, f"127.0.0.1:{free_port()}", two.address]
        async with (
            caddy_of_a_city(tmp_path, hooks, hooks) as (bot, page),
            ClientSession(connector=TCPConnector(ssl=bot.trusted), headers=HEADERS) as client,
        ):

            async def arrives(url: str) -> int:
                """Send as Telegram does, until it is taken."""
                for times in range(1, 9):
                    if await send(url) == HTTPStatus.OK:
                        return times
                raise AssertionError

            async def send(url: str) -> int:
                async with client.post(f"{url}/hook/x", data=LONG.encode()) as answer:
                    return answer.status

            most = 1 if caddy_version() >= RETRYING else 2
            assert max(await asyncio.gather(*(arrives(bot.url) for _ in range(30)))) <= most
            # The one that is not there is known now.
            assert set(await asyncio.gather(*(send(bot.url) for _ in range(30)))) == {200}
            assert one.came
            assert two.came
            assert {*one.came, *two.came} == {LONG}
            assert {headers[SECRET_HEADER] for headers in one.headers} == {SECRET}
            # To a page nobody is named.
            one.headers.clear()
            two.headers.clear()
            assert {await arrives(page.url) for _ in range(6)} <= {1, 2}
            handed_on = str([*one.headers, *two.headers])
            assert handed_on.count("localhost") == 6
            assert not [
                words for words in ("203.0.113.77", "cormorant", "X-Forwarded-For") if words in handed_on
            ]
            # One breaks off in the midst of an answer; then nobody is there at all.
            one.breaks_off = two.breaks_off = True
            for url in (bot.url, page.url):
                async with client.get(f"{url}/hook/y") as answer:
                    with pytest.raises(ClientPayloadError):
                        await answer.read()
            await one.server.close()
            await two.server.close()
            assert {await send(url) for url in (bot.url, page.url)} <= {502, 503}
        written = bot.written()
    told = [
        (name, words)
        for name, content in written.items()
        for words in OF_REQUESTS
        if words.encode() in content
    ]
    assert told == [], written["said.log"].decode()


@pytest.mark.parametrize("page", ["city.md", "page.md", "processes.md"])
def test_every_example_of_caddy_keeps_quiet_about_requests_that_went_wrong(page: str) -> None:
    caddys = [
        found for found in (DOCS / page).read_text("utf-8").split("```")[1::2] if "reverse_proxy" in found
    ]
    assert len(caddys) == 1
    assert re.search(r"\n\s+exclude http\.log http\.handlers\n", caddys[0]) is not None
