"""The answers of an HTTP/1.1 server, as far as a Bot API server sends them: with a length, in chunks, or until the end.

Pure: what has come is looked at as a whole, and None says that more is to come. Written for lean_http.py beside it;
docs/decisions/0014 says why not with a library's.
"""

from dataclasses import dataclass

HEAD_MOST = 64 * 1024
END_OF_HEAD = b"\r\n\r\n"


class NoHttpError(ValueError):
    """What came is no answer in HTTP/1.1. Says nothing of what it was."""


@dataclass(frozen=True, slots=True)
class AnswerHead:
    """What stands before an answer's body."""

    status: int
    starts: int
    """The offset at which the body begins."""
    length: int | None
    """Of the body; None where only its chunks, or the end of the connection, tell."""
    is_chunked: bool
    is_kept: bool
    """Whether the connection takes another request afterwards."""


def read_head(data: bytes | bytearray) -> AnswerHead | None:
    """Return the head of the answer that `data` begins with, interim ones (1xx) passed over; None: not all is there.

    Raises NoHttpError.
    """
    start = 0
    while True:
        end = data.find(END_OF_HEAD, start)
        if end < 0:
            if len(data) - start > HEAD_MOST:
                raise NoHttpError
            return None
        first, *lines = bytes(data[start:end]).split(b"\r\n")
        version, _, rest = first.partition(b" ")
        status = rest[:3]
        if version not in {b"HTTP/1.1", b"HTTP/1.0"} or len(status) != len(b"200") or not status.isdigit():
            raise NoHttpError
        start = end + len(END_OF_HEAD)
        if not status.startswith(b"1"):
            return _head(int(status), start, lines, is_kept=version == b"HTTP/1.1")


def _head(status: int, starts: int, lines: list[bytes], *, is_kept: bool) -> AnswerHead:
    length, is_chunked = None, False
    for line in lines:
        name, _, value = line.partition(b":")
        name = name.lower()
        if name == b"content-length":
            if not value.strip().isdigit():
                raise NoHttpError
            length = int(value)
        elif name == b"transfer-encoding":
            if value.strip().lower() != b"chunked":
                raise NoHttpError
            is_chunked = True
        elif name == b"connection" and value.strip().lower() == b"close":
            is_kept = False
    has_end = is_chunked or length is not None
    return AnswerHead(status, starts, None if is_chunked else length, is_chunked, is_kept and has_end)


def read_chunks(data: bytes | bytearray, starts: int) -> tuple[bytes, int] | None:
    """Return the body whose chunks begin at `starts`, and where they end; None: not all are there.

    Raises NoHttpError.
    """
    parts: list[bytes] = []
    at = starts
    while True:
        end = data.find(b"\r\n", at)
        if end < 0:
            return None
        try:
            size = int(data[at:end].partition(b";")[0], 16)
        except ValueError:
            raise NoHttpError from None
        at = end + 2
        if size == 0:
            return _behind_chunks(data, at, b"".join(parts))
        if len(data) < at + size + 2:
            return None
        if data[at + size : at + size + 2] != b"\r\n":
            raise NoHttpError
        parts.append(bytes(data[at : at + size]))
        at += size + 2


def _behind_chunks(data: bytes | bytearray, at: int, body: bytes) -> tuple[bytes, int] | None:
    """Pass over what may stand behind the last chunk, up to an empty line."""
    while True:
        end = data.find(b"\r\n", at)
        if end < 0:
            return None
        if end == at:
            return body, end + 2
        at = end + 2
