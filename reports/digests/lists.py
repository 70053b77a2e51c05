"""What stands behind a digest's figures, grid by grid and word by word; read when a window shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.duties.standing import Standing, standing
from domain.people.grids import Grid
from domain.reporting.lights import Light
from forms.fields import AddsUp, Field, FieldKind, Form
from forms.steps import items as group_items
from reports.known_figures import count_known, known_answers
from reports.totals import light_field
from storage.owed import Owed
from storage.reporting.figure_values import FiledAnswers, GridFigures, PageRange
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class DigestSubject:
    """What a digest is of: a duty, its form, a period, and a unit by the code of its first-level grid.

    All of it as it stands on `today`: what was returned counts until the period closes.
    """

    duty_id: str
    form: Form
    period_id: str
    unit_code: str
    today: date

    def owed(self, period_ids: Sequence[str] | None = None, branch_code: str | None = None) -> Owed:
        """Return what was owed in the period, or in `period_ids`, by the unit or by one of its branches."""
        wanted = [self.period_id] if period_ids is None else period_ids
        return Owed(self.duty_id, wanted, self.unit_code, self.today, branch_code)


@dataclass(frozen=True, slots=True)
class GridReport:
    """What one grid owed, and filed if it did. `branch` is the one it hung in then; grids may be gone by now.

    `answers` are there only where they were asked for.
    """

    grid: Grid
    branch: Grid
    standing: Standing
    light: Light | None
    submitted_at: datetime | None
    item_id: int
    review_state: str | None
    answers: Mapping[str, Any] | None = None
    exempt_reason: str | None = None
    """Why nobody asks for it, where nobody does."""

    @property
    def grid_name(self) -> str:
        """The grid's name."""
        return self.grid.name

    @property
    def returned(self) -> bool:
        """Whether what was filed counts no more, since it came back and was not corrected."""
        return self.standing is Standing.UNCORRECTED


@dataclass(frozen=True, slots=True)
class ListedAnswer:
    """Something written in a report that is listed: a text, or an item of a group; `field` says what it is."""

    grid_code: str
    grid_name: str
    branch_code: str
    field: Field
    said: Any


def listed_fields(form: Form) -> list[Field]:
    """Return the groups and the texts that are listed, the groups first."""
    return [*listed_groups(form), *listed_texts(form)]


def listed_groups(form: Form) -> list[Field]:
    """Return the groups whose items are listed."""
    return [field for field in form.fields if field.kind is FieldKind.GROUP and field.adds_up is AddsUp.LIST]


def listed_texts(form: Form) -> list[Field]:
    """Return the texts outside groups that are listed."""
    return [
        field for field in form.fields if field.kind is not FieldKind.GROUP and field.adds_up is AddsUp.LIST
    ]


def list_items(uow: UnitOfWork, of: DigestSubject, page: PageRange) -> list[ListedAnswer]:
    """Return the items of the groups that are listed, by branch and grid; `page` counts the reports that have some."""
    groups = listed_groups(of.form)
    if not groups:
        return []
    keys = [group.key for group in groups]
    found = uow.figures.with_items(of.owed(), keys, page)
    return [
        _listed(filed, group, item)
        for filed in found
        for group in groups
        for item in group_items(group, filed.answers)
    ]


def list_texts(uow: UnitOfWork, of: DigestSubject, page: PageRange) -> list[ListedAnswer]:
    """Return the texts that are listed, by branch and grid; `page` counts the reports that have some."""
    fields = listed_texts(of.form)
    if not fields:
        return []
    keys = [field.key for field in fields]
    found = uow.figures.texts(of.owed(), keys, page)
    return [
        _listed(filed, field, filed.answers[field.key])
        for filed in found
        for field in fields
        if filed.answers.get(field.key) is not None
    ]


def grid_reports(
    uow: UnitOfWork,
    of: DigestSubject,
    now: datetime,
    branch_code: str | None = None,
    *,
    answers: bool = False,
) -> list[GridReport]:
    """Return how each grid of the unit, or of a branch, stands at `now` (aware), by branch and grid.

    The exempt are among them. With `answers` what was filed is read as well.
    """
    light = light_field(of.form)
    found = uow.figures.by_grid(of.owed(branch_code=branch_code), light.key if light else None)
    grids = uow.rosters.known({code for grid in found for code in (grid.grid_code, grid.branch_code)})
    filed = _answers(uow, of, found, now) if answers else {}
    return [
        GridReport(
            grid=grids[grid.grid_code],
            branch=grids[grid.branch_code],
            standing=standing(grid, now),
            light=Light(grid.light) if grid.light else None,
            submitted_at=None if standing(grid, now) is Standing.UNCORRECTED else grid.submitted_at,
            item_id=grid.item_id,
            review_state=grid.review_state,
            answers=filed.get(grid.item_id),
            exempt_reason=grid.exempt_reason,
        )
        for grid in found
    ]


def _answers(
    uow: UnitOfWork, of: DigestSubject, found: Sequence[GridFigures], now: datetime
) -> dict[int, dict[str, Any]]:
    """Return what was filed, with what the bot knows of each report, by item."""
    closed = Standing.UNCORRECTED
    counted = [grid for grid in found if grid.submission_id and standing(grid, now) is not closed]
    filed = uow.submissions.of_items(grid.item_id for grid in counted)
    counts = count_known(uow, of.form, [of.period_id], of.today)
    return {
        grid.item_id: {
            **filed[grid.item_id].answers,
            **known_answers(of.form, (grid.period_id, grid.grid_code), counts),
        }
        for grid in counted
        if grid.item_id in filed
    }


def _listed(filed: FiledAnswers, field: Field, said: Any) -> ListedAnswer:
    return ListedAnswer(filed.grid_code, filed.grid_name, filed.branch_code, field, said)
