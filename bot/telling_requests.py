"""How python-telegram-bot's calls go out, and who is told when one has left this process whole.

What needs no file and no proxy goes over the connections of handlers/wire/calls/lean_http.py: httpx took half of a
letter's processor time (docs/decisions/0015). Both ways end in the same errors of python-telegram-bot, and tell the
same moment.
"""

import asyncio
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData

from handlers.wire.calls.lean_http import CutOffError, LeanHttp, UnreachedError, UnreachedInTimeError

CONNECT_S = 5
KEPT_S = 5
"""As httpx has it: a connection that the server closes just as a letter goes out makes it one that perhaps was sent."""
CONNECTIONS = 16
"""A few more than letters and changes of buttons that are ever on their way at once."""
NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, UnreachedError)
"""Causes of an error: there was no connection to send through. After whatever else the message may have arrived."""
ANSWER_LOST = (httpx.TransportError, CutOffError, TimeoutError)
REQUEST_LEFT = "http11.send_request_body.complete"

_left: ContextVar[Callable[[], None] | None] = ContextVar("left", default=None)


@contextmanager
def telling(left: Callable[[], None] | None) -> Iterator[None]:
    """Have `left` called once a request that is made in this block has been handed to the system whole."""
    token = _left.set(left)
    try:
        yield
    finally:
        _left.reset(token)


def request_for(api_base_url: str, proxy: str | None, still_s: float) -> BaseRequest:
    """Return the way to `api_base_url`; a call of which nothing moves for `still_s` seconds is given up."""
    trusted = httpx.create_ssl_context(trust_env=False)
    whole = httpx_request(trusted, proxy, still_s)
    if proxy:
        return whole
    return LeanRequest(LeanHttp(api_base_url, trusted, CONNECT_S, KEPT_S), whole, still_s)


def httpx_request(trusted: ssl.SSLContext, proxy: str | None, still_s: float) -> HTTPXRequest:
    """Return python-telegram-bot's own way, which carries files and goes through proxies."""
    transport = _TellingTransport(
        verify=trusted,
        proxy=None if proxy is None else httpx.Proxy(proxy),
        limits=httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS),
        trust_env=False,
    )
    return HTTPXRequest(
        connection_pool_size=CONNECTIONS,
        connect_timeout=CONNECT_S,
        read_timeout=still_s,
        write_timeout=still_s,
        # As with aiogram, the proxy is what the configuration says and not what the environment does.
        httpx_kwargs={"trust_env": False, "transport": transport},
    )


class _TellingTransport(httpx.AsyncHTTPTransport):
    """Tells whoever asked for it when a request has been written out whole."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        left = _left.get()
        if left is not None:

            async def trace(event: str, _info: Mapping[str, object]) -> None:
                if event == REQUEST_LEFT:
                    left()

            request.extensions["trace"] = trace
        return await super().handle_async_request(request)


class LeanRequest(BaseRequest):
    """Posts what python-telegram-bot asks as JSON over kept connections; files and downloads go the whole way."""

    def __init__(self, lean: LeanHttp, whole: BaseRequest, still_s: float) -> None:
        """Open nothing yet."""
        self._lean = lean
        self._whole = whole
        self._still_s = still_s

    @property
    def read_timeout(self) -> float:
        """How long a call may stand still, in seconds."""
        return self._still_s

    async def initialize(self) -> None:
        """Make ready; the library's."""
        await self._whole.initialize()

    async def shutdown(self) -> None:
        """Close the connections; calls that go on are cut off."""
        await self._lean.close()
        await self._whole.shutdown()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_timeouts: object,
        **_named_timeouts: object,
    ) -> tuple[int, bytes]:
        """Make a call and return the status and the body of its answer; how long it may take is decided here alone.

        Raises NetworkError and, where it stood still, TimedOut; the cause is among NOT_SENT or ANSWER_LOST.
        """
        if request_data is None or request_data.contains_files:
            return await self._whole.do_request(url, method, request_data)
        left = _left.get()
        try:
            async with asyncio.timeout(CONNECT_S + self._still_s) as limit:

                def moved() -> None:
                    if not limit.expired():
                        limit.reschedule(asyncio.get_running_loop().time() + self._still_s)

                def gone() -> None:
                    moved()
                    if left is not None:
                        left()

                return await self._lean.post(url, request_data.json_payload, moved, gone)
        except TimeoutError as error:
            raise TimedOut from error
        except UnreachedInTimeError as error:
            raise TimedOut from error
        except (UnreachedError, CutOffError) as error:
            raise NetworkError(f"{type(error).__name__}: {error}") from error
