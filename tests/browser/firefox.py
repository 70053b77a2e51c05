"""Debian's Firefox, driven by WebDriver BiDi, which Firefox itself speaks: another engine at the page."""

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, ClientWebSocketResponse

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
WAIT_S = 60
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://127\.0\.0\.1:\d+)")

needs_firefox = pytest.mark.skipif(
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

    async def press(self, element: str) -> None:
        """Press the element of this id with the mouse: keys do nothing in a window without a screen, or its focus."""
        await self.run(f"document.getElementById('{element}').scrollIntoView({{ block: 'center' }})")
        where = {"type": "element", "element": await self._find(element)}
        steps = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": where},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        actions = [{"type": "pointer", "id": "mouse", "actions": steps}]
        await self.do("input.performActions", context=self.context, actions=actions)

    async def choose(self, element: str, *files: Path) -> None:
        """Choose files at the <input type="file"> of this id."""
        paths = [str(path) for path in files]
        node = await self._find(element)
        await self.do("input.setFiles", context=self.context, element=node, files=paths)

    async def _find(self, element: str) -> dict[str, str]:
        found = await self.do(
            "script.evaluate",
            expression=f"document.getElementById('{element}')",
            target={"context": self.context},
            awaitPromise=False,
        )
        return {"sharedId": found["result"]["sharedId"]}

    async def go(self, address: str) -> None:
        await self.do("browsingContext.navigate", context=self.context, url=address, wait="complete")

    async def until(self, condition: str) -> None:
        """Wait until `condition` holds in the page."""
        async with asyncio.timeout(WAIT_S):
            await self.run(f"while (!({condition})) await new Promise((go) => setTimeout(go, 50))")


@asynccontextmanager
async def firefox(folder: Path, address: str, preferences: Sequence[str] = ()) -> AsyncIterator[Driver]:
    """Open `address` in a Firefox that has never been anywhere, with these `preferences` on."""
    wanted = "".join(f'user_pref("{name}", true);\n' for name in preferences)
    (folder / "user.js").write_text(wanted, encoding="utf-8")
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
            await driver.go(address)
            yield driver
        reading.cancel()
    finally:
        process.terminate()
        await process.wait()
