"""The examples of docs/page.md, run for real: a tip goes through; of who sent it nothing is handed on or written."""

import re
import shutil
import subprocess
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from io import BytesIO
from pathlib import Path

import pytest
from aiohttp import ClientSession, TCPConnector

from domain.threads import in_a_thread
from domain.tips.padding import pad_file
from storage.tips.sealing import seal, seal_text
from tests.browser.wire import wire_to
from tests.harness import Hospital
from tests.page_sender import BUNDLE, PageSender
from tests.web.handlers_by_hand import HandlerAtPage, link_of, open_to_handlers
from tests.web.proxies import PAGE_MD, Proxy, caddy, nginx
from web.served import PageFiles
from web.server import serve_page

TEXT = "金丝雀canary在唱歌"
LARGE = 20 * 2**20
GIVEN = {
    "User-Agent": "cormorant/7.7",
    "Accept-Language": "xx-Lapwing-x-nightjar",
    "Referer": "https://bittern.example/",
    "X-Forwarded-For": "203.0.113.77",
}
CANARIES = ("cormorant", "Lapwing", "bittern", "203.0.113.77", "canary")
WRITTEN_OF_REQUESTS = ("/api/", "/nowhere", "127.0.0.1:", "remote_ip", "client:")

PROXIES = [
    pytest.param(
        run,
        id=name,
        marks=pytest.mark.skipif(
            shutil.which(name) is None, reason=f"{name} is not installed (a Debian package)"
        ),
    )
    for name, run in (("caddy", caddy), ("nginx", nginx))
]


@pytest.mark.parametrize("run", PROXIES)
async def test_a_tip_goes_through_and_nothing_of_a_request_is_handed_on_or_written(
    hospital: Hospital, tmp_path: Path, run: Callable[[Path, str], AbstractAsyncContextManager[Proxy]]
) -> None:
    (tmp_path / "proxy").mkdir()
    async with (
        serve_page("127.0.0.1:0", hospital.app.house, PageFiles({}, BUNDLE)) as page,
        wire_to(page) as (wire, address),
        run(tmp_path / "proxy", address) as proxy,
        ClientSession(connector=TCPConnector(ssl=proxy.trusted), headers=GIVEN) as client,
    ):
        before = proxy.written()
        sender = PageSender(proxy.url, client)
        assert (await sender.tell(TEXT)).status == 200
        sealed_to = (await sender.line())["bodies"]["office"]
        parts = [seal_text(TEXT, sealed_to)]
        manifest = await sender.manifest(sealed_to, parts) | {"extensions": [".pdf"], "sizes": [700, 600_000]}
        begun = await sender.say("/api/begin", manifest)
        assert begun.body == {"done": True}
        async with client.get(f"{proxy.url}/nowhere") as answer:
            assert answer.status == 404
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        # The largest piece there is goes through; a body that no page sends does not.
        assert (await sender.piece("0" * 32, 0, bytes(512 * 1024))).body == {"error": "again"}
        async with client.post(f"{proxy.url}/api/open", data=BytesIO(bytes(4 * 2**20))) as answer:
            assert answer.status in {400, 409, 413, 502}
        # The bot is being started anew, and somebody comes just then.
        wire.cut_after(0)
        wire.abort()
        async with client.get(f"{proxy.url}/t") as answer:
            assert answer.status == 502
    handed_on = bytes(wire.up)
    assert handed_on.count(b"POST /api/commit") == 1
    assert [canary for canary in CANARIES if canary.encode() in handed_on] == []
    after = {name: content.removeprefix(before.get(name, b"")) for name, content in proxy.written().items()}
    told = {
        (name, words)
        for name, content in after.items()
        for words in (*CANARIES, *WRITTEN_OF_REQUESTS)
        if words.encode() in content
    }
    assert told == set(), after
    assert after.get("access.log", b"") == b""


def held_open(folder: Path) -> int:
    """Return how many bytes lie in files of `folder` that somebody has open: nginx takes their names away at once."""
    found = 0
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        with suppress(OSError):
            if str(link.readlink()).startswith(f"{folder}/"):
                found += link.stat().st_size
    return found


@pytest.mark.parametrize("run", PROXIES)
async def test_what_a_handler_opens_goes_through_without_lying_on_the_proxys_disk(
    hospital: Hospital, tmp_path: Path, run: Callable[[Path, str], AbstractAsyncContextManager[Proxy]]
) -> None:
    (tmp_path / "proxy").mkdir()
    open_to_handlers(hospital)
    async with (
        serve_page("127.0.0.1:0", hospital.app.house, PageFiles({}, BUNDLE)) as page,
        run(tmp_path / "proxy", page) as proxy,
        ClientSession(connector=TCPConnector(ssl=proxy.trusted)) as client,
    ):
        sender = PageSender(page, client)
        sealed_to = (await sender.line())["bodies"]["office"]
        parts = [seal_text(TEXT, sealed_to), seal(pad_file(bytes(LARGE)), sealed_to)]
        manifest = await sender.manifest(sealed_to, parts, extensions=[".pdf"])
        assert (await sender.send(manifest, parts)).status == 200
        desk = HandlerAtPage(proxy.url, client)
        await desk.enter(await link_of(await hospital.phone_of("监察室主任")))
        (file,) = (await desk.ask("files", number="2026-001", start=0)).body["files"]
        asked = {"bundle": BUNDLE, "token": desk.token, "number": "2026-001", "id": file["id"]}
        async with client.post(f"{proxy.url}/api/h/file", json=asked) as answer:
            # Hardly begun: the rest waits in the memory of the proxy, or still in the server's.
            content = await answer.content.readexactly(LARGE // 80)
            laid = await in_a_thread(held_open, tmp_path / "proxy" / "proxy")
            content += await answer.content.read()
    assert content == parts[1]
    assert laid < LARGE // 8


@pytest.mark.skipif(shutil.which("tor") is None, reason="tor is not installed (a Debian package)")
def test_the_onion_service_of_the_example_is_one_that_tor_takes(tmp_path: Path) -> None:
    lines = re.findall(r"`(HiddenService\w+ [^`]+)`", PAGE_MD.read_text(encoding="utf-8"))
    assert len(lines) == 2
    (tmp_path / "jubao").mkdir(mode=0o700)
    text = "\n".join([*lines, f"DataDirectory {tmp_path}", "SocksPort 0", ""])
    (tmp_path / "torrc").write_text(text.replace("/var/lib/tor", str(tmp_path)), encoding="utf-8")
    command = ["tor", "--verify-config", "-f", str(tmp_path / "torrc")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout
    assert "Configuration was valid" in done.stdout
