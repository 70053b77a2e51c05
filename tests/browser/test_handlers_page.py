"""A handler at /h, in a real browser: from the chat's button to a tip read by key file, and by passphrase."""

import base64
import wave
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from playwright.async_api import Browser, FilePayload, Page

from domain.threads import in_a_thread
from domain.tips.padding import pad_file
from domain.tips.receipts import show_receipt
from domain.tips.routing import Body
from simulator.phone import Phone
from storage.tips.custody import Custody
from storage.tips.sealing import OfficeKey, seal, seal_text
from tests.browser.reader import PHONE, assert_accessible, reading
from tests.handlers.tips.test_tip_leaks import METADATA, PASSPHRASE, paper, photo
from tests.harness import Hospital, open_hospital
from tests.locked_keys import lock_lightly
from tests.page_built import built_page
from tests.page_sender import PageSender
from tests.reports.evidence.office_evidence import parts_of
from tests.web.handlers_by_hand import link_of, open_to_handlers
from web.server import serve_page

pytestmark = pytest.mark.asyncio(loop_scope="session")

OFFICE = "监察室主任"
TEXT, NAME = "供货商请客两次，另有购物卡", "知更鸟robin"
EXPECTED = ("Failed to load resource: the server responded with a status of 409",)
NUMBER = "2026-001"
PAPER = paper()


def voice() -> bytes:
    """Return a second of silence as a wave file."""
    file = BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(16_000))
    return file.getvalue()


@pytest_asyncio.fixture(loop_scope="session")
async def opened(tmp_path: Path) -> AsyncIterator[tuple[Hospital, str]]:
    """The sample hospital with its page, open to handlers with key files; a tip with a name, photo, voice and paper."""
    files = built_page()
    async with (
        open_hospital(tmp_path) as hospital,
        serve_page("127.0.0.1:0", hospital.app.house, files) as url,
        ClientSession() as client,
    ):
        open_to_handlers(hospital)
        sender = PageSender(url, client, files.bundle)
        sealed_to = (await sender.line())["bodies"]["office"]
        contents = [pad_file(content) for content in (photo(), voice(), PAPER)]
        parts = [seal_text(TEXT, sealed_to), seal_text(NAME, sealed_to)]
        parts += [seal(content, sealed_to) for content in contents]
        endings = [".jpg", ".wav", ".docx"]
        manifest = await sender.manifest(sealed_to, parts, named=True, extensions=endings)
        assert (await sender.send(manifest, parts)).status == 200
        yield hospital, url


@asynccontextmanager
async def at_desk(browser: Browser, url: str, *secrets: str) -> AsyncIterator[Page]:
    """Open /h; what the console says of faults fails the test, as does any of `secrets` among what is sent."""
    async with reading(browser, url, words=secrets, accept_downloads=True) as page:
        yield page


async def sign_in(page: Page) -> None:
    await page.get_by_role("button", name="登录").click()
    await page.get_by_text("已登录").wait_for()


def key_file(key: OfficeKey) -> FilePayload:
    content = f"# created\n# public key: {key.recipient}\n{key.identity}\n".encode()
    return {"name": "office-key.txt", "mimeType": "text/plain", "buffer": content}


async def test_a_tip_is_read_by_key_file_from_the_chats_button_on(
    browser: Browser, opened: tuple[Hospital, str]
) -> None:
    hospital, url = opened
    office = await hospital.phone_of(OFFICE)
    code = await link_of(office)
    async with at_desk(browser, f"{url}/h#{code}", hospital.office_key.identity, TEXT, NAME) as page:
        await page.locator("#code").and_(page.locator(f'[value="{code}"], *')).wait_for()
        assert await page.evaluate("location.hash") == ""
        assert await page.locator("#code").input_value() == code
        await assert_accessible(page)
        await sign_in(page)
        await assert_accessible(page)
        await page.get_by_role("button", name=NUMBER).click()
        await page.get_by_role("heading", name=f"线索 {NUMBER}").wait_for()
        await assert_accessible(page)
        chosen = page.get_by_label("选择密钥文件")
        none: FilePayload = {"name": "x.txt", "mimeType": "text/plain", "buffer": b"no key"}
        await chosen.set_input_files([none])
        await page.get_by_text("这个文件里没有密钥").wait_for()
        await chosen.set_input_files([key_file(hospital.office_key)])
        await page.get_by_text(TEXT).wait_for()
        assert NAME not in await page.content()
        await page.get_by_role("button", name="查看署名").click()
        await page.get_by_text(NAME).wait_for()
        await page.get_by_role("button", name="打开附件 1–3").click()
        await page.get_by_role("img", name="附件 1").wait_for()
        await page.get_by_role("button", name="播放").click()
        await page.get_by_role("button", name="停止").click()
        await page.get_by_role("button", name="我知道了，按原样保存 附件 2").wait_for()
        await page.get_by_text("已在本页面里清除作者").wait_for()
        async with page.expect_download() as saving:
            await page.get_by_role("button", name="保存 附件 3").click()
        saved = await in_a_thread((await (await saving.value).path()).read_bytes)
        assert METADATA in str(parts_of(PAPER))
        assert METADATA not in str(parts_of(saved))
        assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        await assert_accessible(page)
        await page.get_by_role("button", name="清除密钥").click()
        assert TEXT not in await page.content()
        await page.get_by_role("button", name="返回列表").click()
        await page.get_by_role("button", name="退出").click()
        await page.get_by_text("已退出。").wait_for()
        assert NUMBER not in await page.content()
        # The link is used up.
        await page.goto("about:blank")
        await page.goto(f"{url}/h#{code}")
        await page.get_by_role("button", name="登录").click()
        await page.get_by_text("登录码不对、已用过").wait_for()


async def test_a_key_file_that_its_owner_has_locked_is_unlocked_in_the_tab_by_keyboard_alone(
    browser: Browser, opened: tuple[Hospital, str]
) -> None:
    hospital, url = opened
    code = await link_of(await hospital.phone_of(OFFICE))
    locked = lock_lightly(hospital.office_key.identity, PASSPHRASE)
    lines = base64.b64encode(locked).decode()
    rows = [lines[start : start + 64] for start in range(0, len(lines), 64)]
    armoured = "\n".join(
        ["-----BEGIN AGE ENCRYPTED FILE-----", *rows, "-----END AGE ENCRYPTED FILE-----", ""]
    )
    async with at_desk(browser, f"{url}/h", hospital.office_key.identity, PASSPHRASE, TEXT) as page:

        async def press_until(element: str) -> None:
            for _time in range(40):
                await page.keyboard.press("Tab")
                if await page.evaluate("(found) => document.activeElement.matches(found)", element):
                    return
            pytest.fail(f"{element} is not reached")

        await page.get_by_text("30 分钟不操作会自动退出").wait_for()
        await press_until("#code")
        await page.keyboard.type(show_receipt(code))
        await page.keyboard.press("Enter")
        await page.get_by_text("已登录").wait_for()
        await press_until("#tips button")
        await page.keyboard.press("Enter")
        await page.get_by_role("heading", name=f"线索 {NUMBER}").wait_for()
        await press_until("#key-file")
        for content in (locked, armoured.encode()):
            file: FilePayload = {"name": "key.age", "mimeType": "text/plain", "buffer": content}
            await page.get_by_label("选择密钥文件").set_input_files([file])
            await page.get_by_label("密钥文件的口令").fill("不对的口令")
            await page.keyboard.press("Enter")
            await page.get_by_text("口令不对").wait_for()
            await assert_accessible(page)
            await press_until("#key-passphrase")
            await page.keyboard.type(PASSPHRASE)
            await page.keyboard.press("Enter")
            await page.get_by_text(TEXT).wait_for()
            await press_until("#forget-key")
            await page.keyboard.press("Enter")
            await page.get_by_text(TEXT).wait_for(state="detached")
        await press_until("#acts button")
        await page.keyboard.press("Enter")
        await page.get_by_role("heading", name=f"线索 {NUMBER}：受理").wait_for()


async def test_a_tip_is_read_by_passphrase_and_all_ends_when_the_phone_is_unbound(
    browser: Browser, opened: tuple[Hospital, str]
) -> None:
    hospital, url = opened
    custody = Custody({Body.OFFICE: lock_lightly(hospital.office_key.identity, PASSPHRASE)})
    object.__setattr__(hospital.app.house, "custody", custody)
    office = await hospital.phone_of(OFFICE)
    async with at_desk(browser, f"{url}/h#{await link_of(office)}") as page:
        await sign_in(page)
        await page.get_by_role("button", name=NUMBER).click()
        await page.get_by_label("口令", exact=True).fill("不对的口令")
        await page.get_by_role("button", name="打开", exact=True).click()
        await page.get_by_text("口令不对").wait_for()
        hospital.clock.advance(timedelta(seconds=2))
        await page.get_by_label("口令", exact=True).fill(PASSPHRASE)
        await page.keyboard.press("Enter")
        await page.get_by_text(TEXT).wait_for()
        await page.get_by_role("img", name="附件 1").wait_for()
        # What can't be cleaned on the server stays sealed; what can is saved cleaned.
        await page.get_by_text("这个附件无法清理").wait_for()
        await page.get_by_text("已清除作者、地点等信息").wait_for()
        await assert_accessible(page)
        await page.get_by_role("button", name="立即上锁").click()
        await page.get_by_text("已上锁，本页面里的内容已清除。").wait_for()
        assert TEXT not in await page.content()
        await page.get_by_role("button", name="English").click()
        await page.get_by_role("heading", name=f"Tip {NUMBER}").wait_for()
        await page.get_by_role("button", name="中文").click()
        await unbind(hospital, office)
        await page.get_by_role("button", name="返回列表").click()
        await page.get_by_text("您目前不是线索受理人").wait_for()
        assert NUMBER not in await page.content()


async def test_a_tip_is_accepted_decided_asked_about_and_not_closed_before_its_time(
    browser: Browser, opened: tuple[Hospital, str]
) -> None:
    hospital, url = opened
    office = await hospital.phone_of(OFFICE)
    async with at_desk(browser, f"{url}/h#{await link_of(office)}") as page:
        await sign_in(page)
        await page.get_by_role("button", name=NUMBER).click()
        await page.get_by_role("button", name="受理", exact=True).click()
        await page.get_by_role("heading", name=f"线索 {NUMBER}：受理").wait_for()
        await assert_accessible(page)
        await page.get_by_role("button", name="确定").click()
        await page.get_by_text("已登记：受理").wait_for()
        await page.get_by_role("button", name="登记处置").click()
        await page.get_by_role("button", name="确定").click()
        await page.get_by_text("请填写或选择每一项必填内容。").wait_for()
        await page.get_by_label("初步核实").check()
        await page.get_by_role("button", name="医院纪委集体研究决定").click()
        await assert_accessible(page)
        assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        # The other language loses nothing of what was chosen and typed.
        await page.get_by_role("button", name="English").click()
        assert await page.get_by_label("Preliminary verification").is_checked()
        await page.get_by_role("button", name="中文").click()
        await page.get_by_role("button", name="确定").click()
        await page.get_by_text("登记处置：初步核实").wait_for()
        await page.get_by_role("button", name="销号").click()
        await page.get_by_role("button", name="确定").click()
        await page.get_by_text("有内容、补充或附件尚未阅读").wait_for()
        await page.get_by_role("button", name="取消").click()
        await page.get_by_role("button", name="提问").click()
        await page.get_by_role("button", name="请补充时间地点").click()
        await assert_accessible(page)
        # Somebody else was quicker: nothing is sent twice, and the tip is shown as it is.
        await office.send("/tips")
        await office.tap(NUMBER)
        await office.tap("提问")
        await office.tap("请补充材料")
        await page.get_by_role("button", name="发出").click()
        await page.get_by_text("这一步已办过或已失效").wait_for()
        await page.get_by_role("button", name="提问").click()
        await page.get_by_role("button", name="发出").click()
        await page.get_by_text("已加密发出。").wait_for()
        assert await page.get_by_text("受理人提问").count() == 2
        await page.get_by_role("button", name="回避").click()
        await page.get_by_role("button", name="确定回避").click()
        await page.get_by_text(f"已回避线索 {NUMBER}").wait_for()
        await page.get_by_text("目前没有线索。").wait_for()


async def unbind(hospital: Hospital, phone: Phone) -> None:
    """Have the person bound to another phone."""
    other = await hospital.phones.new("另一部手机")
    hospital.clock.advance(timedelta(minutes=1))
    await other.open_link(await hospital.link_for(OFFICE))
    assert phone.id != other.id
