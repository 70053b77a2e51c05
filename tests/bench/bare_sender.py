"""The floor: bare send_message, ten at once. Usage: bare_sender BASE_URL TOKEN TEXT_FILE FIRST_CHAT COUNT."""

import asyncio
import sys
from pathlib import Path

from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

AT_ONCE = 10


async def send_all(base_url: str, token: str, text: str, chat_ids: range) -> None:
    waiting = iter(chat_ids)
    bot = ExtBot[None](
        token,
        base_url=f"{base_url}/bot",
        base_file_url=f"{base_url}/file/bot",
        request=HTTPXRequest(connection_pool_size=16),
    )

    async def worker() -> None:
        for chat_id in waiting:
            await bot.send_message(chat_id, text)

    async with bot:
        await asyncio.gather(*(worker() for _ in range(AT_ONCE)))


if __name__ == "__main__":
    url, secret, text_file, first, many = sys.argv[1:]
    chats = range(int(first), int(first) + int(many))
    asyncio.run(send_all(url, secret, Path(text_file).read_text(encoding="utf-8"), chats))
