"""The main job as people see it in the browser: a reminder, a report, a digest, a tip, a blocked bot."""

import re

import pytest
from playwright.async_api import expect

from tests.browser.hands import Hands

pytestmark = pytest.mark.asyncio(loop_scope="session")

INSPECTOR = "心内科特邀监察员"
OFFICE = "监察室主任"
RECEIPT = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}-[0-9A-Z]")


async def fill_in(hands: Hands) -> None:
    """Answer the monthly report from the reminder on, with a wrong answer on the way."""
    phone = hands.phone(INSPECTOR)
    await hands.tap(phone, "填报网格廉情月报")
    await hands.tap(phone, "开始填报")
    await hands.tap(phone, "黄")
    await hands.send(phone, "两场")
    await hands.sees(phone, "请输入")
    await hands.tap(phone, "2")
    await hands.send(phone, "35")
    await hands.tap(phone, "3")
    await hands.tap(phone, "0")


async def test_an_inspector_is_reminded_on_the_24th_reports_and_level_1_sees_it_in_the_digest(
    hands: Hands,
) -> None:
    page = hands.page
    office = await hands.pick(OFFICE)
    inspector = await hands.pick(INSPECTOR)
    for day in ("21", "22", "23"):
        await hands.move_clock("+1 天", f"7月{day}日")
        await expect(inspector.get_by_text("您还有 1 项未完成").last).to_have_count(1)
        assert await inspector.locator(".day", has_text=f"7月{day}日").count() == 0
    await hands.move_clock("+1 天", "7月24日")
    await hands.sees(inspector, "7月24日  您还有 1 项未完成")
    await fill_in(hands)
    while await inspector.locator(".message").last.get_by_role("button", name="跳过").count():
        await hands.tap(inspector, "跳过")
    while not await inspector.locator(".message").last.get_by_role("button", name="提交").count():
        await hands.tap(inspector, "0")
    await hands.tap(inspector, "提交")
    await hands.sees(inspector, "已提交")

    await hands.send(office, "/digest")
    picture = office.locator(".photo img")
    await picture.wait_for()
    # Not image.decode(): should the page draw the message anew meanwhile, that waits for ever.
    await expect(picture).to_have_js_property("naturalWidth", 1080)
    await hands.sees(office, "已报 1/应报 70")
    await hands.sees(office, "黄 1")
    await page.get_by_role("button", name="放大图片").click()
    await page.get_by_role("dialog").get_by_role("img").wait_for()
    await page.keyboard.press("Escape")

    await hands.tap(office, "下载 xlsx")
    async with page.expect_download() as coming:
        await office.get_by_role("link", name="下载").click()
    downloaded = await coming.value
    assert downloaded.suggested_filename.endswith(".xlsx")
    assert (await downloaded.path()).read_bytes().startswith(b"PK")


async def test_a_stranger_submits_a_tip_and_looks_its_receipt_up(hands: Hands) -> None:
    office = await hands.pick(OFFICE)
    phone = await hands.stranger()
    await phone.get_by_role("button", name="开始").click()
    await hands.tap(phone, "反映问题")
    await hands.sees(phone, "提交前请知悉")
    await hands.tap(phone, "匿名")
    await hands.send(phone, "某科室多次收受供应商宴请。")
    await hands.tap(phone, "写好了")
    for _question in range(4):
        await hands.tap(phone, "跳过")
    await hands.tap(phone, "与医药企业不正当接触")
    await hands.tap(phone, "提交")
    shown = await (await hands.sees(phone, "回执码")).inner_text()
    code = RECEIPT.search(shown)
    assert code is not None
    await hands.tap(phone, "完成")
    await hands.sees(office, "有新的线索")
    await hands.send(phone, f"/receipt {code.group()}")
    await hands.sees(phone, "状态：已收到")
    # The bot takes the code out of the chat again.
    await expect(phone.get_by_text(code.group())).to_have_count(0)


async def test_a_blocked_bot_gets_nothing_through_until_it_is_unblocked(hands: Hands) -> None:
    inspector = await hands.pick(INSPECTOR)
    await hands.choose(inspector, "手机选项", "拉黑机器人")
    await inspector.get_by_text("已拉黑机器人").wait_for()
    await hands.move_clock("下一截止日", "7月31日")
    assert await inspector.locator(".day", has_text="7月24日").count() == 0
    blocked = hands.page.get_by_role("checkbox", name=f"“{INSPECTOR}”拉黑机器人")
    await expect(blocked).to_be_checked()
    await inspector.get_by_role("button", name="解除拉黑").click()
    await hands.send(inspector, "/report")
    await hands.sees(inspector, "7月网格廉情月报")
    await expect(blocked).not_to_be_checked()


async def test_what_telegram_could_not_take_arrives_once_it_is_up_again(hands: Hands) -> None:
    inspector = await hands.pick(INSPECTOR)
    panel = hands.page.get_by_role("complementary", name="后台情况")
    await panel.get_by_role("checkbox", name="Telegram 中断").check()
    for day in ("21", "22", "23", "24"):
        await hands.move_clock("+1 天", f"7月{day}日")
    await panel.get_by_text("待发送 1").wait_for()
    assert await inspector.locator(".day", has_text="7月24日").count() == 0
    await panel.get_by_role("checkbox", name="Telegram 中断").uncheck()
    await hands.move_clock("+1 小时", "10:00")
    await hands.sees(inspector, "7月24日  您还有 1 项未完成")
    await panel.get_by_text("已发送 1").wait_for()


async def test_a_sending_refused_with_429_is_tried_again_and_arrives(hands: Hands) -> None:
    inspector = await hands.pick(INSPECTOR)
    panel = hands.page.get_by_role("complementary", name="后台情况")
    await panel.get_by_role("checkbox", name="429").check()
    for day in ("21", "22", "23", "24"):
        await hands.move_clock("+1 天", f"7月{day}日")
    await hands.sees(inspector, "7月24日  您还有 1 项未完成")
    await panel.get_by_text("已发送 1").wait_for()
    await expect(panel.get_by_text("429 ·")).to_have_count(2)
    await expect(panel.get_by_role("checkbox", name="429")).not_to_be_checked()


async def test_the_page_is_good_to_look_at_on_a_desk_and_on_a_phone(hands: Hands) -> None:
    page = hands.page
    inspector = await hands.pick(INSPECTOR)
    office = await hands.pick(OFFICE)
    await hands.move_clock("下一截止日", "7月31日")
    await hands.tap(inspector, "零报告")
    await hands.tap(inspector, "提交")
    await hands.sees(inspector, "已提交")
    await hands.send(office, "/digest")
    await office.locator(".photo img").wait_for()
    await hands.sees(office, "已报 1/应报 70")
    stranger = await hands.stranger()
    await stranger.get_by_role("button", name="开始").click()
    await hands.tap(stranger, "反映问题")
    await hands.sees(stranger, "提交前请知悉")
    await office.locator(".photo").evaluate("photo => photo.scrollIntoView()")
    await hands.screenshot("phones", 1280, 800)
    await hands.screenshot("phones", 360, 740)
    assert await page.locator(".phone:visible").count() == 1
    overflow = "document.body.scrollWidth - document.documentElement.clientWidth"
    assert await page.evaluate(overflow) == 0
    await page.get_by_role("button", name="后台情况").click()
    await page.get_by_text("到期提醒").first.wait_for()
    await hands.screenshot("panel", 360, 740)
    assert await page.evaluate(overflow) == 0
