"""Answering with an entry of a register: by a button, by a number typed; what lies there is asked again each time."""

from collections.abc import Sequence
from functools import partial
from typing import Any, Protocol

from domain.drafts import Draft
from domain.errors import RefusalError
from forms.fields import Field, FieldKind, Form
from forms.filling import asked, tap
from usecases.house import Request
from usecases.questions.pages import Change, EntryChoice, Listed, QuestionPage
from usecases.questions.sought import leaf_found, list_all, look_for, sought_words, typed_words


class EntrySearch(Protocol):
    """Where the entries lie to which fields refer: of the field's register, those that whoever asks may see."""

    def search(self, field: Field, words: str, limit: int, offset: int) -> tuple[Sequence[EntryChoice], int]:
        """Return a part of the entries found by `words` ("" for all), and how many are found.

        Where others follow, any figure that is more than those up to the last of the part will do.
        """
        ...

    def find(self, field: Field, entry_id: int) -> EntryChoice | None:
        """Return the entry of that id, if it may be chosen."""
        ...


def choosing_entry(request: Request, entries: EntrySearch, entry_id: int) -> Change:
    """Return the change that answers with the entry `entry_id`.

    It raises RefusalError for one that may not be chosen: a button kept, or made up.
    """

    def change(form: Form, draft: Draft) -> Draft:
        step = asked(form, draft)
        if step is None or step.field.kind is not FieldKind.ENTRY:
            raise RefusalError("forms-answer-not-asked")
        found = entries.find(step.field, entry_id)
        if found is None:
            raise RefusalError("form-entry-outside")
        list_all(request)
        return tap(form, draft, entry_answer(found))

    return change


def looking_for_entry(request: Request, entries: EntrySearch, text: str, otherwise: Change) -> Change:
    """Return the change that typed words make: the entry of that very number, or a search; else `otherwise`."""

    def change(form: Form, draft: Draft) -> Draft | None:
        step = asked(form, draft)
        if step is None or step.field.kind is not FieldKind.ENTRY:
            return otherwise(form, draft)
        words = typed_words(text)
        listed, many = entries.search(step.field, words, 1, 0)
        if many == 1 and listed[0].number == words:
            list_all(request)
            return tap(form, draft, entry_answer(listed[0]))
        look_for(request, draft, words)
        return draft

    return change


def entries_for(request: Request, page: QuestionPage, entries: EntrySearch) -> Listed[EntryChoice] | None:
    """Return the entries that the question asked lists; None where it asks for none."""
    step = asked(page.form, page.draft) if page.draft else None
    if page.draft is None or step is None or step.field.kind is not FieldKind.ENTRY:
        return None
    words = sought_words(request, page.draft)
    return leaf_found(partial(entries.search, step.field, words), page.look.leaf, words)


def entry_answer(entry: EntryChoice) -> dict[str, Any]:
    """Return an entry as an answer: as it is called now, whatever becomes of it."""
    return {"entry": entry.id, "number": entry.number, "title": entry.title}
