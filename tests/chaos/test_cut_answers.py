"""Answers in pieces, in chunks, cut off in the middle, or that nobody asked for: none comes to the call of another."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest

from handlers.wire.calls import lean_http
from handlers.wire.calls.http_answers import AnswerHead, NoHttpError, read_chunks, read_head
from handlers.wire.calls.lean_http import CutOffError, LeanHttp, UnreachedError

BODY = '{"ok":true,"result":"已保存"}'.encode()
PLAIN = b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\nDate: x\r\n\r\n%b" % (len(BODY), BODY)
CHUNKED = (
    b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n"
    b"4;x=y\r\n%b\r\n%x\r\n%b\r\n0\r\nTrailer: x\r\n\r\n" % (BODY[:4], len(BODY) - 4, BODY[4:])
)
UNTIL_END = b"HTTP/1.1 200 OK\r\n\r\n" + BODY

Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter, int], object]


class Server:
    """Answers each request by `answers`, in order; the last one goes on. Counts connections and keeps the requests."""

    def __init__(self, *answers: bytes, cut: bool = False, piece: int = 7) -> None:
        self.answers = list(answers)
        self.cut = cut
        self.piece = piece
        self.connections = 0
        self.requests: list[bytes] = []

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0])
                self.requests.append(head + await reader.readexactly(length))
                answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
                for start in range(0, len(answer), self.piece):
                    writer.write(answer[start : start + self.piece])
                    await writer.drain()
                    await asyncio.sleep(0)
                if self.cut:
                    break
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def serving(server: Server) -> AsyncIterator[tuple[LeanHttp, str]]:
    listening = await asyncio.start_server(server.handle, "127.0.0.1", 0)
    base = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    client = LeanHttp(base, ssl.create_default_context())
    try:
        yield client, f"{base}/bot1:x/sendMessage"
    finally:
        await client.close()
        listening.close()
        await listening.wait_closed()


@pytest.mark.parametrize("answer", [PLAIN, CHUNKED])
async def test_answers_come_whole_over_one_connection_however_they_are_cut_into_pieces(answer: bytes) -> None:
    server = Server(answer)
    moved: list[None] = []
    async with serving(server) as (client, url):
        for _ in range(3):
            assert await client.post(url, b"{}", lambda: moved.append(None)) == (200, BODY)
    assert server.connections == 1
    assert len(moved) >= 3
    assert server.requests[0].startswith(b"POST /bot1:x/sendMessage HTTP/1.1\r\nHost: 127.0.0.1:")
    assert server.requests[0].endswith(b"Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}")


async def test_an_answer_that_ends_with_its_connection_comes_whole() -> None:
    server = Server(UNTIL_END, cut=True)
    async with serving(server) as (client, url):
        for _ in range(2):
            assert await client.post(url, b"{}") == (200, BODY)
    assert server.connections == 2


@pytest.mark.parametrize("whole", [PLAIN, CHUNKED])
async def test_cut_off_anywhere_it_is_no_answer_and_the_next_call_is_answered(whole: bytes) -> None:
    for length in range(0, len(whole), 5):
        server = Server(whole[:length], cut=True)
        async with serving(server) as (client, url):
            with pytest.raises(CutOffError):
                await client.post(url, b"{}")
            server.answers, server.cut = [whole], False
            assert await client.post(url, b"{}") == (200, BODY)


@pytest.mark.parametrize(
    "strange",
    [
        b"SSH-2.0-x\r\n\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
        b"x" * 70_000,
    ],
)
async def test_what_is_no_http_ends_the_connection(strange: bytes) -> None:
    server = Server(strange, PLAIN)
    async with serving(server) as (client, url):
        with pytest.raises(CutOffError):
            await client.post(url, b"{}")
        assert await client.post(url, b"{}") == (200, BODY)
    assert server.connections == 2


@pytest.mark.parametrize("piece", [7, 10_000])
async def test_an_answer_that_nobody_asked_for_comes_to_nobody(piece: int) -> None:
    server = Server(PLAIN + PLAIN.replace(BODY, BODY.replace(b"true", b"lies")), PLAIN, piece=piece)
    async with serving(server) as (client, url):
        for _ in range(2):
            assert await client.post(url, b"{}") == (200, BODY)
            await asyncio.sleep(0.01)
    assert server.connections == 2


async def test_a_call_given_up_leaves_its_connection_to_nobody() -> None:
    server = Server(b"HTTP/1.1 200 OK\r\n", PLAIN)
    async with serving(server) as (client, url):
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await client.post(url, b"{}")
        assert await client.post(url, b"{}") == (200, BODY)
    assert server.connections == 2


async def test_what_idles_too_long_is_closed_and_more_than_so_many_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server = Server(PLAIN)
    async with serving(server) as (client, url):
        await asyncio.gather(*(client.post(url, b"{}") for _ in range(lean_http.AT_ONCE + 20)))
        assert server.connections == lean_http.AT_ONCE
        monkeypatch.setattr(lean_http, "KEPT_S", -1)
        await client.post(url, b"{}")
    assert server.connections == lean_http.AT_ONCE + 1


async def test_where_nobody_listens_the_call_is_known_not_to_be_taken() -> None:
    async with serving(Server(PLAIN)) as (_, url):
        pass
    with pytest.raises(UnreachedError) as error:
        await LeanHttp(url, ssl.create_default_context()).post(url, b"{}")
    assert "127.0.0.1" not in str(error.value)


def test_heads_say_how_the_body_ends_and_whether_the_connection_stays() -> None:
    assert read_head(PLAIN) == AnswerHead(200, PLAIN.index(BODY), len(BODY), is_chunked=False, is_kept=True)
    assert read_head(b"HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n") == AnswerHead(
        200, 38, 0, is_chunked=False, is_kept=False
    )
    closing = read_head(b"HTTP/1.1 429 x\r\nConnection: Close\r\nContent-Length: 0\r\n\r\n")
    assert closing is not None
    assert (closing.status, closing.is_kept) == (429, False)
    with pytest.raises(NoHttpError):
        read_head(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n")
    for wrong in (b"x\r\n", b"1\r\nab\r\n"):
        with pytest.raises(NoHttpError):
            read_chunks(wrong, 0)
