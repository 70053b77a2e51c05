"""Canaries in all that a browser gives away or somebody writes: nowhere on the server, and on the line only sealed."""

import json
import logging
import re

import pytest
from playwright.async_api import Browser, FilePayload

from domain.tips.padding import is_padded, is_text_size
from storage.tips.arrived import as_arrived
from storage.tips.sealing import open_sealed
from storage.unit_of_work import UnitOfWork
from tests.browser.reader import reading
from tests.browser.wire import wire_to
from tests.handlers.tips.test_tip_leaks import METADATA, everything, find, paper, photo, writings
from tests.harness import Hospital
from web.uploads import FILE_PIECE_BYTES

pytestmark = pytest.mark.asyncio(loop_scope="session")

TEXT = "金丝雀canary在唱歌"
NAME = "知更鸟robin"
CONTACT = "夜莺nightingale"
FILE_NAME = "hoopoe_scan_7431"
ANSWER = "黄鹂oriole三月"
WRITTEN = (TEXT, NAME, CONTACT, FILE_NAME, METADATA, ANSWER)
ADDRESS = "203.0.113.77"
BROWSER = "cormorant/7.7"
LANGUAGE = "xx-Lapwing-x-nightjar"
GIVEN = {
    "X-Forwarded-For": ADDRESS,
    "X-Real-IP": ADDRESS,
    "Forwarded": f"for={ADDRESS}",
    "Accept-Language": LANGUAGE,
}
"""What a proxy that was set up in a hurry hands on."""
LENGTHS = re.compile(
    rb"POST /api/piece HTTP/1\.1\r\n(?:[^\r]+\r\n)*?content-length: (\d+)\r\n", re.IGNORECASE
)
MANIFEST = re.compile(rb'\{"bundle":[^{}]*"sizes":[^{}]*"work":\{[^{}]*\}\}')


async def hand_in(browser: Browser, address: str) -> str:
    """Hand in a named tip with two files, and add to it; return its receipt code."""
    files: list[FilePayload] = [
        {"name": f"{FILE_NAME}.jpg", "mimeType": "image/jpeg", "buffer": photo()},
        {"name": f"{FILE_NAME}.docx", "mimeType": "application/msword", "buffer": paper()},
    ]
    async with reading(
        browser, f"{address}/t", "en-GB", user_agent=BROWSER, extra_http_headers=GIVEN
    ) as page:
        await page.get_by_role("button", name="Submit with my name").click()
        await page.get_by_label("What happened").fill(TEXT)
        await page.get_by_label("Photos, files, sound").set_input_files(files)
        await page.locator("#chosen li").nth(1).wait_for()
        await page.locator("[name=area]").first.check()
        await page.get_by_label("Your name").fill(NAME)
        await page.get_by_label("How to reach you").fill(CONTACT)
        await page.locator("#written").click()
        await page.locator("#submit").click()
        await page.locator("#done").wait_for()
        code = await page.locator("#code").inner_text()
        await page.goto(f"{address}/r")
        await page.locator("#code").fill(code)
        await page.locator("#look-up").click()
        await page.locator("#answer").click()
        await page.locator("#added").fill(ANSWER)
        await page.locator("#submit").click()
        await page.locator("#sent").wait_for()
    return code


async def test_nothing_of_a_reporter_is_kept_logged_or_on_the_line_but_sealed(
    browser: Browser, opened: tuple[Hospital, str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    hospital, url = opened
    async with wire_to(url) as (wire, address):
        code = await hand_in(browser, address)
    await hospital.app.deliver()
    await hospital.app.tick()
    line = {"up": bytes(wire.up), "down": bytes(wire.down)}
    # The search sees what is there to be seen: the line carries what browsers say of themselves.
    for given in (ADDRESS, BROWSER, LANGUAGE):
        assert find(line, writings(given)) == ["up"], given
    kept = everything(hospital, caplog)
    assert {"gridbot.db", "log"} <= set(kept)
    receipt = (code, code.replace("-", ""))
    for canary in (*WRITTEN, *receipt):
        assert find(line | kept, writings(canary)) == [], canary
    for given in (ADDRESS, BROWSER, LANGUAGE, address.removeprefix("http://"), "POST /api/begin"):
        assert find(kept, writings(given)) == [], given


async def test_all_sizes_on_the_line_and_on_the_disk_fall_into_steps(
    browser: Browser, opened: tuple[Hospital, str]
) -> None:
    hospital, url = opened
    async with wire_to(url) as (wire, address):
        await hand_in(browser, address)
    pieces = {int(length) for length in LENGTHS.findall(bytes(wire.up))}
    assert pieces == {FILE_PIECE_BYTES, 64 * 1024}

    def work(uow: UnitOfWork) -> tuple[list[bytes], list[bytes]]:
        number = "2026-001"
        texts = [*uow.tips.sealed(number), *(each.sealed_text for each in uow.tip_threads.messages(number))]
        files = uow.tip_threads.files(number)
        found = [uow.tip_threads.find_file(number, file.id, original=False) for file in files]
        return [each for each in texts if each], [each for each in found if each]

    texts, files = await hospital.app.database.run(work)
    assert (len(texts), len(files)) == (3, 2)
    identity = hospital.office_key.identity
    assert all(is_text_size(len(open_sealed(sealed, identity))) for sealed in texts)
    assert all(is_padded(len(open_sealed(sealed, identity))) for sealed in files)
    # What the page says of sizes is what lies there, and nothing finer.
    said = [json.loads(manifest)["sizes"] for manifest in MANIFEST.findall(bytes(wire.up))]
    assert sorted(size for sizes in said for size in sizes) == sorted(map(len, [*texts, *files]))
    recipients = as_arrived(files[0], said_recipients(bytes(wire.up)))
    assert is_padded(recipients.size)


def said_recipients(line: bytes) -> int:
    return len(json.loads(next(MANIFEST.finditer(line))[0])["sealed_to"])
