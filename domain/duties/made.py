"""Duties that were made at run time: what becomes of what is asked for when one is changed in mid-period.

A period that was asked for is asked for once, whatever its due day becomes. So a change moves what is there instead of
asking anew: a duty that falls due once is one thing, whichever day it is put on; of others a period is the same period.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from domain.duties.duties import Duty, Occurrence
from domain.errors import RefusalError
from domain.time.periods import period_moved, period_span
from domain.time.working_days import WorkingDays

MARK = "made-"
"""What the ids of these duties begin with; no id in config.toml has a hyphen, so that none is like one of them."""


def made_id(number: int) -> str:
    """Return the id of the duty that was made as `number`."""
    return f"{MARK}{number}"


@dataclass(frozen=True, slots=True)
class PeriodMove:
    """What was asked for `period_id` is asked for as `to`: under that period, on its days."""

    period_id: str
    to: Occurrence


def falls_due_once(duty: Duty) -> bool:
    """Tell whether it names one day for ever."""
    return only_day(duty) is not None


def check_change(old: Duty, new: Duty, today: date) -> None:
    """Raise RefusalError for a change by which something would be asked twice, or never.

    duties-made-other-period where a duty that comes again would come by other periods, or one that comes once again and
    again; duties-made-past where one that falls due once would do so on a day that is past.
    """
    once, day = falls_due_once(old), only_day(new)
    if once != (day is not None) or (not once and old.period is not new.period):
        raise RefusalError("duties-made-other-period")
    if day is not None and day < today:
        raise RefusalError("duties-made-past")


def moves_of(
    new: Duty, period_ids: Iterable[str], working_days: WorkingDays, today: date
) -> Iterator[PeriodMove]:
    """Yield how the periods that were asked for move when their duty becomes `new`, today.

    One that `new` does not name, or names for a day that is past, stays as it was asked for: nothing that anybody was
    told of disappears.
    """
    day = only_day(new)
    for period_id in period_ids:
        if day is not None:
            yield PeriodMove(period_id, new.due_in(day.year, working_days)[0])
            continue
        begins, ends = period_span(period_moved(period_id, -new.period_offset))
        for year in range(begins.year, ends.year + 1):
            named = [
                to
                for to in new.due_in(year, working_days)
                if to.period_id == period_id and to.due_on >= today
            ]
            yield from (PeriodMove(period_id, to) for to in named)


def only_day(duty: Duty) -> date | None:
    """Return the only day that the duty's rule names; None where it names several."""
    first, *others = duty.cadence.lines
    return (
        first.starts_on
        if not others and "RDATE" in first.parts and first.starts_on == first.ends_on
        else None
    )
