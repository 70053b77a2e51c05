"""The page in Debian's Firefox, driven by WebDriver BiDi, which Firefox itself speaks: another engine seals here."""

import asyncio
import json
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse

from storage.tips.sealing import open_text
from storage.unit_of_work import UnitOfWork
from tests.harness import open_hospital
from tests.page_built import built_page
from web.server import serve_page

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
TEXT = "供货商请客两次，另有购物卡"
WAIT_S = 60
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://127\.0\.0\.1:\d+)")

pytestmark = pytest.mark.skipif(
    FIREFOX is None, reason="no Firefox here: neither firefox-esr nor firefox is on the PATH"
)


class Driver:
    """One tab."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = count(1)
        self.context = ""
        self.faults: list[str] = []

    async def do(self, method: str, **params: Any) -> Any:
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": params})
        while True:
            said = await self._socket.receive_json()
            if said.get("method") == "log.entryAdded" and said["params"]["level"] in {"error", "warn"}:
                self.faults.append(str(said["params"]["text"]))
            if said.get("id") == number:
                assert said["type"] == "success", said
                return said["result"]

    async def run(self, script: str) -> Any:
        """Return what the function body `script` returns in the page."""
        made = await self.do(
            "script.evaluate",
            expression=f"(async () => {{ {script} }})()",
            target={"context": self.context},
            awaitPromise=True,
        )
        assert made["type"] == "success", made
        return made["result"].get("value")

    async def until(self, condition: str) -> None:
        """Wait until `condition` holds in the page."""
        async with asyncio.timeout(WAIT_S):
            await self.run(f"while (!({condition})) await new Promise((go) => setTimeout(go, 50))")


@asynccontextmanager
async def firefox(folder: Path, address: str) -> AsyncIterator[Driver]:
    """Open `address` in a Firefox that has never been anywhere."""
    process = await asyncio.create_subprocess_exec(
        str(FIREFOX), "--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port", "0",
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE, env={"HOME": str(folder)},
    )  # fmt: skip
    try:
        assert process.stderr is not None
        async with asyncio.timeout(WAIT_S):
            while (found := LISTENING.search((await process.stderr.readline()).decode())) is None:
                assert process.returncode is None
        reading = asyncio.ensure_future(process.stderr.read())
        async with ClientSession() as client, client.ws_connect(f"{found[1]}/session") as socket:
            driver = Driver(socket)
            await driver.do("session.new", capabilities={})
            await driver.do("session.subscribe", events=["log.entryAdded"])
            driver.context = (await driver.do("browsingContext.getTree"))["contexts"][0]["context"]
            await driver.do("browsingContext.navigate", context=driver.context, url=address, wait="complete")
            yield driver
        reading.cancel()
    finally:
        process.terminate()
        await process.wait()


async def test_firefox_seals_a_tip_and_opens_its_receipt(tmp_path: Path) -> None:
    files = built_page()
    (tmp_path / "profile").mkdir()
    (tmp_path / "hospital").mkdir()
    async with (
        open_hospital(tmp_path / "hospital") as hospital,
        serve_page("127.0.0.1:0", hospital.app.house, files) as url,
        firefox(tmp_path / "profile", f"{url}/t") as driver,
    ):
        await driver.until("!document.getElementById('anonymous').disabled")
        await driver.run("document.getElementById('anonymous').click()")
        await driver.run(f"document.getElementById('what').value = {json.dumps(TEXT)}")
        await driver.run("document.querySelector('[name=area][value=ethics]').click()")
        await driver.run("document.getElementById('written').click()")
        await driver.run("document.getElementById('submit').click()")
        await driver.until("!document.getElementById('done').hidden")
        code = await driver.run("return document.getElementById('code').textContent")
        await driver.do("browsingContext.navigate", context=driver.context, url=f"{url}/r", wait="complete")
        await driver.until("document.getElementById('hospital').textContent")
        await driver.run(f"document.getElementById('code').value = {json.dumps(code)}")
        await driver.run("document.getElementById('look-up').click()")
        await driver.until("!document.getElementById('thread').hidden")

        def work(uow: UnitOfWork) -> bytes | None:
            return uow.tips.sealed("2026-001")[0]

        sealed = await hospital.app.database.run(work)
        assert driver.faults == []
    assert sealed is not None
    assert open_text(sealed, hospital.office_key.identity).endswith(TEXT)
