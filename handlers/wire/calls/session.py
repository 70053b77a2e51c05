"""aiogram's session: a short way for windows and updates (lean_http.py), and no call given up too soon.

Nor too late: a call ends once no byte of it has moved for a while (turns.py), however long it takes as a whole. What is
made again, and what is not since nobody knows whether it was taken: persistence.py.
"""

import json
from asyncio import Timeout, get_running_loop
from asyncio import timeout as within
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import nullcontext, suppress
from contextvars import ContextVar
from http import HTTPStatus
from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    TelegramConflictError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramServerError,
)
from aiogram.methods import GetUpdates, Response, TelegramMethod
from aiogram.types import BufferedInputFile, Update
from aiohttp import ClientConnectorError, ClientError, ClientTimeout, DummyCookieJar
from pydantic import ValidationError

from domain.characters import admit_all
from handlers.wire.calls import turns
from handlers.wire.calls.lean_http import LeanHttp, UnreachedError
from handlers.wire.calls.persistence import LostError, persist
from handlers.wire.calls.updates import read_update
from handlers.wire.calls.window_calls import WindowCall

TAKEN = b'{"ok":true,'
NO_TOTAL = ClientTimeout(total=None, sock_connect=None)
BUFFERED_MOST = 4 * 2**20
"""Of an upload: as much may still lie in this machine once all of it was handed over, and nobody sees that move."""
SLOWEST_PER_S = 64 * 1024
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
    for update in result:
        _leave_buttons_out(update)
    answer["result"] = admit_all(result)
    return answer


def read_pushed(content: str, bot: Bot) -> Update:
    """Return an update that was sent to a webhook; raises ValueError, of which pydantic's ValidationError is one."""
    update = json.loads(content)
    if not isinstance(update, dict):
        raise ValueError("no update")  # noqa: TRY004 - wrong words, not a wrong call
    _leave_buttons_out(update)
    return read_update(admit_all(update), bot)


def _leave_buttons_out(update: dict[str, Any]) -> None:
    tap = update.get("callback_query", {})
    if "message" in tap:
        tap["message"] = {key: tap["message"][key] for key in OF_TAPPED if key in tap["message"]}


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


_LIMIT: ContextVar[Timeout | None] = ContextVar("limit", default=None)
"""When the call in hand is given up."""


class WatchedFile(BufferedInputFile):
    """A file to be uploaded: as long as it moves, its call goes on."""

    async def read(self, bot: Bot) -> AsyncGenerator[bytes, None]:
        """Give the content piece by piece."""
        limit, left = _LIMIT.get(), len(self.data)
        async for piece in super().read(bot):
            if limit is not None:
                left -= len(piece)
                buffered_s = 0 if left else min(len(self.data), BUFFERED_MOST) / SLOWEST_PER_S
                _go_on(limit, turns.STILL_S + buffered_s)
            yield piece


def _go_on(limit: Timeout, for_s: float) -> None:
    """Let a call stand still for so long from now on."""
    if not limit.expired():
        limit.reschedule(get_running_loop().time() + for_s)


class WindowSession(AiohttpSession):
    """Sends windows as JSON and takes "ok" for an answer; aiogram builds a form and a model of all that comes back."""

    def __init__(self, api: TelegramAPIServer, proxy: str | None) -> None:
        """Talk to `api`, through `proxy` if there is one."""
        super().__init__(proxy=proxy, api=api, json_loads=read_answer, timeout=turns.STILL_S)
        self._lean = None if proxy else LeanHttp(api.base, self._connector_init["ssl"])
        self.middleware(persist)
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
        if self._lean is not None:
            await self._lean.close()
        if self._session is not None:
            await self._session.close()

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[Any],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's own signature
    ) -> Any:
        """Return the call's result; raises what aiogram raises for refusals, and for a network that fails.

        Of the latter LostError where nobody knows whether the call was taken. `timeout`, in seconds, is how long
        it may stand still: of the fetching of updates, which waits for one to come.
        """
        status, content = await self._post(bot, method, timeout)
        if method.__returning__ is Any and content.startswith(TAKEN):
            return True
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR and not content.startswith(b"{"):
            # From what stands before the Bot API; of a gateway that grew tired of waiting nobody knows more.
            lost = status == HTTPStatus.GATEWAY_TIMEOUT
            raise (LostError if lost else TelegramServerError)(method=method, message=f"HTTP {status}")
        if isinstance(method, GetUpdates):
            if method.offset is not None:
                self.confirmed_before = method.offset
            if content.startswith(TAKEN):
                with suppress(ValidationError):
                    return [read_update(update, bot) for update in read_answer(content.decode())["result"]]
        return self.check_response(bot, method, status, content.decode()).result

    async def _post(self, bot: Bot, method: TelegramMethod[Any], still_s: int | None) -> tuple[int, bytes]:
        """Make the call and return the status and the body of what comes back."""
        turn = turns.turn()
        patience_s = still_s or (turn.still_s if turn else turns.STILL_S)
        try:
            async with within(patience_s) as limit:
                with turn.waiting(limit, turns.HURRIED_S) if turn else nullcontext():
                    return await self._post_within(bot, method, limit)
        except TimeoutError:
            raise LostError(method=method, message="stood still", stood_still=True) from None
        # The errors' own words name the address, and the token with it.
        except (UnreachedError, ClientConnectorError) as error:
            raise TelegramNetworkError(method=method, message=type(error).__name__) from None
        except (OSError, ClientError) as error:
            raise LostError(method=method, message=type(error).__name__) from None

    async def _post_within(self, bot: Bot, method: TelegramMethod[Any], limit: Timeout) -> tuple[int, bytes]:
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        if self._lean is not None and isinstance(method, WindowCall | GetUpdates):
            return await self._lean.post(url, _as_json(method), lambda: _go_on(limit, turns.STILL_S))
        _LIMIT.set(limit)
        session = await self.create_session()
        form = self.build_form_data(bot, method)
        async with session.post(url, data=form, timeout=NO_TOTAL) as response:
            return response.status, await response.read()

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,  # noqa: ARG002,ASYNC109 - aiogram's: of the whole, which may be 20 MB on a slow line
        chunk_size: int = 65536,
        raise_for_status: bool = True,  # noqa: FBT001,FBT002 - aiogram's
    ) -> AsyncGenerator[bytes, None]:
        """Give what `url` has, piece by piece; raises TimeoutError and ClientError."""
        session = await self.create_session()
        still = ClientTimeout(total=None, sock_connect=turns.STILL_S, sock_read=turns.STILL_S)
        async with session.get(
            url, timeout=still, headers=headers or {}, raise_for_status=raise_for_status
        ) as response:
            async for piece in response.content.iter_chunked(chunk_size):
                yield piece


def _as_json(method: TelegramMethod[Any]) -> bytes:
    return method.model_dump_json(exclude_none=True).encode()
