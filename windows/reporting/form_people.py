"""A person of the grid below a question: searched by name, chosen by a button (docs/domain.md sections 1 and 3).

Whoever is named works in the item's grid or below it; the tables are asked again when a button is tapped.
"""

from domain.errors import RefusalError
from domain.reporting.drafts import Draft
from forms.fields import FieldKind, Form
from forms.filling import asked, tap
from locales import Speech
from storage.people.officials import NamedOfficial
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.reporting.form_pages import NAMES_A_LEAF, Change, Names, Page, person_answer, search_place
from windows.reporting.form_parts import SHORT_LABEL, Rows, cut, leaves_of, tap_on, turning
from windows.windows import Button

NAME_LENGTH = 64
SHOWN_LENGTH = 20


def names_line(names: Names, speech: Speech) -> str:
    """Return what the list below is, or what to do where it is empty; as HTML."""
    if names.words and not names.many:
        return speech.text("form-person-nobody", words=cut(names.words, SHOWN_LENGTH))
    if not names.many:
        return speech.text("form-person-empty")
    if names.words:
        return speech.text("form-person-found", words=cut(names.words, SHOWN_LENGTH), many=names.many)
    return speech.text("form-person-search")


def name_rows(page: Page, draft: Draft, names: Names, speech: Speech) -> Rows:
    """Return a button for each official listed, the ways to the other leaves, and back to all."""
    rows = [
        [Button(_label(official, page, speech), tap_on(draft, f"p{official.person_id}"))]
        for official in names.listed
    ]
    turn = turning(draft, names.leaf, leaves_of(names.many, NAMES_A_LEAF), speech)
    everybody = [Button(speech.label("form-person-all"), tap_on(draft, "a"))] if names.words else []
    ways = [*(turn[0] if turn else []), *everybody]
    return [*rows, *([ways] if ways else [])]


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
        request.house.names_sought.put(request.chat_id, (search_place(draft), words))
        return draft

    return change


def list_everybody(request: Request) -> None:
    """Forget what this chat looked for: all are listed again."""
    request.house.names_sought.pop(request.chat_id, None)


def _grid_of(uow: UnitOfWork, draft: Draft) -> str:
    item = uow.duty_items.find(draft.item_id)
    if item is None:
        raise RefusalError("report-button-old")
    return item.grid_code


def _label(official: NamedOfficial, page: Page, speech: Speech) -> str:
    elsewhere = official.grid_name if official.grid_code != page.item.grid_code else ""
    number = official.staff_number if official.has_namesake else ""
    named = speech.label(
        "form-person-name", name=cut(official.name, SHORT_LABEL), post=cut(official.post, SHORT_LABEL)
    )
    return "  ".join(part for part in (named, cut(elsewhere, SHORT_LABEL), number) if part)
