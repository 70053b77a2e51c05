"""Due days that are chosen by taps: a day of some months, or a day of the week; and rules that are typed."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from domain.duties.duty_block import DutyTerms
from domain.duties.duty_seams import check_periods
from domain.time.cadences import Rule
from domain.time.periods import Period

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST_DAY = -1
_ALL_MONTHS = tuple(range(1, 13))
_NARROWER = (
    Period.YEAR,
    Period.HALF,
    Period.QUARTER,
    Period.MONTH,
    Period.HALF_MONTH,
    Period.WEEK,
    Period.DAY,
)
_OPENS_BY_THE_DAY = 30
"""How many days before a due day a report by the day is asked for, where nothing else was said."""


@dataclass(frozen=True, slots=True)
class TappedRule:
    """`day` of each of `months` (-1: the last); or with a `weekday` (0: Monday) that day of every week."""

    months: tuple[int, ...] = ()
    day: int = 0
    weekday: int | None = None

    @property
    def text(self) -> str:
        """The rule, as domain/time/cadences.py reads it."""
        if self.weekday is not None:
            return f"FREQ=WEEKLY;BYDAY={WEEKDAYS[self.weekday]}"
        if self.months == _ALL_MONTHS:
            return f"FREQ=MONTHLY;BYMONTHDAY={self.day}"
        months = ",".join(map(str, self.months))
        return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={self.day}"

    @property
    def period(self) -> Period:
        """What is reported about: one month each, unless the months are one in each quarter or half-year, or one."""
        if self.weekday is not None:
            return Period.WEEK
        for kind, length in ((Period.YEAR, 12), (Period.HALF, 6), (Period.QUARTER, 3)):
            if [(month - 1) // length for month in self.months] == list(range(12 // length)):
                return kind
        return Period.MONTH


def read_tapped(rule: str) -> TappedRule | None:
    """Return the rule as taps make it; None for one that is typed."""
    parts = dict(part.partition("=")[::2] for part in rule.upper().split(";"))
    keys = set(parts)
    if keys == {"FREQ", "BYDAY"} and parts["FREQ"] == "WEEKLY" and parts["BYDAY"] in WEEKDAYS:
        return TappedRule(weekday=WEEKDAYS.index(parts["BYDAY"]))
    if not {"FREQ", "BYMONTHDAY"} <= keys <= {"FREQ", "BYMONTHDAY", "BYMONTH"}:
        return None
    if "BYMONTH" not in parts and parts["FREQ"] != "MONTHLY":
        return None
    day = parts["BYMONTHDAY"]
    if "," in day or int(day) < LAST_DAY:
        return None
    months = parts["BYMONTH"].split(",") if "BYMONTH" in parts else _ALL_MONTHS
    return TappedRule(tuple(sorted({int(month) for month in months})), int(day))


def with_tapped(terms: DutyTerms, tapped: TappedRule) -> DutyTerms:
    """Return the terms with a rule of taps; a shorter period than before opens when it begins."""
    changed: dict[str, object] = {"rule": tapped.text, "period": tapped.period}
    if terms.period is not tapped.period:
        changed |= {"opens_days_before": _opens(terms, tapped.period), "period_offset": 0}
    return terms.model_copy(update=changed)


def with_once(terms: DutyTerms, day: date) -> DutyTerms:
    """Return the terms with one due day alone."""
    opens = terms.opens_days_before or _OPENS_BY_THE_DAY
    return terms.model_copy(
        update={
            "rule": f"RDATE={day:%Y%m%d}",
            "period": Period.DAY,
            "period_offset": 0,
            "opens_days_before": opens,
        }
    )


def with_typed(terms: DutyTerms, text: str) -> DutyTerms:
    """Return the terms with a rule that was typed, about the longest period in which it falls due once.

    What is reported about stays where it can. Raises ValueError for what is no rule.
    """
    lines = "\n".join(line.strip() for line in text.strip().splitlines() if line.strip())
    rule = Rule(lines)
    period = next(kind for kind in _kinds(terms.period) if _keeps(rule, kind))
    changed: dict[str, object] = {"rule": lines.upper(), "period": period}
    if period is not terms.period:
        changed |= {"opens_days_before": _opens(terms, period), "period_offset": 0}
    return terms.model_copy(update=changed)


def toggled(numbers: Collection[int], number: int) -> tuple[int, ...]:
    """Return the numbers with one more, or without it."""
    return tuple(sorted(set(numbers) ^ {number}))


def _kinds(first: Period) -> tuple[Period, ...]:
    return (first, *(kind for kind in _NARROWER if kind is not first))


def _keeps(rule: Rule, kind: Period) -> bool:
    try:
        check_periods(rule, kind)
    except ValueError as error:
        if "never" in str(error):
            raise
        return False
    return True


def _opens(terms: DutyTerms, period: Period) -> int | None:
    """Return how long before its due day a duty opens that is about another period now."""
    if period is Period.DAY:
        return terms.opens_days_before or _OPENS_BY_THE_DAY
    days = terms.opens_days_before
    return None if days is None or days >= period.days else days
