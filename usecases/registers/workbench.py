"""工作台账: what waits for whoever is acting, the registers that are theirs, what they have begun there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.registers.drafts import EntryDraft
from domain.registers.entries import Entry, desks_of
from registers.language import Register
from registers.library import TURNING
from registers.posts import roles_waited_for
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.registers.around import desks
from usecases.registers.asked_forms import begun_with
from usecases.registers.lists.listing import count_public, sees_all, sees_counts
from usecases.registers.people.reach import covered
from usecases.registers.shown import may_open, register_of, waits_for_viewer


@dataclass(frozen=True, slots=True)
class EntryPageOf:
    """Some entries with their registers by id; `more`: others follow them."""

    viewer: Viewer
    entries: Sequence[Entry]
    registers: Mapping[str, Register]
    more: bool


def works_on_registers(request: Request, viewer: Viewer) -> bool:
    """Tell whether 工作台账 is for such as `viewer`, whether or not they have an entry today."""
    registers = request.house.registers.values()
    roles = {post.role for post in desks_of(viewer)}
    return any(
        may_open(register, viewer) or roles & roles_waited_for(register) or goes_to(register, viewer)
        for register in registers
    )


def goes_to(register: Register, viewer: Viewer) -> bool:
    """Tell whether entries go past level 1 to `viewer`."""
    return register.past_level_one and viewer.is_of_organ_above


def has_registers(uow: UnitOfWork, request: Request, viewer: Viewer) -> bool:
    """Tell whether 工作台账 is offered: to whoever may open an entry, has some, or is waited for."""
    return works_on_registers(request, viewer) or bool(
        uow.entries.registers_of(viewer.person_id, desks(viewer))
    )


def own_registers(uow: UnitOfWork, request: Request) -> tuple[Viewer, list[Register], int]:
    """Return who is acting, their registers, and how many entries wait for them, counted up to `most`.

    First those in which they have entries or some wait for them, then those on which the work turns, then those in
    which they may open one.
    """
    viewer = request.viewer(uow)
    having = uow.entries.registers_of(viewer.person_id, desks(viewer))
    tops = list(request.house.registers.tops())
    own = [register for register in tops if register.id in having or _is_open_to(uow, register, viewer)]

    def place(register: Register) -> tuple[bool, bool, bool]:
        return register.id not in having, register.id not in TURNING, not may_open(register, viewer)

    return viewer, sorted(own, key=place), waits_for_viewer(uow, viewer, MOST_COUNTED)


MOST_COUNTED = 100
"""Of what waits so many are counted."""


def waiting_entries(uow: UnitOfWork, request: Request, limit: int, offset: int) -> EntryPageOf:
    """Return what waits for whoever is acting, the soonest due first, of registers that are still in use."""
    viewer = request.viewer(uow)
    found = uow.entries.waiting_for(viewer.person_id, desks(viewer), limit + 1, offset)
    library = request.house.registers
    known = [entry for entry in found[:limit] if entry.register_id in library]
    return EntryPageOf(viewer, known, library, len(found) > limit)


def _is_open_to(uow: UnitOfWork, register: Register, viewer: Viewer) -> bool:
    if may_open(register, viewer) or sees_all(register, viewer) or sees_counts(register, viewer):
        return True
    if covered(register, viewer):
        return True
    return bool(count_public(uow, viewer, register))


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
    _viewer, _register, draft = find_begun(uow, request, register_id)
    if draft is None or begun_with(request, draft) is None:
        return ""
    return draft.grid_code if draft.grid_code in uow.rosters.known([draft.grid_code]) else ""
