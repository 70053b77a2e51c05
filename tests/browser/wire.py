"""The line between a browser and the page, after TLS: what goes over it is written down, and it can be cut."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

_CHUNK = 64 * 1024


class Wire:
    """Passes bytes on, both ways."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._writers: set[asyncio.StreamWriter] = set()
        self.up = bytearray()
        """All that the browser has sent."""
        self.down = bytearray()
        self.cut_after: int | None = None
        """The bytes from the browser after which the line is dead, in the middle of whatever is being sent."""

    @property
    def is_cut(self) -> bool:
        return self.cut_after is not None and len(self.up) >= self.cut_after

    def mend(self) -> None:
        self.cut_after = None

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Join a browser's connection to one of its own to the server."""
        if self.is_cut:
            writer.transport.abort()
            return
        its_reader, its_writer = await asyncio.open_connection(self._host, self._port)
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
    there = urlsplit(url)
    assert there.hostname is not None
    assert there.port is not None
    wire = Wire(there.hostname, there.port)
    server = await asyncio.start_server(wire.take, "127.0.0.1", 0)
    try:
        yield wire, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        wire.abort()
