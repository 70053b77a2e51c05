"""The figures of a digest: who reported, lights, sums and their change, what was written (docs/domain.md section 6).

The database adds up (storage/reporting/figures.py): by branch for every period shown, in one statement. Of grids and
of what was written only the first few are read, as many as a window shows; the rest is in reports/digests/lists.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from domain.duties.duties import Duty, period_due_before
from domain.people.grids import Grid
from domain.reporting.lights import Light
from domain.small_groups import shown_groups
from domain.time.periods import period_a_year_before
from forms.fields import AddsUp, Field, Form
from forms.sums import Total
from reports.digests.lists import DigestSubject, ListedAnswer, list_items, list_texts
from reports.totals import figure_specs, light_field, totals_of
from storage.reporting.figure_values import BranchFigures, GridFigures, PageRange
from storage.unit_of_work import UnitOfWork

PERIODS_BACK = 12
"""How many periods are added up, the one asked for included."""

FIRST_FEW = 15
"""How many grids, and reports with something written, a digest names."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How a group of grids stands. `due` = `on_time` + `late` + `missing`; `missing` may still report.

    `exempt` are not among the `due`; `uncorrected` (退回未改) are among the `missing`. `totals` are by the keys of
    the form's fields that add up; those in groups
    ("group.key") only in the period that a digest is of.
    """

    name: str
    due: int
    on_time: int
    late: int
    missing: int
    lights: Mapping[Light, int]
    code: str = ""
    exempt: int = 0
    uncorrected: int = 0
    zero: int = 0
    totals: Mapping[str, Total] = field(default_factory=dict)

    @property
    def reported(self) -> int:
        """How many have reported."""
        return self.on_time + self.late

    @property
    def worst(self) -> Light | None:
        """The worst light that was reported."""
        return next((light for light in reversed(Light) if self.lights.get(light)), None)


@dataclass(frozen=True, slots=True)
class PeriodCounts:
    """A period of the unit: all of it, and its branches in the order of their codes, as they hung then."""

    period_id: str
    due_on: date
    closes_on: date
    all: Counts
    branches: Sequence[Counts]


@dataclass(frozen=True, slots=True)
class Digest:
    """A duty's period of a unit, added up, with the periods before it.

    `periods` holds those in which something was due, by id; `periods_back` the ids of the last PERIODS_BACK, the
    oldest first. `missing`, `lit` and the two lists are the first FIRST_FEW grids or reports; how many there are in
    all stands in the counts.
    """

    subject: DigestSubject
    unit: Grid
    periods: Mapping[str, PeriodCounts]
    periods_back: Sequence[str]
    missing: Sequence[GridFigures]
    lit: Mapping[Light, Sequence[str]]
    items: Sequence[ListedAnswer]
    texts: Sequence[ListedAnswer]

    @property
    def duty_id(self) -> str:
        """The duty."""
        return self.subject.duty_id

    @property
    def period_id(self) -> str:
        """The period."""
        return self.subject.period_id

    @property
    def form(self) -> Form:
        """The form of the reports."""
        return self.subject.form

    @property
    def due_on(self) -> date:
        """The last day on which a report is on time."""
        return self.periods[self.period_id].due_on

    @property
    def closes_on(self) -> date:
        """The last day on which a report is accepted."""
        return self.periods[self.period_id].closes_on

    @property
    def all(self) -> Counts:
        """The unit as a whole."""
        return self.periods[self.period_id].all

    @property
    def branches(self) -> Sequence[Counts]:
        """The branches in the order of their codes."""
        return self.periods[self.period_id].branches

    @property
    def totals(self) -> Mapping[str, Total]:
        """What the unit's fields add up to."""
        return self.all.totals

    @property
    def before(self) -> Mapping[str, Total] | None:
        """The totals of the period that was due before; None where nothing was."""
        return self._totals(self.periods_back[-2])

    @property
    def year_ago(self) -> Mapping[str, Total] | None:
        """The totals of the same period of the year before; None where nothing was due."""
        return self._totals(period_a_year_before(self.period_id))

    def trend(self, period_ids: Sequence[str] = ()) -> list[PeriodCounts | None]:
        """Return the figures of these periods, or of `periods_back`; None for one in which nothing was due."""
        return [self.periods.get(period) for period in period_ids or self.periods_back]

    def figures(self) -> list[Field]:
        """Return the fields that add up to one number."""
        return [figure for figure in self.form.fields if figure.adds_up in (AddsUp.SUM, AddsUp.COUNT)]

    def listed_count(self, listed: Field) -> int:
        """Return how much of a listed field was written: items of a group, texts; those not read included."""
        return int(self.totals[listed.key].figure)

    def _totals(self, period_id: str) -> Mapping[str, Total] | None:
        found = self.periods.get(period_id)
        return None if found is None else found.all.totals


class DutyForm(NamedTuple):
    """A duty and the form that it asks for."""

    duty: Duty
    form: Form


class UnitPeriod(NamedTuple):
    """A period in a unit, which is its first-level grid."""

    period_id: str
    unit_code: str


def compile_digest(uow: UnitOfWork, owed: DutyForm, period: UnitPeriod, today: date) -> Digest | None:
    """Return the digest of a period as it stands on `today`; None where nothing was due."""
    duty, form = owed
    subject = DigestSubject(duty.id, form, period.period_id, period.unit_code, today)
    back = periods_back(duty, subject.period_id)
    periods = _count_periods(uow, subject, back)
    if subject.period_id not in periods:
        return None
    first = PageRange(FIRST_FEW)
    return Digest(
        subject=subject,
        unit=uow.rosters.known([subject.unit_code])[subject.unit_code],
        periods=periods,
        periods_back=back,
        missing=uow.figures.missing(subject.owed(), first),
        lit=_lit(uow, subject),
        items=list_items(uow, subject, first),
        texts=list_texts(uow, subject, first),
    )


def periods_back(duty: Duty, period_id: str) -> list[str]:
    """Return the ids of the last PERIODS_BACK periods in which `duty` fell due, the oldest first, `period_id` last."""
    found = [period_id]
    while len(found) < PERIODS_BACK:
        found.append(period_due_before(duty, found[-1]))
    return found[::-1]


def protected(counts: Sequence[Counts], rest: str) -> list[Counts]:
    """Return the groups as they may leave level 1 (domain/small_groups.py), those too small together as `rest`."""
    alone, small = shown_groups({place: group.due for place, group in enumerate(counts)})
    shown = [counts[place] for place in alone]
    return [*shown, together(rest, [counts[place] for place in small])] if small else shown


def together(name: str, some: Sequence[Counts]) -> Counts:
    """Return what groups come to together."""
    totals: dict[str, Total] = {}
    for group in some:
        for key, total in group.totals.items():
            totals[key] = totals[key] + total if key in totals else total
    return Counts(
        name=name,
        due=sum(group.due for group in some),
        on_time=sum(group.on_time for group in some),
        late=sum(group.late for group in some),
        missing=sum(group.missing for group in some),
        lights={light: sum(group.lights[light] for group in some) for light in Light},
        exempt=sum(group.exempt for group in some),
        uncorrected=sum(group.uncorrected for group in some),
        zero=sum(group.zero for group in some),
        totals=totals,
    )


def _count_periods(uow: UnitOfWork, of: DigestSubject, back: Sequence[str]) -> dict[str, PeriodCounts]:
    """Return what each of the periods, and the one a year before, came to; those in which nothing was due are not."""
    wanted = list(dict.fromkeys([*back, period_a_year_before(of.period_id)]))
    outside = figure_specs(of.form, inside_groups=False)
    rows = uow.figures.by_branch(of.owed(wanted), outside)
    names = uow.rosters.known({row.branch_code for row in rows} | {of.unit_code})
    of_items = _item_totals(uow, of)
    by_period: dict[str, list[BranchFigures]] = {}
    for row in rows:
        by_period.setdefault(row.period_id, []).append(row)
    found = {}
    for period_id, some in by_period.items():
        if not any(row.due for row in some):
            continue
        inside = of_items if period_id == of.period_id else {}
        totals = [{**totals_of(outside, row), **inside.get(row.branch_code, {})} for row in some]
        branches = [
            _counts(row, names[row.branch_code].name, of.form, total)
            for row, total in zip(some, totals, strict=True)
        ]
        found[period_id] = PeriodCounts(
            period_id,
            max(row.due_on for row in some),
            max(row.closes_on for row in some),
            together(names[of.unit_code].name, branches),
            branches,
        )
    return found


def _item_totals(uow: UnitOfWork, of: DigestSubject) -> dict[str, dict[str, Total]]:
    """Return what the fields in groups add up to in the period asked for, by branch."""
    specs = figure_specs(of.form, inside_groups=True)
    if not specs:
        return {}
    rows = uow.figures.by_branch(of.owed(), specs)
    return {row.branch_code: totals_of(specs, row) for row in rows}


def _counts(row: BranchFigures, name: str, form: Form, totals: Mapping[str, Total]) -> Counts:
    light = light_field(form)
    lights = totals[light.key].counts if light else {}
    return Counts(
        name=name,
        due=row.due,
        on_time=row.on_time,
        late=row.late,
        missing=row.missing,
        lights={colour: lights.get(colour.value, 0) for colour in Light},
        code=row.branch_code,
        exempt=row.exempt,
        uncorrected=row.uncorrected,
        zero=row.zero,
        totals=totals,
    )


def _lit(uow: UnitOfWork, of: DigestSubject) -> dict[Light, list[str]]:
    light = light_field(of.form)
    if light is None:
        return {}
    return {
        colour: _names(uow.figures.with_answer(of.owed(), light.key, colour.value, PageRange(FIRST_FEW)))
        for colour in (Light.RED, Light.YELLOW)
    }


def _names(some: Sequence[GridFigures]) -> list[str]:
    return [grid.grid_name for grid in some]
