"""The page's own routes, and that no other site's page can use the server."""

import json

import aiohttp
import pytest

from simulator.page import PhonesPage
from simulator.phone import Phones
from simulator.remote import Remote
from simulator.server import Simulator

OWN = {"Sec-Fetch-Site": "same-origin"}


async def status(url: str, headers: dict[str, str], method: str = "GET") -> int:
    async with aiohttp.ClientSession() as session, session.request(method, url, headers=headers) as answer:
        return answer.status


async def test_programs_and_the_own_page_may_ask(sim: Simulator) -> None:
    url = f"{sim.base_url}/sim/bots"
    port = sim.base_url.rpartition(":")[2]
    for headers in ({}, OWN, {"Origin": sim.base_url}, {"Host": f"localhost:{port}"}):
        assert await status(url, headers) == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Host": "rebound.example.org"},
        {"Host": "127.0.0.1.example.org"},
        {"Host": "127.0.0.1:x@example.org"},
        {"Host": "127.0.0.1:80@example.org"},
        {"Host": "127.0.0.1:"},
        {"Host": "localhost:８０８８"},
    ],
    ids=str,
)
async def test_another_sites_page_may_not_ask(sim: Simulator, headers: dict[str, str]) -> None:
    for path, method in (("/sim/bots", "GET"), ("/sim/users", "POST"), ("/bot42:TEST/getMe", "GET")):
        assert await status(f"{sim.base_url}{path}", headers, method) == 403


async def test_every_answer_forbids_foreign_scripts_and_frames(sim: Simulator) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{sim.base_url}/nowhere") as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy


async def test_the_stream_tells_what_happens_in_every_chat_and_the_notices() -> None:
    simulator = Simulator()
    simulator.add_bot("42:TEST", "gridbot_test")
    page = PhonesPage(simulator.world)
    async with (
        simulator.serve(furnish=lambda app: app.add_routes(page.routes())) as base_url,
        Phones(Remote(base_url)) as phones,
        aiohttp.ClientSession() as session,
    ):
        before = await phones.new("以前的人")
        await before.send_nowait("以前的话")
        async with session.get(f"{base_url}/sim/stream") as stream:
            events = []
            lines = (line async for line in stream.content if line.startswith(b"data: "))
            events.append(json.loads((await anext(lines))[6:]))
            phone = await phones.new("新来的人")
            await phone.send_nowait("你好")
            events.append(json.loads((await anext(lines))[6:]))
            page.tell({"kind": "clock"})
            events.append(json.loads((await anext(lines))[6:]))
    hello, message, notice = events
    assert hello == {"kind": "hello"}
    assert (message["chat_id"], message["message"]["text"]) == (phone.id, "你好")
    assert notice["kind"] == "clock"
    assert "chat_id" not in notice


async def test_only_the_pages_own_files_are_served() -> None:
    simulator = Simulator()
    simulator.add_bot("42:TEST", "gridbot_test")
    page = PhonesPage(simulator.world)
    async with simulator.serve(furnish=lambda app: app.add_routes(page.routes())) as base_url:
        for path in ("/", "/browser/app.js", "/browser/page.css", "/browser/voice.ogg", "/sim/qr?text=x"):
            assert await status(base_url + path, OWN) == 200
        for path in ("/browser/..%2fworld.py", "/browser/%2e%2e%2f%2e%2e%2fREADME.css", "/browser/none.js"):
            assert await status(base_url + path, OWN) == 404
        assert await status(f"{base_url}/sim/qr", OWN) == 400
