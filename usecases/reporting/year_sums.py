"""The year's sums that the bot fills in (年度网格廉情报告, docs/domain.md section 3): of a grid, or of a whole unit.

A grid's are of what it filed itself, wherever it hung; a unit's of all that was owed in it.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from forms.fields import Carry, FieldKind, Form
from forms.sums import year_answers
from reports.known_figures import count_known, known_answers
from reports.totals import sum_spec
from storage.duty_items import DutyItem
from storage.owed import Owed
from storage.unit_of_work import UnitOfWork
from usecases.house import Request

PERIODS_KEPT = 400
"""More than a duty has in the two years before; the latest come first."""


def year_sums(uow: UnitOfWork, request: Request, form: Form, item: DutyItem) -> dict[str, Any]:
    """Return the answers to begin the item's report with: the sums of its year; what nobody reported stays open."""
    keys: dict[str, list[str]] = {}
    for field in form.fields:
        if field.carry is Carry.YEAR_SUM and field.source is not None:
            source, _, key = field.source.partition(".")
            keys.setdefault(source, []).append(key)
    if not keys:
        return {}
    year, code = item.period_id[:4], item.grid_code
    forms = request.house.forms
    filed: dict[str, Sequence[Mapping[str, Any]]]
    if uow.rosters.paths([code]).get(code).level == 1:
        filed = {
            form_id: list(_of_unit(uow, request, forms[form_id], keys[form_id], item)) for form_id in keys
        }
    else:
        filed = {form_id: _of_grid(uow, request, forms[form_id], year, code) for form_id in keys}
    return year_answers(form, forms, filed)


def _of_grid(
    uow: UnitOfWork, request: Request, source: Form, year: str, grid_code: str
) -> list[dict[str, Any]]:
    """Return what the grid filed in the year, with what the bot knows of each period."""
    found = uow.submissions.answers_in_year(source.id, year, grid_code, request.today)
    periods = [period_id for period_id, _answers in found]
    counts = count_known(uow, source, periods, request.today, [grid_code])
    return [
        {**answers, **known_answers(source, (period_id, grid_code), counts)} for period_id, answers in found
    ]


def _of_unit(
    uow: UnitOfWork, request: Request, source: Form, keys: Sequence[str], item: DutyItem
) -> Iterator[dict[str, Any]]:
    """Yield what each branch's reports add up to, as if it were one report."""
    kinds = {key: source.field(key).kind for key in keys}
    specs = [sum_spec(key, source.field(key)) for key in keys]
    for duty in request.house.duties.values():
        if duty.form_id != source.id:
            continue
        known = uow.duty_items.periods(duty.id, PERIODS_KEPT)
        periods = [period_id for period_id, _due, _closes in known if period_id[:4] == item.period_id[:4]]
        owed = Owed(duty.id, periods, item.grid_code, request.today)
        for branch in uow.figures.by_branch(owed, specs):
            yield {key: _kept(kinds[key], branch.sums[key]) for key in keys if branch.answered[key]}


def _kept(kind: FieldKind, total: int | Decimal) -> int | str:
    return f"{total:.2f}" if kind is FieldKind.MONEY else int(total)
