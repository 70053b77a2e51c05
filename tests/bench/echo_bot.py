"""The floor: the smallest aiogram bot there is; it says back what it is told. Usage: echo_bot BASE_URL TOKEN."""

import asyncio
import gc
import logging
import sys

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message


async def echo(message: Message) -> None:
    await message.answer(message.text or "?")


async def main() -> None:
    base_url, token = sys.argv[1:]
    logging.basicConfig(level=logging.WARNING)
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(base_url)))
    dispatcher = Dispatcher()
    dispatcher.message.register(echo)
    gc.collect()
    gc.freeze()  # as the product does
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
