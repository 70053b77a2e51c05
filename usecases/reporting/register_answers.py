"""What a unit's registers answer of its own form (annex 5, docs/domain.md section 8)."""

from collections.abc import Mapping
from datetime import date

from domain.time.periods import Period, period_of, period_span
from forms.fields import Form
from reports.entry_facts import counted_answers, counted_figures
from reports.known_figures import count_known, known_answers
from storage.duty_items import DutyItem
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.questions.pages import FromRegisters
from usecases.site import OnSite


def register_answers(
    uow: UnitOfWork, site: OnSite, form: Form, item: DutyItem, today: date
) -> FromRegisters | None:
    """Return the answers to begin the item's report with, and as of which day; None where it is no unit's.

    That is `today`; once the month in which the period ends is past, its last day. Figures are kept by months.
    """
    code = item.grid_code
    if not any(field.counted for field in form.fields) or uow.rosters.known([code])[code].level != 1:
        return None
    last = period_span(item.period_id)[1]
    day = min(today, period_span(period_of(last, Period.MONTH))[1])
    figures = counted_figures(uow, site.ledgers(uow), form, code, day)
    return FromRegisters(counted_answers(form, figures), day)


def known_of(uow: UnitOfWork, request: Request, form: Form, item: DutyItem) -> Mapping[str, int]:
    """Return what the bot knows of a form beside which entries are opened; nothing of any other."""
    if form.enters is None:
        return {}
    counts = count_known(uow, form, [item.period_id], request.today, [item.grid_code])
    return known_answers(form, (item.period_id, item.grid_code), counts)
