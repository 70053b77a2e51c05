"""Long texts in parts that Telegram takes and a phone shows: whole lines, none lost.

Pure. A text is a list of lines of Telegram's HTML; a tag that a line opens it closes.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from html import unescape

SHOWN_ENDS = 8
"""Characters of a public key that are shown of either end."""
TEXT_MOST = 4096
"""UTF-16 code units, as Telegram counts; tags and entities, which it doesn't, are counted too."""
LINES_ON_A_PHONE = 20

_PIECES = re.compile(r"<[^<>]*>|&[#0-9A-Za-z]{1,10};|.", re.DOTALL)
WIDE_ON_A_LINE = 18
"""Chinese characters on one line of a phone; of Latin letters twice as many.

Half a character each is wide for Latin type: that makes up for lines that end at a blank.
"""


def units(text: str) -> int:
    """Return the length of `text` in UTF-16 code units."""
    return len(text) + sum(ord(sign) > 0xFFFF for sign in text)  # noqa: PLR2004 - the last of the first plane


def parts(lines: Sequence[str], most: int = TEXT_MOST, lines_most: int | None = None) -> list[list[str]]:
    """Return the lines in parts, in their order; at least one part, empty where there are no lines.

    Each part, its lines joined by line breaks, has at most `most` UTF-16 units, and takes `lines_most` lines of a
    phone at most, unless a single line takes more. A line that alone is longer than `most` is
    broken between two characters, never within a tag or an entity; tags open there are closed and opened again.
    Raises ValueError where `most` is too small for that.
    """
    found: list[list[str]] = [[]]
    size = height = 0
    for line in (piece for whole in lines for piece in _broken(whole, most)):
        more, taller = units(line) + 1, phone_lines(line)
        full = size + more > most + 1 or (lines_most is not None and height + taller > lines_most)
        if found[-1] and full:
            found.append([])
            size = height = 0
        found[-1].append(line)
        size, height = size + more, height + taller
    return found


def shown_units(text: str) -> int:
    """Return the length of `text` as Telegram counts it: in UTF-16 code units, tags gone and entities read."""
    return sum(_counted(piece) for piece in _PIECES.findall(text))


def phone_lines(text: str) -> int:
    """Return how many lines of a phone `text` (HTML) takes; breaks between words are not counted."""
    shown = unescape("".join(piece for piece in _PIECES.findall(text) if len(piece) == 1 or piece[0] != "<"))
    return sum(max(1, -(-width_in_halves(line) // (2 * WIDE_ON_A_LINE))) for line in shown.split("\n"))


def width_in_halves(line: str) -> int:
    """Return the width of plain words in halves of a Chinese character; ambiguous signs are wide in Chinese type."""
    return sum(2 if unicodedata.east_asian_width(sign) in "FWA" else 1 for sign in line)


def cut_to(text: str, most: int) -> str:
    """Return the beginning of `text` (HTML) that takes at most `most` units of a message; all of it where it fits.

    It ends where a line does, unless that would lose more than half of it; never within a tag, an entity or a
    character, and what is open there is closed.
    """
    if len(text) * 2 <= most or shown_units(text) <= most:
        return text
    cut, length, at_line = _Cut(), 0, ""
    for piece in _PIECES.findall(text):
        length += _counted(piece)
        if length > most:
            break
        if piece == "\n" and length * 2 >= most:
            at_line = cut.text
        cut.add(piece)
    return at_line or cut.text


def _counted(piece: str) -> int:
    if len(piece) > 1 and piece.startswith("<"):
        return 0
    return units(unescape(piece))


class _Cut:
    """A line being broken: what the present piece holds, and the tags open at its end."""

    def __init__(self, opened: tuple[str, ...] = ()) -> None:
        self.open = opened
        self._pieces = list(opened)
        self._length = sum(map(units, opened))

    @property
    def text(self) -> str:
        """What it holds, with what is open at its end closed."""
        return "".join([*self._pieces, *self._closing()])

    @property
    def length(self) -> int:
        """The units of `text`, tags and entities counted as they stand."""
        return self._length + sum(map(units, self._closing()))

    def add(self, piece: str) -> None:
        if piece.startswith("</"):
            self.open = self.open[:-1]
        elif len(piece) > 1 and piece.startswith("<"):
            self.open = (*self.open, piece)
        self._pieces.append(piece)
        self._length += units(piece)

    def drop(self, opened: tuple[str, ...]) -> None:
        """Take the last piece back; `opened` was open before it."""
        self._length -= units(self._pieces.pop())
        self.open = opened

    def _closing(self) -> list[str]:
        return [f"</{_name(tag)}>" for tag in reversed(self.open)]


def _name(tag: str) -> str:
    return tag[1:-1].split(" ", maxsplit=1)[0]


def _broken(line: str, most: int) -> Iterator[str]:
    if units(line) <= most:
        yield line
        return
    cut = _Cut()
    for piece in _PIECES.findall(line):
        opened = cut.open
        cut.add(piece)
        if cut.length > most:
            cut.drop(opened)
            yield cut.text
            cut = _Cut(opened)
            cut.add(piece)
            if cut.length > most:
                raise ValueError(f"{most} units do not hold {piece!r}")
    yield cut.text


def key_ends(recipient: str) -> str:
    """Return the two ends of a public key: enough to compare two by eye."""
    return f"{recipient[:SHOWN_ENDS]}…{recipient[-SHOWN_ENDS:]}"
