"""Duties: form × who × cadence × due rule × nudges, as data; and when they fall due (docs/domain.md section 2)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from domain.duties.duty_seams import check_periods
from domain.people.grids import Grid, GridKind
from domain.people.people import DIGEST_ROLES, LEVEL_ONE_ROLES, Role
from domain.time.cadences import Rule
from domain.time.periods import Period, period_before, period_moved, period_of, period_span
from domain.time.working_days import Shift, WorkingDays


class PeriodOf(NamedTuple):
    """A period of a duty, by the ids of both."""

    duty_id: str
    period_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One row of configuration: what is owed, by whom, and when.

    It is owed by the grids from `min_level` to `max_level`, of `grid_kinds`, that are among `grids` or hang
    below one (None: all), without `except_grids` and what hangs below those; whoever holds one of `roles` at
    such a grid is responsible there. Grids are named by their codes or their tags.
    `rule` is a recurrence rule as domain/time/cadences.py reads it; each day it names is a due day, at most one
    in a period (domain/duties/duty_seams.py). A due day that is no working day moves by `shift`. The period reported
    about is that of the unmoved day, moved by `period_offset` (-1: a report due in January about the year before).
    `opens_days_before` counts from the due day; None opens it on the first day of its period, which a duty by
    the day cannot wish for. It is accepted until `late_days` after the due day. `nudge_before` and
    `nudge_after` count days from the due day; steps after closing are never taken. `digest` tells whether its
    digest is sent once a period has closed; it can be read on demand all the same.
    A `hearing` is held face to face: whoever holds one of `roles` chooses one of the slots that those in
    `offered_by`, at the first-level grid, offer; these file what was said (domain/duties/hearings.py).
    `received_by` names roles and grids: who receives what is filed (domain/reporting/received.py).
    `title` names it by language where the form's own title would not do: several duties may ask for one form. One
    that `is_ended` asks for nothing new; what it asked for is still shown under its name.
    Of the days that its rule names those from `starts_on` on are due days, where it is given; before that the duty fell
    due as `earlier` says, if it did: so a change may begin on a day (domain/duties/set_duties.py).

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
    grids: frozenset[str] | None = None
    except_grids: frozenset[str] = frozenset()
    period_offset: int = 0
    shift: Shift = Shift.NONE
    opens_days_before: int | None = None
    late_days: int = 5
    nudge_before: tuple[int, ...] = (7, 3, 1)
    nudge_on_day: bool = True
    nudge_after: tuple[int, ...] = (1, 3)
    digest: bool = True
    hearing: bool = False
    offered_by: frozenset[Role] = LEVEL_ONE_ROLES
    received_by: frozenset[str] = frozenset()
    title: Mapping[str, str] | None = field(default=None, hash=False)
    is_ended: bool = False
    starts_on: date | None = None
    earlier: "Duty | None" = None
    cadence: Rule = field(init=False, repr=False, compare=False)
    """`rule`, read."""
    _due: dict[int, "_Due"] = field(init=False, repr=False, compare=False, default_factory=dict)
    """By the year, what falls due by the calendar that was last asked for: kept, since every tick asks."""

    def __post_init__(self) -> None:
        """Refuse what could not be kept."""
        if self.late_days < 0 or (self.opens_days_before or 0) < 0:
            raise ValueError(f"duty {self.id}: days before and after the due day are not negative")
        if any(days < 1 for days in (*self.nudge_before, *self.nudge_after)):
            raise ValueError(f"duty {self.id}: nudges before and after count at least one day")
        if self.max_level is not None and self.max_level < self.min_level:
            raise ValueError(f"duty {self.id}: no level from {self.min_level} to {self.max_level}")
        if self.hearing and not self.offered_by:
            raise ValueError(f"duty {self.id}: offered_by names nobody")
        if not self.roles:
            raise ValueError(f"duty {self.id}: roles names nobody")
        if self.period is Period.DAY and not self.opens_days_before:
            raise ValueError(f"duty {self.id}: reports by the day need opens_days_before")
        try:
            object.__setattr__(self, "cadence", Rule(self.rule))
            check_periods(self.cadence, self.period)
        except ValueError as error:
            raise ValueError(f"duty {self.id}: {error}") from error

    @property
    def told_outside(self) -> bool:
        """Whether its digest concerns others than level 1: not where it alone owes it (docs/domain.md section 6)."""
        return self.max_level != 1 and not self.roles <= LEVEL_ONE_ROLES

    @property
    def is_heard_by_roles(self) -> bool:
        """Whether whoever chooses the slot of a hearing listens and level 1 reports, and not the other way round."""
        return self.hearing and self.roles <= DIGEST_ROLES

    @property
    def period_kinds(self) -> frozenset[Period]:
        """By which periods it asks, and asked before it was changed."""
        before = frozenset[Period]() if self.earlier is None else self.earlier.period_kinds
        return before | {self.period}

    def concerns(self, grid: Grid, above: Collection[Grid] = ()) -> bool:
        """Tell whether `grid`, with the grids `above` it, owes this duty."""
        if grid.level < self.min_level or (self.max_level is not None and grid.level > self.max_level):
            return False
        if self.grid_kinds is not None and grid.kind not in self.grid_kinds:
            return False
        if self.grids is None and not self.except_grids:
            return True
        line = {name for each in (grid, *above) for name in each.names}
        return (self.grids is None or not line.isdisjoint(self.grids)) and line.isdisjoint(self.except_grids)

    def due_in(self, year: int, working_days: WorkingDays) -> Sequence["Occurrence"]:
        """Return the occurrences of which the rule names a day in `year`."""
        if self.is_ended:
            return ()
        known = self._due.get(year)
        if known is None or known.by is not working_days:
            found = list(self._named_in(year, working_days))
            known = self._due[year] = _Due(working_days, found)
        return known.occurrences

    def _named_in(self, year: int, working_days: WorkingDays) -> Iterator["Occurrence"]:
        starts_on = self.starts_on or date.min
        if self.earlier is not None:
            before = self.earlier.due_in(year, working_days)
            yield from (occurrence for occurrence in before if occurrence.named_on < starts_on)
        yield from (
            _occurrence(self, day, working_days) for day in self.cadence.days(year) if day >= starts_on
        )

    def steps(self) -> tuple[int, ...]:
        """Return the nudge steps as days from the due day, in order: by default -7, -3, -1, 0, 1, 3."""
        on_day = (0,) if self.nudge_on_day else ()
        return tuple(sorted({-days for days in self.nudge_before} | {*on_day, *self.nudge_after}))


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A duty falling due once. The three days are included; `opens_on` <= `due_on` <= `closes_on`.

    `named_on` is the day that the rule names: another than `due_on` where that is no working day.
    """

    duty_id: str
    period_id: str
    opens_on: date
    due_on: date
    closes_on: date
    named_on: date


class _Due(NamedTuple):
    """The occurrences of a year by a calendar."""

    by: WorkingDays
    occurrences: Sequence[Occurrence]


def occurrences(duty: Duty, first: date, last: date, working_days: WorkingDays) -> list[Occurrence]:
    """Return the occurrences that are open on some day from `first` to `last`, in order of their due days."""
    # A year more on either side than the duty itself reaches: a shift moves a day by days, not by years.
    ahead = max(duty.opens_days_before or 0, (1 + abs(duty.period_offset)) * duty.period.days)
    begins = first - timedelta(days=duty.late_days)
    ends = last + timedelta(days=ahead)
    years = range(begins.year - 1, ends.year + 2)
    found = (occurrence for year in years for occurrence in duty.due_in(year, working_days))
    return [
        occurrence for occurrence in found if occurrence.opens_on <= last and occurrence.closes_on >= first
    ]


def period_due_before(duty: Duty, period_id: str) -> str:
    """Return the period that `duty` had fall due before `period_id`: not the day before, but the last due day.

    Where its rule names none in the two years before, it is the period just before.
    """
    begins = period_span(period_moved(period_id, -duty.period_offset))[0]
    years = range(begins.year - 2, begins.year + 1)
    earlier = [day for year in years for day in duty.cadence.days(year) if day < begins]
    if not earlier:
        return period_before(period_id)
    return _period_owed(duty, earlier[-1])


def _period_owed(duty: Duty, day: date) -> str:
    """Return the id of the period for which a duty falls due on `day`, a day that its rule names.

    Half a month is called by the month where the rule asks once in it (annex 5, docs/domain.md section 3: 9月, then
    11月上半月 and 11月下半月).
    """
    if duty.period is Period.HALF_MONTH and not duty.period_offset and duty.cadence.once_in_its_month(day):
        return period_of(day, Period.MONTH)
    return period_moved(period_of(day, duty.period), duty.period_offset)


def _occurrence(duty: Duty, day: date, working_days: WorkingDays) -> Occurrence:
    """Work out the occurrence of which the rule names `day`."""
    period_id = _period_owed(duty, day)
    due_on = working_days.shift(day, duty.shift)
    if duty.opens_days_before is None:
        opens_on = min(period_span(period_id)[0], due_on)  # the shift may go back past the first day
    else:
        opens_on = due_on - timedelta(days=duty.opens_days_before)
    return Occurrence(duty.id, period_id, opens_on, due_on, due_on + timedelta(days=duty.late_days), day)
