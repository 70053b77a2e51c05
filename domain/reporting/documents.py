"""Documents of the office: which there are, and what each is about (docs/domain.md section 6)."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.time.periods import Period, period_moved, period_of, period_parts, period_span

EARLIEST, LATEST = "1900-01", "2199-12"
"""Between these a span lies: beyond them days can't be counted on."""
_NAMES = {Period.HALF: ("", "上半年", "下半年"), Period.YEAR: ("", "度")}
MONTHS_A_YEAR = 12
_MONTH_TYPED = r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*月?"
_MONTHS_TYPED = re.compile(rf"{_MONTH_TYPED}\s*(?:[-–—~,至到]|to)?\s*{_MONTH_TYPED}")


class DocumentKind(StrEnum):
    """What a document is; the comment is its `subject`."""

    SUPERVISOR = "supervisor"  # a half-year or year: 2026-H1
    COMMITTEE = "committee"  # a half-year or year
    PAPER = "paper"  # a paper form of a duty's period: campaign_progress:2026-10
    GRID = "grid"  # a grid's file over months: 30101:2026-01:2026-12
    REGISTER = "register"  # a paper of a register, of a day where there is one of several: risk-selfchecks:2026-06-20
    LEDGER = "ledger"  # 问题线索台账 (annex 3) of a receiving body: office
    PERSON = "person"  # an official's, by staff number: 0012:2026-01:2026-12


@dataclass(frozen=True, slots=True)
class Span:
    """Whole months, from `first` to `last` (ids of months), both included. Raises ValueError where they are turned."""

    first: str
    last: str

    def __post_init__(self) -> None:
        """Refuse what is no span of months."""
        if any(period_parts(period).kind is not Period.MONTH for period in (self.first, self.last)):
            raise ValueError("a span is of months")
        if self.first > self.last:
            raise ValueError("a span ends before it begins")
        if self.first < EARLIEST or self.last > LATEST:
            raise ValueError("a span of no time that anybody reports on")

    @property
    def days(self) -> tuple[date, date]:
        """Its first and its last day."""
        return period_span(self.first)[0], period_span(self.last)[1]


def read_span(text: str) -> Span | None:
    """Return the months that `text` names, from and to: 2026-01 2026-06, 2026年1月至2026年6月; None for anything else.

    Raises ValueError where they are no span.
    """
    found = _MONTHS_TYPED.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    first, last = ((int(found[n]), int(found[n + 1])) for n in (1, 3))
    return Span("{:04}-{:02}".format(*first), "{:04}-{:02}".format(*last))


def spans_offered(today: date) -> list[Span]:
    """Return the spans offered for a file (廉情档案): this year, the last twelve months, last year."""
    this_month = period_of(today, Period.MONTH)
    this, last = today.year, today.year - 1
    back = period_moved(this_month, 1 - MONTHS_A_YEAR)
    offered = [
        Span(f"{this:04}-01", this_month),
        Span(back, this_month),
        Span(f"{last:04}-01", f"{last:04}-12"),
    ]
    return list(dict.fromkeys(offered))


def reported_periods(today: date) -> list[str]:
    """Return the half-years and years that a report may be about, the latest first: two years back, if begun."""
    half = period_of(today, Period.HALF)
    found = []
    for back in range(4):
        period = period_moved(half, -back)
        if period.endswith("H2") or back == 0:
            found.append(period[:4])
        found.append(period)
    return list(dict.fromkeys(found))


def is_reported(period_id: str, today: date) -> bool:
    """Tell whether `period_id` is one of `reported_periods`."""
    return period_id in reported_periods(today)


def long_period_name(period_id: str) -> str:
    """Return a half-year's or a year's name as documents write it: 2026年上半年, 2026年度. Raises ValueError."""
    parts = period_parts(period_id)
    if parts.kind not in _NAMES:
        raise ValueError(f"no half-year and no year: {period_id!r}")
    return f"{parts.year}年{_NAMES[parts.kind][parts.number]}"


def periods_within(kind: Period, first: date, last: date) -> list[str]:
    """Return the ids of the periods of `kind` whose first day lies from `first` to `last`, oldest first."""
    found = []
    period = period_of(first, kind)
    if period_span(period)[0] < first:
        period = period_moved(period, 1)
    while period_span(period)[0] <= last:
        found.append(period)
        period = period_moved(period, 1)
    return found
