"""Answers that are counted and offered: how many are meant by an entry (应到), how many were there (实到)."""

from domain.registers.drafts import EntryDraft
from domain.registers.reaching import ByMove, Reaching
from forms.filling import asked
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.questions.pages import QuestionPage


def counted_for(uow: UnitOfWork, request: Request, page: QuestionPage) -> int | None:
    """Return what the question asked is answered with as far as it is counted; None where it is not."""
    draft = page.draft
    step = asked(page.form, draft) if draft else None
    register = request.house.registers.get(page.form.id)
    if not isinstance(draft, EntryDraft) or step is None or register is None:
        return None
    for coverage in register.coverage:
        if coverage.move is None or step.field.key not in (coverage.wanted_in, coverage.reached_in):
            continue
        if step.field.key == coverage.reached_in:
            return uow.made_once.count(draft.item_id, coverage.move) if draft.item_id else None
        reaching = Reaching((draft.grid_code,), request.today, ByMove(draft.item_id, coverage.move))
        return sum(count.wanted for count in uow.reached.counts(reaching))
    return None
