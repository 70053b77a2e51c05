"""The example of docs/processes.md, run for real: a long tip passes nginx without lying on its disk."""

import json
import shutil
from pathlib import Path

import pytest
from aiohttp import ClientSession, TCPConnector, web
from aiohttp.test_utils import TestServer

from tests.web.proxies import nginx_before_processes

LONG = json.dumps({"update_id": 1, "message": {"text": "金丝雀" * 1400, "caption": "在唱歌" * 20_000}})
"""As Telegram sends them: six bytes for each character, beyond the 4,096 of a message, too."""


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed (a Debian package)")
async def test_an_update_goes_through_and_nothing_of_it_is_written(tmp_path: Path) -> None:
    came: list[str] = []

    async def take(request: web.Request) -> web.Response:
        came.append(await request.text())
        return web.Response()

    app = web.Application(client_max_size=2**22)
    app.router.add_post("/hook/{rest}", take)
    async with (
        TestServer(app, host="127.0.0.1") as server,
        nginx_before_processes(tmp_path, f"127.0.0.1:{server.port}") as proxy,
        ClientSession(connector=TCPConnector(ssl=proxy.trusted)) as client,
        client.post(f"{proxy.url}/hook/x", data=LONG.encode()) as answer,
    ):
        assert answer.status == 200
    assert came == [LONG]
    written = proxy.written()
    assert b"temporary file" not in written["error.log"], written["error.log"]
    assert written.get("access.log", b"") == b""
    assert not any(b"91d1" in content for content in written.values())
