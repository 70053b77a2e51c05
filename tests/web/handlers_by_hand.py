"""A handler at /h without a browser: the chat's link, the session, what is asked. Tests bend what they want bent."""

from dataclasses import dataclass
from typing import Any

from aiohttp import ClientSession

from domain.tips.handlers_page import HandlersPage
from domain.tips.receipts import find_receipt
from simulator.phone import Phone
from tests.harness import Hospital
from tests.page_sender import BUNDLE, Said

ADDRESS = "https://jubao.example"


def open_to_handlers(hospital: Hospital, use: HandlersPage = HandlersPage.KEYS) -> None:
    """Have the page lead handlers to /h, for this use."""
    object.__setattr__(hospital.app.house, "page_address", ADDRESS)
    object.__setattr__(hospital.app.house, "handlers_page", use)


async def link_of(phone: Phone) -> str:
    """Return the code of a new link out of the handler's chat."""
    await phone.send("/tips")
    await phone.tap("在网页上处理")
    window = await phone.see("链接 10 分钟内有效，只能用一次。")
    return find_receipt(window.text)


@dataclass
class HandlerAtPage:
    """A browser at /h of `url`."""

    url: str
    client: ClientSession
    token: str = ""

    async def ask(self, path: str, **said: object) -> Said:
        body = {"bundle": BUNDLE} | ({"token": self.token} if self.token else {}) | said
        async with self.client.post(f"{self.url}/api/h/{path}", json=body) as answer:
            if answer.content_type == "application/json":
                return Said(answer.status, await answer.json())
            return Said(answer.status, (await answer.read(), answer.headers.get("X-Extension")))

    async def enter(self, code: str) -> Said:
        """Sign in by a code; from then on the session's token goes with what is asked."""
        self.token = ""
        said = await self.ask("in", code=code)
        if said.status == 200:
            self.token = said.body["token"]
        return said

    async def numbers(self) -> list[str]:
        found: dict[str, Any] = (await self.ask("list", page=0)).body
        return [tip["number"] for tip in found["tips"]]
