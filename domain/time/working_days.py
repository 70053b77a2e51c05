"""China's working days: holidays, make-up working days and the hospital's own dates (docs/domain.md section 2)."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

import chinese_calendar

from domain.time.holidays import Festival, YearHolidays, days_of_notice, notice_year

_OFFICIAL = chinese_calendar.constants
_OFFICIAL_YEARS = range(min(_OFFICIAL.holidays).year, max(_OFFICIAL.holidays).year + 1)


class Shift(StrEnum):
    """Where a due date goes that falls on a non-working day."""

    PREVIOUS = "previous"
    NEXT = "next"
    NONE = "none"


class WorkingDays:
    """The official calendar, corrected by the years that were entered and by the hospital's own dates.

    The State Council announces a year's holidays late in the year before, so the calendar ends somewhere
    (`knows`); past its end a working day is Monday to Friday, but for the own dates. An entered year wins over the
    calendar, should that come to know it: somebody read the notice and confirmed it. The own dates win over both.
    """

    def __init__(
        self,
        holidays: frozenset[date] = frozenset(),
        workdays: frozenset[date] = frozenset(),
        entered: Iterable[YearHolidays] = (),
    ) -> None:
        """Take the own dates and the years entered; raises ValueError where an own day is said to be both."""
        if both := holidays & workdays:
            raise ValueError(f"both a holiday and a working day: {min(both).isoformat()}")
        self._holidays = holidays
        self._workdays = workdays
        self._over: tuple[tuple[YearHolidays, ...], WorkingDays] | None = None
        """What `with_entered` returned last, and for which years."""
        self._entered: dict[int, dict[date, Festival | None]] = {}
        for notice in entered:
            days: dict[date, Festival | None] = {day: None for part in notice.parts for day in part.work}
            days |= {day: part.festivals[0] for part in notice.parts for day in part.off}
            self._entered[notice.year] = days

    def with_entered(self, entered: tuple[YearHolidays, ...]) -> "WorkingDays":
        """Return this calendar with the years entered (instead of those it had): for the same years the same one.

        Duties keep their occurrences by calendar (domain/duties/duties.py), and every tick asks.
        """
        if not entered:
            return self
        if self._over is None or self._over[0] != entered:
            self._over = entered, WorkingDays(self._holidays, self._workdays, entered)
        return self._over[1]

    def is_working(self, day: date) -> bool:
        """Tell whether people work on `day`."""
        if day in self._workdays:
            return True
        if day in self._holidays:
            return False
        entered = self._entered.get(notice_year(day))
        if entered is not None:
            return entered[day] is None if day in entered else _is_weekday(day)
        official = _official(day)
        return _is_weekday(day) if official is None else official

    def day_off(self, day: date) -> str | None:
        """Return why nobody works on `day`, None where people do.

        "own" for the hospital's own holiday, "weekend", or a holiday's name as chinesecalendar has it
        ("spring_festival").
        """
        if self.is_working(day):
            return None
        if day in self._holidays:
            return "own"
        entered = self._entered.get(notice_year(day))
        return (_holiday(day) if entered is None else entered.get(day)) or "weekend"

    def knows(self, year: int) -> bool:
        """Tell whether the holidays of `year` are known, from the official calendar or because they were entered."""
        return year in self._entered or _official(date(year, 1, 1)) is not None

    def shift(self, day: date, rule: Shift) -> date:
        """Return the nearest working day at or before `day` (previous), at or after it (next), or `day`."""
        if rule is Shift.NONE:
            return day
        step = timedelta(days=1 if rule is Shift.NEXT else -1)
        while not self.is_working(day):
            day += step
        return day


def last_official_year() -> int:
    """Return the last year that the calendar of the program knows."""
    return _OFFICIAL_YEARS[-1]


def unknown_years(calendar: WorkingDays, today: date) -> list[int]:
    """Return the years whose holidays are missed on `today`: this one, from December on the next as well."""
    years = [today.year, today.year + 1] if today.month == 12 else [today.year]  # noqa: PLR2004 - December
    return [year for year in years if not calendar.knows(year)]


def differing_days(year: int, before: WorkingDays, after: WorkingDays) -> list[date]:
    """Return the days of the notice of `year` on which one calendar works and the other does not."""
    return [day for day in days_of_notice(year) if before.is_working(day) != after.is_working(day)]


def _is_weekday(day: date) -> bool:
    return day.isoweekday() <= 5  # noqa: PLR2004 - Monday to Friday


def _official(day: date) -> bool | None:
    """Return what the official calendar says of `day`, None where it does not reach.

    As chinese_calendar.is_workday, which takes a hundred times as long.
    """
    if day.year not in _OFFICIAL_YEARS:
        return None
    return day in _OFFICIAL.workdays or (_is_weekday(day) and day not in _OFFICIAL.holidays)


def _holiday(day: date) -> str | None:
    """Return the official holiday in which `day` lies, None where there is none or the calendar does not reach."""
    try:
        name = chinese_calendar.get_holiday_detail(day)[1]
    except NotImplementedError:
        return None
    return None if name is None else str(chinese_calendar.Holiday(name).name)
