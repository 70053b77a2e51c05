"""What changes while somebody writes, and costs no word: the program, handlers' keys, another tab, a step back."""

from hashlib import sha256

import pytest
from playwright.async_api import Browser, Page

from domain.tips.routing import Body
from storage.tips.sealing import open_text
from storage.unit_of_work import UnitOfWork
from tests.browser.reader import TEXT, reading, write
from tests.browser.wire import Wire, wire_to
from tests.handlers.tips.test_handler_keys import give_keys
from tests.harness import Hospital
from tests.page_built import built_page
from web.served import PageFiles, ServedFile
from web.server import serve_page

pytestmark = pytest.mark.asyncio(loop_scope="session")

HEARD = """() => {
  window.heard = [];
  const status = document.getElementById("status");
  new MutationObserver(() => window.heard.push(status.textContent)).observe(status, { childList: true });
}"""


def older() -> PageFiles:
    """Return this page as a program before this one served it: another hash in it, which its server wants."""
    files = built_page()
    bundle = sha256(files.bundle.encode()).hexdigest()
    pages = {
        path: ServedFile(file.content.replace(files.bundle.encode(), bundle.encode()), file.content_type)
        for path, file in files.by_path.items()
    }
    return PageFiles(pages, bundle)


async def texts(hospital: Hospital, identity: str) -> list[str]:
    def work(uow: UnitOfWork) -> list[bytes]:
        today = hospital.clock.now().date()
        numbers = uow.tips.received_between(Body.OFFICE, today, today)
        return [uow.tips.sealed(tip.number)[0] or b"" for tip in numbers]

    return [open_text(sealed, identity) for sealed in await hospital.app.database.run(work)]


async def submit(page: Page) -> None:
    await page.get_by_role("button", name="提交", exact=True).click()


async def test_a_page_of_the_program_before_is_refused_and_hands_all_over_to_its_successor(
    browser: Browser, opened: tuple[Hospital, str]
) -> None:
    hospital, url = opened
    async with (
        serve_page("127.0.0.1:0", hospital.app.house, older()) as before,
        wire_to(before) as (wire, address),
        reading(browser, f"{address}/t") as page,
    ):
        chosen = page.get_by_label("照片、文件、录音")
        await page.get_by_role("button", name="匿名提交").click()
        await chosen.set_input_files({"name": "说明.txt", "mimeType": "text/plain", "buffer": b"paper"})
        await page.go_back()
        await write(page)
        wire.url = url  # the bot has been started anew, with this program
        wire.abort()
        await submit(page)
        await page.get_by_text("页面已更新，请刷新。已写的内容都在。").wait_for()
        async with page.expect_popup() as popup:
            await page.get_by_role("button", name="刷新").click()
        new = await popup.value
        await new.get_by_text("说明.txt").wait_for()
        assert await new.get_by_label("发生了什么事").input_value() == TEXT
        await page.get_by_text("本页面里已没有您写的内容").wait_for()
        assert TEXT not in await page.content()
        await new.get_by_role("button", name="写好了").click()
        await submit(new)
        await new.get_by_text("已收到。").wait_for()
    assert len(await texts(hospital, hospital.office_key.identity)) == 1


@pytest.mark.parametrize("moment", ["before it is sent", "in the middle of sending"])
async def test_a_handlers_key_that_changes_costs_no_word(
    browser: Browser, opened: tuple[Hospital, str], moment: str
) -> None:
    hospital, url = opened
    async with wire_to(url) as (wire, address), reading(browser, f"{address}/t") as page:
        await write(page)
        await page.evaluate(HEARD)
        if moment == "before it is sent":
            keys = await give_keys(hospital)
            await submit(page)
        else:
            await cut_at_the_first_piece(page, wire)
            keys = await give_keys(hospital)
            wire.mend()
        await page.get_by_text("已收到。").wait_for()
        heard = await page.evaluate("window.heard")
    assert ("受理人的密钥刚刚更换，正在重新加密。已写的内容都在。" in heard) == (
        moment != "before it is sent"
    )
    assert len(keys) > 1
    for key in keys.values():
        (text,) = await texts(hospital, key.identity)
        assert text.endswith(TEXT)


async def cut_at_the_first_piece(page: Page, wire: Wire) -> None:
    """Submit; return when a piece of it is on the way, and the line is dead."""
    wire.cut_at(b"POST /api/piece")
    await submit(page)
    await page.get_by_text("网络不通，正在重试。已写的内容都在。").wait_for()


async def test_two_tabs_write_two_tips_and_back_leads_to_nothing_that_was_sent(
    browser: Browser, opened: tuple[Hospital, str]
) -> None:
    hospital, url = opened
    async with reading(browser, f"{url}/t") as page:
        other = await page.context.new_page()
        await other.goto(f"{url}/t")
        codes = []
        for tab in (page, other):
            await write(tab)
        for tab in (other, page):
            await submit(tab)
            await tab.get_by_text("已收到。").wait_for()
            codes.append(await tab.locator("#code").inner_text())
            await tab.go_back()
            # The receipt stays where it is: it is shown this once.
            assert await tab.locator("#code").inner_text() == codes[-1]
            assert TEXT not in await tab.content()
            await tab.get_by_role("button", name="完成").click()
            await tab.go_back()
            assert codes[-1] not in await tab.content()
        assert len(set(codes)) == 2
    assert len(await texts(hospital, hospital.office_key.identity)) == 2
