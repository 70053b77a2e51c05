"""Periods reported about, named by short ids (docs/domain.md section 2; docs/duties.md).

2026, 2026-H1, 2026-Q2, 2026-06; 2026-06A and 2026-06B, the halves of a month (1st to 15th, 16th to the last);
2026-W07, a week of ISO 8601, Monday to Sunday; 2026-W07-W08, two of them, counted from Monday 3 January 2000;
2026-08-30, a single day, for what falls due on given days only.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_A_MONDAY = date(2000, 1, 3)
_SECOND_HALF = 16
_LEAP_DAY = (2, 29)


class Period(StrEnum):
    """The length of a period."""

    DAY = "day"
    WEEK = "week"
    TWO_WEEKS = "two_weeks"
    HALF_MONTH = "half_month"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"

    @property
    def days(self) -> int:
        """How many days it lasts at most."""
        return _DAYS[self]


@dataclass(frozen=True, slots=True)
class PeriodParts:
    """What words need to name a period: June 2026 is (2026, 6, month); a year's number is 1.

    Of two weeks the number is the first one's, and the year that of its Thursday, as ISO 8601 has it. A day's
    number counts from 1 January.
    """

    year: int
    number: int
    kind: Period


_DAYS = {
    Period.DAY: 1,
    Period.WEEK: 7,
    Period.TWO_WEEKS: 14,
    Period.HALF_MONTH: 16,
    Period.MONTH: 31,
    Period.QUARTER: 92,
    Period.HALF: 184,
    Period.YEAR: 366,
}
_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.HALF: 6, Period.YEAR: 12}
_WEEKS = {Period.WEEK: 1, Period.TWO_WEEKS: 2}
_A_YEAR = {Period.TWO_WEEKS: 26, Period.HALF_MONTH: 24} | {kind: 12 // n for kind, n in _MONTHS.items()}
_READERS: dict[Period, tuple[re.Pattern[str], Callable[[int, str], date]]] = {
    Period.DAY: (
        re.compile(r"([0-9]{4})-([0-9]{2}-[0-9]{2})"),
        lambda y, n: date.fromisoformat(f"{y:04}-{n}"),
    ),
    Period.WEEK: (re.compile(r"([0-9]{4})-W([0-9]{2})"), lambda y, n: date.fromisocalendar(y, int(n), 1)),
    Period.TWO_WEEKS: (
        re.compile(r"([0-9]{4})-W([0-9]{2})-W[0-9]{2}"),
        lambda y, n: date.fromisocalendar(y, int(n), 1),
    ),
    Period.HALF_MONTH: (
        re.compile(r"([0-9]{4})-([0-9]{2}[AB])"),
        lambda y, n: date(y, int(n[:2]), _SECOND_HALF if n[2] == "B" else 1),
    ),
    Period.MONTH: (re.compile(r"([0-9]{4})-([0-9]{2})"), lambda y, n: date(y, int(n), 1)),
    Period.QUARTER: (re.compile(r"([0-9]{4})-Q([1-4])"), lambda y, n: date(y, int(n) * 3 - 2, 1)),
    Period.HALF: (re.compile(r"([0-9]{4})-H([12])"), lambda y, n: date(y, int(n) * 6 - 5, 1)),
    Period.YEAR: (re.compile(r"([0-9]{4})()"), lambda y, _n: date(y, 1, 1)),
}
"""How each kind of id is read: its year and the rest of it in, the period's first day out."""


def period_of(day: date, kind: Period) -> str:
    """Return the id of the period of `kind` in which `day` lies."""
    return _period_id(_index(day, kind), kind)


def period_parts(period_id: str) -> PeriodParts:
    """Take a period's id apart; raises ValueError where it is none."""
    first, kind = _read(period_id)
    match kind:
        case Period.DAY:
            return PeriodParts(first.year, first.timetuple().tm_yday, kind)
        case Period.WEEK | Period.TWO_WEEKS:
            return PeriodParts(first.isocalendar().year, first.isocalendar().week, kind)
        case _:
            return PeriodParts(first.year, _index(first, kind) % _A_YEAR[kind] + 1, kind)


def period_moved(period_id: str, by: int) -> str:
    """Return the period `by` periods later (earlier where negative)."""
    first, kind = _read(period_id)
    return _period_id(_index(first, kind) + by, kind)


def period_before(period_id: str) -> str:
    """Return the period just before."""
    return period_moved(period_id, -1)


def period_a_year_before(period_id: str) -> str:
    """Return the same period of the year before; of 29 February the 28th, of a 53rd week the last."""
    first, kind = _read(period_id)
    if kind is Period.DAY:
        leap = (first.month, first.day) == _LEAP_DAY
        return period_of(first.replace(year=first.year - 1, day=28 if leap else first.day), kind)
    if kind is Period.WEEK:
        year, week, _ = first.isocalendar()
        last = date(year - 1, 12, 28).isocalendar().week  # 28 December is always in the last one
        return period_of(date.fromisocalendar(year - 1, min(week, last), 1), kind)
    return period_moved(period_id, -_A_YEAR[kind])


def period_span(period_id: str) -> tuple[date, date]:
    """Return the first and the last day of a period."""
    first, kind = _read(period_id)
    return first, _first_day(_index(first, kind) + 1, kind) - timedelta(days=1)


def _read(period_id: str) -> tuple[date, Period]:
    for kind, (pattern, first_day) in _READERS.items():
        if found := pattern.fullmatch(period_id):
            try:
                first = first_day(int(found[1]), found[2])
            except ValueError:
                break
            if period_of(first, kind) == period_id:  # weeks 08 and 09 are no two weeks where 07 and 08 are
                return first, kind
    raise ValueError(f"not a period: {period_id!r}")


def _index(day: date, kind: Period) -> int:
    """Return how many periods of `kind` lie between a beginning of its own and the one of `day`."""
    if kind is Period.DAY:
        return day.toordinal()
    if kind in _WEEKS:
        return (day - _A_MONDAY).days // (7 * _WEEKS[kind])
    months = day.year * 12 + day.month - 1
    return months * 2 + (day.day >= _SECOND_HALF) if kind is Period.HALF_MONTH else months // _MONTHS[kind]


def _first_day(index: int, kind: Period) -> date:
    if kind is Period.DAY:
        return date.fromordinal(index)
    if kind in _WEEKS:
        return _A_MONDAY + timedelta(weeks=index * _WEEKS[kind])
    months, second = divmod(index, 2) if kind is Period.HALF_MONTH else (index * _MONTHS[kind], 0)
    return date(months // 12, months % 12 + 1, _SECOND_HALF if second else 1)


def _period_id(index: int, kind: Period) -> str:
    return _WRITERS[kind](_first_day(index, kind))


def _week_id(first: date) -> str:
    year, week, _ = first.isocalendar()
    return f"{year:04}-W{week:02}"


_WRITERS: dict[Period, Callable[[date], str]] = {
    Period.DAY: date.isoformat,
    Period.WEEK: _week_id,
    Period.TWO_WEEKS: lambda first: f"{_week_id(first)}-{_week_id(first + timedelta(weeks=1))[5:]}",
    Period.HALF_MONTH: lambda first: f"{first:%Y-%m}{'A' if first.day == 1 else 'B'}",
    Period.MONTH: lambda first: f"{first:%Y-%m}",
    Period.QUARTER: lambda first: f"{first:%Y}-Q{(first.month + 2) // 3}",
    Period.HALF: lambda first: f"{first:%Y}-H{(first.month + 5) // 6}",
    Period.YEAR: lambda first: f"{first:%Y}",
}
"""How each kind of id is written, of the period's first day."""
