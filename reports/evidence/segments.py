"""JPEG, PNG, GIF and JPEG 2000 without their metadata and with the same pixels: nothing is decoded.

ValueError, IndexError and struct.error mean that the file is damaged or cut off.
"""

import re
import struct
from collections.abc import Iterator

from domain.errors import RefusalError

PIXEL_LIMIT = 50_000_000
"""Pixels of one picture: up to four bytes each, a few times over while it is written anew."""

JPEG_START = b"\xff\xd8\xff"
GIF_STARTS = (b"GIF87a", b"GIF89a")
PNG_START = b"\x89PNG\r\n\x1a\n"
JP2_START = b"\x00\x00\x00\x0cjP  \r\n\x87\n"

_START_OF_SCAN, _END_OF_IMAGE, _APP0, _APP1, _APP14 = 0xDA, 0xD9, 0xE0, 0xE1, 0xEE
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_NEEDED = _FRAMES | {0xC4, 0xCC, _START_OF_SCAN, 0xDB, 0xDC, 0xDD}
_MARKER_AFTER_SCAN = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
# Each scan of a progressive JPEG goes over the whole picture again; cameras write about ten.
_SCAN_LIMIT = 100
# A JFIF header of no density, and without the thumbnail that it may hold (ITU-T T.871).
_PLAIN_JFIF = b"JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
_ADOBE_LENGTH = 12  # bytes up to the colour transform, which a decoder needs

_PNG_NEEDED = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})
_PNG_CHUNK_FRAME = 12  # length, type, check sum
_GIF_HEAD, _GIF_PICTURE_HEAD = 13, 10  # bytes, the picture's with its introducer
_GIF_EXTENSION, _GIF_PICTURE, _GIF_END = 0x21, 0x2C, 0x3B
_GIF_CONTROL = 0xF9  # the extension that says how long and with which transparent colour a picture stands

_JP2_NEEDED = frozenset({b"jP  ", b"ftyp", b"jp2h", b"jp2c"})
_JP2_BOX_HEAD = 8
_JP2_LONG_BOX = 1

_ORIENTATION_TAG = 0x0112
_EXIF_ENTRY = 12  # bytes: tag, type, count, value
_ORIENTATIONS = range(1, 9)


def bare_jpeg(content: bytes) -> bytes:
    """Return the JPEG `content` with only the segments that its pixels need (ITU-T T.81, annex B).

    Gone are EXIF, XMP, ICC, IPTC, comments, thumbnails, further pictures and whatever follows the end.
    Raises RefusalError("evidence-refused-bomb") for too many pixels or scans.
    """
    pieces = [b"\xff\xd8"]
    scans = 0
    for marker, body, scan in _segments(content):
        if marker in _FRAMES:
            refuse_many_pixels(int.from_bytes(body[3:5], "big"), int.from_bytes(body[1:3], "big"))
        scans += marker == _START_OF_SCAN
        if scans > _SCAN_LIMIT:
            raise RefusalError("evidence-refused-bomb")
        kept = _kept_body(marker, body)
        if kept is not None:
            pieces += [bytes((0xFF, marker)), (len(kept) + 2).to_bytes(2, "big"), kept, scan]
    pieces.append(b"\xff\xd9")
    return b"".join(pieces)


def jpeg_orientation(content: bytes) -> int:
    """Return how the JPEG `content` is to be turned: EXIF's 1 to 8, 1 where it says nothing."""
    for marker, body, _ in _segments(content):
        if marker == _APP1 and body.startswith(b"Exif\x00\x00"):
            return exif_orientation(body)
    return 1


def _segments(content: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield each segment's marker and body up to the end of the image, and what a scan holds after its head."""
    position = 2
    while True:
        marker, position = _marker_at(content, position)
        if marker == _END_OF_IMAGE:
            return
        if marker in _STANDALONE:
            continue
        length = int.from_bytes(content[position : position + 2], "big")
        body = content[position + 2 : position + length]
        if length < 2 or len(body) != length - 2:  # noqa: PLR2004 - the length counts its own two bytes
            raise ValueError("a segment is cut off")
        position += length
        end = position
        if marker == _START_OF_SCAN:
            found = _MARKER_AFTER_SCAN.search(content, position)
            if found is None:
                raise ValueError("no end of the image")
            end = found.start()
        yield marker, body, content[position:end]
        position = end


def _marker_at(content: bytes, position: int) -> tuple[int, int]:
    """Return the marker that must stand at `position`, and where its segment begins; it may have fill bytes."""
    start = position
    while content[position : position + 1] == b"\xff":
        position += 1
    if position == start or position >= len(content) or content[position] == 0:
        raise ValueError("no marker where one must be")
    return content[position], position + 1


def _kept_body(marker: int, body: bytes) -> bytes | None:
    if marker in _NEEDED:
        return body
    if marker == _APP0 and body.startswith(b"JFIF\x00"):
        return _PLAIN_JFIF
    if marker == _APP14 and body.startswith(b"Adobe") and len(body) >= _ADOBE_LENGTH:
        return body[:_ADOBE_LENGTH]
    return None


def bare_png(content: bytes) -> bytes:
    """Return the PNG `content` with only the chunks that its first picture needs.

    Raises RefusalError("evidence-refused-bomb") for too many pixels.
    """
    pieces = [PNG_START]
    for kind, chunk in _chunks(content):
        if kind == b"IHDR":
            refuse_many_pixels(int.from_bytes(chunk[8:12], "big"), int.from_bytes(chunk[12:16], "big"))
        if kind in _PNG_NEEDED:
            pieces.append(chunk)
    return b"".join(pieces)


def png_orientation(content: bytes) -> int:
    """Return how the PNG `content` is to be turned, as `jpeg_orientation` does."""
    for kind, chunk in _chunks(content):
        if kind == b"eXIf":
            return exif_orientation(chunk[8:-4])
    return 1


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield each chunk's type and the whole chunk, the end's included."""
    position = len(PNG_START)
    kind = b""
    while kind != b"IEND":
        length = int.from_bytes(content[position : position + 4], "big") + _PNG_CHUNK_FRAME
        chunk = content[position : position + length]
        if len(chunk) != length:
            raise ValueError("a chunk is cut off")
        kind = chunk[4:8]
        yield kind, chunk
        position += length


def bare_gif(content: bytes) -> bytes:
    """Return the GIF `content` with only its pictures (CompuServe's GIF89a): no comment, text, or program's notes.

    Raises RefusalError("evidence-refused-bomb") for too many pixels.
    """
    refuse_many_pixels(*struct.unpack_from("<HH", content, 6))
    position = _GIF_HEAD + _gif_colours(content[10])
    pieces = [content[:position]]
    while content[position] != _GIF_END:
        start, kind = position, content[position]
        if kind == _GIF_PICTURE:
            refuse_many_pixels(*struct.unpack_from("<HH", content, position + 5))
            position += _GIF_PICTURE_HEAD + _gif_colours(content[position + 9]) + 1
        elif kind == _GIF_EXTENSION:
            position += 2
        else:
            raise ValueError("no block where one must be")
        while content[position]:
            position += content[position] + 1
        position += 1
        if kind == _GIF_PICTURE or content[start + 1] == _GIF_CONTROL:
            pieces.append(content[start:position])
    return b"".join([*pieces, bytes([_GIF_END])])


def _gif_colours(flags: int) -> int:
    """Return the bytes of the table of colours that `flags` announce."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def bare_jp2(content: bytes) -> bytes:
    """Return the JPEG 2000 file `content` with only the boxes that its picture needs (ISO 15444-1, annex I)."""
    pieces = []
    position = 0
    while position < len(content):
        length = int.from_bytes(content[position : position + 4], "big") or len(content) - position
        if length == _JP2_LONG_BOX:
            length = int.from_bytes(content[position + 8 : position + 16], "big")
        box = content[position : position + length]
        if length < _JP2_BOX_HEAD or len(box) != length:
            raise ValueError("a box is cut off")
        if box[4:8] in _JP2_NEEDED:
            pieces.append(box)
        position += length
    return b"".join(pieces)


def refuse_many_pixels(width: int, height: int) -> None:
    """Raise RefusalError("evidence-refused-bomb") for a picture of more than PIXEL_LIMIT pixels."""
    if width * height > PIXEL_LIMIT:
        raise RefusalError("evidence-refused-bomb")


def exif_orientation(exif: bytes) -> int:
    """Return the orientation (1 to 8) that an EXIF block gives, 1 where it gives none that makes sense.

    Read by hand, because Pillow writes every value of a block that it reads into its debug log.
    """
    exif = exif.removeprefix(b"Exif\x00\x00")
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return 1
    try:
        (start,) = struct.unpack_from(order + "I", exif, 4)
        (entries,) = struct.unpack_from(order + "H", exif, start)
        for number in range(entries):
            tag, _, _, value = struct.unpack_from(order + "HHIH", exif, start + 2 + number * _EXIF_ENTRY)
            if tag == _ORIENTATION_TAG:
                return value if value in _ORIENTATIONS else 1
    except struct.error:
        return 1
    return 1
