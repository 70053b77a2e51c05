"""When the clock last ticked: in memory, and in one file written over in place (docs/threat-model.md).

In the database stands the day alone. A moment a minute in its log would give everything between two of them a minute,
a tip as well.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from domain.time.clock import begin_of_day, day_in_shanghai
from storage.unit_of_work import UnitOfWork

FILE_NAME: Final = "gridbot.tick"
LAST_DAY: Final = "last_tick_on"
"""The setting that holds the day (Shanghai) of the last tick."""
_LENGTH: Final = 40


@dataclass(slots=True)
class LastTick:
    """The last tick of this installation; without a `file` in memory alone."""

    file: Path | None = None
    _at: datetime | None = None

    def at(self) -> datetime | None:
        """Return the moment (aware), or None where it is not known here."""
        if self._at is None and self.file is not None:
            with suppress(OSError, ValueError):
                self._at = datetime.fromisoformat(self.file.read_text(encoding="ascii").strip())
        return self._at

    def hear(self, at: datetime) -> None:
        """Remember when another process ticked, in memory alone."""
        self._at = at

    def note(self, now: datetime) -> None:
        """Remember `now`. Where the file can't be written, the day in the database has to do after a restart."""
        self._at = now
        if self.file is None:
            return
        with suppress(OSError):
            # The same bytes of the same file: no older moment stays on the disk.
            handle = os.open(self.file, os.O_WRONLY | os.O_CREAT, 0o600)
            try:
                os.write(handle, f"{now.isoformat():<{_LENGTH}}\n".encode("ascii"))
            finally:
                os.close(handle)


def last_day(uow: UnitOfWork) -> date | None:
    """Return the day (Shanghai) of the last tick, or None before the first."""
    known = uow.settings.find(LAST_DAY)
    return date.fromisoformat(known) if known else None


def last_tick_before(uow: UnitOfWork, last: LastTick) -> datetime | None:
    """Return a moment before which the last tick was not: its own, else the beginning of its day; None for none."""
    day = last_day(uow)
    return last.at() or (None if day is None else begin_of_day(day))


def last_tick_after(uow: UnitOfWork, last: LastTick) -> datetime | None:
    """Return a moment after which the last tick was not: its own, else the end of its day; None for none."""
    day = last_day(uow)
    return last.at() or (None if day is None else begin_of_day(day + timedelta(days=1)))


def note_day(uow: UnitOfWork, now: datetime) -> None:
    """Note in the database that there was a tick today: one write a day."""
    today = day_in_shanghai(now)
    if last_day(uow) != today:
        uow.settings.put(LAST_DAY, today.isoformat())
