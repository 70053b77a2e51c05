"""At which line of a form's file something stands: a key of a field, a field, or the form's own keys.

Python's TOML reader tells no positions. This knows as much of TOML as forms are written in; where it does not find a
key it names the line of the field, and where it does not find the field either, none: no line beats a wrong one.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from forms.reading.faults import Place

_HEADER = re.compile(r"\s*\[\[?\s*(?P<path>[A-Za-z0-9_.\"\s-]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"\s*\"?(?P<key>[A-Za-z0-9_-]+)\"?\s*[=.]")
_LONG_QUOTES = ('"""', "'''")
FIELDS = "fields"
_WHOLE = ""


class FormLines:
    """The lines of one file."""

    def __init__(self, text: str, data: Mapping[str, Any], table: str = FIELDS, key: str = "key") -> None:
        """Look through `text`, of which `data` is the content; places are those of its `table`, known by `key`."""
        self._lines = text.splitlines()
        self._data = data
        self._table, self._key = table, key
        self._found: dict[Place, dict[str, int]] = {(): {}}
        self._place: Place = ()
        self._below_table = False
        for number, line in _outside_long_texts(self._lines):
            if header := _HEADER.match(line):
                self._enter(header["path"], number)
            elif (spelt := _KEY.match(line)) and not self._below_table:
                self._found[self._place].setdefault(spelt["key"], number)

    def line_of(self, place: Place, name: str = "", hint: str = "") -> int | None:
        """Return the line (from 1) of the key `name` of the field at `place`, or None.

        Where the value takes several lines, it is the first of them that has the text `hint` in it.
        """
        known = self._found.get(place)
        if known is None:
            return self._line_of_inline(place)
        line = known.get(name) or known.get(_WHOLE, None if place else 1)
        if hint and line is not None:
            return self._line_with(f'"{hint}"', line) or line
        return line

    def _enter(self, path: str, number: int) -> None:
        """Take note of a table's header, [title] or [[fields.choices]]; what is below it are keys of that table."""
        parts = [part.strip().strip('"') for part in path.split(".")]
        depth = 0
        while depth < len(parts) and parts[depth] == self._table:
            depth += 1
        self._below_table = len(parts) > depth
        if not self._below_table:
            above = self._place[: depth - 1]
            siblings = [place for place in self._found if len(place) == depth and place[:-1] == above]
            self._place = (*above, len(siblings))
            self._found[self._place] = {_WHOLE: number}
            self._found[above].setdefault(self._table, number)
        else:
            self._found.get(self._place[:depth], {}).setdefault(parts[depth], number)

    def _line_with(self, words: str, first: int) -> int | None:
        for number in range(first, len(self._lines) + 1):
            if words in self._lines[number - 1]:
                return number
            if _HEADER.match(self._lines[number - 1]):
                return None
        return None

    def _line_of_inline(self, place: Place) -> int | None:
        """Return the only line that gives a field written between braces its key."""
        key = field_name(place, self._data, self._table, self._key).rpartition(".")[2]
        wanted = re.compile(rf"\b{self._key}\s*=\s*\"{re.escape(key)}\"")
        found = [number for number, line in enumerate(self._lines, 1) if wanted.search(line)]
        return found[0] if len(found) == 1 else self._found[()].get(self._table)


def field_name(place: Place, data: Mapping[str, Any], table: str = FIELDS, key: str = "key") -> str:
    """Return the key of the field at `place`, "tendencies.area"; "no. 3" where it has none, "" for the form.

    Of another `table` than the fields it is what stands there under `key`.
    """
    names: list[str] = []
    for index in place:
        inner = data[table][index]
        data = inner if isinstance(inner, Mapping) else {}
        names.append(str(data.get(key, f"no. {index + 1}")))
    return ".".join(names)


def _outside_long_texts(lines: list[str]) -> Iterator[tuple[int, str]]:
    within = ""
    for number, line in enumerate(lines, 1):
        if not within:
            yield number, line
        for quotes in [within] if within else _LONG_QUOTES:
            if line.count(quotes) % 2:
                within = "" if within else quotes
                break
