"""aiogram's session, with a short way for the calls that put windows on phones (handlers/wire/window_calls.py)."""

import json
from asyncio import sleep
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramConflictError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.methods import GetUpdates, Response, TelegramMethod
from aiohttp import ClientError, ClientTimeout, DummyCookieJar

from domain.characters import admit_all
from handlers.wire.window_calls import WindowCall

JSON = {"Content-Type": "application/json"}
PATIENCE = ClientTimeout(total=60)
WAITS_S = 60
"""How long one call waits in all where Telegram says that it is too fast; a person looks at the phone meanwhile."""
OF_TAPPED = ("message_id", "date", "chat", "text", "message_thread_id", "is_topic_message")
"""What handlers look at of a window that was tapped."""


def read_answer(content: str) -> Any:
    """Return an answer of the Bot API; what people wrote, and how they are called, comes through this door alone.

    Windows that were tapped come without their buttons: nobody reads those.
    """
    answer = json.loads(content)
    result = answer.get("result")
    if not isinstance(result, list):
        return answer
    answer["result"] = updates = admit_all(result)
    for update in updates:
        tap = update.get("callback_query", {})
        if "message" in tap:
            tap["message"] = {key: tap["message"][key] for key in OF_TAPPED if key in tap["message"]}
    return answer


async def wait_out_floods(
    make_request: NextRequestMiddlewareType[Any], bot: Bot, method: TelegramMethod[Any]
) -> Response[Any]:
    """Make a call again when Telegram lets it; raises TelegramRetryAfter where that would take more than WAITS_S.

    The fetching of updates has pauses of its own.
    """
    left_s = 0 if isinstance(method, GetUpdates) else WAITS_S
    while True:
        try:
            return await make_request(bot, method)
        except TelegramRetryAfter as error:
            wait_s = max(error.retry_after, 1)
            if wait_s > left_s:
                raise
        left_s -= wait_s
        await sleep(wait_s)


class NoteConflicts(BaseRequestMiddleware):
    """Tells when Telegram refuses updates because another program fetches them with the same token (409)."""

    def __init__(self, note: Callable[[], None]) -> None:
        """Call `note` each time."""
        self._note = note

    async def __call__(
        self, make_request: NextRequestMiddlewareType[Any], bot: Bot, method: TelegramMethod[Any]
    ) -> Response[Any]:
        """Make the call; raises whatever it raises."""
        try:
            return await make_request(bot, method)
        except TelegramConflictError:
            self._note()
            raise


class FollowGroups(BaseRequestMiddleware):
    """Sends to the supergroup what was meant for the group that it was."""

    def __init__(self, moved: Callable[[int, int], Awaitable[None]]) -> None:
        """Tell `moved` the old and the new id first."""
        self._moved = moved

    async def __call__(
        self, make_request: NextRequestMiddlewareType[Any], bot: Bot, method: TelegramMethod[Any]
    ) -> Response[Any]:
        """Make the call, once more where the group has moved; raises whatever it raises."""
        try:
            return await make_request(bot, method)
        except TelegramMigrateToChat as error:
            new_id, old_id = error.migrate_to_chat_id, getattr(method, "chat_id", None)
            if not isinstance(old_id, int):
                raise
            await self._moved(old_id, new_id)
            # A topic of the old one there is none.
            return await make_request(bot, method.model_copy(update={"chat_id": new_id}))


class WindowSession(AiohttpSession):
    """Sends windows as JSON and takes "ok" for an answer; aiogram builds a form and a model of all that comes back."""

    def __init__(self, api: TelegramAPIServer, proxy: str | None) -> None:
        """Talk to `api`, through `proxy` if there is one."""
        super().__init__(proxy=proxy, api=api, json_loads=read_answer)
        self.middleware(wait_out_floods)
        self.confirmed_before: int | None = None
        """Updates of smaller numbers Telegram will not deliver again; None where that is not known yet."""

    async def create_session(self) -> Any:
        """Return aiohttp's session, which keeps no cookies: the Bot API has none."""
        known = self._session
        session = await super().create_session()
        if session is not known:
            session._cookie_jar = DummyCookieJar()  # noqa: SLF001 - aiogram makes it and takes no other
        return session

    async def close(self) -> None:
        """Close the connections: aiohttp returns once they are, aiogram would sleep for a quarter of a second more."""
        if self._session is not None:
            await self._session.close()

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[Any],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's own signature
    ) -> Any:
        """Return the call's result; raises what aiogram raises for refusals and for a network that fails."""
        if not isinstance(method, WindowCall):
            result = await super().make_request(bot, method, timeout)
            if isinstance(method, GetUpdates) and method.offset is not None:
                self.confirmed_before = method.offset
            return result
        session = await self.create_session()
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        body = method.model_dump_json(exclude_none=True).encode()
        try:
            async with session.post(url, data=body, headers=JSON, timeout=PATIENCE) as response:
                content = await response.read()
        except TimeoutError as error:
            raise TelegramNetworkError(method=method, message="Request timeout error") from error
        except ClientError as error:
            # The error's own words name the address, and the token with it.
            raise TelegramNetworkError(method=method, message=type(error).__name__) from error
        if method.__returning__ is Any and content.startswith(b'{"ok":true,'):
            return True
        return self.check_response(bot, method, response.status, content.decode()).result
