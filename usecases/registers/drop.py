"""An entry that was begun and not handed in: found again, or deleted because somebody wants to."""

from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.registers.drafts import EntryDraft
from registers.language import Register
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.registers.shown import register_of


def find_begun(
    uow: UnitOfWork, request: Request, register_id: str, parent_id: int = 0
) -> tuple[Viewer, Register, EntryDraft | None]:
    """Return who is acting and the entry that they have begun in a register, None for none."""
    viewer, register = request.viewer(uow), register_of(request, register_id)
    return viewer, register, uow.entry_drafts.find_opening(viewer.person_id, register_id, parent_id)


def drop_draft(uow: UnitOfWork, request: Request, register_id: str, draft_id: int) -> None:
    """Delete that begun entry with its files. Raises RefusalError (registers-handed-in) where it is no more."""
    viewer = request.viewer(uow)
    draft = uow.entry_drafts.find(draft_id, viewer.person_id)
    if draft is None or (draft.register_id, draft.move_id) != (register_id, ""):
        raise RefusalError("registers-handed-in")
    uow.entry_drafts.delete(draft_id)


def begun_at(uow: UnitOfWork, request: Request, register_id: str) -> str:
    """Return the grid of the entry that was begun and can be gone on with; "" where there is none."""
    _viewer, register, draft = find_begun(uow, request, register_id)
    if draft is None or draft.form_version != register.version:
        return ""
    return draft.grid_code if draft.grid_code in uow.rosters.known([draft.grid_code]) else ""
