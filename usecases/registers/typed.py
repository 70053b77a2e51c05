"""What is typed or sent while an entry, or a move of one, is filled in: an answer of the draft touched last.

And the answer that a button offers: the register's own, or what is counted.
"""

from domain.errors import RefusalError
from forms.filling import tap
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.questions.pages import Change, Tap, offered
from usecases.registers.ask import OLD, EntryPage, change_draft, page_of_draft, saved, tapped, with_names


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


def take_offer(uow: UnitOfWork, request: Request, button: Tap) -> EntryPage:
    """Answer with what the button offers, counted anew; raises RefusalError (access-old-button) for no offer."""
    page = tapped(uow, request, button)
    if page.stale:
        return page
    value = offered(page)
    if value is None:
        raise RefusalError(OLD)
    return change_draft(uow, request, button, lambda form, draft: tap(form, draft, value, request.today))


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
