"""A register's list as somebody may see it: all of the unit's, or what is theirs; what is public; figures alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.registers.entries import Entry, EntryFilter, Figure, desks_of
from registers.language import ABOUT, Register
from registers.relations import Relation
from registers.waiting import is_everyone, is_named
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.registers.keep import place_at
from usecases.registers.lists.filters import ListFilters, codes_of, filters_of
from usecases.registers.people.concerned import grids_of
from usecases.registers.people.reach import covered
from usecases.registers.shown import may_open, register_of

PUBLIC_MOST = 100
"""So many of what is public are counted."""


@dataclass(frozen=True, slots=True)
class ListedRegister:
    """A page of a register in front of `viewer`; `more`: others follow. `grid_name` is that of the filters' grid.

    `public` is how many entries are published, `drafted` whether one is begun. `opens`, `prints`, `counts`: whether
    `viewer` may open one, have the lists as files, read the figures, which are there where nothing else is to be seen;
    `covers` are the numbers of the coverages that they may see, `directly` is the register in which they may open the
    same past level 1.
    """

    viewer: Viewer
    register: Register
    entries: Sequence[Entry]
    more: bool
    filters: ListFilters
    grid_name: str = ""
    public: int = 0
    drafted: bool = False
    opens: bool = False
    prints: bool = False
    counts: bool = False
    covers: Sequence[int] = ()
    figures: Mapping[Figure, int] | None = None
    directly: Register | None = None


def list_register(
    uow: UnitOfWork, request: Request, register: Register, limit: int, offset: int
) -> ListedRegister:
    """Return a page of a register as whoever is acting may see it, narrowed as the chat has it, newest first."""
    viewer = request.viewer(uow)
    filters = filters_of(request, register)
    wanted = narrowed(uow, filters, filter_of(uow, viewer, register))
    found = uow.entries.page(wanted, limit + 1, offset)
    grid = uow.rosters.known([filters.grid_code]).get(filters.grid_code) if filters.grid_code else None
    counts = sees_counts(register, viewer)
    is_bare = not found and not filters.is_set and offset == 0
    return ListedRegister(
        viewer=viewer,
        register=register,
        entries=found[:limit],
        more=len(found) > limit,
        filters=filters,
        grid_name=grid.name if grid is not None else filters.grid_code,
        public=count_public(uow, viewer, register),
        drafted=uow.entry_drafts.find_opening(viewer.person_id, register.id) is not None,
        opens=may_open(register, viewer) and register.about in ABOUT,
        prints=bool(register.lists) and sees_all(register, viewer),
        counts=counts,
        covers=covered(register, viewer),
        figures=uow.entry_figures.total(wanted.unit_code) if counts and is_bare else None,
        directly=_directly(request, register, viewer),
    )


def _directly(request: Request, register: Register, viewer: Viewer) -> Register | None:
    found = request.house.registers.get(register.directly) if register.directly is not None else None
    return found if found is not None and may_open(found, viewer) else None


def public_entries(
    uow: UnitOfWork, request: Request, register: Register, limit: int, offset: int
) -> ListedRegister:
    """Return a page of what of the register is published (公示) and everybody may read, newest first."""
    viewer = request.viewer(uow)
    is_readable = bool(_states(register)) and is_everyone(viewer)
    found = uow.entries.page(_public(uow, viewer, register), limit + 1, offset) if is_readable else []
    return ListedRegister(viewer, register, found[:limit], len(found) > limit, ListFilters(register.id))


def read_figures(
    uow: UnitOfWork, request: Request, register_id: str
) -> tuple[Viewer, Register, Mapping[Figure, int]]:
    """Return what the unit's entries add up to. Raises RefusalError (registers-not-yours) for whom that is not."""
    viewer, register = request.viewer(uow), register_of(request, register_id)
    if not sees_counts(register, viewer):
        raise RefusalError("registers-not-yours")
    return viewer, register, uow.entry_figures.total(unit_of(uow, viewer))


def filter_of(uow: UnitOfWork, viewer: Viewer, register: Register) -> EntryFilter:
    """Return what of a register `viewer` may see: all of the unit's, or what is theirs."""
    seen_by = None if sees_all(register, viewer) else viewer.person_id
    return EntryFilter(register.id, unit_of(uow, viewer), seen_by=seen_by)


def narrowed(uow: UnitOfWork, filters: ListFilters, wanted: EntryFilter) -> EntryFilter:
    """Return `wanted` narrowed by `filters`."""
    return replace(
        wanted,
        states=(filters.state,) if filters.state else (),
        level=filters.level or None,
        grid_codes=codes_of(uow, filters),
        words=filters.words,
    )


def unit_of(uow: UnitOfWork, viewer: Viewer) -> str:
    """Return the code of the unit that `viewer` runs, or in which they work."""
    if viewer.unit_code is not None:
        return viewer.unit_code
    if viewer.is_of_organ_above:
        return viewer.posts[0].grid_code
    own = uow.officials.known([viewer.person_id])[viewer.person_id].grid_code
    place = place_at(uow, own)
    return place.unit_code if place is not None else own


def sees_all(register: Register, viewer: Viewer) -> bool:
    """Tell whether `viewer` sees all entries of the unit: level 1 by default, everybody where the file says so.

    Of what goes past level 1 the organ above does.
    """
    if register.past_level_one:
        return viewer.is_of_organ_above
    return is_named({Relation.EVERYONE, Relation.LEVEL_ONE}.intersection(register.seen.entries), viewer)


def sees_counts(register: Register, viewer: Viewer) -> bool:
    """Tell whether `viewer` reads the figures: whom the file names; of `everyone`, whoever holds a post."""
    if register.past_level_one:
        return viewer.is_of_organ_above
    named = set(register.seen.counts)
    if not desks_of(viewer):
        named.discard(Relation.EVERYONE)
    return sees_all(register, viewer) or is_named(named, viewer)


def count_public(uow: UnitOfWork, viewer: Viewer, register: Register) -> int:
    """Return how many entries are published, counted up to PUBLIC_MOST."""
    if not _states(register) or not is_everyone(viewer):
        return 0
    return uow.entries.count(_public(uow, viewer, register), PUBLIC_MOST)


def _public(uow: UnitOfWork, viewer: Viewer, register: Register) -> EntryFilter:
    """What is published; of a register with a move that each makes once, what is at or above the grids of `viewer`."""
    wanted = EntryFilter(register.id, unit_of(uow, viewer), states=_states(register))
    if register.once is None:
        return wanted
    tree = uow.rosters.paths(grids_of(uow, viewer))
    return replace(wanted, grid_codes=tuple(sorted(grid.code for grid in tree)))


def _states(register: Register) -> tuple[str, ...]:
    if register.once is not None:
        return register.once.sources
    return tuple(state.id for state in register.states if state.public)
