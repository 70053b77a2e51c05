"""C2SP's vectors against the page's own opening, in a real browser: the bundle has parts of the library left out."""

import base64
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from tests.age_vectors import age_vectors
from tests.browser.test_page_worker import START
from tests.harness import open_hospital
from tests.page_built import built_page
from web.server import serve_page

pytestmark = pytest.mark.asyncio(loop_scope="session")

OPEN = """([coded, identities]) => new Promise((resolve) => {
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const hash = async (bytes) => hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
  window.asked.onmessage = ({ data }) => resolve(data.failed === undefined ? hash(data.done) : null);
  const sealed = Uint8Array.from(atob(coded), (letter) => letter.charCodeAt(0));
  window.asked.postMessage({ id: 1, act: "openAny", given: { versions: [sealed], identities } });
})"""


@pytest_asyncio.fixture(loop_scope="session")
async def worker(browser: Browser, tmp_path: Path) -> AsyncIterator[Page]:
    """The page with its worker, asked by hand."""
    files = built_page()
    async with (
        open_hospital(tmp_path) as hospital,
        serve_page("127.0.0.1:0", hospital.app.house, files) as url,
    ):
        page = await (await browser.new_context()).new_page()
        page.set_default_timeout(60_000)
        await page.goto(f"{url}/r")
        await page.evaluate(START)
        yield page
        await page.context.close()


async def test_the_page_opens_what_is_to_be_opened_and_nothing_else(worker: Page) -> None:
    for vector in age_vectors():
        coded = base64.b64encode(vector.sealed).decode()
        found = await worker.evaluate(OPEN, [coded, list(vector.identities)])
        assert found == (vector.payload if vector.expect == "success" else None), vector.name
