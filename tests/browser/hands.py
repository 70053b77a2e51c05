"""What a person at the page does with mouse and keyboard."""

import re
from pathlib import Path

from playwright.async_api import Locator, Page, expect

SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"


class Hands:
    """Acts on the page as a person sees it: by words, never by the inside of the page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def phone(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=name)

    async def pick(self, name: str) -> Locator:
        """Find a person by name, take their phone and wait for the bot's answer to the invitation link."""
        await self.page.get_by_role("button", name="选择人员").click()
        await self.page.get_by_role("searchbox").fill(name)
        await self.page.get_by_role("dialog").get_by_role("button", name=name).first.click()
        await self.phone(name).get_by_text(f"已绑定：{name}").wait_for()
        return self.phone(name)

    async def stranger(self) -> Locator:
        await self.page.get_by_role("button", name="选择人员").click()
        await self.page.get_by_role("dialog").get_by_role("button", name="路人").click()
        phone = self.phone("路人")
        # The new phone takes the cursor: what is typed before that may go astray.
        await expect(phone.get_by_role("textbox", name="发送消息")).to_be_focused()
        return phone

    async def send(self, phone: Locator, text: str) -> None:
        field = phone.get_by_role("textbox", name="发送消息")
        await field.fill(text)
        await field.press("Enter")

    async def tap(self, phone: Locator, label: str | re.Pattern[str]) -> None:
        """Press the newest button with these words, and wait until the bot has answered the press."""
        key = phone.locator(".key", has_text=label).last
        await key.click()
        await phone.locator("[aria-busy]").wait_for(state="detached")

    async def sees(self, phone: Locator, text: str) -> Locator:
        found = phone.locator(".message:not(.mine)", has_text=text).last
        await found.wait_for()
        return found

    async def move_clock(self, label: str, until: str) -> None:
        await self.page.get_by_role("button", name=label).click()
        await self.page.locator("#status", has_text=until).wait_for(state="attached")

    async def choose(self, phone: Locator, menu: str, item: str) -> None:
        await phone.get_by_role("button", name=menu).click()
        await phone.get_by_role("menuitem", name=item).first.click()

    async def screenshot(self, name: str, width: int, height: int) -> None:
        """Keep a picture of the page at this size in build/screenshots/."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        await self.page.set_viewport_size({"width": width, "height": height})
        await self.page.mouse.move(0, 0)
        await self.page.evaluate("document.activeElement.blur()")
        await self.page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png", animations="disabled")
