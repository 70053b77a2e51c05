"""Which characters enter the house at all: asked once, at each door where text comes in.

Behind the doors stand a database, Excel, Word, HTML and a terminal, and each of them knows characters that it cannot
hold or that turn what is read: whatever passes here is held by all of them as it is. Emoji with their joiners,
combining marks, private-use and yet unassigned characters of rare names pass.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

_NEW_LINE = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNFIT = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls but the tab and the ends of lines
    "\ud800-\udfff"  # halves of pairs
    "\u200b\u2060\ufeff"  # blanks of no width, which make two names of one
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # what turns the order of what stands around
    "\ufdd0-\ufdef" + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)  # fmt: skip
_PAIRS = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def admit(text: str) -> str:
    """Return `text` as it may enter: lines end in a line feed, and what nothing here can hold is left out.

    Left out are control characters but the tab, halves of surrogate pairs, noncharacters, blanks of no width and
    what turns the order of writing (Unicode 16, chapters 2.4, 23.2, 23.7). Asked twice it says the same.
    """
    if text.isascii() and text.isprintable():
        return text
    whole = _PAIRS.sub(lambda pair: pair[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)
    return _UNFIT.sub("", _NEW_LINE.sub("\n", whole))


def first_unfit(text: str) -> str | None:
    """Return the first character of `text` that `admit` would leave out; None where there is none."""
    found = _UNFIT.search(text)
    return found[0] if found else None


def admit_all(value: Any) -> Any:
    """Return what JSON or TOML gave with every text in it admitted, the names of its keys too."""
    kind = type(value)
    if kind is str:
        return admit(value)
    if kind is int or kind is bool or value is None:
        return value
    # What else may be there is asked for last: it takes an abstract class longer than all the rest.
    if isinstance(value, str):
        return admit(value)
    if kind is dict or isinstance(value, Mapping):
        return {admit_all(key): admit_all(part) for key, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [admit_all(part) for part in value]
    return value
