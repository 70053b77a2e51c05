"""A clock that runs on, and that the trial moves for all processes at once: time passes then, as it does in a night."""

import mmap
import struct
from datetime import datetime, timedelta
from pathlib import Path

from domain.time.clock import SystemClock

_SECONDS = struct.Struct("d")


class MovedClock:
    """A clock that runs ahead of the machine's by what a file says; what it is moved by has passed for everybody."""

    def __init__(self, file: Path) -> None:
        """Go by `file`, which `be_laid` has made."""
        with file.open("r+b") as opened:
            self._shared = mmap.mmap(opened.fileno(), _SECONDS.size)

    @classmethod
    def be_laid(cls, file: Path, start: datetime) -> "MovedClock":
        """Make `file`, have it be `start` (aware) now, and return the clock that goes by it."""
        file.write_bytes(bytes(_SECONDS.size))
        clock = cls(file)
        clock.move_to(start)
        return clock

    def now(self) -> datetime:
        return SystemClock().now() + self._ahead

    def elapsed(self) -> timedelta:
        return SystemClock().elapsed() + self._ahead

    def move_to(self, moment: datetime) -> None:
        """Have time pass until `moment` (aware), for every process that goes by the file."""
        _SECONDS.pack_into(self._shared, 0, (moment - SystemClock().now()).total_seconds())

    @property
    def _ahead(self) -> timedelta:
        return timedelta(seconds=_SECONDS.unpack_from(self._shared)[0])
