"""From when a change of a duty counts: at once, or from the first day by which no period is lost or doubled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from domain.duties.duties import Duty
from domain.duties.duty_block import DutyTerms
from domain.duties.set_duties import AskedPeriods, DutySetting, PeriodFault, at_once, find_fault, from_day
from domain.time.working_days import WorkingDays

_DAYS_TRIED, _MONTHS_TRIED = 8, 24


@dataclass(frozen=True, slots=True)
class DutyDay:
    """The day in Shanghai on which something is changed, and the working days as they are known then."""

    today: date
    working_days: WorkingDays


@dataclass(frozen=True, slots=True)
class WantedDuty:
    """What a duty is to be: `terms`, None: off. They count from `starts_on`; None: at once, or as soon as can be."""

    duty_id: str
    terms: DutyTerms | None
    starts_on: date | None = None


def settle(
    was: DutySetting | None, wanted: WantedDuty, terms: DutyTerms, asked: AskedPeriods, on: DutyDay
) -> DutySetting | PeriodFault:
    """Return how the duty is set then; what would happen to a period where it can't be from the day wished for."""

    def fault_of(setting: DutySetting) -> PeriodFault | None:
        return find_fault(running(was), setting.duty, asked, on.today, on.working_days)

    if wanted.starts_on is not None:
        wished = from_day(was, wanted.duty_id, terms, wanted.starts_on)
        return fault_of(wished) or wished
    first = at_once(was, wanted.duty_id, terms, on.today)
    fault = fault_of(first)
    if fault is None:
        return first
    later = (from_day(was, wanted.duty_id, terms, day) for day in days_tried(on.today))
    return next((setting for setting in later if fault_of(setting) is None), fault)


def can_be_again(is_now: DutySetting | None, before: DutySetting, asked: AskedPeriods, on: DutyDay) -> bool:
    """Tell whether a duty may be exactly as it was before a change.

    What was off for a while is asked for from today on; on the day itself nothing was missed.
    """
    if is_now is not None and is_now.off_since not in {None, on.today}:
        return False
    return find_fault(running(is_now), before.duty, asked, on.today, on.working_days) is None


def running(setting: DutySetting | None) -> Duty | None:
    """Return the duty of a setting that is on, None of one that asks for nothing."""
    return setting.duty if setting is not None and setting.is_on else None


def days_tried(today: date) -> Iterator[date]:
    """Yield the days from which a change may count, the soonest first: the next few, then firsts of months."""
    yield from (today + timedelta(days=ahead) for ahead in range(_DAYS_TRIED))
    months = [today.year * 12 + today.month + ahead for ahead in range(_MONTHS_TRIED)]
    yield from (date(month // 12, month % 12 + 1, 1) for month in months)
