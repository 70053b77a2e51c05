"""What python-telegram-bot makes of each answer of Telegram, and of none, against the simulator over HTTP.

Both over its own HTTP client and over connections of our own: whatever happens, the two end alike.
"""

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpcore
import httpx
import pytest
from telegram.error import NetworkError, TimedOut
from telegram.request import HTTPXRequest

from bot.sender import TelegramSender
from bot.telling_requests import LeanRequest, httpx_request, request_for
from reminders.desk import (
    AnswerLostError,
    RefusedError,
    RejectedError,
    UnavailableError,
    UnconnectedError,
)
from simulator.phone import Phone, Phones
from simulator.remote import Remote
from simulator.server import Simulator
from windows.windows import Attachment, Button, Window

TOKEN = "424242:AAtestTESTtestTESTtestTESTtestTEST"
HELLO = Window("<b>您好</b>", [[Button("填报", "report")]])
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "5a4d7f1e0000000049454e44ae426082"
)


@dataclass
class Line:
    """A sender, how it speaks, and a person who has started the bot."""

    way: str
    simulator: Simulator
    phones: Phones
    sender: TelegramSender
    phone: Phone

    async def texts(self) -> list[str]:
        return [message.text for message in await self.phone.chat() if message.from_bot and message.text]


@pytest.fixture(params=["lean", "httpx"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Have senders speak one way or the other."""
    if request.param == "httpx":
        trusted = httpx.create_ssl_context(trust_env=False)
        monkeypatch.setattr(
            "bot.sender.request_for", lambda _base, proxy, still_s: httpx_request(trusted, proxy, still_s)
        )
    name: str = request.param
    return name


@pytest.fixture
async def line(way: str) -> AsyncIterator[Line]:
    simulator = Simulator()
    simulator.add_bot(TOKEN, "gridbot_test")
    async with simulator.serve() as base_url, Phones(Remote(base_url)) as phones:
        phone = await phones.new("监察员")
        await phone.send_nowait("/start")
        sender = TelegramSender(TOKEN, base_url)
        await sender.start()
        yield Line(way, simulator, phones, sender, phone)
        await sender.close()


async def test_a_window_arrives_with_its_format_and_buttons(line: Line) -> None:
    number = await line.sender.send(line.phone.id, HELLO)
    shown = await line.phone.see("您好")
    assert (shown.message_id, shown.html, shown.buttons) == (number, "<b>您好</b>", [["填报"]])


async def test_files_come_first_and_the_text_with_the_buttons_last(line: Line) -> None:
    files = [Attachment("lights.png", PNG), Attachment("汇总.xlsx", b"PK")]
    await line.sender.send(line.phone.id, Window("完", HELLO.rows, files))
    shown = [message for message in await line.phone.chat() if message.from_bot]
    assert [message.file_kind for message in shown] == ["photo", "document", None]
    assert shown[1].file_name == "汇总.xlsx"
    assert await line.phone.download(shown[0]) == PNG


async def test_a_429_says_how_long_to_wait(line: Line) -> None:
    await line.phones.fault("too_many_requests", method="sendMessage", times=1, seconds=7)
    with pytest.raises(UnavailableError) as caught:
        await line.sender.send(line.phone.id, HELLO)
    assert caught.value.retry_after_s == 7
    assert await line.texts() == []


async def test_it_is_told_when_the_request_of_the_text_has_left(line: Line) -> None:
    left: list[float] = []
    await line.phones.fault("slow", method="sendMessage", times=1, seconds=0.3)
    await line.sender.send(
        line.phone.id,
        Window("完", (), [Attachment("lights.png", PNG)]),
        lambda: left.append(time.perf_counter()),
    )
    (at,) = left
    assert time.perf_counter() - at >= 0.3


async def test_buttons_are_changed_and_taken_away_and_a_message_that_is_gone_is_no_fault(line: Line) -> None:
    number = await line.sender.send(line.phone.id, HELLO)
    for rows, shown in (([[Button("零报告", "zero")]], [["零报告"]]), ((), []), ((), [])):
        await line.sender.put_buttons(line.phone.id, number, rows)
        assert (await line.phone.see("您好")).buttons == shown
    await line.sender.put_buttons(line.phone.id, 999, ())


@pytest.mark.parametrize("kind", ["lost_answer", "down"])
async def test_a_connection_that_breaks_after_the_request_is_a_lost_answer(line: Line, kind: str) -> None:
    await line.phones.fault(kind, method="sendMessage", times=1)
    with pytest.raises(AnswerLostError) as caught:
        await line.sender.send(line.phone.id, HELLO)
    assert type(caught.value.__cause__) is NetworkError
    assert await line.texts() == (["您好"] if kind == "lost_answer" else [])


async def test_a_server_error_is_worth_another_try(line: Line) -> None:
    await line.phones.fault("bad_gateway", times=1)
    with pytest.raises(UnavailableError) as caught:
        await line.sender.send(line.phone.id, HELLO)
    assert caught.value.retry_after_s is None
    await line.sender.send(line.phone.id, HELLO)


def test_through_a_proxy_python_telegram_bot_goes_its_own_way() -> None:
    there = "http://127.0.0.1:9"
    assert isinstance(request_for(there, None, 1), LeanRequest)
    assert isinstance(request_for(there, "http://127.0.0.1:8", 1), HTTPXRequest)


@pytest.mark.usefixtures("way")
async def test_a_server_that_is_not_there_is_no_connection() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        sender = TelegramSender(TOKEN, f"http://127.0.0.1:{taken.getsockname()[1]}")
        with pytest.raises(UnconnectedError) as caught:
            await sender.send(1, HELLO)
        assert type(caught.value.__cause__) is NetworkError
        await sender.close()


async def test_a_server_that_does_not_let_anybody_connect_is_no_connection(
    way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(*_: object, **__: object) -> None:
        if way == "httpx":
            raise httpcore.ConnectTimeout
        await asyncio.Event().wait()

    monkeypatch.setattr(httpcore.AsyncConnectionPool, "handle_async_request", never)
    monkeypatch.setattr("bot.telling_requests.CONNECT_S", 0.01)
    monkeypatch.setattr(asyncio.get_running_loop(), "sock_connect", never)
    sender = TelegramSender(TOKEN, "http://127.0.0.1:9")
    with pytest.raises(UnconnectedError) as caught:
        await sender.send(1, HELLO)
    assert type(caught.value.__cause__) is TimedOut
    await sender.close()


async def test_an_answer_that_takes_too_long_is_a_lost_one(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.sender.ANSWER_TIMEOUT_S", 0.2)
    hasty = TelegramSender(TOKEN, line.simulator.base_url)
    await line.phones.fault("slow", method="sendMessage", times=1, seconds=1)
    with pytest.raises(AnswerLostError) as caught:
        await hasty.send(line.phone.id, HELLO)
    assert type(caught.value.__cause__) is TimedOut
    assert await line.texts() == ["您好"]
    await hasty.close()


async def test_a_picture_whose_answer_is_lost_does_not_keep_the_text_back(line: Line) -> None:
    await line.phones.fault("lost_answer", method="sendPhoto", times=1)
    await line.sender.send(line.phone.id, Window("完", (), [Attachment("lights.png", PNG)]))
    await line.phone.see("完")


async def test_whoever_blocked_the_bot_or_is_gone_refuses(line: Line) -> None:
    await line.phone.block()
    with pytest.raises(RefusedError):
        await line.sender.send(line.phone.id, HELLO)
    await line.phone.unblock()
    await line.phone.deactivate()
    with pytest.raises(RefusedError):
        await line.sender.send(line.phone.id, HELLO)
    with pytest.raises(RefusedError):
        await line.sender.send(999, HELLO)


@pytest.mark.parametrize("text", ["<b>您好", "字" * 4097])
async def test_a_message_that_is_wrong_in_itself_is_rejected(line: Line, text: str) -> None:
    with pytest.raises(RejectedError):
        await line.sender.send(line.phone.id, Window(text))
