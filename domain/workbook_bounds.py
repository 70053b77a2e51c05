"""How large a workbook may be that somebody hands in: looked at before openpyxl reads a byte of it.

A small .xlsx can unpack to gigabytes, put one cell into the last row and column of a sheet, or merge all of a sheet:
openpyxl would make every one of those cells. So every part is read through once as a stream that keeps nothing.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.parsers.expat import ParserCreate

from domain.errors import RefusalError

TELEGRAM_FILE_BYTES: Final = 20 * 1024 * 1024
"""What Telegram lets a bot fetch."""

_PIECE_BYTES: Final = 64 * 1024
_LETTERS: Final = 26
_STREAMED: Final = frozenset({"row", "c", "v", "f", "is", "si", "t"})
"""Elements that openpyxl reads and forgets, in a row or a text; it keeps all others, which takes far more memory."""
_TEXTS: Final = frozenset({"c", "si"})
_SPREADING: Final = frozenset({"mergeCell", "hyperlink"})
"""Elements for whose `ref` openpyxl makes every cell."""
_PLACE: Final = re.compile(r"\$?([A-Za-z]{0,3})\$?(\d{0,9})")
_LAST_COLUMN: Final = 18_278
"""ZZZ: openpyxl goes further than Excel does."""
_LAST_ROW: Final = 1_048_576


@dataclass(frozen=True, slots=True)
class WorkbookBounds:
    """The most that a workbook may have; the cells are counted as a table has them, gaps and merged ones included."""

    file_bytes: int = TELEGRAM_FILE_BYTES
    unpacked_bytes: int = 100 * 1024 * 1024
    parts: int = 2_000
    cells: int = 2_000_000
    streamed_elements: int = 6_000_000
    other_elements: int = 300_000
    cell_characters: int = 2 * 32_767
    """Excel itself takes 32,767; twice that leaves room for what it writes beside them."""


WORKBOOK_BOUNDS: Final = WorkbookBounds()


def check_workbook(content: bytes, bounds: WorkbookBounds = WORKBOOK_BOUNDS) -> None:
    """Return where the .xlsx `content` keeps within `bounds`; raises RefusalError (workbook-too-large).

    Files that are damaged or no workbook at all pass up to where they can be read: that they are is for the reader
    to say. It must be asked before the reader opens the file.
    """
    if len(content) > bounds.file_bytes:
        raise RefusalError("workbook-too-large")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_parts(entries, bounds)
            measure = _Measure(bounds)
            for entry in entries:
                _read_through(archive, entry, measure)
    except RefusalError:
        raise
    except Exception:  # noqa: BLE001 - whatever a damaged archive makes it stumble over; the reader says so
        return


def _check_parts(entries: Sequence[zipfile.ZipInfo], bounds: WorkbookBounds) -> None:
    # zipfile gives no more of a part than it says here, so a lie about the size only cuts the part off.
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > bounds.parts or unpacked > bounds.unpacked_bytes:
        raise RefusalError("workbook-too-large")


def _read_through(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, measure: "_Measure") -> None:
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    measure.begin_part()
    parser.StartElementHandler = measure.start
    parser.EndElementHandler = measure.end
    parser.CharacterDataHandler = measure.text
    parser.StartDoctypeDeclHandler = measure.doctype
    try:
        with archive.open(entry) as part:
            while piece := part.read(_PIECE_BYTES):
                parser.Parse(piece)
    except RefusalError:
        raise
    except Exception:  # noqa: BLE001 - a picture, or damaged: openpyxl stumbles over it at the same place
        return


class _Measure:
    """Counts what a workbook's parts hold, and refuses at the first that is too much."""

    def __init__(self, bounds: WorkbookBounds) -> None:
        self._bounds = bounds
        self._cells = 0
        self._streamed = 0
        self._others = 0
        self.begin_part()

    def begin_part(self) -> None:
        self._row = _Row()
        self._below_row = -1
        self._characters = -1

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        name = name.rpartition(" ")[2]
        if self._below_row >= 0:
            self._below_row += 1
        if name == "row":
            self._cells += self._row.begin(attributes.get("r"))
            self._below_row = 0
        elif self._below_row == 1:  # whatever it is called, openpyxl takes it for a cell
            self._cells += self._row.add_cell(attributes.get("r"))
        elif name in _SPREADING:
            self._cells += _area(attributes.get("ref", ""))
        if name in _TEXTS:
            self._characters = 0
        self._count(streamed=name in _STREAMED and (self._below_row >= 0 or self._characters >= 0))

    def end(self, name: str) -> None:
        self._below_row -= self._below_row >= 0
        if name.rpartition(" ")[2] in _TEXTS:
            self._characters = -1

    def text(self, characters: str) -> None:
        if self._characters < 0:
            return
        self._characters += len(characters)
        if self._characters > self._bounds.cell_characters:
            raise RefusalError("workbook-too-large")

    def doctype(self, *_declared: object) -> None:
        """Refuse: a workbook has no document type, and one that has means to swell."""
        raise RefusalError("workbook-too-large")

    def _count(self, *, streamed: bool) -> None:
        if streamed:
            self._streamed += 1
        else:
            self._others += 1
        if (
            self._cells > self._bounds.cells
            or self._streamed > self._bounds.streamed_elements
            or self._others > self._bounds.other_elements
        ):
            raise RefusalError("workbook-too-large")


class _Row:
    """Where openpyxl is in a sheet: each step gives how many more cells it makes there, the empty ones as well."""

    def __init__(self) -> None:
        self._number = 0
        self._column = 0
        self._widest = 0

    def begin(self, number: str | None) -> int:
        before = self._number
        self._number = int(float(number)) if number else before + 1
        self._column = self._widest = 0
        return max(self._number - before, 1)

    def add_cell(self, reference: str | None) -> int:
        found = _PLACE.fullmatch(reference or "")
        self._column = _column(found[1]) if found and found[1] else self._column + 1
        before, self._widest = self._widest, max(self._column, self._widest)
        return self._widest - before


def _area(reference: str) -> int:
    """Return how many cells a reference such as A1:C3, A:C or 1:3 spans; 1 for what is none."""
    first, _, last = reference.partition(":")
    begin, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last or first)
    if begin is None or end is None:
        return 1
    wide = abs(_column(end[1]) - _column(begin[1])) + 1 if begin[1] and end[1] else _LAST_COLUMN
    high = abs(int(end[2]) - int(begin[2])) + 1 if begin[2] and end[2] else _LAST_ROW
    return wide * high


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number
