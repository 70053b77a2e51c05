"""What is typed or sent while an entry, or a move of one, is filled in: an answer of the draft touched last."""

from domain.errors import RefusalError
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.questions.pages import Change
from usecases.registers.ask import EntryPage, page_of_draft, saved, with_names


def type_answer(
    uow: UnitOfWork, request: Request, change: Change
) -> tuple[EntryPage, RefusalError | None] | None:
    """Apply typed words or a file to the draft touched last; None where the person has none.

    A refusal comes back beside the page, so that the question is asked again with nothing lost.
    """
    page = find_asked(uow, request)
    draft = page.draft if page is not None else None
    if page is None or draft is None:
        return None
    if draft.has_seen(request.update_id):
        return with_names(uow, request, page), None
    try:
        changed = change(page.form, draft)
    except RefusalError as refusal:
        return with_names(uow, request, page), refusal
    return with_names(uow, request, saved(uow, request, page, changed or draft)), None


def find_asked(uow: UnitOfWork, request: Request) -> EntryPage | None:
    """Return the draft that whoever is acting touched last; None for none, or one that can't be gone on with."""
    viewer = request.find_viewer(uow)
    draft = uow.entry_drafts.find_latest(viewer.person_id) if viewer else None
    if viewer is None or draft is None:
        return None
    try:
        page = page_of_draft(uow, request, viewer, draft)
    except RefusalError:  # its register is no longer in use: what is typed is meant for something else
        return None
    return page if page.entry is None or page.entry.changes == draft.changes else None
