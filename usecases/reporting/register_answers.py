"""What a unit's registers answer of its own form (annex 5, docs/domain.md section 8)."""

from collections.abc import Mapping

from forms.fields import Form
from reports.entry_facts import counted_answers
from reports.known_figures import count_known, known_answers
from storage.duty_items import DutyItem
from storage.unit_of_work import UnitOfWork
from usecases.house import Request


def register_answers(uow: UnitOfWork, form: Form, item: DutyItem) -> dict[str, int | bool]:
    """Return the answers to begin the item's report with, as registers stand today; {} where it is no unit's."""
    code = item.grid_code
    if not any(field.counted for field in form.fields) or uow.rosters.known([code])[code].level != 1:
        return {}
    return counted_answers(form, uow.entry_figures.total(code))


def known_of(uow: UnitOfWork, request: Request, form: Form, item: DutyItem) -> Mapping[str, int]:
    """Return what the bot knows of a form beside which entries are opened; nothing of any other."""
    if form.enters is None:
        return {}
    counts = count_known(uow, form, [item.period_id], request.today, [item.grid_code])
    return known_answers(form, (item.period_id, item.grid_code), counts)
