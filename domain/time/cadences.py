"""When a duty falls due: recurrence rules of RFC 5545 in, calendar days out (docs/domain.md section 2; docs/duties.md).

A rule is one line or several; a day that any line names is a due day. Of a line are read FREQ (WEEKLY, MONTHLY
or YEARLY), INTERVAL, BYMONTH, BYMONTHDAY, BYDAY, BYSETPOS, UNTIL and, written as a part too, DTSTART; or it is
RDATE with days, for what falls due once. Settled here:

* A line holds from DTSTART to UNTIL, both included, where it has them, and for ever where not. Its intervals
  count from the week, month or year of DTSTART, otherwise from Monday 3 January 2000 and 1 January 2000.
* RFC 5545 leaves out a month that lacks the 29th, 30th or 31st. A duty must not be lost that way: as with
  SKIP=BACKWARD of RFC 7529, such a day is the month's last (30 June; 28 February in a common year), and one
  counted from the end (-31) that the month lacks is its first. Lines with BYDAY or BYSETPOS keep to the RFC.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dateutil.rrule import rrulestr

_BEGINNING = date(2000, 1, 1)
_A_MONDAY = date(2000, 1, 3)
_MONTH = r"(?:0?[1-9]|1[0-2])"
_DAY = r"[+-]?(?:0?[1-9]|[12][0-9]|3[01])"
_WEEKDAY = r"(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)"
_DATE = r"20[0-9]{6}"
_PARTS = {
    "FREQ": re.compile("WEEKLY|MONTHLY|YEARLY"),
    "INTERVAL": re.compile(r"[1-9][0-9]?"),
    "BYMONTH": re.compile(f"{_MONTH}(?:,{_MONTH})*"),
    "BYMONTHDAY": re.compile(f"{_DAY}(?:,{_DAY})*"),
    "BYDAY": re.compile(f"{_WEEKDAY}(?:,{_WEEKDAY})*"),
    "BYSETPOS": re.compile(r"[+-]?[1-9]"),
    "DTSTART": re.compile(_DATE),
    "UNTIL": re.compile(_DATE),
    "RDATE": re.compile(f"{_DATE}(?:,{_DATE})*"),
}
"""What may stand in a line. Numbers that no calendar has would send dateutil searching to the year 9999."""
_OF_A_WEEK = re.compile(r"[A-Z]{2}(?:,[A-Z]{2})*")


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One line of a rule: its parts by name, and the first and last day on which it holds (None: no bound)."""

    parts: Mapping[str, str]
    starts_on: date | None = None
    ends_on: date | None = None

    def days(self, year: int, *, bounded: bool = True) -> list[date]:
        """Return the days of `year` that the line names, in order; all it would name for ever if not `bounded`."""
        if "RDATE" in self.parts:
            days = {_read_day(text) for text in self.parts["RDATE"].split(",")}
            return sorted(day for day in days if day.year == year)
        found = self._recurring(year)
        if not bounded:
            return found
        first, last = self.starts_on or date.min, self.ends_on or date.max
        return [day for day in found if first <= day <= last]

    def _recurring(self, year: int) -> list[date]:
        if "BYMONTHDAY" in self.parts and not self.parts.keys() & {"BYDAY", "BYSETPOS"}:
            numbers = [int(number) for number in self.parts["BYMONTHDAY"].split(",")]
            firsts = self._by_rfc({**self.parts, "BYMONTHDAY": "1"}, year)
            return sorted({_place(first, number) for first in firsts for number in numbers})
        return self._by_rfc(self.parts, year)

    def _by_rfc(self, parts: Mapping[str, str], year: int) -> list[date]:
        text = ";".join(
            f"{name}={value}" for name, value in parts.items() if name not in {"DTSTART", "UNTIL"}
        )
        anchor = datetime.combine(self._anchor(year), time.min)
        begins, ends = (datetime.combine(day, time.min) for day in (date(year, 1, 1), date(year, 12, 31)))
        return [moment.date() for moment in rrulestr(text, dtstart=anchor).between(begins, ends, inc=True)]

    def _anchor(self, year: int) -> date:
        """Return the beginning of the latest interval that begins by 1 January of `year` (or of the first one)."""
        every = int(self.parts.get("INTERVAL", "1"))
        if self.parts["FREQ"] == "WEEKLY":
            start = self.starts_on or _A_MONDAY
            monday = start - timedelta(days=start.weekday())
            weeks = (date(year, 1, 1) - monday).days // 7
            return monday + timedelta(weeks=max(weeks // every, 0) * every)
        start = self.starts_on or _BEGINNING
        if self.parts["FREQ"] == "YEARLY":
            return date(start.year + max((year - start.year) // every, 0) * every, 1, 1)
        month = start.year * 12 + start.month - 1
        month += max((year * 12 - month) // every, 0) * every
        return date(month // 12, month % 12 + 1, 1)


class Rule:
    """A rule that was read. What it names is kept once worked out, since every tick asks."""

    def __init__(self, text: str) -> None:
        """Read `text`; raises ValueError where a line cannot be read."""
        self.lines = tuple(_read_line(line.strip()) for line in text.strip().split("\n"))
        self._days: dict[int, tuple[date, ...]] = {}
        self._once: dict[date, bool] = {}

    def days(self, year: int) -> tuple[date, ...]:
        """Return the days of `year` that the rule names, in order."""
        if year not in self._days:
            self._days[year] = tuple(sorted({day for line in self.lines for day in line.days(year)}))
        return self._days[year]

    def once_in_its_month(self, day: date) -> bool:
        """Tell whether the rule names no other day than `day` in its month, and no line would, had it no bounds.

        A line that begins or ends in mid-month still asks twice a month.
        """
        if day not in self._once:
            lines = [line for line in self.lines if day in line.days(day.year)]
            named = {other for line in lines for other in line.days(day.year, bounded=False)}
            named.update(self.days(day.year))
            month = (day.year, day.month)
            self._once[day] = [other for other in named if (other.year, other.month) == month] == [day]
        return self._once[day]


def due_days(text: str, year: int) -> tuple[date, ...]:
    """Return the days of `year` that a rule names, in order; raises ValueError where it cannot be read."""
    return Rule(text).days(year)


def _read_line(line: str) -> RuleLine:
    parts: dict[str, str] = {}
    for piece in line.upper().split(";"):
        name, _, value = piece.partition("=")
        if name not in _PARTS or name in parts or not _PARTS[name].fullmatch(value):
            raise ValueError(f"cannot read {piece!r} in the rule {line!r}")
        parts[name] = value
    if "RDATE" in parts:
        if len(parts) > 1:
            raise ValueError(f"in the rule {line!r} RDATE stands with something else")
        days = [_read_day(day) for day in parts["RDATE"].split(",")]
        return RuleLine(parts, min(days), max(days))
    _check_parts(parts, line)
    starts_on, ends_on = (_read_day(parts[name]) if name in parts else None for name in ("DTSTART", "UNTIL"))
    if starts_on and ends_on and ends_on < starts_on:
        raise ValueError(f"the rule {line!r} ends before it begins")
    return RuleLine(parts, starts_on, ends_on)


def _check_parts(parts: Mapping[str, str], line: str) -> None:
    if "FREQ" not in parts:
        raise ValueError(f"the rule {line!r} needs FREQ=WEEKLY, FREQ=MONTHLY or FREQ=YEARLY (or RDATE)")
    if not parts.keys() & {"BYMONTHDAY", "BYDAY"}:
        raise ValueError(f"the rule {line!r} does not say on which day: BYMONTHDAY or BYDAY")
    if parts["FREQ"] == "WEEKLY" and ("BYMONTHDAY" in parts or not _OF_A_WEEK.fullmatch(parts["BYDAY"])):
        raise ValueError(f"the rule {line!r} is weekly: it names days of the week, as BYDAY=MO")


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"there is no day {text}, as the rule says") from None


def _place(first: date, number: int) -> date:
    """Return day `number` (from the end if negative) of the month that begins on `first`, or the nearest."""
    length = monthrange(first.year, first.month)[1]
    return first.replace(day=min(number, length) if number > 0 else max(length + 1 + number, 1))
