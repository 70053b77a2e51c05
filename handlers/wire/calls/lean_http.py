"""A client for the calls that a bot lives by, windows, updates and letters: JSON, over connections that are kept.

aiohttp took a fifth of a reply's processor time, for what these calls have no use for (docs/decisions/0014): cookies,
redirects, encodings, bodies that are streamed. Uploads, downloads, and everything through a proxy go on through aiohttp
(session.py beside it). A connection that did anything unexpected is closed and never used again: an answer must not
come to somebody else's question.
"""

import asyncio
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from aiohappyeyeballs import start_connection

from handlers.wire.calls.http_answers import AnswerHead, NoHttpError, read_chunks, read_head

AT_ONCE = 100
"""How many connections there are at most, as aiogram has it; who finds all taken waits."""
KEPT_S = 15
"""How long a connection without work is kept, as aiohttp has it: a server that closes it would cut a call off."""
NEXT_ADDRESS_S = 0.25
"""How long one address of a server is tried alone; RFC 8305, section 5."""
ANSWER_MOST = 64 * 2**20
LOOK_S = 0.005
"""How often it is looked whether a request that did not leave at once has left."""


class UnreachedError(OSError):
    """No connection came about: the server knows nothing of the call."""


class UnreachedInTimeError(UnreachedError):
    """No connection came about in the time given."""


class CutOffError(OSError):
    """The connection broke after the call went out: nobody knows whether it was taken."""


class _Connection(asyncio.Protocol):
    """One connection; one call at a time."""

    def __init__(self) -> None:
        self.is_usable = False
        self.free_since = 0.0
        self._data = bytearray()
        self._head: AnswerHead | None = None
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._moved: Callable[[], object] = bool
        self._left: Callable[[], object] | None = None
        self._transport: asyncio.Transport | None = None
        self._plain: asyncio.Transport | None = None
        """What is below, where the connection is a sealed one."""

    @property
    def stands(self) -> bool:
        """Whether another call may go out on it."""
        return self.is_usable and self._transport is not None and not self._transport.is_closing()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin; asyncio's."""
        if isinstance(transport, asyncio.Transport):
            self._transport = self._plain = transport
            self.is_usable = True

    async def seal(self, trusted: ssl.SSLContext, host: str) -> None:
        """Go on over TLS. Raises OSError."""
        if self._plain is None:
            raise UnreachedError
        # Not opened sealed at once: nobody would see then what of a request still waits below.
        loop = asyncio.get_running_loop()
        self._transport = await loop.start_tls(self._plain, self, trusted, server_hostname=host)
        self.is_usable = self._transport is not None

    def data_received(self, data: bytes) -> None:
        """Take what comes; asyncio's."""
        waiting = self._answer
        if waiting is None or waiting.done():
            # Nobody asked for it.
            self.drop()
            return
        self._data += data
        self._moved()
        try:
            answer = self._read()
        except NoHttpError:
            self._break()
            return
        if answer is not None:
            waiting.set_result(answer)

    def eof_received(self) -> None:
        """Take the end of what comes; asyncio closes the connection then."""
        head, waiting = self._head, self._answer
        until_end = head is not None and head.length is None and not head.is_chunked
        if head is not None and until_end and waiting is not None and not waiting.done():
            waiting.set_result((head.status, bytes(self._data[head.starts :])))

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002 - asyncio's
        """End; asyncio's."""
        self._break()

    async def call(
        self, request: bytes, moved: Callable[[], object], left: Callable[[], object]
    ) -> tuple[int, bytes]:
        """Send `request` and return the status and the body of its answer.

        `left` is called once the request is out of this process whole, `moved` with each piece of the answer that
        comes. Raises CutOffError. Whoever gives it up (CancelledError) gives the connection up with it.
        """
        transport = self._transport
        if transport is None:
            raise UnreachedError
        self._data.clear()
        self._head, self._moved, self._left = None, moved, left
        self._answer = asyncio.get_running_loop().create_future()
        transport.write(request)
        self._tell_left()
        try:
            return await self._answer
        except BaseException:
            self.drop()
            raise
        finally:
            self._answer = self._left = None

    def _tell_left(self) -> None:
        left, above, below = self._left, self._transport, self._plain
        if left is None or above is None or below is None or above.is_closing():
            return
        if above.get_write_buffer_size() or below.get_write_buffer_size():
            asyncio.get_running_loop().call_later(LOOK_S, self._tell_left)
            return
        self._left = None
        left()

    def drop(self) -> None:
        """Close at once; nothing more is expected from it."""
        self.is_usable = False
        if self._transport is not None:
            self._transport.abort()

    def _break(self) -> None:
        self.drop()
        if self._answer is not None and not self._answer.done():
            self._answer.set_exception(CutOffError())

    def _read(self) -> tuple[int, bytes] | None:
        """Return the answer once all of it is there."""
        data = self._data
        head = self._head = self._head or read_head(data)
        if head is None:
            return None
        found = self._body(head)
        if found is None:
            if max(len(data), head.length or 0) > ANSWER_MOST:
                raise NoHttpError
            return None
        body, end = found
        if len(data) > end or not head.is_kept:
            self.is_usable = False
        return head.status, body

    def _body(self, head: AnswerHead) -> tuple[bytes, int] | None:
        """Return the body, and where it ends, once all of it is there."""
        data = self._data
        if head.is_chunked:
            # The last chunk, and what follows it, ends in an empty line: most of the time no more is looked at.
            return read_chunks(data, head.starts) if data.endswith(b"\r\n\r\n") else None
        if head.length is None or len(data) < head.starts + head.length:
            return None
        end = head.starts + head.length
        return bytes(data[head.starts : end]), end


class LeanHttp:
    """Connections to one server."""

    def __init__(
        self,
        base_url: str,
        trusted: ssl.SSLContext,
        connect_s: float | None = None,
        kept_s: float | None = None,
    ) -> None:
        """Talk to the server of `base_url`; over https only while `trusted` vouches for it. Opens nothing yet.

        Whoever is not connected within `connect_s` seconds gives up; None: the caller decides. A connection without
        work is kept for `kept_s` seconds instead of KEPT_S.
        """
        found = urlsplit(base_url)
        self._host = found.hostname or ""
        self._port = found.port or (443 if found.scheme == "https" else 80)
        self._trusted = trusted if found.scheme == "https" else None
        self._connect_s = connect_s
        self._kept_s = kept_s
        self._free: list[_Connection] = []
        self._taken: set[_Connection] = set()
        self._closings = 0
        self._places = asyncio.Semaphore(AT_ONCE)
        self._heads: dict[str, bytes] = {}

    async def post(
        self,
        url: str,
        body: bytes,
        moved: Callable[[], object] = bool,
        left: Callable[[], object] = bool,
    ) -> tuple[int, bytes]:
        """Post `body`, which is JSON, to `url` and return the status and the body of the answer.

        `left` is called once all of it was handed to the system, `moved` whenever something of the answer comes.
        Raises UnreachedError (UnreachedInTimeError), CutOffError.
        """
        head = self._heads.get(url) or self._head_for(url)
        async with self._places:
            closings = self._closings
            connection = self._kept() or await self._connected()
            if closings != self._closings:
                connection.drop()
                raise UnreachedError
            self._taken.add(connection)
            try:
                answer = await connection.call(b"%b%d\r\n\r\n%b" % (head, len(body), body), moved, left)
            finally:
                self._taken.discard(connection)
            if connection.is_usable:
                connection.free_since = asyncio.get_running_loop().time()
                self._free.append(connection)
            else:
                connection.drop()
            return answer

    async def close(self) -> None:
        """Close all connections; calls that go on are cut off."""
        self._closings += 1
        for connection in (*self._free, *self._taken):
            connection.drop()
        self._free.clear()
        # asyncio closes what was dropped in the loop's next round, and there may be none.
        await asyncio.sleep(0)

    def _kept(self) -> _Connection | None:
        """Return the connection that was used last, if it still stands; those that idle for long are closed."""
        oldest = asyncio.get_running_loop().time() - (KEPT_S if self._kept_s is None else self._kept_s)
        while self._free and self._free[0].free_since < oldest:
            self._free.pop(0).drop()
        while self._free:
            found = self._free.pop()
            if found.stands:
                return found
        return None

    async def _connected(self) -> _Connection:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._connect_s):
                # Not asyncio's own race of addresses: one that is given up leaves the socket that won it open.
                found = self._itself() or await loop.getaddrinfo(
                    self._host, self._port, type=socket.SOCK_STREAM
                )
                won = await start_connection(found, happy_eyeballs_delay=NEXT_ADDRESS_S)
                _, connection = await loop.create_connection(_Connection, sock=won)
                if self._trusted is not None:
                    await connection.seal(self._trusted, self._host)
        except TimeoutError:
            raise UnreachedInTimeError from None
        except OSError as error:
            # Its own words may name the address; its kind says enough.
            raise UnreachedError(type(error).__name__) from None
        return connection

    def _itself(self) -> list[tuple[Any, ...]]:
        """Return the host where it is an address itself: no thread is started to find it; nothing for a name."""
        with suppress(socket.gaierror):
            return socket.getaddrinfo(
                self._host, self._port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST
            )
        return []

    def _head_for(self, url: str) -> bytes:
        """Return what stands before the length of a body; kept, since few different calls are made."""
        found = urlsplit(url)
        made = self._heads[url] = (
            f"POST {found.path} HTTP/1.1\r\nHost: {found.netloc}\r\nUser-Agent: gridbot\r\n"
            "Content-Type: application/json\r\nContent-Length: "
        ).encode()
        return made
