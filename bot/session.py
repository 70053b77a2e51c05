"""aiogram's session, but that a window goes as JSON."""

from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.methods import TelegramMethod
from aiohttp import BytesPayload

from handlers.window_calls import WindowCall


class WindowSession(AiohttpSession):
    """Encodes the calls of handlers/window_calls.py in one go; a form is built field by field."""

    def build_form_data(self, bot: Bot, method: TelegramMethod[Any]) -> Any:
        """Return the body of the call: what aiohttp takes as `data`."""
        if not isinstance(method, WindowCall):
            return super().build_form_data(bot, method)
        body = method.model_dump_json(exclude_none=True).encode()
        return BytesPayload(body, content_type="application/json")
