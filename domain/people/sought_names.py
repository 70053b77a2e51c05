"""By what a person is found: the name without its blanks, its pinyin, and the initials of that.

Lists pad short names to three characters (某　甲), and on a phone two letters are typed sooner than two characters.
"""

import os
import unicodedata
from itertools import chain

_BETWEEN = "|"
_MOST_READINGS = 16
"""Of a name with many characters of several readings; the commonest come first."""


def plain_name(name: str) -> str:
    """Return a name or a part of it without blanks, full-width forms made plain, in small letters."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split()).replace(_BETWEEN, "")


def name_keys(name: str, read: "Readings") -> str:
    """Return all that a person of this name is found by, as |某甲|moujia|mj|: see `key_sought`.

    A character of several readings is found by each (单: dan, chan, shan); ü is found by v and by u.
    """
    plain = plain_name(name)
    return _in_a_row([plain, *chain.from_iterable(_read_aloud(plain, read))])


def title_keys(title: str, read: "Readings") -> str:
    """Return all that something of this title is found by, as `name_keys` does, but read aloud in one way alone.

    By initials it is found in every way. A title has many characters of several readings; written out in all of them it
    is five times as long, and looking through a hundred thousand takes five times as long.
    """
    plain = plain_name(title)
    read_aloud = _read_aloud(plain, read)
    return _in_a_row([plain, read_aloud[0][0], *(initials for _whole, initials in read_aloud)])


def _read_aloud(plain: str, read: "Readings") -> list[tuple[str, str]]:
    """Return the ways in which it is read, the commonest first: its pinyin and the initials of that."""
    readings: list[tuple[str, str]] = [("", "")]
    for sign in plain:
        readings = [
            (whole + syllable, initials + syllable[:1])
            for whole, initials in readings
            for syllable in read[sign]
        ][:_MOST_READINGS]
    return readings


def _in_a_row(keys: list[str]) -> str:
    return _BETWEEN + "".join(f"{key}{_BETWEEN}" for key in dict.fromkeys(keys) if key)


def key_sought(words: str) -> str:
    """Return the text that the keys of whom `words` mean contain: a part of a name, or how its pinyin begins."""
    plain = plain_name(words)
    return _BETWEEN + plain if plain.isascii() and plain else plain


def exact_key(words: str) -> str:
    """Return how the keys of those begin whose whole name `words` are."""
    return f"{_BETWEEN}{plain_name(words)}{_BETWEEN}"


class Readings(dict[str, tuple[str, ...]]):
    """How characters are read, by character, each looked up once: a roster has few that it does not repeat."""

    def __missing__(self, sign: str) -> tuple[str, ...]:
        """Look one up."""
        self[sign] = found = _readings(sign)
        return found


def _readings(sign: str) -> tuple[str, ...]:
    """Return how one character is read; itself where it isn't Chinese."""
    if sign.isascii():
        return (sign,)
    # Words of several characters are most of what it loads, and of names it has none.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin  # noqa: PLC0415 - 13 MiB, and only whoever writes a name needs it

    (found,) = pinyin(sign, style=Style.NORMAL, heteronym=True)
    return tuple(
        dict.fromkeys(chain.from_iterable((reading, reading.replace("v", "u")) for reading in found))
    )
