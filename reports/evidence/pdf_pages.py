"""What a PDF page draws, written anew: commands that draw, and nothing said beside them (ISO 32000-1, annex A).

Comments, marked content with its dictionaries, and unknown commands go; pictures among the commands lose their
metadata. Only what says that a layer is shown stays of what is marked.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Name,
    Object,
    Stream,
    parse_content_stream,
    unparse_content_stream,
)

from reports.evidence.pdf_words import DRAWN, PICTURE_KEYS
from reports.evidence.segments import JPEG_START, bare_jpeg

_BEGIN = frozenset({"BMC", "BDC"})
_END = "EMC"
_LAYER = Name.OC
_JPEG = frozenset({"/DCTDecode", "/DCT"})
Instruction = ContentStreamInstruction | ContentStreamInlineImage


# Commands that draw, and what they are given, to the end: nothing to take out. Seen so a hundred times as quickly.
_DELIMITER = rb"\x00\t\n\f\r ()<>\[\]{}/%"
_ONLY_DRAWS = re.compile(
    rb"(?>[\x00\t\n\f\r 0-9.+\-\[\]]++|/[^" + _DELIMITER + rb"]*+|\((?>[^()\\]|\\.)*+\)|<[0-9A-Fa-f\s]*+>|(?:"
    + b"|".join(re.escape(word.encode()) for word in sorted(DRAWN - {"BI", "ID", "EI"}, reverse=True))
    + rb")(?![^" + _DELIMITER + rb"]))*+",
    re.DOTALL,
)  # fmt: skip


def redrawn(drawing: Object) -> bytes:
    """Return the content of a page, or of a drawing within one, without what says more than it draws.

    Raises pikepdf's errors, and ValueError, where it is damaged.
    """
    content = _content(drawing)
    if _ONLY_DRAWS.fullmatch(content):
        return content
    pieces: list[bytes] = []
    run: list[ContentStreamInstruction] = []
    for instruction in _kept(parse_content_stream(drawing)):
        if isinstance(instruction, ContentStreamInlineImage):
            pieces += [unparse_content_stream(run), _bare(instruction)]
            run.clear()
        else:
            run.append(instruction)
    return b"\n".join([*pieces, unparse_content_stream(run)])


def _content(drawing: Object) -> bytes:
    if isinstance(drawing, Stream):
        return drawing.read_bytes()
    found = drawing.get("/Contents")
    streams = found if isinstance(found, Array) else [found]
    return b"\n".join(stream.read_bytes() for stream in streams if isinstance(stream, Stream))


def _kept(instructions: Iterable[Instruction]) -> Iterator[Instruction]:
    layers: list[bool] = []
    for instruction in instructions:
        word = "BI" if isinstance(instruction, ContentStreamInlineImage) else str(instruction.operator)
        if word in _BEGIN:
            layers.append(_is_layer(word, instruction))
            if layers[-1]:
                yield instruction
        elif word == _END:
            if layers and layers.pop():
                yield instruction
        elif word in DRAWN:
            yield instruction


def _bare(instruction: ContentStreamInlineImage) -> bytes:
    """Return a picture among commands with the keys that it needs; a JPEG as bare as all others."""
    image = instruction.iimage
    about = {key: value for key, value in image.obj.items() if key in PICTURE_KEYS}
    content = image.read_raw_bytes()
    packed = [str(name) for name in image.filters]
    if packed and packed[-1] in _JPEG:
        if len(packed) > 1:
            raise ValueError("a picture packed twice among the commands")
        content = bare_jpeg(content[content.index(JPEG_START) :]) + b"\n"
    elif content.startswith(JPEG_START):
        raise ValueError("a picture under a false name")
    written = b" ".join(Name(key).unparse() + b" " + _written(value) for key, value in about.items())
    return b"BI\n" + written + b"\nID\n" + content + b"EI"


def _written(value: Any) -> bytes:
    if isinstance(value, Object):
        return value.unparse(resolved=True)
    return str(value).lower().encode("ascii")


def _is_layer(word: str, instruction: Instruction) -> bool:
    """Whether what begins here is shown with a layer, which the page's resources name."""
    operands = list(instruction.operands)
    return word == "BDC" and len(operands) == 2 and operands[0] == _LAYER and isinstance(operands[1], Name)  # noqa: PLR2004
