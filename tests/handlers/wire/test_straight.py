"""The straight way asks what aiogram's dispatcher asks: an update comes to the same handlers, given the same."""

from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest
from aiogram import BaseMiddleware, Bot, Dispatcher, Router
from aiogram.dispatcher.event.bases import UNHANDLED, SkipHandler
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters import Command
from aiogram.types import (
    CallbackQuery,
    Chat,
    Document,
    Message,
    MessageOriginHiddenUser,
    TelegramObject,
    Update,
    User,
)

from handlers.found import needed
from handlers.reporting.fill_form import AskedByForm
from handlers.routers import _handlers
from handlers.wire.calls.turns import Turns
from handlers.wire.filters import QuickFilter
from handlers.wire.merged import merged
from handlers.wire.no_state import NoState
from handlers.wire.straight import StraightDispatcher
from usecases.house import House, Request
from usecases.memory import ProcessMemory, Remembered
from usecases.tips.held_tips import TipOpen

NOW = datetime(2026, 5, 12, tzinfo=UTC)
ME, CHATS = User(id=7, is_bot=False, first_name="x"), (Chat(id=7, type="private"), Chat(id=-9, type="group"))
NOTES: list[Remembered | None] = [None, AskedByForm(), TipOpen()]
TEXTS = (
    "",
    "2",
    "/",
    " /report",
    "/report@gridbot_test x",
    "/report@other",
    "/start t-3001",
    "/start",
    "/nothing",
    "AB12-CD34-EF56-GH78-JK90",
)
Seen = list[tuple[str, object, list[str]]]


class Ask(BaseMiddleware):
    """Gives every update its request, as the bot does."""

    def __init__(self, note: Remembered | None) -> None:
        memory = ProcessMemory()
        if note is not None:
            memory.put(7, note, NOW)
        house: Any = SimpleNamespace(memory=memory)
        self.request = Request(cast("House", house), 7, 7, 1, NOW)

    async def __call__(self, handler: Any, event: TelegramObject, data: dict[str, Any]) -> Any:
        data["request"] = self.request
        return await handler(event, data)


def recording(dispatcher: Dispatcher, note: Remembered | None) -> Seen:
    """Give `dispatcher` all handlers of the product, which only note that they were asked, and with what, and skip."""
    seen: Seen = []

    def noting(name: str) -> Any:
        async def asked(_event: TelegramObject, **data: Any) -> None:
            own = data.keys() - {"event_router", "event_update"}
            seen.append((name, data["request"].gate.needed, sorted(own)))
            raise SkipHandler

        return asked

    copied = {
        kind: [
            HandlerObject(noting(f"{at} {found.callback.__module__}"), filters=found.filters)
            for at, found in enumerate(of_kind)
        ]
        for kind, of_kind in _handlers().items()
    }
    dispatcher.include_router(merged("copied", copied))
    dispatcher.update.outer_middleware(Ask(note))
    return seen


def updates(note: Remembered | None) -> Iterator[Update]:
    """Everything that handlers tell apart: each button and command, words, files, in private and in groups."""
    texts = (*TEXTS, *(act.removeprefix("group:") for act in needed() if "/" in act))
    acts = [act for act in needed() if "/" not in act]
    origin = MessageOriginHiddenUser(date=NOW, sender_user_name="x")
    file = Document(file_id="x", file_unique_id="x")
    for chat in CHATS:
        base: dict[str, Any] = {"message_id": 5, "date": NOW, "chat": chat, "from_user": ME}
        for text in texts:
            yield Update(update_id=1, message=Message(**base, text=text))
        yield Update(update_id=1, message=Message(**base, document=file, caption="/report"))
        yield Update(update_id=1, message=Message(**base, document=file))
        yield Update(update_id=1, message=Message(**base, text="x", forward_origin=origin))
        yield Update(update_id=1, edited_message=Message(**base, text="x"))
        # No note changes what becomes of a button but that of a tip: a few show it.
        for at, act in enumerate(acts[:: 1 if note is None else 20]):
            data = f"{act}{('', ':1', '-x', 'x')[at % 4]}"
            call = CallbackQuery(id="1", from_user=ME, chat_instance="x", data=data, message=Message(**base))
            yield Update(update_id=1, callback_query=call)
    yield Update(
        update_id=1, callback_query=CallbackQuery(id="1", from_user=ME, chat_instance="x", data="menu")
    )


@pytest.fixture
def bot() -> Bot:
    """A bot that knows its name and calls nobody."""
    bot = Bot("42:x")
    bot._me = User(id=42, is_bot=True, first_name="x", username="gridbot_test")
    return bot


@pytest.mark.parametrize("note", NOTES)
async def test_every_update_comes_to_the_same_handlers_in_the_same_order(
    bot: Bot, note: Remembered | None
) -> None:
    own, straight = (
        Dispatcher(storage=NoState()),
        StraightDispatcher(storage=NoState(), events_isolation=Turns()),
    )
    expected, seen = recording(own, note), recording(straight, note)
    many = 0
    for update in updates(note):
        mounted = update.as_(bot)
        for dispatcher in (own, straight):
            assert await dispatcher._process_update(bot, mounted) is False
        assert seen == expected, update
        many += len(seen)
        seen.clear()
        expected.clear()
    assert many > 40


class Note(QuickFilter):
    """Notes that it was asked."""

    def __init__(self, notes: list[str], name: str, *, told: bool | dict[str, Any] = True) -> None:
        self._notes, self._name, self._told = notes, name, told

    def tells(self, _event: TelegramObject, _request: Request) -> bool | dict[str, Any]:
        self._notes.append(self._name)
        return self._told


def small(dispatcher: Dispatcher, notes: list[str]) -> Dispatcher:
    """Give `dispatcher` handlers, filters of all kinds, middlewares around handlers, and an error handler."""

    async def slow(_message: Message, given: int, handler: HandlerObject) -> dict[str, Any]:
        notes.append(f"slow {given} {handler.callback.__name__}")
        return {"slow": given + 1}

    async def skipping(_message: Message, given: int) -> None:
        notes.append(f"skipping {given}")
        raise SkipHandler

    async def breaking(_message: Message, given: int, slow: int) -> None:
        notes.append(f"breaking {given} {slow}")
        raise LookupError

    async def around(handler: Any, event: TelegramObject, data: dict[str, Any]) -> Any:
        notes.append(f"around {data['handler'].callback.__name__}")
        return await handler(event, data)

    async def heard(event: Any, request: Request) -> str:
        notes.append(f"heard {type(event.exception).__name__} {request.chat_id}")
        return "heard"

    first = Router()
    first.message.register(breaking, Note(notes, "a", told={"given": 1}), Note(notes, "b", told=False))
    first.message.register(skipping, Note(notes, "c", told={"given": 2}), Command("x"))
    first.message.register(breaking, Note(notes, "d"), slow, Note(notes, "e"))
    dispatcher.include_router(first)
    dispatcher.message.middleware(around)
    dispatcher.errors.register(heard)
    dispatcher.update.outer_middleware(Ask(None))
    return dispatcher


async def test_filters_middlewares_skipping_and_errors_go_as_aiogram_has_them(bot: Bot) -> None:
    notes: dict[type[Dispatcher], list[str]] = {Dispatcher: [], StraightDispatcher: []}
    update = Update(
        update_id=1, message=Message(message_id=5, date=NOW, chat=CHATS[0], from_user=ME, text="/x")
    ).as_(bot)
    answers = [await small(kind(), noted).feed_update(bot, update) for kind, noted in notes.items()]
    assert answers == ["heard", "heard"]
    assert notes[StraightDispatcher] == notes[Dispatcher]
    assert notes[StraightDispatcher][-1] == "heard LookupError 7"


async def test_what_nobody_takes_is_unhandled_and_routers_with_filters_of_their_own_are_refused(
    bot: Bot,
) -> None:
    message = Message(message_id=5, date=NOW, chat=CHATS[0], from_user=ME, text="x")
    update = Update(update_id=1, message=message).as_(bot)
    assert await StraightDispatcher().feed_update(bot, update) is UNHANDLED
    strict = StraightDispatcher()
    strict.message.filter(Command("x"))
    with pytest.raises(TypeError, match="filters"):
        await strict.feed_update(bot, update)
