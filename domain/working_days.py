"""China's working days: holidays, make-up working days and the hospital's own dates (DOMAIN.md section 2)."""

from datetime import date, timedelta
from enum import StrEnum
from functools import cache

import chinese_calendar


class Shift(StrEnum):
    """Where a due date goes that falls on a non-working day."""

    PREVIOUS = "previous"
    NEXT = "next"
    NONE = "none"


class WorkingDays:
    """The official calendar, corrected by the hospital's own holidays and working days, which win over it.

    The State Council announces a year's holidays late in the year before, so the calendar ends somewhere
    (`knows`); past its end a working day is Monday to Friday, but for the own dates.
    """

    def __init__(
        self, holidays: frozenset[date] = frozenset(), workdays: frozenset[date] = frozenset()
    ) -> None:
        """Take the hospital's own dates; raises ValueError where a day is said to be both."""
        if both := holidays & workdays:
            raise ValueError(f"both a holiday and a working day: {min(both).isoformat()}")
        self._holidays = holidays
        self._workdays = workdays

    def is_working(self, day: date) -> bool:
        """Tell whether people work on `day`."""
        if day in self._workdays:
            return True
        if day in self._holidays:
            return False
        official = _official(day)
        return day.isoweekday() <= 5 if official is None else official  # noqa: PLR2004 - Monday to Friday

    def day_off(self, day: date) -> str | None:
        """Return why nobody works on `day`, None where people do.

        "own" for the hospital's own holiday, "weekend", or a holiday's name as chinesecalendar has it
        ("spring_festival").
        """
        if self.is_working(day):
            return None
        if day in self._holidays:
            return "own"
        return _holiday(day) or "weekend"

    def knows(self, year: int) -> bool:
        """Tell whether the official calendar covers `year`; where not, `doctor` says so."""
        return _official(date(year, 1, 1)) is not None

    def shift(self, day: date, rule: Shift) -> date:
        """Return the nearest working day at or before `day` (previous), at or after it (next), or `day`."""
        if rule is Shift.NONE:
            return day
        step = timedelta(days=1 if rule is Shift.NEXT else -1)
        while not self.is_working(day):
            day += step
        return day


@cache
def _official(day: date) -> bool | None:
    """Return what the official calendar says of `day`, None where it does not reach."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


def _holiday(day: date) -> str | None:
    """Return the official holiday in which `day` lies, None where there is none or the calendar does not reach."""
    try:
        name = chinese_calendar.get_holiday_detail(day)[1]
    except NotImplementedError:
        return None
    return None if name is None else str(chinese_calendar.Holiday(name).name)
