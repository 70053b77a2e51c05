"""Answering with a person of the grid: by a button, by a name typed; the tables are asked again each time."""

from domain.drafts import Draft
from domain.errors import RefusalError
from forms.fields import FieldKind, Form
from forms.filling import asked, tap
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.questions.pages import Change, NameSought, person_answer, search_place

NAME_LENGTH = 64


def choosing_person(uow: UnitOfWork, request: Request, person_id: int) -> Change:
    """Return the change that answers with the official `person_id`.

    It raises RefusalError for one who does not belong to the grid: a button kept, or made up.
    """

    def change(form: Form, draft: Draft) -> Draft:
        found = uow.officials.find(_grid_of(uow, draft), person_id)
        if found is None:
            raise RefusalError("form-person-outside")
        list_everybody(request)
        return tap(form, draft, person_answer(found))

    return change


def looking_for_person(uow: UnitOfWork, request: Request, text: str, otherwise: Change) -> Change:
    """Return the change that typed words make: the only person of that very name, or a search; else `otherwise`."""

    def change(form: Form, draft: Draft) -> Draft | None:
        step = asked(form, draft)
        if step is None or step.field.kind is not FieldKind.PERSON:
            return otherwise(form, draft)
        words = " ".join(text.split())[:NAME_LENGTH]
        found = uow.officials.find_exactly(_grid_of(uow, draft), words)
        if found is not None:
            list_everybody(request)
            return tap(form, draft, person_answer(found))
        request.memory.put(NameSought(search_place(draft), words))
        return draft

    return change


def list_everybody(request: Request) -> None:
    """Forget what this chat looked for: all are listed again."""
    request.memory.take(NameSought)


def _grid_of(uow: UnitOfWork, draft: Draft) -> str:
    item = uow.duty_items.find(draft.item_id)
    if item is None:
        raise RefusalError("report-button-old")
    return item.grid_code
