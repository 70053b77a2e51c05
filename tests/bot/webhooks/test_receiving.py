"""What is said to whoever knocks at the webhook: 200 for what was handled, 503 for what was not, nothing to others."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Iterator
from contextvars import copy_context
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import aiohttp
import pytest
from aiogram import Bot, Dispatcher
from aiogram.types import Update

from bot.logs import UNIT
from bot.webhooks import door as doors
from bot.webhooks import receiving
from bot.webhooks.address import webhook_address
from bot.webhooks.door import HookDoor
from bot.webhooks.receiving import SECRET_HEADER, Receiver
from domain.errors import RefusalError
from handlers.wire.in_hand import in_hand
from locales import shared_words

TOKEN = "42:TEST"
ADDRESS = webhook_address(TOKEN)
TEXT: dict[str, Any] = {
    "update_id": 7,
    "message": {
        "message_id": 1,
        "date": 1_700_000_000,
        "chat": {"id": 5, "type": "private"},
        "from": {"id": 5, "is_bot": False, "first_name": "护士"},
        "text": "你\u200b好",
    },
}


@dataclass
class Door:
    """The receiver, and what it let in."""

    session: aiohttp.ClientSession
    receiver: Receiver
    hooks: HookDoor
    seen: list[Update] = field(default_factory=list)
    is_handled: bool = True
    held: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, update: Update) -> bool:
        self.seen.append(update)
        await self.held.wait()
        return self.is_handled

    async def knock(self, body: Any = TEXT, secret: str = ADDRESS.secret, path: str = ADDRESS.path) -> int:
        data = BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
        async with self.session.post(
            self.hooks.base_url + path, data=data, headers={SECRET_HEADER: secret}
        ) as answer:
            assert await answer.read() == b""
            if answer.status == 503:
                assert answer.headers["Retry-After"] == "1"
            return answer.status


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    opened: list[Door] = []

    async def take(update: Update) -> bool:
        return await opened[0].take(update)

    receiver, hooks = Receiver(Dispatcher(), Bot(TOKEN), ADDRESS, take), HookDoor()
    async with hooks.behind(ADDRESS, receiver), aiohttp.ClientSession() as session:
        await hooks.bind("127.0.0.1:0")
        await hooks.open()
        opened.append(Door(session, receiver, hooks))
        opened[0].held.set()
        yield opened[0]
        await hooks.close()


async def test_an_update_is_read_as_one_that_was_fetched(door: Door) -> None:
    assert await door.knock() == 200
    (update,) = door.seen
    assert update.message is not None
    assert (update.update_id, update.message.text, update.bot) == (7, "你好", door.receiver._bot)
    tapped = {**TEXT["message"], "reply_markup": {"inline_keyboard": []}}
    tap = {"id": "1", "from": tapped["from"], "chat_instance": "5", "data": "x", "message": tapped}
    assert await door.knock({"update_id": 8, "callback_query": tap}) == 200
    query = door.seen[1].callback_query
    assert query is not None
    assert query.message is not None
    assert "reply_markup" not in query.message.model_fields_set, "nobody reads the buttons of what was tapped"


async def test_what_was_not_handled_is_sent_again(door: Door) -> None:
    door.is_handled = False
    assert await door.knock() == 503


@pytest.mark.parametrize(
    ("secret", "path", "status"),
    [
        ("", ADDRESS.path, 404),
        ("x", ADDRESS.path, 404),
        ("密", ADDRESS.path, 404),
        (ADDRESS.secret[:-1], ADDRESS.path, 404),
        (ADDRESS.secret, "/hook/other", 404),
        (ADDRESS.secret, "/", 404),
    ],
)
async def test_nobody_else_is_told_anything(door: Door, secret: str, path: str, status: int) -> None:
    assert await door.knock(secret=secret, path=path) == status
    assert door.seen == []


async def test_only_post_is_answered(door: Door) -> None:
    for method in ("GET", "PUT", "DELETE", "HEAD", "OPTIONS"):
        headers = {SECRET_HEADER: ADDRESS.secret}
        async with door.session.request(
            method, door.hooks.base_url + ADDRESS.path, headers=headers
        ) as answer:
            assert (answer.status, await answer.read()) == (405, b"")
    assert door.seen == []


async def test_what_can_never_be_read_does_not_come_for_a_day(door: Door) -> None:
    for body in (
        b"",
        b"{",
        b"[]",
        b"7",
        b"\xff\xfe",
        {"update_id": "x"},
        {"update_id": 9, "message": {"x": 1}},
    ):
        assert await door.knock(body) == 200
    assert door.seen == []


async def test_too_much_is_not_read(door: Door) -> None:
    assert await door.knock(b"x" * (doors.BODY_MOST + 1)) == 413
    assert door.seen == []


async def test_what_takes_long_goes_on_and_is_in_hand(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "PATIENCE_S", 0.05)
    door.held.clear()
    assert await door.knock() == 503
    (task,) = in_hand(door.receiver.dispatcher)
    door.held.set()
    assert await task is True
    await asyncio.sleep(0)
    assert not in_hand(door.receiver.dispatcher)


async def test_who_hangs_up_has_it_done_all_the_same(door: Door) -> None:
    door.held.clear()
    asked = asyncio.ensure_future(door.knock())
    while not door.seen:  # noqa: ASYNC110 - nothing rings as it begins
        await asyncio.sleep(0.001)
    asked.cancel()
    await asyncio.gather(asked, return_exceptions=True)
    (task,) = in_hand(door.receiver.dispatcher)
    door.held.set()
    assert await task is True


async def test_what_comes_while_it_closes_is_left_to_others(door: Door) -> None:
    door.receiver.is_closing = True
    assert await door.knock() == 503
    assert door.seen == []


@pytest.fixture
def taken_port() -> Iterator[str]:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        yield f"127.0.0.1:{held.getsockname()[1]}"


@pytest.mark.parametrize("listen", ["203.0.113.1:8443", "127.0.0.1:99999", ""])
async def test_an_address_that_cannot_be_used_is_said(taken_port: str, listen: str) -> None:
    with pytest.raises(RefusalError) as refused:
        await HookDoor().bind(listen or taken_port)
    assert refused.value.key == "webhook-cannot-listen"
    assert refused.value.key in shared_words().keys("en")


async def test_before_it_opens_nobody_is_there(door: Door) -> None:
    other = HookDoor()
    await other.bind("127.0.0.1:0")
    other.know(ADDRESS)
    with pytest.raises(aiohttp.ClientConnectorError):
        await door.session.post(other.base_url + ADDRESS.path)
    await other.open()
    async with door.session.post(other.base_url + ADDRESS.path) as answer:
        assert answer.status == 404
    await other.close()


async def test_a_unit_that_does_not_run_keeps_its_path_and_is_asked_for_again(door: Door) -> None:
    other = webhook_address("43:OTHER")
    door.hooks.know(other)
    assert await door.knock(secret=other.secret, path=other.path) == 503
    assert await door.knock(secret=ADDRESS.secret, path=other.path) == 404
    assert await door.knock(secret=other.secret) == 404
    assert door.seen == []
    async with door.hooks.behind(other, Receiver(Dispatcher(), Bot("43:OTHER"), other, door.take)):
        assert await door.knock(secret=other.secret, path=other.path) == 200
        assert [update.bot and update.bot.id for update in door.seen] == [43]
    assert await door.knock(secret=other.secret, path=other.path) == 503
    assert await door.knock() == 200


async def test_a_unit_that_ends_finishes_what_it_has_in_hand_and_leaves_the_rest(door: Door) -> None:
    door.held.clear()
    asked = asyncio.ensure_future(door.knock())
    while not door.seen:  # noqa: ASYNC110 - nothing rings as it begins
        await asyncio.sleep(0.001)
    ending = asyncio.ensure_future(door.receiver.finish(10))
    assert await door.knock() == 503
    assert not ending.done()
    door.held.set()
    await ending
    assert await asked == 200


async def test_what_is_done_for_a_unit_is_told_in_its_name(door: Door) -> None:
    named: list[str] = []
    other = webhook_address("43:OTHER")

    async def take(_update: Update) -> bool:
        named.append(UNIT.get())
        return True

    def made_by_the_unit() -> Receiver:
        UNIT.set("sx1")
        return Receiver(Dispatcher(), Bot("43:OTHER"), other, take)

    async with door.hooks.behind(other, copy_context().run(made_by_the_unit)):
        assert await door.knock(secret=other.secret, path=other.path) == 200
    assert (named, UNIT.get()) == (["sx1"], "")
