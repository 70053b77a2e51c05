"""When a request counts as gone: nothing of it waits in this process any more, neither sealed nor below."""

import asyncio
import gc
import ipaddress
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from handlers.wire.calls.lean_http import CutOffError, LeanHttp, UnreachedError

TOO_MUCH = b" " * 16 * 2**20
"""More than the system takes from a sender whose other side reads nothing."""

ROUNDS = 40
"""Of the loop, within which a connection comes about, is sealed and brings its answer."""


class SlowReader:
    """Reads nothing of a request's body until it may, then answers."""

    def __init__(self) -> None:
        self.may_read = asyncio.Event()
        self.is_asked = asyncio.Event()
        self.hangs_up = False

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        self.is_asked.set()
        await self.may_read.wait()
        if not self.hangs_up:
            await reader.readexactly(int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0]))
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
            await writer.drain()
        writer.transport.abort()


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with a key for 127.0.0.1 and its own word for it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([])
    begin = datetime(2020, 1, 1, tzinfo=UTC)
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    vouched = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, begin, begin + timedelta(days=50_000))
        .add_extension(here, critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("sealed") / "key.pem"
    file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + vouched.public_bytes(serialization.Encoding.PEM)
    )
    return file


@asynccontextmanager
async def serving(server: SlowReader, sealed: Path | None) -> AsyncIterator[tuple[LeanHttp, str]]:
    context = trusted = ssl.create_default_context()
    if sealed is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(sealed)
        trusted = ssl.create_default_context(cafile=str(sealed))
    listening = await asyncio.start_server(server.handle, "127.0.0.1", 0, ssl=context if sealed else None)
    scheme = "https" if sealed else "http"
    base = f"{scheme}://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    client = LeanHttp(base, trusted)
    try:
        yield client, f"{base}/bot1:x/sendMessage"
    finally:
        await client.close()
        listening.close()
        await listening.wait_closed()


@pytest.mark.parametrize("is_sealed", [False, True])
async def test_a_request_has_left_only_once_the_system_took_all_of_it(
    sealed: Path, *, is_sealed: bool
) -> None:
    server = SlowReader()
    left: list[bool] = []

    async def read_later() -> None:
        await server.is_asked.wait()
        await asyncio.sleep(0.05)
        assert left == []
        server.may_read.set()

    async with serving(server, sealed if is_sealed else None) as (client, url):
        call = client.post(url, TOO_MUCH, left=lambda: left.append(server.may_read.is_set()))
        answer, _ = await asyncio.gather(call, read_later())
    assert answer == (200, b"{}")
    assert left == [True]


@pytest.mark.parametrize("is_sealed", [False, True])
async def test_a_request_that_was_cut_off_half_way_has_never_left(sealed: Path, *, is_sealed: bool) -> None:
    server = SlowReader()
    server.hangs_up = True
    left: list[None] = []
    async with serving(server, sealed if is_sealed else None) as (client, url):
        server.may_read.set()
        with pytest.raises(CutOffError):
            await client.post(url, TOO_MUCH, left=lambda: left.append(None))
        await asyncio.sleep(0.02)
    assert left == []


async def test_whom_nobody_vouches_for_is_told_nothing(sealed: Path) -> None:
    server = SlowReader()
    async with serving(server, sealed) as (_, url):
        stranger = LeanHttp(url, ssl.create_default_context())
        with pytest.raises(UnreachedError):
            await stranger.post(url, b"{}")
        await stranger.close()
    assert not server.is_asked.is_set()


@pytest.mark.parametrize("is_sealed", [False, True])
async def test_a_closed_client_leaves_no_connection_for_the_collector(
    sealed: Path, *, is_sealed: bool
) -> None:
    server = SlowReader()
    server.may_read.set()
    async with serving(server, sealed if is_sealed else None) as (client, url):
        await client.post(url, b"{}")
        (connection,) = client._free
        plain = connection._plain
        assert plain is not None
        socket = plain.get_extra_info("socket")
        await client.close()
        # The process may end now, or the loop that would have gone on closing.
        assert socket.fileno() == -1


@pytest.mark.filterwarnings("always")
@pytest.mark.parametrize("is_sealed", [False, True])
async def test_a_call_given_up_at_whatever_moment_leaves_no_connection_for_the_collector(
    sealed: Path, recwarn: pytest.WarningsRecorder, *, is_sealed: bool
) -> None:
    server = SlowReader()
    server.may_read.set()
    async with serving(server, sealed if is_sealed else None) as (client, url):
        for rounds in range(ROUNDS):
            call = asyncio.ensure_future(client.post(url, b"{}"))
            for _ in range(rounds):
                await asyncio.sleep(0)
            call.cancel()
            with suppress(asyncio.CancelledError):
                await call
            await client.close()
            del call
    gc.collect()
    assert [str(warning.message) for warning in recwarn] == []


async def test_what_connects_while_the_client_is_closed_is_not_kept() -> None:
    server = SlowReader()
    server.may_read.set()
    async with serving(server, None) as (client, url):
        call = asyncio.ensure_future(client.post(url, b"{}"))
        await asyncio.sleep(0)
        await client.close()
        with pytest.raises(UnreachedError):
            await call
        assert not server.is_asked.is_set()
        # Whoever goes on with it afterwards may.
        assert await client.post(url, b"{}") == (200, b"{}")
