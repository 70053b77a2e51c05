"""Answering with a person of the grid: by a button, by a name typed; the tables are asked again each time."""

from functools import partial

from domain.drafts import Draft
from domain.errors import RefusalError
from domain.registers.drafts import EntryDraft
from forms.fields import FieldKind, Form
from forms.filling import asked, tap
from storage.people.officials import NamedOfficial
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.questions.pages import Change, Listed, QuestionPage
from usecases.questions.sought import leaf_found, list_all, look_for, sought_words, typed_words


def choosing_person(uow: UnitOfWork, request: Request, person_id: int) -> Change:
    """Return the change that answers with the official `person_id`.

    It raises RefusalError for one who does not belong to the grid: a button kept, or made up.
    """

    def change(form: Form, draft: Draft) -> Draft:
        found = uow.officials.find(_grid_of(uow, request, form, draft), person_id)
        if found is None:
            raise RefusalError("form-person-outside")
        list_all(request)
        return tap(form, draft, person_answer(found))

    return change


def looking_for_person(uow: UnitOfWork, request: Request, text: str, otherwise: Change) -> Change:
    """Return the change that typed words make: the only person of that very name, or a search; else `otherwise`."""

    def change(form: Form, draft: Draft) -> Draft | None:
        step = asked(form, draft)
        if step is None or step.field.kind is not FieldKind.PERSON:
            return otherwise(form, draft)
        words = typed_words(text)
        found = uow.officials.find_exactly(_grid_of(uow, request, form, draft), words)
        if found is not None:
            list_all(request)
            return tap(form, draft, person_answer(found))
        look_for(request, draft, words)
        return draft

    return change


def names_for(uow: UnitOfWork, request: Request, page: QuestionPage) -> Listed[NamedOfficial] | None:
    """Return whom the question asked lists; None where it asks for no person."""
    step = asked(page.form, page.draft) if page.draft else None
    if page.draft is None or step is None or step.field.kind is not FieldKind.PERSON:
        return None
    words, code = sought_words(request, page.draft), page.grid_code
    if isinstance(page.draft, EntryDraft):
        code = _grid_of(uow, request, page.form, page.draft)
    near = page.draft.grid_code if isinstance(page.draft, EntryDraft) else code
    return leaf_found(partial(uow.officials.search, code, words, near=near or code), page.look.leaf, words)


def person_answer(official: NamedOfficial) -> dict[str, str]:
    """Return an official as the answer of a form: as they are now, whatever becomes of them."""
    return {"staff_number": official.staff_number, "name": official.name, "post": official.post}


def _grid_of(uow: UnitOfWork, request: Request, form: Form, draft: Draft) -> str:
    """Return the grid in which persons are sought: the one that a report is of, or that an entry's draft names.

    Where the register says so it is the whole unit: a pledge goes up, to somebody above the department.
    """
    if isinstance(draft, EntryDraft):
        return _grid_for_entry(uow, request, form, draft)
    item = uow.duty_items.find(draft.item_id)
    if item is None:
        raise RefusalError("report-button-old")
    return item.grid_code


def _grid_for_entry(uow: UnitOfWork, request: Request, form: Form, draft: EntryDraft) -> str:
    register, step = request.house.registers.get(draft.register_id), asked(form, draft)
    if register is None or step is None or step.field.key not in register.of_unit:
        return draft.unit_code
    tree = uow.rosters.paths([draft.unit_code])
    return tree.place_of(draft.unit_code)[0] if draft.unit_code in tree else draft.unit_code
