"""A reporter in a real Chromium: a phone at the page, whose console and traffic are looked at afterwards."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, BrowserContext, Page

from tests.handlers.tips.test_tip_leaks import find, writings

TEXT = "供货商请客两次，另有购物卡"
TYPED = (TEXT, "知更鸟robin", "夜莺路 1 号三单元", "hoopoe_scan_7431")
EXPECTED = (
    "Failed to load resource: net::ERR_",
    "Failed to load resource: the server responded with a status of 409",
)
"""What the console says of a network that a test has cut, and of what was refused."""
PHONE = {"width": 360, "height": 740}


@asynccontextmanager
async def reading(
    browser: Browser,
    address: str,
    language: str = "zh-CN",
    words: Sequence[str] = TYPED,
    **context_options: Any,
) -> AsyncIterator[Page]:
    """Open `address` on a phone; what the browser's console says of faults, the policy's among them, fails the test.

    So does any of `words` in what is sent.
    """
    options: dict[str, Any] = {"viewport": PHONE, "locale": language} | context_options
    context: BrowserContext = await browser.new_context(**options)
    page = await context.new_page()
    page.set_default_timeout(30_000)
    faults: list[str] = []
    sent: list[bytes] = []
    page.on("request", lambda request: sent.append(request.url.encode() + (request.post_data_buffer or b"")))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type in {"error", "warning"} else None)
    await page.goto(address)
    yield page
    kept = await page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
    await context.close()
    # What a trace of the traffic behind TLS would hold: nothing of what was typed but sealed.
    assert len(sent) > 1
    for word in words:
        assert find({"traffic": b"".join(sent)}, writings(word)) == [], word
    assert [fault for fault in faults if not fault.startswith(EXPECTED)] == []
    assert kept == [0, 0, ""]


async def write(page: Page) -> None:
    await page.get_by_role("button", name="匿名提交").click()
    await page.get_by_label("发生了什么事").fill(TEXT)
    await page.get_by_label("医德医风").check()
    await page.get_by_role("button", name="写好了").click()


async def assert_accessible(page: Page) -> None:
    found = await Axe().run(page)
    serious = [v for v in found.response["violations"] if v["impact"] in {"serious", "critical"}]
    assert serious == []
