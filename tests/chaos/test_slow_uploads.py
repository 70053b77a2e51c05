"""A file that goes out slowly goes on as long as it moves; one that nobody takes is given up."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer

from handlers.wire.calls import turns
from handlers.wire.calls.persistence import LostError
from handlers.wire.calls.session import WatchedFile, WindowSession

STILL_S = 0.3
FILE = WatchedFile(b"x" * 12 * 2**20, "x.pdf")
"""More than what lies in buffers on the way."""
ANSWER = b'{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"}}}'
Take = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def bot_at(take: Take) -> AsyncIterator[Bot]:
    listening = socket.create_server(("127.0.0.1", 0))
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 64 * 1024)
    server = await asyncio.start_server(take, sock=listening)
    base = f"http://127.0.0.1:{listening.getsockname()[1]}"
    bot = Bot("42:x", session=WindowSession(TelegramAPIServer.from_base(base), None))
    try:
        yield bot
    finally:
        await bot.session.close()
        server.close()


async def test_a_slow_upload_goes_on_for_longer_than_a_call_may_stand_still(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turns, "STILL_S", STILL_S)

    async def slowly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken = 0
        while taken < len(FILE.data):
            taken += len(await reader.read(2**20))
            await asyncio.sleep(0.005)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(ANSWER), ANSWER))
        await writer.drain()
        writer.close()

    async with bot_at(slowly) as bot:
        began = asyncio.get_running_loop().time()
        assert (await bot.send_document(1, FILE)).message_id == 1
        assert asyncio.get_running_loop().time() - began > STILL_S


async def test_an_upload_that_nobody_takes_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "STILL_S", STILL_S)
    over = asyncio.Event()

    async def stopping(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1000)
        await over.wait()
        writer.close()

    async with bot_at(stopping) as bot:
        with pytest.raises(LostError) as error:
            await bot.send_document(1, FILE)
        assert error.value.stood_still
        assert error.value.may_have_added
        over.set()
