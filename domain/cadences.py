"""When a duty falls due: a recurrence rule of RFC 5545 in, calendar days out (DOMAIN.md section 2).

Read are FREQ (MONTHLY or YEARLY), INTERVAL, BYMONTH, BYMONTHDAY, BYDAY and BYSETPOS. Settled here:

* Intervals count from 1 January 2000; a rule has no beginning and no end of its own.
* RFC 5545 leaves out a month that lacks the 29th, 30th or 31st. A duty must not be lost that way: as with
  SKIP=BACKWARD of RFC 7529, such a day is the month's last (30 June; 28 February in a common year), and one
  counted from the end (-31) that the month lacks is its first. Rules with BYDAY or BYSETPOS keep to the
  RFC.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache

from dateutil.rrule import rrulestr

_ANCHOR = datetime.combine(date(2000, 1, 1), time.min)
_MONTH = r"(?:0?[1-9]|1[0-2])"
_DAY = r"[+-]?(?:0?[1-9]|[12][0-9]|3[01])"
_WEEKDAY = r"(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)"
_PARTS = {
    "FREQ": re.compile("MONTHLY|YEARLY"),
    "INTERVAL": re.compile(r"[1-9][0-9]?"),
    "BYMONTH": re.compile(f"{_MONTH}(?:,{_MONTH})*"),
    "BYMONTHDAY": re.compile(f"{_DAY}(?:,{_DAY})*"),
    "BYDAY": re.compile(f"{_WEEKDAY}(?:,{_WEEKDAY})*"),
    "BYSETPOS": re.compile(r"[+-]?[1-9]"),
}
"""What may stand in a rule. Numbers that no calendar has would send dateutil searching to the year 9999."""


@cache
def due_days(rule: str, year: int) -> tuple[date, ...]:
    """Return the days of `year` that `rule` names, in order; raises ValueError where it cannot be read.

    Kept once worked out, since every tick asks.
    """
    parts = _read_parts(rule)
    if "BYMONTHDAY" in parts and not parts.keys() & {"BYDAY", "BYSETPOS"}:
        numbers = [int(number) for number in parts["BYMONTHDAY"].split(",")]
        firsts = _days_by_rfc({**parts, "BYMONTHDAY": "1"}, year)
        return tuple(sorted({_place(first, number) for first in firsts for number in numbers}))
    return tuple(_days_by_rfc(parts, year))


def _days_by_rfc(parts: Mapping[str, str], year: int) -> list[date]:
    rule = rrulestr(";".join(f"{name}={value}" for name, value in parts.items()), dtstart=_ANCHOR)
    begins, ends = (datetime.combine(day, time.min) for day in (date(year, 1, 1), date(year, 12, 31)))
    return [moment.date() for moment in rule.between(begins, ends, inc=True)]


def _place(first: date, number: int) -> date:
    """Return day `number` (from the end if negative) of the month that begins on `first`, or the nearest."""
    length = monthrange(first.year, first.month)[1]
    return first.replace(day=min(number, length) if number > 0 else max(length + 1 + number, 1))


def _read_parts(rule: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    for piece in rule.upper().split(";"):
        name, _, value = piece.partition("=")
        if name not in _PARTS or name in parts or not _PARTS[name].fullmatch(value):
            raise ValueError(f"cannot read {piece!r} in the rule {rule!r}")
        parts[name] = value
    if "FREQ" not in parts:
        raise ValueError(f"the rule {rule!r} needs FREQ=MONTHLY or FREQ=YEARLY")
    if not parts.keys() & {"BYMONTHDAY", "BYDAY"}:
        raise ValueError(f"the rule {rule!r} does not say on which day: BYMONTHDAY or BYDAY")
    return parts
