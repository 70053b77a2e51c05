from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from telegram.ext import ExtBot

from simulator import Phone, Phones, Simulator
from simulator.remote import Beside, Remote

TOKEN = "42:TEST"

Api = Callable[..., Awaitable[dict[str, Any]]]


class Hand:
    """A clock that a test moves by hand."""

    def __init__(self) -> None:
        self.at = datetime(2026, 6, 24, 1, 0, tzinfo=UTC)

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def hand() -> Hand:
    return Hand()


@pytest.fixture
async def sim(hand: Hand) -> AsyncIterator[Simulator]:
    simulator = Simulator(now=hand.now)
    simulator.add_bot(TOKEN, "gridbot_test")
    async with simulator.serve():
        yield simulator


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def api(sim: Simulator, http: aiohttp.ClientSession) -> Api:
    """Call a method as the plainest client would and return the whole answer, status included."""

    async def call(method: str, token: str = TOKEN, **params: Any) -> dict[str, Any]:
        async with http.post(f"{sim.base_url}/bot{token}/{method}", json=params) as answer:
            return {"status": answer.status, **await answer.json()}

    return call


@pytest.fixture(params=["over HTTP", "beside it"])
async def phones(sim: Simulator, request: pytest.FixtureRequest) -> AsyncIterator[Phones]:
    """Phones of both ways: what one may do and is told, the other may and is."""
    client = Remote(sim.base_url) if request.param == "over HTTP" else Beside(sim)
    async with Phones(client) as opened:
        yield opened


@pytest.fixture
async def nurse(phones: Phones) -> Phone:
    """A person who has pressed START."""
    phone = await phones.new("护士")
    await phone.send_nowait("/start")
    return phone


@pytest.fixture
async def aio(sim: Simulator) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(sim.base_url))) as bot:
        yield bot


@pytest.fixture
async def ptb(sim: Simulator) -> AsyncIterator[ExtBot[None]]:
    bot: ExtBot[None] = ExtBot(
        TOKEN, base_url=f"{sim.base_url}/bot", base_file_url=f"{sim.base_url}/file/bot"
    )
    async with bot:
        yield bot
