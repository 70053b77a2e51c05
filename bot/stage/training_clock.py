"""Where a training's clock can be moved to; it gets there hour by hour, so that nothing in between is missed."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from domain.duties.duties import Duty, occurrences
from domain.time.clock import SHANGHAI, day_in_shanghai
from domain.time.nudge_hours import NudgeHours
from domain.time.working_days import WorkingDays

_AHEAD = timedelta(days=400)
"""Within so long every duty falls due at least once."""
MONTH_END_HOUR = time(18)
"""At the month's end the day's reminders have gone out and people may still be asked to report."""
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Moves:
    """The moments, aware, that the buttons of the clock bar lead to."""

    hour: datetime
    day: datetime
    due: datetime | None
    """The next due day, when that morning's reminders go out; None without a duty."""
    month: datetime


def next_moves(now: datetime, duties: Iterable[Duty], working_days: WorkingDays, hours: NudgeHours) -> Moves:
    """Return where the clock can be moved from `now` (aware)."""
    today = day_in_shanghai(now)
    due_at = sorted(
        hours.begin_on(occurrence.due_on)
        for duty in duties
        for occurrence in occurrences(duty, today, today + _AHEAD, working_days)
    )
    return Moves(
        hour=now + HOUR,
        day=now + timedelta(days=1),
        due=next((moment for moment in due_at if moment > now), None),
        month=_month_end(now, today),
    )


def _month_end(now: datetime, today: date) -> datetime:
    last = today.replace(day=calendar.monthrange(today.year, today.month)[1])
    end = datetime.combine(last, MONTH_END_HOUR, SHANGHAI)
    if end > now:
        return end
    following = last + timedelta(days=1)
    return _month_end(datetime.combine(following, time.min, SHANGHAI), following)
