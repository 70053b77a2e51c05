"""The ledger and the hand-over at /h, in a real browser: with the key file in the tab, and by the key on the server."""

from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import pytest_asyncio
from aiohttp import ClientSession
from playwright.async_api import Browser, Page

from domain.threads import in_a_thread
from domain.tips.padding import pad_file
from domain.tips.routing import Body
from storage.tips.custody import Custody
from storage.tips.sealing import OfficeKey, open_sealed, open_text, seal, seal_text
from storage.unit_of_work import UnitOfWork
from tests.browser.reader import PHONE, assert_accessible
from tests.browser.test_handlers_page import at_desk, key_file, sign_in
from tests.handlers.tips.test_handler_keys import give_keys
from tests.handlers.tips.test_tip_leaks import PASSPHRASE, paper
from tests.harness import Hospital, open_hospital
from tests.locked_keys import lock_lightly
from tests.page_built import built_page
from tests.page_sender import PageSender
from tests.reports.evidence.office import SOFFICE, pages, print_out
from tests.web.handlers_by_hand import link_of, open_to_handlers
from web.server import serve_page

pytestmark = pytest.mark.asyncio(loop_scope="session")

OFFICE = "监察室主任"
NUMBER = "2026-001"
TEXT, WHOM, POST = "供货商请客两次，另有购物卡", "=知更鸟robin", "药剂科 <b>主任</b> & 其他"
SUMMARY = "夜莺nightingale收受购物卡。" * 18
FILE = paper()


@pytest_asyncio.fixture(loop_scope="session")
async def desk(tmp_path: Path) -> AsyncIterator[tuple[Hospital, str]]:
    """The page, open to handlers with key files; a tip with a file, whom it concerns entered, and another."""
    files = built_page()
    async with (
        open_hospital(tmp_path) as hospital,
        serve_page("127.0.0.1:0", hospital.app.house, files) as url,
        ClientSession() as client,
    ):
        open_to_handlers(hospital)
        sender = PageSender(url, client, files.bundle)
        sealed_to = (await sender.line())["bodies"]["office"]
        parts = [seal_text(TEXT, sealed_to), seal(pad_file(FILE), sealed_to)]
        manifest = await sender.manifest(sealed_to, parts, extensions=[".docx"])
        assert (await sender.send(manifest, parts)).status == 200
        assert (await PageSender(url, client, files.bundle).tell(TEXT)).status == 200
        office = await hospital.phone_of(OFFICE)
        await office.send("/tips")
        await office.tap(NUMBER)
        await office.tap("登记")
        await office.tap("台账信息")
        for words in (WHOM, POST, SUMMARY):
            await office.send(words)
        await office.see("已加密保存")
        yield hospital, url


async def choose_key(page: Page, key: OfficeKey) -> None:
    await page.get_by_role("button", name=NUMBER).click()
    await page.get_by_role("heading", name=f"线索 {NUMBER}").wait_for()
    await page.get_by_label("选择密钥文件").set_input_files([key_file(key)])
    await page.get_by_text(TEXT).wait_for()
    await page.get_by_role("button", name="返回列表").click()


async def saved_ledger(page: Page) -> bytes:
    async with page.expect_download() as saving:
        await page.get_by_role("button", name="台账（Excel）").click()
    download = await saving.value
    assert download.suggested_filename.startswith("问题线索台账-")
    return await in_a_thread((await download.path()).read_bytes)


def assert_ledger(content: bytes) -> None:
    sheet: Any = openpyxl.load_workbook(BytesIO(content)).active
    first, second = ([cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=5))
    assert first[:5] == [1, WHOM, POST, SUMMARY, "检举控告"]
    assert sheet["B4"].data_type == "s"
    assert second[:5] == [2, None, None, None, "检举控告"]
    assert sheet.row_dimensions[4].height > 100


async def test_the_ledger_is_made_in_the_tab_or_by_the_key_that_is_open_on_the_server(
    browser: Browser, desk: tuple[Hospital, str], tmp_path: Path
) -> None:
    hospital, url = desk
    office = await hospital.phone_of(OFFICE)
    secrets = (hospital.office_key.identity, SUMMARY, WHOM)
    async with at_desk(browser, f"{url}/h#{await link_of(office)}", *secrets) as page:
        await sign_in(page)
        await page.get_by_role("button", name="台账（Excel）").click()
        await page.get_by_text("请先打开一件线索，选择密钥文件或输入口令").wait_for()
        await choose_key(page, hospital.office_key)
        content = await saved_ledger(page)
        await page.get_by_text("台账已生成").wait_for()
    assert_ledger(content)
    if SOFFICE is not None:
        await in_a_thread(print_out, {"ledger.xlsx": content}, tmp_path)
        (printed,) = pages(tmp_path / "ledger.pdf")
        assert WHOM in printed.text
    locked = Custody({Body.OFFICE: lock_lightly(hospital.office_key.identity, PASSPHRASE)})
    object.__setattr__(hospital.app.house, "custody", locked)
    async with at_desk(browser, f"{url}/h#{await link_of(office)}") as page:
        await sign_in(page)
        await page.get_by_role("button", name=NUMBER).click()
        await page.get_by_label("口令", exact=True).fill(PASSPHRASE)
        await page.get_by_role("button", name="打开", exact=True).click()
        await page.get_by_text(TEXT).wait_for()
        await page.get_by_role("button", name="返回列表").click()
        assert_ledger(await saved_ledger(page))


def all_sealed(uow: UnitOfWork) -> list[bytes]:
    files = uow.tip_threads.files(NUMBER)
    found = [uow.tips.sealed(number)[0] for number in (NUMBER, "2026-002")]
    found += [step.sealed_note for step in uow.tip_threads.steps(NUMBER)]
    found += [uow.tip_threads.find_file(NUMBER, file.id, original=False) for file in files]
    return [sealed for sealed in found if sealed is not None]


async def test_a_hand_over_in_the_tab_opens_for_the_new_keys_and_for_no_other(
    browser: Browser, desk: tuple[Hospital, str]
) -> None:
    hospital, url = desk
    office = await hospital.phone_of(OFFICE)
    keys = await give_keys(hospital)
    async with at_desk(browser, f"{url}/h#{await link_of(office)}", hospital.office_key.identity) as page:
        await sign_in(page)
        await choose_key(page, hospital.office_key)
        await page.get_by_role("button", name="交接", exact=True).click()
        await page.get_by_text("交接 2 件线索？").wait_for()
        for name, key in keys.items():
            await page.get_by_text(f"{name} {key.recipient}").wait_for()
        await assert_accessible(page)
        assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        await page.get_by_role("button", name="确认交接").click()
        await page.get_by_text("已交接 2 件。").wait_for()
        await page.get_by_text("目前没有等待交接的线索").wait_for()
    sealed = await hospital.app.database.run(all_sealed)
    assert len(sealed) == 4
    for key in keys.values():
        opened = [open_sealed(each, key.identity) for each in sealed]
        assert opened[-1] == pad_file(FILE)
        assert open_text(sealed[0], key.identity) == TEXT
    for each in sealed:
        with pytest.raises(Exception, match="tips-not-opened"):
            open_sealed(each, hospital.office_key.identity)
    # The others hear of it once, and the chat hands over what the tab has: its proofs are those of who opened it.
    await hospital.app.deliver()
    async with at_desk(browser, f"{url}/h#{await link_of(office)}") as page:
        await sign_in(page)
        await choose_key(page, keys[OFFICE])
        again = await give_keys(hospital)
        await page.get_by_role("button", name="交接", exact=True).click()
        await page.get_by_role("button", name="确认交接").click()
        await page.get_by_text("已交接 2 件。").wait_for()
    sealed = await hospital.app.database.run(all_sealed)
    assert [open_text(sealed[0], key.identity) for key in again.values()] == [TEXT] * len(again)
