"""Long texts in parts that Telegram takes and a phone shows: whole lines, none lost.

Pure. A text is a list of lines of Telegram's HTML; a tag that a line opens it closes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

TEXT_MOST = 4096
"""UTF-16 code units, as Telegram counts; tags and entities, which it doesn't, are counted too."""
LINES_ON_A_PHONE = 20

_PIECES = re.compile(r"<[^<>]*>|&[#0-9A-Za-z]{1,10};|.", re.DOTALL)
_ABOUT_A_LINE = 22
"""Chinese characters on one line of a phone."""


def units(text: str) -> int:
    """Return the length of `text` in UTF-16 code units."""
    return len(text) + sum(ord(sign) > 0xFFFF for sign in text)  # noqa: PLR2004 - the last of the first plane


def parts(lines: Sequence[str], most: int = TEXT_MOST, lines_most: int | None = None) -> list[list[str]]:
    """Return the lines in parts, in their order; at least one part, empty where there are no lines.

    Each part, its lines joined by line breaks, has at most `most` UTF-16 units, and takes about `lines_most`
    lines of a phone at most, unless a single line takes more. A line that alone is longer than `most` is
    broken between two characters, never within a tag or an entity; tags open there are closed and opened again.
    Raises ValueError where `most` is too small for that.
    """
    found: list[list[str]] = [[]]
    size = height = 0
    for line in (piece for whole in lines for piece in _broken(whole, most)):
        more, taller = units(line) + 1, _height(line)
        full = size + more > most + 1 or (lines_most is not None and height + taller > lines_most)
        if found[-1] and full:
            found.append([])
            size = height = 0
        found[-1].append(line)
        size, height = size + more, height + taller
    return found


def _height(line: str) -> int:
    plain = "".join(piece for piece in _PIECES.findall(line) if not piece.startswith("<"))
    return 1 + (len(plain) - 1) // _ABOUT_A_LINE if plain else 1


@dataclass(slots=True)
class _Cut:
    """A line being broken: what the present piece holds, and the tags open at its end."""

    text: str = ""
    open: tuple[str, ...] = ()

    @property
    def closing(self) -> str:
        return "".join(f"</{_name(tag)}>" for tag in reversed(self.open))

    def with_piece(self, piece: str) -> "_Cut":
        if piece.startswith("</"):
            return _Cut(self.text + piece, self.open[:-1])
        if piece.startswith("<") and piece.endswith(">"):
            return _Cut(self.text + piece, (*self.open, piece))
        return _Cut(self.text + piece, self.open)


def _name(tag: str) -> str:
    return tag[1:-1].split(" ", maxsplit=1)[0]


def _broken(line: str, most: int) -> Iterator[str]:
    if units(line) <= most:
        yield line
        return
    cut = _Cut()
    for piece in _PIECES.findall(line):
        longer = cut.with_piece(piece)
        if units(longer.text + longer.closing) > most:
            yield cut.text + cut.closing
            longer = _Cut("".join(cut.open), cut.open).with_piece(piece)
            if units(longer.text + longer.closing) > most:
                raise ValueError(f"{most} units do not hold {piece!r}")
        cut = longer
    yield cut.text
