"""The figures of a digest: who reported, lights, sums and their change, what was written (DOMAIN.md section 6)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.duties import Duty, period_due_before
from domain.grids import Grid, GridTree
from domain.lights import Light
from domain.periods import period_a_year_before
from domain.standing import Standing
from forms.fields import AddsUp, Field, FieldKind, Form
from forms.steps import items as group_items
from forms.sums import Total, add_up
from storage.duty_items import DutyItem
from storage.submissions import Submission
from storage.unit_of_work import UnitOfWork

BRANCH_LEVEL = 2
SMALLEST_GROUP = 5
"""A group of fewer grids is not broken down in what leaves level 1 (DOMAIN.md section 6)."""


@dataclass(frozen=True, slots=True)
class GridReport:
    """What one grid owed and filed."""

    grid: Grid
    branch: Grid
    standing: Standing
    light: Light | None
    submitted_at: datetime | None
    answers: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How a group of grids stands. `due` = `on_time` + `late` + `missing`; `missing` may still report."""

    name: str
    due: int
    on_time: int
    late: int
    missing: int
    lights: Mapping[Light, int]

    @property
    def reported(self) -> int:
        """How many have reported."""
        return self.on_time + self.late

    @property
    def worst(self) -> Light | None:
        """The worst light that was reported."""
        return next((light for light in reversed(Light) if self.lights[light]), None)


@dataclass(frozen=True, slots=True)
class Digest:
    """A duty's period of a unit, added up. `before` and `year_ago` are the totals of those periods, if any."""

    duty_id: str
    period_id: str
    form: Form
    unit: Grid
    due_on: date
    closes_on: date
    reports: Sequence[GridReport]
    totals: Mapping[str, Total]
    before: Mapping[str, Total] | None
    year_ago: Mapping[str, Total] | None

    @property
    def all(self) -> Counts:
        """The unit as a whole."""
        return count(self.unit.name, self.reports)

    def branches(self) -> list[Counts]:
        """Return the branches in the order of their codes."""
        groups: dict[str, list[GridReport]] = {}
        for report in self.reports:
            groups.setdefault(report.branch.code, []).append(report)
        return [count(group[0].branch.name, group) for _, group in sorted(groups.items())]

    def missing(self) -> list[GridReport]:
        """Return those that have not reported."""
        return [one for one in self.reports if one.submitted_at is None]

    def figures(self) -> list[Field]:
        """Return the fields that add up to one number."""
        return [f for f in self.form.fields if f.adds_up in (AddsUp.SUM, AddsUp.COUNT)]


def count(name: str, reports: Iterable[GridReport]) -> Counts:
    """Count a group of grids."""
    given = list(reports)
    standings = [one.standing for one in given]
    on_time, late = standings.count(Standing.ON_TIME), standings.count(Standing.LATE)
    lights = {light: sum(one.light is light for one in given) for light in Light}
    return Counts(name, len(given), on_time, late, len(given) - on_time - late, lights)


def protected(counts: Sequence[Counts], rest: str) -> list[Counts]:
    """Return the groups with those smaller than SMALLEST_GROUP put together under the name `rest`.

    Should the rest itself be that small, the smallest of the others joins it, so that no difference gives it away.
    """
    large = sorted((one for one in counts if one.due >= SMALLEST_GROUP), key=lambda one: one.due)
    small = [one for one in counts if one.due < SMALLEST_GROUP]
    while small and sum(one.due for one in small) < SMALLEST_GROUP and large:
        small.append(large.pop(0))
    shown = [one for one in counts if one in large]
    return [*shown, _together(rest, small)] if small else shown


def _together(name: str, some: Sequence[Counts]) -> Counts:
    return Counts(
        name,
        sum(one.due for one in some),
        sum(one.on_time for one in some),
        sum(one.late for one in some),
        sum(one.missing for one in some),
        {light: sum(one.lights[light] for one in some) for light in Light},
    )


def compile_digest(
    uow: UnitOfWork, duty: Duty, form: Form, period: tuple[str, str], now: datetime
) -> Digest | None:
    """Return the digest of `period` = (period id, code of the unit's first-level grid); None where nothing was due."""
    period_id, unit_code = period
    tree = uow.rosters.tree()
    codes = [grid.code for grid in tree.subtree(unit_code)]
    owed = uow.duty_items.of_period(duty.id, period_id, codes)
    if not owed:
        return None
    filed = uow.submissions.of_items(item.id for item in owed)
    reports = [_report(tree, form, item, filed.get(item.id), now) for item in owed]
    return Digest(
        duty_id=duty.id,
        period_id=period_id,
        form=form,
        unit=tree.get(unit_code),
        due_on=owed[0].due_on,
        closes_on=owed[0].closes_on,
        reports=reports,
        totals=add_up(form, (one.answers for one in filed.values())),
        before=_totals(uow, duty, form, period_due_before(duty, period_id), codes),
        year_ago=_totals(uow, duty, form, period_a_year_before(period_id), codes),
    )


def light_of(form: Form, answers: Mapping[str, Any] | None) -> Light | None:
    """Return the light that a report shows, None where there is no report or the form asks for none."""
    field = next((f for f in form.fields if f.adds_up is AddsUp.WORST_LIGHT), None)
    value = answers.get(field.key) if field and answers else None
    return Light(value) if value else None


def listed_items(digest: Digest) -> list[tuple[GridReport, Field, Mapping[str, Any]]]:
    """Return every item of the groups that are listed (苗头性问题), with its report and group."""
    groups = [f for f in digest.form.fields if f.kind is FieldKind.GROUP and f.adds_up is AddsUp.LIST]
    return [
        (report, group, item)
        for report in digest.reports
        for group in groups
        for item in group_items(group, report.answers or {})
    ]


def listed_texts(digest: Digest) -> list[tuple[GridReport, str]]:
    """Return every text that is listed (意见建议), with its report."""
    fields = [f for f in digest.form.fields if f.kind is not FieldKind.GROUP and f.adds_up is AddsUp.LIST]
    return [
        (report, str(report.answers[field.key]))
        for report in digest.reports
        if report.answers
        for field in fields
        if report.answers.get(field.key)
    ]


def _report(
    tree: GridTree, form: Form, item: DutyItem, filed: Submission | None, now: datetime
) -> GridReport:
    answers = filed.answers if filed else None
    branch = tree.ancestor_at(item.grid_code, BRANCH_LEVEL) or tree.get(item.grid_code)
    return GridReport(
        grid=tree.get(item.grid_code),
        branch=branch,
        standing=item.standing(now),
        light=light_of(form, answers),
        submitted_at=item.submitted_at,
        answers=answers,
    )


def _totals(
    uow: UnitOfWork, duty: Duty, form: Form, period_id: str, codes: Sequence[str]
) -> dict[str, Total] | None:
    owed = uow.duty_items.of_period(duty.id, period_id, codes)
    if not owed:
        return None
    filed = uow.submissions.of_items(item.id for item in owed)
    return add_up(form, (one.answers for one in filed.values()))
