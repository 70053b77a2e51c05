"""An entry begun for somebody who has not been reached: with them, and what the coverage says, answered already."""

from dataclasses import replace
from typing import Any

from domain.errors import RefusalError
from forms.fields import FieldKind
from forms.filling import start
from registers.relations import Relation
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.registers.ask import EntryPage, checked_place, opening_draft, page_of_draft, saved, with_names
from usecases.registers.asked_forms import begun_with
from usecases.registers.people.reach import OLD, ReachAsked, SeenCoverage, find_reach
from usecases.registers.stand import title_of


def begin_for(uow: UnitOfWork, request: Request, asked: ReachAsked, person_id: int) -> EntryPage:
    """Begin an entry for this person, or go on with the one begun for them.

    Raises RefusalError: as `find_reach`; access-old-button for who is not meant below their grids,
    registers-not-to-open for whom that is not, registers-draft-first where one is begun that says otherwise.
    """
    reach = find_reach(uow, request, asked)
    if not reach.begins:
        raise RefusalError("registers-not-to-open")
    code = uow.reached.grid_of(reach.reaching, person_id)
    if code is None:
        raise RefusalError(OLD)
    register = reach.register
    viewer, code = checked_place(uow, request, register, code, 0)
    given = _given(uow, reach, person_id)
    draft = opening_draft(viewer, register, code)
    kept = uow.entry_drafts.find_for(draft)
    if kept is not None and begun_with(request, kept) is not None:
        if any(kept.answers.get(key) not in (None, answer) for key, answer in given.items()):
            title = title_of(register, kept.answers)
            raise RefusalError("registers-draft-first", title=title or "none")
        draft = kept
    elif kept is not None and kept.id is not None:
        uow.entry_drafts.delete(kept.id)
    page = page_of_draft(uow, request, viewer, draft)
    begun = start(page.form, replace(draft, answers={**draft.answers, **given}))
    return with_names(uow, request, saved(uow, request, page, begun))


def _given(uow: UnitOfWork, reach: SeenCoverage, person_id: int) -> dict[str, Any]:
    """Return what is answered already."""
    register, coverage = reach.register, reach.coverage
    person = uow.officials.known([person_id])[person_id]
    key = register.owner if coverage.person == Relation.OWNER else register.addressee
    answer = {"staff_number": person.staff_number, "name": person.name, "post": person.post}
    given: dict[str, Any] = {**coverage.when, str(key): answer}
    year_in = coverage.year_in
    if year_in is not None and register.form.field(year_in).kind is FieldKind.WHOLE_NUMBER:
        given[year_in] = reach.asked.year
    return given
