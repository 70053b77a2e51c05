"""What the page computes in a real browser, beside what the server's own program, pyrage and age make of it."""

import base64
import shutil
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page

from storage.tips.age_header import header_of
from storage.tips.arrived import as_arrived
from storage.tips.rewrap import header_hash as hash_of
from storage.tips.rewrap import is_proven, prove, rewrap, with_header
from storage.tips.sealing import new_office_key, open_sealed, seal_text
from tests.harness import open_hospital
from tests.page_built import built_page
from tests.quick_boot import PRODUCTS_KIB
from tests.storage.tips.test_receipt_keys import KNOWN_ANSWERS
from web.server import serve_page

pytestmark = pytest.mark.asyncio(loop_scope="session")

START = """() => {
  const policy = trustedTypes.createPolicy("gridbot", { createScriptURL: () => "/assets/worker.js" });
  window.asked = new Worker(policy.createScriptURL(""));
}"""
DERIVE = """([code, stretching]) => new Promise((resolve) => {
  window.asked.onmessage = ({ data }) => resolve(data);
  window.asked.postMessage({ id: 1, act: "derive", given: { code, stretching } });
})"""
SEAL = """([size, recipients]) => new Promise((resolve) => {
  const coded = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  window.asked.onmessage = ({ data }) => resolve(coded(data.done));
  const content = Uint8Array.from({ length: size }, (_, place) => place % 251);
  window.asked.postMessage({ id: 1, act: "seal", given: { content, recipients } });
})"""
OPEN = """([coded, identity]) => new Promise((resolve) => {
  window.asked.onmessage = ({ data }) => resolve(data);
  const sealed = Uint8Array.from(atob(coded), (letter) => letter.charCodeAt(0));
  window.asked.postMessage({ id: 1, act: "open", given: { sealed, identity } });
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


async def test_it_derives_the_known_keys_at_full_cost(worker: Page) -> None:
    for code, salt, lookup, _reply, identity, recipient in KNOWN_ANSWERS:
        stretching = {"salt": salt, "memory_kib": PRODUCTS_KIB, "passes": 3}
        made = await worker.evaluate(DERIVE, [code, stretching])
        assert made["done"] == {"lookup": lookup, "identity": identity, "recipient": recipient}


@pytest.mark.parametrize("size", [512, 65_536, 65_537, 1_048_576])
async def test_what_it_seals_is_opened_and_handed_over_like_what_the_server_sealed(
    worker: Page, size: int
) -> None:
    office, deputy, next_one = new_office_key(), new_office_key(), new_office_key()
    coded = await worker.evaluate(SEAL, [size, [office.recipient, deputy.recipient]])
    sealed = base64.b64decode(coded)
    content = bytes(place % 251 for place in range(size))
    assert as_arrived(sealed, 2).size == size
    assert open_sealed(sealed, office.identity) == open_sealed(sealed, deputy.identity) == content
    header = header_of(sealed)
    new = rewrap(header, office.identity, [next_one.recipient])
    proof = prove(new, hash_of(header), header, office.identity)
    assert proof is not None
    assert is_proven(header, new, proof)
    assert open_sealed(with_header(sealed, new), next_one.identity) == content


@pytest.mark.skipif(shutil.which("age") is None, reason="age is not installed (Debian package: age)")
async def test_age_opens_what_it_seals(worker: Page, tmp_path: Path) -> None:
    office = new_office_key()
    coded = await worker.evaluate(SEAL, [100_000, [office.recipient]])
    (tmp_path / "key.txt").write_text(office.identity, encoding="ascii")
    (tmp_path / "sealed.age").write_bytes(base64.b64decode(coded))
    command = ["age", "-d", "-i", str(tmp_path / "key.txt"), str(tmp_path / "sealed.age")]
    opened = subprocess.run(command, capture_output=True, check=True).stdout  # noqa: ASYNC221, S603
    assert opened == bytes(place % 251 for place in range(100_000))


async def test_it_opens_what_the_server_sealed_to_a_receipt_and_nothing_that_was_touched(
    worker: Page,
) -> None:
    reporter, other = new_office_key(), new_office_key()
    sealed = seal_text("请问是哪一天", [reporter.recipient])
    coded = base64.b64encode(sealed).decode()
    assert (await worker.evaluate(OPEN, [coded, reporter.identity]))["done"] == "请问是哪一天"
    assert "failed" in await worker.evaluate(OPEN, [coded, other.identity])
    touched = base64.b64encode(sealed[:-1] + bytes([sealed[-1] ^ 1])).decode()
    assert "failed" in await worker.evaluate(OPEN, [touched, reporter.identity])
