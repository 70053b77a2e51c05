"""The line between a browser and the page, after TLS: what goes over it is written down, and it can be cut."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

_CHUNK = 64 * 1024


class Wire:
    """Passes bytes on, both ways."""

    def __init__(self, url: str) -> None:
        self.url = url
        """To whom new connections go."""
        self._writers: set[asyncio.StreamWriter] = set()
        self.up = bytearray()
        """All that the browser has sent."""
        self.down = bytearray()
        self.is_cut = False
        self._ends: Callable[[], bool] = bool

    def cut_after(self, size: int) -> None:
        """Die when the browser has sent `size` bytes more, in the middle of whatever that is."""
        wanted = len(self.up) + size
        self._ends = lambda: len(self.up) >= wanted

    def cut_at(self, words: bytes) -> None:
        """Die when the browser sends these words the next time."""
        begin = len(self.up)
        self._ends = lambda: self.up.find(words, begin) >= 0

    def mend(self) -> None:
        self.is_cut, self._ends = False, bool

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Join a browser's connection to one of its own to the server."""
        if self.is_cut:
            writer.transport.abort()
            return
        there = urlsplit(self.url)
        its_reader, its_writer = await asyncio.open_connection(there.hostname, there.port)
        self._writers |= {writer, its_writer}
        ways = (self._pass(reader, its_writer, self.up), self._pass(its_reader, writer, self.down))
        await asyncio.gather(*ways)
        self._writers -= {writer, its_writer}

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, noted: bytearray
    ) -> None:
        try:
            while content := await reader.read(_CHUNK):
                noted += content
                if self._ends():
                    self.is_cut = True
                if self.is_cut:
                    self.abort()
                    return
                writer.write(content)
                await writer.drain()
        except OSError:
            pass  # cut, or a browser that has gone
        writer.close()

    def abort(self) -> None:
        """End every connection without a word."""
        for writer in self._writers:
            writer.transport.abort()


@asynccontextmanager
async def wire_to(url: str) -> AsyncIterator[tuple[Wire, str]]:
    """Yield a wire to the server at `url`, and the address to which browsers go instead."""
    wire = Wire(url)
    server = await asyncio.start_server(wire.take, "127.0.0.1", 0)
    try:
        yield wire, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        wire.abort()
