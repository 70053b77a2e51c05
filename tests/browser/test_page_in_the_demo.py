"""The demo's stranger has a browser beside the chat; from either the page is one press away."""

import json

import pytest

from bot.stage.training import Training
from tests.browser.hands import Hands
from tests.page_built import built_page

pytestmark = pytest.mark.asyncio(loop_scope="session")

OFFICE = "监察室主任"
PAGE, FOR_HANDLERS = "在网页上反映", "在网页上处理"


async def test_a_stranger_opens_the_page_from_phone_and_chat_and_the_office_hears_of_it(
    hands: Hands, training: Training
) -> None:
    built_page()
    office, phone = await hands.pick(OFFICE), await hands.stranger()
    assert await office.get_by_role("link", name="打开浏览器").count() == 0
    async with hands.page.expect_popup() as coming:
        await phone.get_by_role("link", name="打开浏览器").click()
    page = await coming.value
    await page.get_by_role("button", name="匿名提交").click()
    await page.get_by_label("发生了什么事").fill("供货商请客两次")
    await page.get_by_label("医德医风").check()
    await page.get_by_role("button", name="写好了").click()
    await page.get_by_role("button", name="提交", exact=True).click()
    await page.get_by_text("已收到。").wait_for()
    await hands.sees(office, "有新的线索")
    await hands.send(phone, "/start")
    async with hands.page.expect_popup() as coming:
        await phone.get_by_role("link", name=PAGE).last.click()
    again = await coming.value
    await again.get_by_role("heading", name="提交前请知悉").wait_for()
    assert again.url == page.url
    await hands.send(office, "/tips")
    await hands.sees(office, "线索登记")
    # A recording is the same where the page was not built.
    recorded = json.dumps(training.recorded(""), ensure_ascii=False)
    assert "反映问题" in recorded
    assert PAGE not in recorded
    assert FOR_HANDLERS not in recorded
    await hands.tap(office, FOR_HANDLERS)
    await hands.sees(office, "链接 10 分钟内有效，只能用一次。")
    async with hands.page.expect_popup() as coming:
        await office.get_by_role("link", name="打开网页").last.click()
    desk = await coming.value
    await desk.get_by_role("button", name="登录").click()
    await desk.get_by_role("button", name="2026-001").wait_for()
