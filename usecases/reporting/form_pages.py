"""What a window of a report is drawn from: where the person stands, and what was filed the period before."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from domain.duties.duties import period_due_before
from forms.fields import Carry, Field, FieldKind
from forms.filling import asked
from storage.duty_items import DutyItem
from storage.reporting.reviewed import Review
from storage.reporting.submissions import Submission
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.memory import Remembered
from usecases.questions.named_people import names_for, person_answer
from usecases.questions.pages import QuestionPage, accepted


@dataclass(frozen=True, slots=True)
class LastAnswers(Remembered):
    """What the grid of an item, by whose number this is kept, filed the period before: it seldom changes."""

    is_read_anew: ClassVar[bool] = True

    answers: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPage(QuestionPage):
    """What a window of this conversation is drawn from. Without a draft it is the item's first or filed page."""

    item: DutyItem
    filed: Submission | None = None
    review: Review | None = None
    """What the last review of the filed report came to; None while it waits for one."""
    closed: bool = False
    """Whether it can be looked at only, and corrected no more."""
    uncorrected: bool = False
    """Whether what was filed counts as missing: it came back, and was not corrected by the close."""
    known: Mapping[str, int] = field(default_factory=dict)
    """What the bot knows by itself of a form that has things entered elsewhere, by the field's key."""
    counts: tuple[int, int] | None = None
    """(filed, expected) of the whole unit, once this one has just been filed."""


def with_question(uow: UnitOfWork, request: Request, page: FormPage) -> FormPage:
    """Add what the window of the question asked shows beside it: the last period's answer, whom one may choose."""
    step = asked(page.form, page.draft) if page.draft else None
    if step is None:
        return replace(page, before=None, names=None)
    before = None
    if step.group is None and step.field.carry is Carry.LAST:
        before = _still_given(uow, page, step.field, _last(uow, request, page.item).get(step.field.key))
    return replace(page, before=before, names=names_for(uow, request, page))


def forget_last(uow: UnitOfWork, request: Request, item: DutyItem) -> None:
    """Read anew what was filed before: two periods can be open at once, and the earlier has just changed."""
    for open_item in uow.duty_items.open_of([item.grid_code], request.today):
        request.notes.take(open_item.id, LastAnswers, request.now)


def _still_given(uow: UnitOfWork, page: FormPage, field: Field, before: Any) -> Any:
    """Return the answer of last time; None for one that the form takes no longer.

    A person is offered only while they are in the grid, and as they are now.
    """
    if before is None or not accepted(field, before, page.today):
        return None
    if field.kind is not FieldKind.PERSON:
        return before
    found = uow.officials.find_exactly(page.grid_code, before["staff_number"])
    return None if found is None else person_answer(found)


def _last(uow: UnitOfWork, request: Request, item: DutyItem) -> Mapping[str, Any]:
    kept = request.notes.get(item.id, LastAnswers, request.now)
    if kept is not None:
        return kept.answers
    before = period_due_before(request.house.duties[item.duty_id], item.period_id)
    filed = uow.submissions.answers_of(item.duty_id, [before], item.grid_code)
    known = filed[0] if filed else {}
    request.notes.put(item.id, LastAnswers(known), request.now)
    return known
