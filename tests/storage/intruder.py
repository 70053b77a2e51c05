"""What an intruder reads in a copied SQLite file and its log, without asking SQLite: pages, frames, their order."""

import re
from dataclasses import dataclass
from pathlib import Path

PAGE = 4096
LOG_HEADER, FRAME_HEADER = 32, 24
MINUTE = re.compile(rb"20\d\d-\d\d-\d\d[ T](\d\d:\d\d)")
"""A moment as a column or a setting holds it."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page, at its place in the file or in the log."""

    place: int
    content: bytes

    @property
    def minutes(self) -> set[str]:
        """The hours and minutes that stand in it."""
        return {found.decode() for found in MINUTE.findall(self.content)}


def pages(file: Path) -> list[Page]:
    """Return the file's pages in the order of the file."""
    content = file.read_bytes()
    return [Page(at // PAGE, content[at : at + PAGE]) for at in range(0, len(content), PAGE)]


def frames(file: Path) -> list[Page]:
    """Return the pages in the log beside `file`, valid ones and left-over ones, in the order of their commits."""
    log = file.with_name(f"{file.name}-wal")
    content = log.read_bytes() if log.exists() else b""
    size = FRAME_HEADER + PAGE
    return [
        Page(number, content[at + FRAME_HEADER : at + size])
        for number, at in enumerate(range(LOG_HEADER, len(content), size))
    ]
