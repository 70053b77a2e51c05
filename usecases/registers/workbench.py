"""工作台账: what waits for whoever is acting, the registers that are theirs, a page of one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.people.people import Viewer
from domain.registers.entries import Entry, EntryFilter
from registers.language import Register
from registers.relations import Relation
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.registers.around import desks
from usecases.registers.keep import place_at
from usecases.registers.shown import may_open, waits_for_viewer


@dataclass(frozen=True, slots=True)
class EntryPageOf:
    """Some entries with their registers by id; `more`: others follow them."""

    viewer: Viewer
    entries: Sequence[Entry]
    registers: Mapping[str, Register]
    more: bool


def has_registers(uow: UnitOfWork, request: Request, viewer: Viewer) -> bool:
    """Tell whether 工作台账 is offered: to whoever may open an entry, has some, or is waited for."""
    library = request.house.registers
    if any(may_open(register, viewer) for register in library.tops()):
        return True
    return bool(uow.entries.registers_of(viewer.person_id, desks(viewer)))


def own_registers(uow: UnitOfWork, request: Request) -> tuple[Viewer, list[Register], int]:
    """Return who is acting, their registers, and how many entries wait for them, counted up to `most`."""
    viewer = request.viewer(uow)
    having = uow.entries.registers_of(viewer.person_id, desks(viewer))
    tops = list(request.house.registers.tops())
    own = [
        register
        for register in tops
        if register.id in having or may_open(register, viewer) or _sees_all(register, viewer)
    ]
    return viewer, own, waits_for_viewer(uow, viewer, MOST_COUNTED)


MOST_COUNTED = 1000
"""Of what waits so many are counted."""


def waiting_entries(uow: UnitOfWork, request: Request, limit: int, offset: int) -> EntryPageOf:
    """Return what waits for whoever is acting, the soonest due first, of registers that are still in use."""
    viewer = request.viewer(uow)
    found = uow.entries.waiting_for(viewer.person_id, desks(viewer), limit + 1, offset)
    library = request.house.registers
    known = [entry for entry in found[:limit] if entry.register_id in library]
    return EntryPageOf(viewer, known, library, len(found) > limit)


def listed_entries(
    uow: UnitOfWork, request: Request, register: Register, limit: int, offset: int
) -> EntryPageOf:
    """Return a page of a register as whoever is acting may see it, newest first."""
    viewer = request.viewer(uow)
    found = uow.entries.page(own_list(uow, viewer, register), limit + 1, offset)
    return EntryPageOf(viewer, found[:limit], request.house.registers, len(found) > limit)


def own_list(uow: UnitOfWork, viewer: Viewer, register: Register) -> EntryFilter:
    """Return what of a register `viewer` may see in their own unit."""
    own = uow.officials.known([viewer.person_id])[viewer.person_id].grid_code
    place = place_at(uow, viewer.unit_code or own)
    return filter_of(viewer, register, place.unit_code if place is not None else own)


def filter_of(viewer: Viewer, register: Register, unit_code: str) -> EntryFilter:
    """Return what of a register `viewer` may see: all of the unit's, or what is theirs."""
    seen_by = None if _sees_all(register, viewer) else viewer.person_id
    return EntryFilter(register.id, unit_code, seen_by=seen_by)


def _sees_all(register: Register, viewer: Viewer) -> bool:
    seen = register.seen.entries
    return Relation.EVERYONE in seen or (Relation.LEVEL_ONE in seen and viewer.unit_code is not None)
