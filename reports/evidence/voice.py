"""Voice messages without their comments: Ogg with Opus or Vorbis (docs/domain.md section 7, promise 6).

Containers by RFC 3533, Opus in them by RFC 7845, Vorbis by its specification I, section 5. The sound itself is
passed on as it is: a voice can be recognised.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain.errors import RefusalError

_HEAD = struct.Struct("<4sBBqIIIB")
_CRC_AT = 22
_LACING_LIMIT = 255
_CONTINUED, _FIRST, _LAST = 1, 2, 4
_NO_PACKET_ENDS = -1
_SERIAL = 1  # the recorder's is random, and would tell two recordings' copies apart or together

_OPUS_HEAD, _OPUS_TAGS = b"OpusHead", b"OpusTags"
_OPUS_HEAD_LENGTH = 19
_OPUS_FAMILY_AT = 18
_VORBIS_HEAD, _VORBIS_TAGS = b"\x01vorbis", b"\x03vorbis"
_NO_VENDOR_NO_COMMENTS = bytes(8)  # two lengths of zero
_FRAMING_BIT = b"\x01"

_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
_FROM_ZERO = 0xFFFFFFFF  # zlib inverts its check sum before and after


@dataclass(frozen=True, slots=True)
class _OggPage:
    flags: int
    granule: int
    serial: int
    lacing: bytes
    body: bytes


def clean_voice(content: bytes) -> tuple[bytes, str]:
    """Return the Ogg file `content` with an empty comment header, new page numbers and check sums, and `.ogg`.

    Raises RefusalError("evidence-refused-sound") where it holds anything but one stream of Opus or Vorbis, and
    ValueError where it is damaged.
    """
    pages = list(_pages(content))
    first = pages[0]
    if not first.flags & _FIRST or len(pages) < 2:  # noqa: PLR2004 - a head and its comments at least
        raise ValueError("no beginning of a stream")
    headers = _headers_wanted(first.body)
    if any(page.serial != first.serial or page.flags & _FIRST for page in pages[1:]):
        raise RefusalError("evidence-refused-sound")
    packets, sound = _split(pages, headers)
    clean_headers = _clean_headers(packets)
    laid_out = [*_laid_out(clean_headers[:1]), *_laid_out(clean_headers[1:]), *sound]
    laid_out[0] = replace(laid_out[0], flags=_FIRST)
    return b"".join(_written(page, number) for number, page in enumerate(laid_out)), ".ogg"


def _pages(content: bytes) -> Iterator[_OggPage]:
    position = 0
    while position < len(content):
        magic, version, flags, granule, serial, _, crc, count = _HEAD.unpack_from(content, position)
        body_at = position + _HEAD.size + count
        lacing = content[position + _HEAD.size : body_at]
        end = body_at + sum(lacing)
        if magic != b"OggS" or version != 0 or len(lacing) != count or end > len(content):
            raise ValueError("no whole page")
        page = bytearray(content[position:end])
        page[_CRC_AT : _CRC_AT + 4] = bytes(4)
        if _check_sum(page) != crc:
            raise ValueError("a page is damaged")
        yield _OggPage(flags, granule, serial, lacing, content[body_at:end])
        position = end


def _headers_wanted(head: bytes) -> int:
    """Return how many header packets come before the sound."""
    if head.startswith(_OPUS_HEAD):
        return 2
    if head.startswith(_VORBIS_HEAD):
        return 3
    raise RefusalError("evidence-refused-sound")


def _split(pages: Sequence[_OggPage], headers: int) -> tuple[list[bytes], Sequence[_OggPage]]:
    """Return the header packets, and the pages of sound, which begin on a page of their own."""
    packets: list[bytes] = []
    packet = bytearray()
    for number, page in enumerate(pages):
        if len(packets) >= headers:
            return _expect(packets, headers, packet), pages[number:]
        position = 0
        for length in page.lacing:
            packet += page.body[position : position + length]
            position += length
            if length < _LACING_LIMIT:
                packets.append(bytes(packet))
                packet.clear()
    return _expect(packets, headers, packet), ()


def _expect(packets: list[bytes], headers: int, rest: bytearray) -> list[bytes]:
    if len(packets) != headers or rest:
        raise ValueError("the headers do not end with a page")
    return packets


def _clean_headers(packets: Sequence[bytes]) -> list[bytes]:
    """Return the header packets with the second, the comments, emptied."""
    head, tags, *setup = packets
    if head.startswith(_OPUS_HEAD) and tags.startswith(_OPUS_TAGS):
        one_table = head[_OPUS_FAMILY_AT : _OPUS_FAMILY_AT + 1] == b"\x00"
        return [head[:_OPUS_HEAD_LENGTH] if one_table else head, _OPUS_TAGS + _NO_VENDOR_NO_COMMENTS]
    if head.startswith(_VORBIS_HEAD) and tags.startswith(_VORBIS_TAGS):
        return [head, _VORBIS_TAGS + _NO_VENDOR_NO_COMMENTS + _FRAMING_BIT, *setup]
    raise ValueError("no comments where they must be")


def _laid_out(packets: Sequence[bytes]) -> Iterator[_OggPage]:
    """Yield pages that hold `packets`, of headers, one after another."""
    lacing = bytearray()
    for packet in packets:
        whole, rest = divmod(len(packet), _LACING_LIMIT)
        lacing += bytes([_LACING_LIMIT]) * whole + bytes([rest])
    body = b"".join(packets)
    position, flags = 0, 0
    for start in range(0, len(lacing), _LACING_LIMIT):
        piece = bytes(lacing[start : start + _LACING_LIMIT])
        end = position + sum(piece)
        granule = 0 if any(length < _LACING_LIMIT for length in piece) else _NO_PACKET_ENDS
        yield _OggPage(flags, granule, _SERIAL, piece, body[position:end])
        position, flags = end, _CONTINUED if piece[-1] == _LACING_LIMIT else 0


def _written(page: _OggPage, number: int) -> bytes:
    flags = page.flags & (_CONTINUED | _FIRST | _LAST)
    head = _HEAD.pack(b"OggS", 0, flags, page.granule, _SERIAL, number, 0, len(page.lacing))
    content = bytearray(head + page.lacing + page.body)
    struct.pack_into("<I", content, _CRC_AT, _check_sum(content))
    return bytes(content)


def _check_sum(page: bytes | bytearray) -> int:
    """Return the CRC of RFC 3533 section 6: polynomial 0x04c11db7, highest bit first, starting from zero.

    zlib has the same polynomial, lowest bit first, so bits are mirrored on the way in and out.
    """
    mirrored = zlib.crc32(page.translate(_MIRRORED), _FROM_ZERO) ^ _FROM_ZERO
    return int(f"{mirrored:032b}"[::-1], 2)
