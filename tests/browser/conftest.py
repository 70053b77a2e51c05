"""A training with its page, and a real headless Chromium in front of it."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from bot.stage.open_training import open_training
from bot.stage.training import Training, TrainingOpening
from tests.browser.hands import Hands
from tests.harness import Hospital, open_hospital
from tests.page_built import built_page
from web.server import serve_page

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The first opens pages without a window around each: a tenth of the processor's time."""
ELSEWHERE = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str | None:
    found = [shutil.which(name) for name in NAMES] + [path for path in ELSEWHERE if Path(path).exists()]
    return next((path for path in found if path), None)


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One headless Chromium for all tests; skipped where there is none."""
    path = find_chromium()
    if path is None:
        pytest.skip(f"no Chromium here: none of {', '.join(NAMES)} is on the PATH")
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield opened
        await opened.close()


@pytest_asyncio.fixture(loop_scope="session")
async def training(tmp_path: Path) -> AsyncIterator[Training]:
    """The sample hospital on 20 July 2026, 09:00; nobody holds a phone yet."""
    async with open_training(tmp_path, TrainingOpening()) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def page(browser: Browser, training: Training) -> AsyncIterator[Page]:
    """The page at 1280 px; the test fails afterwards when the browser's console had an error."""
    context = await browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    opened = await context.new_page()
    opened.set_default_timeout(60_000)
    faults: list[str] = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    await opened.goto(training.stage.simulator.base_url)
    await opened.locator(".welcome").wait_for()
    yield opened
    await context.close()
    assert faults == []


@pytest.fixture
def hands(page: Page) -> Hands:
    return Hands(page)


@pytest_asyncio.fixture(loop_scope="session")
async def opened(tmp_path: Path) -> AsyncIterator[tuple[Hospital, str]]:
    """The sample hospital with its page."""
    files = built_page()
    async with (
        open_hospital(tmp_path) as hospital,
        serve_page("127.0.0.1:0", hospital.app.house, files) as url,
    ):
        yield hospital, url
