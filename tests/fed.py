"""Updates handed to the conversations themselves, past Telegram: fast enough to try every button on everybody."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from itertools import count
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import GetMe
from aiogram.types import Update, User

from bot.stage.stage import TOKEN
from handlers.wire.calls.window_calls import AnswerTap, ReplaceWindow, SendWindow, Sent
from storage.unit_of_work import UnitOfWork
from tests.harness import USERNAME, Hospital


class Unsent(BaseSession):
    """Keeps what would go to Telegram, and takes it for gone."""

    def __init__(self) -> None:
        """Keep nothing yet."""
        super().__init__()
        self.calls: list[Any] = []

    async def close(self) -> None:
        """Do nothing."""

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        """Give nothing."""
        yield b""

    async def make_request(self, bot: Bot, method: Any, *_: Any, **__: Any) -> Any:
        """Keep `method`."""
        if isinstance(method, GetMe):
            return User(id=bot.id, is_bot=True, first_name="…", username=USERNAME)
        self.calls.append(method)
        return Sent(message_id=len(self.calls))


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of an update: what is said above the window, the windows' words, and the data of their buttons."""

    toast: str
    text: str
    buttons: tuple[str, ...]


class Fed:
    """The conversations of a hospital, fed with updates of whoever is named."""

    def __init__(self, hospital: Hospital) -> None:
        """Serve `hospital`, whose phones stay silent."""
        self._hospital = hospital
        self._session = Unsent()
        self._bot = Bot(TOKEN, session=self._session)
        self._numbers = count(1)
        self._ids: dict[str, int] = {}

    async def bind(self, name: str) -> int:
        """Return the Telegram id at which the person called `name` is bound from now on."""
        telegram_id = self.id_of(name)

        def work(uow: UnitOfWork) -> None:
            uow.people.bind(self.person(uow, name), telegram_id, "zh", self._hospital.clock.now())

        await self._hospital.app.database.run(work)
        return telegram_id

    @staticmethod
    def person(uow: UnitOfWork, name: str) -> int:
        """Return the id of the person called `name`."""
        return next(found.person_id for found in uow.people.search(name, 5) if found.name == name)

    def id_of(self, name: str) -> int:
        """Return the Telegram id of whoever is called `name` here; a stranger's unless bound."""
        return self._ids.setdefault(name, 700_000_000 + len(self._ids))

    async def press(self, name: str, data: str) -> Answered:
        """Have `name` press a button with `data`."""
        tapped = {
            "id": str(next(self._numbers)),
            "from": self._user(name),
            "chat_instance": "1",
            "data": data,
        }
        return await self._feed({"callback_query": {**tapped, "message": self._message(name, "…")}})

    async def send(self, name: str, text: str) -> Answered:
        """Have `name` send `text`."""
        return await self._feed({"message": {**self._message(name, text), "from": self._user(name)}})

    def _user(self, name: str) -> dict[str, Any]:
        return {"id": self.id_of(name), "is_bot": False, "first_name": "…"}

    def _message(self, name: str, text: str) -> dict[str, Any]:
        chat = {"id": self.id_of(name), "type": "private"}
        return {"message_id": next(self._numbers), "date": 1_700_000_000, "chat": chat, "text": text}

    async def _feed(self, content: dict[str, Any]) -> Answered:
        update = {"update_id": next(self._numbers), **content}
        self._session.calls.clear()
        dispatcher = self._hospital.app._parts.dispatcher
        await dispatcher.feed_update(self._bot, Update.model_validate(update, context={"bot": self._bot}))
        calls = self._session.calls
        toasts = [call.text or "" for call in calls if isinstance(call, AnswerTap)]
        windows = [call for call in calls if isinstance(call, SendWindow | ReplaceWindow)]
        markups = [window.reply_markup for window in windows if window.reply_markup is not None]
        rows = [row for markup in markups for row in markup["inline_keyboard"]]
        data = tuple(button["callback_data"] for row in rows for button in row if "callback_data" in button)
        return Answered("".join(toasts), "\n".join(window.text for window in windows), data)
