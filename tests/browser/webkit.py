"""WebKitGTK, the engine of Safari and of what runs on an iPhone, driven by its own WebDriver on a screen of its own."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from socket import socket
from typing import Any

import pytest
from aiohttp import ClientConnectionError, ClientSession

from domain.threads import in_a_thread

NEEDED = ("WebKitWebDriver", "Xvfb")
BROWSERS = tuple(Path("/usr/lib").glob("*/webkit2gtk-4.1/MiniBrowser"))
ALONE = {
    # As root, without a graphics card, without a desktop.
    "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
    "WEBKIT_DISABLE_DMABUF_RENDERER": "1",
    "WEBKIT_DISABLE_COMPOSITING_MODE": "1",
    "LIBGL_ALWAYS_SOFTWARE": "1",
    "NO_AT_BRIDGE": "1",
    "GSETTINGS_BACKEND": "memory",
}
WAIT_S = 90
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"

needs_webkit = pytest.mark.skipif(
    not BROWSERS or any(shutil.which(name) is None for name in NEEDED),
    reason="no WebKitGTK here to be driven (Debian packages: webkit2gtk-driver, xvfb)",
)


class WebKitTab:
    """One tab, asked as that of Firefox (tests/browser/firefox.py)."""

    def __init__(self, client: ClientSession, session: str) -> None:
        self._client = client
        self._session = session
        self.faults: list[str] = []

    async def do(self, path: str, **said: Any) -> Any:
        async with self._client.post(f"/session/{self._session}/{path}", json=said) as answer:
            value = (await answer.json())["value"]
            assert answer.status == 200, value
            return value

    async def run(self, script: str) -> Any:
        """Return what the function body `script` returns in the page."""
        tells = "arguments[arguments.length - 1]"
        body = f"const tell = {tells}; (async () => {{ {script} }})()"
        made = await self.do(
            "execute/async",
            script=f"{body}.then((value) => tell({{ value }}), (fault) => tell({{ fault: String(fault) }}))",
            args=[],
        )
        assert "fault" not in made, made
        return made.get("value")

    async def until(self, condition: str) -> None:
        """Wait until `condition` holds in the page."""
        await self.run(f"while (!({condition})) await new Promise((go) => setTimeout(go, 50))")

    async def press(self, element: str) -> None:
        """Press the element of this id with the mouse."""
        await self.do(f"element/{await self._find(element)}/click")

    async def choose(self, element: str, *files: Path) -> None:
        """Choose files at the <input type="file"> of this id."""
        await self.do(f"element/{await self._find(element)}/value", text="\n".join(map(str, files)))

    async def go(self, address: str) -> None:
        await self.do("url", url=address)

    async def _find(self, element: str) -> str:
        found = await self.do("element", using="css selector", value=f"#{element}")
        name: str = found[_ELEMENT]
        return name


@asynccontextmanager
async def webkit(folder: Path, address: str) -> AsyncIterator[WebKitTab]:
    """Open `address` in a WebKit that has never been anywhere."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    async with _screen() as screen:
        place = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "DISPLAY": screen}
        env = ALONE | place | {"PATH": os.environ["PATH"]}
        driver = await asyncio.create_subprocess_exec(
            "WebKitWebDriver", f"--port={port}", env=env, stderr=asyncio.subprocess.DEVNULL
        )
        try:
            async with ClientSession(f"http://127.0.0.1:{port}") as client:
                session = await _begin(client)
                tab = WebKitTab(client, session)
                await tab.do("timeouts", script=WAIT_S * 1000)
                await tab.go(address)
                yield tab
                async with client.delete(f"/session/{session}") as ended:
                    assert ended.status == 200
        finally:
            driver.terminate()
            await driver.wait()


async def _begin(client: ClientSession) -> str:
    browser = {"binary": str(BROWSERS[0]), "args": ["--automation"]}
    wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": browser}}}
    async with asyncio.timeout(WAIT_S):
        while True:
            try:
                async with client.post("/session", json=wanted) as answer:
                    value = (await answer.json())["value"]
                    assert answer.status == 200, value
                    session: str = value["sessionId"]
                    return session
            except ClientConnectionError:
                await asyncio.sleep(0.05)  # the driver has not begun to listen


@asynccontextmanager
async def _screen() -> AsyncIterator[str]:
    reading, writing = os.pipe()
    process = await asyncio.create_subprocess_exec(
        "Xvfb", "-displayfd", str(writing), "-screen", "0", "800x900x24", "-nolisten", "tcp",
        pass_fds=[writing], stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    try:
        with os.fdopen(reading) as said:
            yield f":{(await in_a_thread(said.readline)).strip()}"
    finally:
        process.terminate()
        await process.wait()
