"""The holidays of a year as the State Council's notice names them: festivals, days off, make-up working days.

The calendar that comes with the program ends somewhere; the years after it are entered (docs/domain.md section 2).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final

YEAR_BEGINS: Final = (12, 20)
"""From this day of December on, what becomes of a day stands in the notice of the year to come."""


class Festival(StrEnum):
    """What a notice names, in the order of the year; the values are chinesecalendar's names."""

    NEW_YEAR = "new_years_day"
    SPRING = "spring_festival"
    QINGMING = "tomb_sweeping_day"
    LABOUR = "labour_day"
    DRAGON_BOAT = "dragon_boat_festival"
    MID_AUTUMN = "mid_autumn_festival"
    NATIONAL = "national_day"


FALLS: Final = {
    Festival.NEW_YEAR: ((1, 1), (1, 1)),
    Festival.SPRING: ((1, 21), (2, 21)),
    Festival.QINGMING: ((4, 4), (4, 6)),
    Festival.LABOUR: ((5, 1), (5, 1)),
    Festival.DRAGON_BOAT: ((5, 25), (6, 26)),
    Festival.MID_AUTUMN: ((9, 7), (10, 9)),
    Festival.NATIONAL: ((10, 1), (10, 1)),
}
"""Between which days (month, day) each falls, by the sun or the moon: some day off must lie there."""


@dataclass(frozen=True, slots=True)
class FestivalDays:
    """One paragraph of a notice: the festivals that it is about, the days off and the make-up days, each in order."""

    festivals: tuple[Festival, ...]
    off: tuple[date, ...]
    work: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class YearHolidays:
    """The notice of `year`, by day; it may name the last days of December before (`notice_year`)."""

    year: int
    parts: tuple[FestivalDays, ...]


@dataclass(frozen=True, slots=True)
class HolidayDraft:
    """What somebody has sent in so far of a year, beside the `base`-th entry of it, 0 where there was none."""

    year: int
    parts: tuple[FestivalDays, ...] = ()
    base: int = 0

    @property
    def holidays(self) -> YearHolidays:
        """What would be entered."""
        return YearHolidays(self.year, self.parts)

    @property
    def mark(self) -> str:
        """What a button carries, so that it confirms what was shown above it and nothing else."""
        return sha256(repr(self.holidays).encode()).hexdigest()[:16]

    @property
    def is_whole(self) -> bool:
        """Whether every festival is there, and no day is both off and worked on."""
        return not missing_festivals(self.parts) and not contradictions(self.parts)


def notice_year(day: date) -> int:
    """Return the year whose notice says whether `day` is worked on."""
    return day.year + ((day.month, day.day) >= YEAR_BEGINS)


def days_of_notice(year: int) -> list[date]:
    """Return every day of which the notice of `year` has the say."""
    first, last = date(year - 1, *YEAR_BEGINS), date(year, *YEAR_BEGINS)
    return [first + timedelta(days=number) for number in range((last - first).days)]


def put_together(known: Iterable[FestivalDays], new: Iterable[FestivalDays]) -> tuple[FestivalDays, ...]:
    """Return the parts by their days; a festival among `new` takes the place of what was known of it."""
    parts: list[FestivalDays] = list(known)
    for part in new:
        parts = [other for other in parts if not set(other.festivals) & set(part.festivals)] + [part]
    return tuple(sorted(parts, key=lambda part: part.off))


def missing_festivals(parts: Iterable[FestivalDays]) -> list[Festival]:
    """Return the festivals that no part is about."""
    there = {festival for part in parts for festival in part.festivals}
    return [festival for festival in Festival if festival not in there]


def contradictions(parts: Iterable[FestivalDays]) -> list[date]:
    """Return the days said to be off by one part and worked on by another, or by the same."""
    parts = list(parts)
    off = {day for part in parts for day in part.off}
    return sorted(off & {day for part in parts for day in part.work})


def enterable_years(today: date) -> tuple[int, int]:
    """Return the years that may be entered: a notice comes in autumn, and may be changed in its own year."""
    return today.year, today.year + 1
