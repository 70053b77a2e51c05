"""Periods reported about, named by short ids: 2026-06, 2026-Q2, 2026-H1, 2026 (DOMAIN.md section 2)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Period(StrEnum):
    """The length of a period."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"

    @property
    def months(self) -> int:
        """How many months it lasts."""
        return _MONTHS[self]


@dataclass(frozen=True, slots=True)
class PeriodParts:
    """What words need to name a period: June 2026 is (2026, 6, month); a year's number is 1."""

    year: int
    number: int
    kind: Period


_MONTHS = {Period.MONTH: 1, Period.QUARTER: 3, Period.HALF: 6, Period.YEAR: 12}
_PATTERNS = {
    Period.MONTH: re.compile(r"([0-9]{4})-(0[1-9]|1[0-2])"),
    Period.QUARTER: re.compile(r"([0-9]{4})-Q([1-4])"),
    Period.HALF: re.compile(r"([0-9]{4})-H([12])"),
    Period.YEAR: re.compile(r"([0-9]{4})()"),
}


def period_of(day: date, kind: Period) -> str:
    """Return the id of the period of `kind` in which `day` lies."""
    return _period_id(day.year, (day.month - 1) // kind.months + 1, kind)


def period_parts(period_id: str) -> PeriodParts:
    """Take a period's id apart; raises ValueError where it is none."""
    for kind, pattern in _PATTERNS.items():
        if found := pattern.fullmatch(period_id):
            year, number = found.groups()
            return PeriodParts(int(year), int(number or 1), kind)
    raise ValueError(f"not a period: {period_id!r}")


def period_moved(period_id: str, by: int) -> str:
    """Return the period `by` periods later (earlier where negative)."""
    parts = period_parts(period_id)
    per_year = 12 // parts.kind.months
    year, number = divmod(parts.year * per_year + parts.number - 1 + by, per_year)
    return _period_id(year, number + 1, parts.kind)


def period_before(period_id: str) -> str:
    """Return the period just before."""
    return period_moved(period_id, -1)


def period_a_year_before(period_id: str) -> str:
    """Return the same period of the year before."""
    return period_moved(period_id, -12 // period_parts(period_id).kind.months)


def period_span(period_id: str) -> tuple[date, date]:
    """Return the first and the last day of a period."""
    return _first_day(period_id), _first_day(period_moved(period_id, 1)) - timedelta(days=1)


def _first_day(period_id: str) -> date:
    parts = period_parts(period_id)
    return date(parts.year, (parts.number - 1) * parts.kind.months + 1, 1)


def _period_id(year: int, number: int, kind: Period) -> str:
    match kind:
        case Period.MONTH:
            return f"{year:04}-{number:02}"
        case Period.QUARTER:
            return f"{year:04}-Q{number}"
        case Period.HALF:
            return f"{year:04}-H{number}"
        case Period.YEAR:
            return f"{year:04}"
