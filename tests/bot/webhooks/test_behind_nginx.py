"""The example of docs/processes.md, run for real: a long tip passes nginx without lying on its disk.

And that of docs/city.md: what comes for a unit that is missing in one process is another's at once.
"""

import json
import shutil
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from aiogram import Bot, Dispatcher
from aiogram.types import Update
from aiohttp import ClientSession, TCPConnector, web
from aiohttp.test_utils import TestServer

from bot.webhooks.address import WebhookAddress, webhook_address
from bot.webhooks.door import HookDoor
from bot.webhooks.receiving import SECRET_HEADER, Receiver
from tests.web.proxies import nginx_before_processes

LONG = json.dumps({"update_id": 1, "message": {"text": "金丝雀" * 1400, "caption": "在唱歌" * 20_000}})
"""As Telegram sends them: six bytes for each character, beyond the 4,096 of a message, too."""


needs_nginx = pytest.mark.skipif(
    shutil.which("nginx") is None, reason="nginx is not installed (a Debian package)"
)


@needs_nginx
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


@needs_nginx
async def test_a_unit_that_one_process_misses_is_found_at_the_next_which_is_not_blamed_for_it(
    tmp_path: Path,
) -> None:
    first, second = webhook_address("42:FIRST"), webhook_address("43:SECOND")
    took: list[tuple[int, int]] = []

    def receiver(process: int, address: WebhookAddress, token: str) -> Receiver:
        async def take(update: Update) -> bool:
            took.append((process, update.update_id))
            return True

        return Receiver(Dispatcher(), Bot(token), address, take)

    async def sent(number: int, address: WebhookAddress) -> int:
        headers = {SECRET_HEADER: address.secret}
        async with client.post(
            proxy.url + address.path, json={"update_id": number}, headers=headers
        ) as answer:
            return answer.status

    async with AsyncExitStack() as opened:
        doors = HookDoor(), HookDoor()
        for process, door in enumerate(doors):
            door.know(second)
            await opened.enter_async_context(door.behind(first, receiver(process, first, "42:FIRST")))
            await door.bind("127.0.0.1:0")
            opened.push_async_callback(door.close)
            await door.open()
        await opened.enter_async_context(doors[1].behind(second, receiver(1, second, "43:SECOND")))
        addresses = [door.base_url.removeprefix("http://") for door in doors]
        proxy = await opened.enter_async_context(
            nginx_before_processes(tmp_path, *addresses, of_many_units=True)
        )
        client = await opened.enter_async_context(ClientSession(connector=TCPConnector(ssl=proxy.trusted)))
        for number in range(12):
            assert await sent(number, second) == 200
            assert await sent(100 + number, first) == 200
    assert [number for process, number in took if number < 100] == [*range(12)]
    assert {process for process, number in took if number < 100} == {1}
    assert {process for process, number in took if number >= 100} == {0, 1}, "nobody is passed over for it"
