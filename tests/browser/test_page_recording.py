"""A voice recorded in the page: by keyboard, listened to, dropped, sent; nothing in it of whose device it was."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Route, async_playwright, expect

from domain.tips.padding import unpad_file
from reports.evidence.voice import clean_voice
from storage.tips.sealing import open_sealed
from storage.unit_of_work import UnitOfWork
from tests.browser.conftest import FLAGS, find_chromium
from tests.browser.firefox import firefox, needs_firefox
from tests.browser.reader import PHONE, assert_accessible, reading
from tests.harness import Hospital, open_hospital
from tests.page_built import built_page
from web.server import serve_page

pytestmark = pytest.mark.asyncio(loop_scope="session")

MICROPHONE = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
FIREFOX_MICROPHONE = ["media.navigator.streams.fake", "media.navigator.permission.disabled"]
RECORDERS = (b"Chrome", b"Mozilla", b"WebM", b"webm", b"libopus", b"ENCODER", b"\x44\xac\0\0")
"""What Chromium and Firefox write beside a voice; the last is a microphone's rate."""
PLAYED = """new Promise((resolve, reject) => {
  const player = document.querySelector("#chosen audio");
  player.muted = true;
  player.onerror = () => reject(new Error(player.error.message));
  player.ontimeupdate = () => player.currentTime > 0.2 && resolve(true);
  player.play();
})"""
NO_WEBM = """() => {
  const known = MediaRecorder.isTypeSupported;
  MediaRecorder.isTypeSupported = (kind) => !kind.includes("webm") && known(kind);
}"""


@pytest_asyncio.fixture(loop_scope="session", scope="session")
async def hearing() -> AsyncIterator[Browser]:
    """A Chromium with a microphone, which beeps."""
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium here")
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path=path, args=[*FLAGS, *MICROPHONE])
        yield opened
        await opened.close()


async def sent_files(hospital: Hospital) -> list[tuple[str, bytes]]:
    def work(uow: UnitOfWork) -> list[tuple[str, bytes | None]]:
        found = uow.tip_threads.files("2026-001")
        return [
            (file.extension, uow.tip_threads.find_file("2026-001", file.id, original=False)) for file in found
        ]

    identity = hospital.office_key.identity
    return [
        (ending, unpad_file(open_sealed(sealed or b"", identity)) or b"")
        for ending, sealed in await hospital.app.database.run(work)
    ]


def assert_plain(voice: bytes) -> None:
    """Nothing of browser or microphone is in it, and the server's own cleaning finds nothing to change but that."""
    assert voice.startswith(b"OggS")
    assert [words for words in RECORDERS if words in voice] == []
    assert clean_voice(voice)[0] == voice


async def record(page: Page, seconds: str = "0:01") -> None:
    await page.get_by_role("button", name="开始录音").click()
    await page.get_by_role("timer").get_by_text(seconds).wait_for()


async def send(page: Page) -> None:
    await page.get_by_label("医德医风").check()
    await page.get_by_role("button", name="写好了").click()
    await page.get_by_role("button", name="提交", exact=True).click()
    await page.get_by_text("已收到。").wait_for()


async def test_a_voice_is_recorded_by_keyboard_heard_dropped_and_sent(
    hearing: Browser, opened: tuple[Hospital, str]
) -> None:
    hospital, url = opened
    async with reading(hearing, f"{url}/t") as page:
        await page.get_by_role("button", name="匿名提交").click()
        await page.locator("#files").focus()
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await page.get_by_text("正在录音，只留在本页面里。").wait_for()
        await page.get_by_role("timer").get_by_text("0:01").wait_for()
        await expect(page.get_by_role("button", name="停止录音")).to_be_focused()
        await assert_accessible(page)
        await page.keyboard.press("Space")
        await page.get_by_text(re.compile("录音1（0:\\d\\d）")).wait_for()
        await expect(page.get_by_role("button", name="开始录音")).to_be_focused()
        assert await page.evaluate(PLAYED)
        await assert_accessible(page)
        assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        await page.get_by_role("button", name="删除 录音1").click()
        await expect(page.locator("#chosen li")).to_have_count(0)
        # Whoever has finished while it still records has finished recording, too.
        await record(page)
        await send(page)
    ((ending, voice),) = await sent_files(hospital)
    assert ending == ".ogg"
    assert_plain(voice)


async def test_where_only_mp4_is_recorded_it_tells_no_hour(
    hearing: Browser, opened: tuple[Hospital, str]
) -> None:
    hospital, url = opened
    async with reading(hearing, f"{url}/t") as page:
        await page.evaluate(NO_WEBM)
        await page.get_by_role("button", name="匿名提交").click()
        await record(page)
        await page.get_by_role("button", name="停止录音").click()
        await page.get_by_text("录音1").wait_for()
        assert await page.evaluate(PLAYED)
        await send(page)
    ((ending, voice),) = await sent_files(hospital)
    assert (ending, voice[4:8]) == (".m4a", b"ftyp")
    for box in (b"mvhd", b"tkhd", b"mdhd"):
        assert voice[voice.index(box) + 8 :].startswith(bytes(8)), box


async def test_it_stops_by_itself_where_a_file_may_be_no_longer(
    hearing: Browser, opened: tuple[Hospital, str]
) -> None:
    _hospital, url = opened
    words = json.loads(built_page().by_path["/assets/words.json"].content)
    words["rules"]["file_limit"] = 258 * 1024

    async def shorter(route: Route) -> None:
        await route.fulfill(json=words)

    async with reading(hearing, f"{url}/r") as page:
        await page.route("**/words.json", shorter)
        await page.goto(f"{url}/t")
        await page.get_by_role("button", name="匿名提交").click()
        await page.get_by_role("button", name="开始录音").click()
        await page.get_by_text("附件已到上限").wait_for()
        await page.get_by_text("录音1").wait_for()
        await expect(page.get_by_role("button", name="开始录音")).to_be_visible()


async def test_who_allows_no_microphone_is_led_to_a_file(
    browser: Browser, opened: tuple[Hospital, str]
) -> None:
    _hospital, url = opened
    async with reading(browser, f"{url}/t") as page:
        for refusal, why in (
            ("NotAllowedError", "没有得到使用麦克风的许可"),
            ("NotFoundError", "这里不能录音"),
        ):
            await page.evaluate(
                "(name) => navigator.mediaDevices.getUserMedia = async () => { throw new DOMException('', name) }",
                refusal,
            )
            await page.get_by_role("button", name="匿名提交").click()
            await page.get_by_role("button", name="开始录音").click()
            await page.get_by_text(why).wait_for()
            async with page.expect_file_chooser():
                await page.get_by_role("button", name="选择录音文件").click()
            await page.go_back()
        await page.evaluate("delete window.MediaRecorder")
        await page.get_by_role("button", name="匿名提交").click()
        await page.get_by_role("button", name="开始录音").click()
        await page.get_by_text("或浏览器不支持").wait_for()


async def test_the_receipts_page_hears_nobody(hearing: Browser, opened: tuple[Hospital, str]) -> None:
    _hospital, url = opened
    page = await hearing.new_page()
    asked = "navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'heard', (error) => error.name)"
    for path, answer in (("/t", "heard"), ("/r", "NotAllowedError")):
        await page.goto(f"{url}{path}")
        assert await page.evaluate(asked) == answer
    await page.context.close()


@needs_firefox
async def test_firefox_records_as_well(tmp_path: Path) -> None:
    files = built_page()
    for folder in ("profile", "hospital"):
        (tmp_path / folder).mkdir()
    async with (
        open_hospital(tmp_path / "hospital") as hospital,
        serve_page("127.0.0.1:0", hospital.app.house, files) as url,
        firefox(tmp_path / "profile", f"{url}/t", FIREFOX_MICROPHONE) as driver,
    ):
        await driver.until("!document.getElementById('anonymous').disabled")
        await driver.press("anonymous")
        await driver.press("record")
        await driver.until("document.getElementById('record-time').textContent === '0:01'")
        await driver.press("record")
        await driver.until("document.querySelector('#chosen audio')")
        assert await driver.run(f"return await {PLAYED}")
        await driver.run("document.querySelector('[name=area][value=ethics]').click()")
        await driver.press("written")
        await driver.until("!document.getElementById('summary').hidden")
        await driver.press("submit")
        await driver.until("!document.getElementById('done').hidden")
        ((ending, voice),) = await sent_files(hospital)
        assert driver.faults == []
    assert ending == ".ogg"
    assert_plain(voice)
