"""Pictures in PDF files without their metadata, in the format that they have (ISO 32000-1, section 7.4)."""

import base64
from collections.abc import Callable

from pikepdf import Array, Dictionary, Name, Object, Stream

from reports.evidence.segments import JP2_START, JPEG_START, bare_jp2, bare_jpeg

_JPEG_FILTERS = frozenset({"/DCTDecode", "/DCT"})
_JPEG_2000_FILTERS = frozenset({"/JPXDecode"})


def _word(value: Object | None) -> str:
    return str(value) if isinstance(value, Name) else ""


def scrub_picture(stream: Stream, unpacked: Callable[[bytes], bytes]) -> None:
    """Take the metadata out of a stream that is a picture; `unpacked` returns what Flate packed, within a budget.

    Raises ValueError where it is damaged, or is one and does not say so.
    """
    filters = _listed(stream.get("/Filter"))
    last = _word(filters[-1]) if filters else ""
    if last not in _JPEG_FILTERS | _JPEG_2000_FILTERS:
        if stream.read_raw_bytes().startswith(JPEG_START):
            raise ValueError("a picture under a false name")
        return
    content = stream.read_raw_bytes()
    for each in filters[:-1]:
        content = _unpacked(_word(each), content, unpacked)
    if last in _JPEG_FILTERS:
        content = bare_jpeg(content[content.index(JPEG_START) :])
    elif content.startswith(JP2_START):
        content = bare_jp2(content)
    settings = _listed(stream.get("/DecodeParms"))
    own = settings[-1] if len(settings) == len(filters) else None
    stream.write(content, filter=Name(last), decode_parms=own if isinstance(own, Dictionary) else None)


def _listed(value: Object | None) -> list[Object]:
    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]


def _unpacked(name: str, content: bytes, inflate: Callable[[bytes], bytes]) -> bytes:
    if name in {"/FlateDecode", "/Fl"}:
        return inflate(content)
    if name in {"/ASCII85Decode", "/A85"}:
        return base64.a85decode(content.strip().removeprefix(b"<~").removesuffix(b"~>"))
    if name in {"/ASCIIHexDecode", "/AHx"}:
        return bytes.fromhex(content.partition(b">")[0].decode("ascii"))
    raise ValueError("a filter that pictures don't have")
