"""Duties: form × who × cadence × due rule × nudges, as data; and when they fall due (DOMAIN.md section 2)."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.cadences import due_days
from domain.grids import Grid, GridKind
from domain.people import Role
from domain.periods import Period, period_moved, period_of, period_span
from domain.working_days import Shift, WorkingDays

_A_COMMON_YEAR, _A_LEAP_YEAR = 2027, 2028


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One row of configuration: what is owed, by whom, and when.

    `rule` is a recurrence rule as domain/cadences.py reads it; each day it names is a due day, at most one
    in a period. A due day that is no working day moves by `shift`. The period reported about is that of the
    unmoved day, moved by `period_offset` (-1: a report due in January about the year before).
    `opens_days_before` counts from the due day; None opens it on the first day of its period. It is
    accepted until `late_days` after the due day. `nudge_before` and `nudge_after` count days from the due
    day; steps after closing are never taken.

    Raises ValueError where these contradict each other.
    """

    id: str
    form_id: str
    rule: str
    period: Period
    roles: frozenset[Role] = frozenset({Role.INSPECTOR})
    min_level: int = 1
    max_level: int | None = None
    grid_kinds: frozenset[GridKind] | None = None
    period_offset: int = 0
    shift: Shift = Shift.NONE
    opens_days_before: int | None = None
    late_days: int = 5
    nudge_before: tuple[int, ...] = (7, 3, 1)
    nudge_on_day: bool = True
    nudge_after: tuple[int, ...] = (1, 3)

    def __post_init__(self) -> None:
        """Refuse what could not be kept."""
        if self.late_days < 0 or (self.opens_days_before or 0) < 0:
            raise ValueError(f"duty {self.id}: days before and after the due day are not negative")
        if any(days < 1 for days in (*self.nudge_before, *self.nudge_after)):
            raise ValueError(f"duty {self.id}: nudges before and after count at least one day")
        if self.max_level is not None and self.max_level < self.min_level:
            raise ValueError(f"duty {self.id}: no level from {self.min_level} to {self.max_level}")
        for year in (_A_COMMON_YEAR, _A_LEAP_YEAR):
            days = due_days(self.rule, year)
            if len({period_of(day, self.period) for day in days}) < len(days):
                raise ValueError(f"duty {self.id}: falls due twice in one {self.period}")

    def concerns(self, grid: Grid) -> bool:
        """Tell whether `grid` owes this duty."""
        if grid.level < self.min_level or (self.max_level is not None and grid.level > self.max_level):
            return False
        return self.grid_kinds is None or grid.kind in self.grid_kinds

    def steps(self) -> tuple[int, ...]:
        """Return the nudge steps as days from the due day, in order: by default -7, -3, -1, 0, 1, 3."""
        on_day = (0,) if self.nudge_on_day else ()
        return tuple(sorted({-days for days in self.nudge_before} | {*on_day, *self.nudge_after}))


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A duty falling due once. The three days are included; `opens_on` <= `due_on` <= `closes_on`."""

    duty_id: str
    period_id: str
    opens_on: date
    due_on: date
    closes_on: date


def occurrences(duty: Duty, first: date, last: date, working_days: WorkingDays) -> list[Occurrence]:
    """Return the occurrences that are open on some day from `first` to `last`, in order of their due days."""
    # A year more on either side than the duty itself reaches: a shift moves a day by days, not by years.
    ahead = max(duty.opens_days_before or 0, (1 + abs(duty.period_offset)) * 31 * duty.period.months)
    begins = first - timedelta(days=duty.late_days)
    ends = last + timedelta(days=ahead)
    found = (
        _occurrence(duty, day, working_days)
        for year in range(begins.year - 1, ends.year + 2)
        for day in due_days(duty.rule, year)
    )
    return [one for one in found if one.opens_on <= last and one.closes_on >= first]


def _occurrence(duty: Duty, day: date, working_days: WorkingDays) -> Occurrence:
    """Work out the occurrence of which the rule names `day`."""
    period_id = period_moved(period_of(day, duty.period), duty.period_offset)
    due_on = working_days.shift(day, duty.shift)
    if duty.opens_days_before is None:
        opens_on = min(period_span(period_id)[0], due_on)  # the shift may go back past the first day
    else:
        opens_on = due_on - timedelta(days=duty.opens_days_before)
    return Occurrence(duty.id, period_id, opens_on, due_on, due_on + timedelta(days=duty.late_days))
