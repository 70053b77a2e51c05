"""Letters as Telegram took them: what came unasked, told apart by the library that sends them."""

import json
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import web

from domain.time.clock import SHANGHAI


@dataclass(frozen=True)
class SeenLetter:
    """One message with a letter's words that Telegram took, whether or not its answer was heard."""

    chat_id: int
    message_id: int
    text: str
    at: datetime

    @property
    def day(self) -> str:
        return self.at.astimezone(SHANGHAI).date().isoformat()


class LettersSeen:
    """Notes every letter that a simulator takes from one bot.

    python-telegram-bot, by which letters leave, writes all values of a call as text; aiogram, by which answers leave,
    writes a chat's number as a number.
    """

    def __init__(self, now: Callable[[], datetime], token: str) -> None:
        """Note those of the bot with `token`."""
        self._now, self._path = now, f"/bot{token}/sendMessage"
        self.all: list[SeenLetter] = []

    def furnish(self, app: web.Application) -> None:
        """Look at what the server's `app` is asked from now on."""
        app.middlewares.append(self._look)

    @web.middleware
    async def _look(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        answer = await handler(request)
        if request.path == self._path and isinstance(answer, web.Response) and answer.status == 200:
            asked = json.loads(await request.read())
            if isinstance(asked["chat_id"], str):
                assert isinstance(answer.body, bytes)
                self._note(json.loads(answer.body)["result"])
        return answer

    def _note(self, sent: dict[str, Any]) -> None:
        self.all.append(SeenLetter(sent["chat"]["id"], sent["message_id"], sent["text"], self._now()))

    def counted(self, names: dict[int, str]) -> Counter[tuple[str, str, str]]:
        """Return how often each letter came: to whom (`names`, by chat), on which day, with which first line."""
        return Counter(
            (names.get(letter.chat_id, "?"), letter.day, letter.text.partition("\n")[0])
            for letter in self.all
        )
