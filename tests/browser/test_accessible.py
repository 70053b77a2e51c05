"""The page for those who don't see it, or use no mouse: axe-core finds nothing serious; all is within reach."""

import base64
import io
import re

import pytest
from axe_playwright_python.async_playwright import Axe
from PIL import Image
from playwright.async_api import Page, ViewportSize, expect

from bot.stage.training import Training
from tests.browser.hands import Hands
from tests.browser.test_page import bot_sends

pytestmark = pytest.mark.asyncio(loop_scope="session")

INSPECTOR = "骨科特邀监察员"
OFFICE = "监察室主任"
THREE = (INSPECTOR, OFFICE, "眼科特邀监察员")
WIDE, NARROW = ViewportSize(width=1280, height=800), ViewportSize(width=360, height=740)
SERIOUS = {"serious", "critical"}
# Off by default, since axe calls it experimental; who speaks to a screen says the words that stand there.
LOOKED_FOR = {"resultTypes": ["violations"], "rules": {"label-content-name-mismatch": {"enabled": True}}}
FORMATTED = (
    '<tg-spoiler>藏</tg-spoiler> <code>码</code> <a href="https://example.org/">网</a> /help https://t.me/x'
)


def picture() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (40, 30)).save(content, "PNG")
    return content.getvalue()


async def faults(page: Page) -> list[str]:
    """Return what axe-core finds serious or critical, at both sizes."""
    found: list[str] = []
    for size in (NARROW, WIDE):
        await page.set_viewport_size(size)
        results = await Axe().run(page, options=LOOKED_FOR)
        found += [
            f"{size['width']} px: {violation['id']}: {node['html'][:120]}"
            for violation in results.response["violations"]
            if violation["impact"] in SERIOUS
            for node in violation["nodes"]
        ]
    return found


@pytest.mark.timeout(300)  # axe looks eight times
async def test_axe_finds_nothing_serious_on_a_desk_or_a_phone(hands: Hands, training: Training) -> None:
    page = hands.page
    assert await faults(page) == []
    await hands.pick(INSPECTOR)
    await hands.move_clock("下一截止日", "7月31日")
    for name in THREE[1:]:
        await hands.pick(name)
    office = hands.phone(OFFICE)
    await hands.send(office, "/digest")
    await hands.sees(office, "应报")
    who = next(user_id for user_id, holder in training.holders.items() if holder.name == OFFICE)
    for kind, name, data in (("photo", "照片.png", picture()), ("document", "说明.txt", b"text")):
        sent = {"kind": kind, "name": name, "base64": base64.b64encode(data).decode()}
        await training.act({"does": "file", "who": who, **sent})
    await office.locator(".photo img").wait_for()
    await office.get_by_role("link", name="下载 说明.txt").wait_for()
    await page.set_viewport_size(NARROW)
    # No room for the inspector's phone: once the page has seen that, it counts what is unread there.
    await expect(hands.phone(INSPECTOR)).to_be_hidden()
    user_id = next(iter(training.holders))
    await bot_sends(training, "sendMessage", chat_id=user_id, text=FORMATTED, parse_mode="HTML")
    await page.get_by_role("button", name=re.compile(rf"^{INSPECTOR} \d+ 条未读$")).wait_for()
    assert await faults(page) == []
    if not await page.get_by_role("complementary", name="后台情况").is_visible():
        await page.get_by_role("button", name="后台情况").click()
    await page.get_by_text("到期提醒").first.wait_for()
    assert await faults(page) == []
    await page.get_by_role("button", name="选择人员").click()
    assert await faults(page) == []


async def test_every_phone_stays_within_reach_of_a_narrow_window_and_comes_back_with_a_wide_one(
    hands: Hands,
) -> None:
    page, shown = hands.page, hands.page.locator(".phone:visible")
    for name in THREE:
        await hands.pick(name)
    await expect(shown).to_have_count(3)
    await page.set_viewport_size(NARROW)
    await expect(shown).to_have_count(1)
    for name in THREE:
        chip = page.get_by_role("navigation").get_by_role("button", name=name)
        if await chip.get_attribute("aria-pressed") == "false":
            await chip.click()
        await expect(hands.phone(name)).to_be_visible()
        await expect(shown).to_have_count(1)
    await page.set_viewport_size(WIDE)
    await expect(shown).to_have_count(3)
    await page.reload()
    await expect(shown).to_have_count(3)


async def test_tab_stops_at_the_newest_window_and_arrows_go_on_to_the_older_ones(
    hands: Hands, training: Training
) -> None:
    page, phone = hands.page, await hands.pick(INSPECTOR)
    user_id = next(iter(training.holders))
    for number in range(3):
        window = {"inline_keyboard": [[{"text": f"{number}{key}", "callback_data": "x"}] for key in "甲乙"]}
        await bot_sends(training, "sendMessage", chat_id=user_id, text="请选择", reply_markup=window)
    await bot_sends(training, "sendMessage", chat_id=user_id, text="只是一句话")
    await hands.sees(phone, "只是一句话")
    keys, newest = phone.locator(".message .key"), phone.locator(".message:has(.key)").last
    stops = await keys.evaluate_all("keys => keys.filter(key => key.tabIndex === 0).length")
    assert 0 < stops == await newest.locator(".key").count() < await keys.count()
    await phone.get_by_role("log", name=f"{INSPECTOR}与机器人的聊天").focus()
    await page.keyboard.press("Tab")
    await expect(newest.locator("a, button").first).to_be_focused()
    await page.keyboard.press("ArrowUp")
    assert await newest.locator(":focus").count() == 0
    await expect(phone.locator(".message .key:focus")).to_have_count(1)
    await page.keyboard.press("ArrowDown")
    await expect(newest.locator("a, button").first).to_be_focused()
    for _ in range(await newest.locator("a, button").count()):
        await page.keyboard.press("Tab")
    await expect(phone.get_by_role("button", name="命令")).to_be_focused()
