"""What a unit's registers answer of its own form (annex 5, docs/domain.md section 8)."""

from forms.fields import Form
from reports.entry_facts import counted_answers
from storage.duty_items import DutyItem
from storage.unit_of_work import UnitOfWork


def register_answers(uow: UnitOfWork, form: Form, item: DutyItem) -> dict[str, int | bool]:
    """Return the answers to begin the item's report with, as registers stand today; {} where it is no unit's."""
    code = item.grid_code
    if not any(field.counted for field in form.fields) or uow.rosters.known([code])[code].level != 1:
        return {}
    return counted_answers(form, uow.entry_figures.total(code))
