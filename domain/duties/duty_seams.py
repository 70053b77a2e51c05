"""Does a rule keep every period once? Asked when a duty is read, so that it can be relied on ever after.

A period is owed where a due day lies in it. So a rule must name no two days in one period; and where one line of
a rule ends and another takes over, the period in which that happens must not fall between the two: the day of
the one too late for it, that of the other too early.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from domain.time.cadences import Rule, RuleLine
from domain.time.periods import Period, period_of, period_span

_A_CALENDAR = 28
"""After so many years weekdays and leap years come again as they were."""
_FROM = 2001


def check_periods(rule: Rule, period: Period) -> None:
    """Raise ValueError where `rule` names no day at all, two in one period, or loses one between its lines."""
    lines = rule.lines
    seen: set[str] = set()
    days = [day for year in _years(lines) for day in rule.days(year)]
    if not days:
        raise ValueError("never falls due")
    for day in days:
        period_id = period_of(day, period)
        if period_id in seen:
            raise ValueError(f"falls due twice in one {period} ({period_id})")
        seen.add(period_id)
    for period_id in {period_of(seam, period) for seam in _seams(lines)} - seen:
        if sum(_would_name(line, period_id) for line in lines) > 1:
            raise ValueError(f"does not fall due in {period_id}, where one rule ends and another begins")


def _years(lines: Sequence[RuleLine]) -> list[int]:
    """Return the years in which a fault would show, if there is one."""
    found: set[int] = set()
    for line in lines:
        first = line.starts_on.year if line.starts_on else _FROM
        last = line.ends_on.year if line.ends_on else first + _A_CALENDAR
        found.update(range(max(first, last - _A_CALENDAR), last + 1))
    return sorted(found)


def _seams(lines: Sequence[RuleLine]) -> Iterator[date]:
    """Yield the days on which a line ends before another does, or begins after another."""
    for line in lines:
        if line.ends_on and any((other.ends_on or date.max) > line.ends_on for other in lines):
            yield line.ends_on
        if line.starts_on and any((other.starts_on or date.min) < line.starts_on for other in lines):
            yield line.starts_on


def _would_name(line: RuleLine, period_id: str) -> bool:
    """Tell whether `line`, had it neither beginning nor end, would name a day in the period."""
    first, last = period_span(period_id)
    years = range(first.year, last.year + 1)
    return any(first <= day <= last for year in years for day in line.days(year, bounded=False))
