"""One month of a calendar as a phone shows it: weeks from Monday, the days that may be chosen, where arrows lead."""

from calendar import monthcalendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.errors import RefusalError

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
"""What a calendar without limits goes through; any other day can still be typed."""
MONTHS = 12
_WRITTEN = 6


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of the Gregorian calendar; `number` is 1 to 12."""

    year: int
    number: int

    def plus(self, months: int) -> "Month":
        """Return the month that comes `months` later, or earlier where that is below zero."""
        year, index = divmod(self.year * MONTHS + self.number - 1 + months, MONTHS)
        return Month(year, index + 1)


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """A month's weeks, each seven places from Monday: a day that may be chosen, or None.

    The four arrows are the months to which they lead, None where no day could be chosen that way. `today` is None
    where today may not be chosen.
    """

    month: Month
    weeks: Sequence[Sequence[date | None]]
    year_back: Month | None
    month_back: Month | None
    month_on: Month | None
    year_on: Month | None
    today: date | None


def month_of(day: date) -> Month:
    """Return the month in which `day` lies."""
    return Month(day.year, day.month)


def read_month(text: str) -> Month:
    """Return the month that a button carries, "202605"; raises RefusalError for one that never was."""
    if len(text) == _WRITTEN and text.isascii() and text.isdecimal():
        month = Month(int(text[:4]), int(text[4:]))
        if FIRST_DAY.year <= month.year <= LAST_DAY.year and 1 <= month.number <= MONTHS:
            return month
    raise RefusalError("report-button-old")


def write_month(month: Month) -> str:
    """Return what `read_month` reads."""
    return f"{month.year:04}{month.number:02}"


def calendar_page(
    month: Month, today: date, earliest: date | None = None, latest: date | None = None
) -> CalendarPage:
    """Return the page of `month`, or of the month nearest to it in which a day may be chosen.

    `earliest` and `latest` are the first and the last day that may be; limits that leave no day give a page
    without any.
    """
    first = FIRST_DAY if earliest is None else max(earliest, FIRST_DAY)
    last = LAST_DAY if latest is None else min(latest, LAST_DAY)
    lowest, highest = month_of(first), month_of(last)
    shown = max(lowest, min(month, highest))

    def towards(months: int) -> Month | None:
        # A year's step that would leave the limits goes as far as they allow.
        reached = max(lowest, min(shown.plus(months), highest))
        moved = reached > shown if months > 0 else reached < shown
        return reached if moved else None

    def open_day(number: int) -> date | None:
        day = date(shown.year, shown.number, number) if number else None
        return day if day is not None and first <= day <= last else None

    return CalendarPage(
        shown,
        [[open_day(number) for number in week] for week in monthcalendar(shown.year, shown.number)],
        towards(-MONTHS),
        towards(-1),
        towards(1),
        towards(MONTHS),
        today if first <= today <= last else None,
    )
