"""An entry as somebody sees it: whether they may, what they may do with it, who it waits for, what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.errors import RefusalError
from domain.people.people import Role, Viewer
from domain.registers.entries import Entry, EntryMove, KeptFile, WaitsFor
from registers.language import Register, RegisterMove
from registers.moves import possible_moves
from registers.relations import Relation
from registers.waiting import is_everyone, is_level_one, is_named, meant
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.registers.around import LookedAt, desks, is_meant_by, look_at, standing_of
from usecases.registers.keep import place_at
from usecases.registers.people.concerned import is_theirs, keeps_door, may_be_made
from usecases.registers.stand import Mover


@dataclass(frozen=True, slots=True)
class NamedWaiting:
    """For whom an entry waits, in words' parts: the person's name or the post, and whose place they take."""

    name: str
    role: Role | None
    grid_name: str
    instead_of: Role | None


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who answers for an entry: the post, and the names of those who hold it now."""

    post: NamedWaiting
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class ShownOnce:
    """A move that each makes once: when `viewer` did (aware), whether they may today, how many did.

    `is_kept`: whether `viewer` hangs up its code and reads who made it.
    """

    move: RegisterMove
    made_at: datetime | None
    may: bool
    count: int
    is_kept: bool


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry in front of `viewer`. `grid_name` is that of its grid; `moves` what `viewer` may do now.

    `opener` is who opened it. `responsible` is who answers for it by their post, None where its register names none.
    """

    viewer: Viewer
    found: LookedAt
    moves: Sequence[RegisterMove]
    waits: Sequence[NamedWaiting]
    history: Sequence[EntryMove]
    parts: Sequence[Entry]
    files: Sequence[KeptFile]
    grid_name: str
    responsible: Responsible | None = None
    part_registers: Sequence[Register] = ()
    """Those whose entries `viewer` may add below this one."""
    is_published: bool = False
    """Whether `viewer` may read it only because it is published (公示): its history, parts and files are not theirs."""
    once: ShownOnce | None = None
    """The move that each makes once, None where the register has none."""

    @property
    def entry(self) -> Entry:
        """The entry itself."""
        return self.found.entry

    @property
    def register(self) -> Register:
        """Its register."""
        return self.found.register


def mover_of(request: Request, viewer: Viewer | None) -> Mover:
    """Return who moves entries in this request."""
    return Mover(request.house, request.now, viewer)


def register_of(request: Request, register_id: str) -> Register:
    """Return the register in use; raises RefusalError (registers-no-longer) where there is none such."""
    found = request.house.registers.get(register_id)
    if found is None:
        raise RefusalError("registers-no-longer")
    return found


def find_seen(uow: UnitOfWork, request: Request, entry_id: int) -> tuple[Viewer, LookedAt]:
    """Return who is acting and the entry; raises RefusalError (registers-not-yours) where they may not see it."""
    viewer = request.viewer(uow)
    entry = uow.entries.find(entry_id)
    if entry is None:
        raise RefusalError("access-old-button")
    found = look_at(uow, register_of(request, entry.register_id), entry, request.today)
    if not may_see(uow, found, viewer):
        raise RefusalError("registers-not-yours")
    return viewer, found


def show_entry(uow: UnitOfWork, request: Request, entry_id: int) -> ShownEntry:
    """Return the entry as whoever is acting sees it; raises as `find_seen`."""
    viewer, found = find_seen(uow, request, entry_id)
    return shown(uow, request, viewer, found)


def shown(uow: UnitOfWork, request: Request, viewer: Viewer, found: LookedAt) -> ShownEntry:
    """Return the entry that `viewer` may see, with all that its window says."""
    register, entry = found.register, found.entry
    waits, answering = uow.entries.waits_of(entry.id), answering_for(found)
    named = _named(uow, [*waits, *answering])
    library = request.house.registers
    history = [
        line for line in uow.entry_moves.of_entry(entry.id) if _may_read(register, entry, line, viewer)
    ]
    files = uow.entry_files.of_entry(entry.id)
    published = _is_open_to_others(found) and not _is_theirs(uow, found, viewer)
    addable = [library[part.register] for part in register.parts if part.register in library]
    return ShownEntry(
        viewer,
        found,
        possible_moves(register, found.now, standing_of(found, viewer)),
        named[: len(waits)],
        history[:1] if published else history,
        [] if published else uow.entries.parts_of(entry.id),
        [] if published else files,
        _grid_name(uow, entry.place.grid_code),
        _holding(uow, found, answering[0], named[-1]) if answering else None,
        [part for part in addable if entry.standing.is_open and may_open(part, viewer)],
        published,
        _shown_once(uow, request, viewer, found),
    )


def _shown_once(uow: UnitOfWork, request: Request, viewer: Viewer, found: LookedAt) -> ShownOnce | None:
    move, entry_id = found.register.once, found.entry.id
    if move is None:
        return None
    made_at = uow.made_once.find(entry_id, move.id, viewer.person_id)
    may = made_at is None and may_be_made(found, move, request.today) and is_theirs(uow, found, viewer)
    count = uow.made_once.count(entry_id, move.id)
    return ShownOnce(move, made_at, may, count, keeps_door(found, viewer))


def may_open(register: Register, viewer: Viewer) -> bool:
    """Tell whether `viewer` may open an entry of `register` at all; where, `places_to_open` says."""
    return is_named(register.opened_by, viewer)


def may_see(uow: UnitOfWork, found: LookedAt, viewer: Viewer) -> bool:
    """Whose it is, and whoever is bound in its unit while it is published (公示), or of a register that all may see."""
    register, entry = found.register, found.entry
    if register.past_level_one and viewer.unit_code is not None:
        # Nobody of level 1, whatever else they are, but who opened it.
        return viewer.person_id == entry.people.opener_id
    once = register.once
    if once is not None and found.now.state in once.sources and is_theirs(uow, found, viewer):
        return True
    is_public = register.state(entry.standing.state).public or Relation.EVERYONE in register.seen.entries
    if is_public and is_everyone(viewer):
        return _unit_of(uow, viewer) == entry.place.unit_code or _is_theirs(uow, found, viewer)
    return _is_theirs(uow, found, viewer)


def _is_open_to_others(found: LookedAt) -> bool:
    """Tell whether others may read of it than those whose it is: it is published, or each is to sign in."""
    once, state = found.register.once, found.now.state
    return found.register.state(state).public or (once is not None and state in once.sources)


def _may_read(register: Register, entry: Entry, line: EntryMove, viewer: Viewer) -> bool:
    """Tell whether a line of history is for `viewer`: what is confidential for level 1 alone, and whoever did it."""
    if not register.is_confidential(line.move_id) or line.person_id == viewer.person_id:
        return True
    return is_level_one(register, viewer, entry.place.unit_code)


def _unit_of(uow: UnitOfWork, viewer: Viewer) -> str:
    own = uow.officials.known([viewer.person_id])[viewer.person_id].grid_code
    place = place_at(uow, viewer.unit_code or own)
    return own if place is None else place.unit_code


def _is_theirs(uow: UnitOfWork, found: LookedAt, viewer: Viewer) -> bool:
    """By default level 1, whoever opened it and whoever it concerns; whoever it waits for besides."""
    register, entry = found.register, found.entry
    seen = register.seen.entries
    if Relation.LEVEL_ONE in seen and is_level_one(register, viewer, entry.place.unit_code):
        return True
    if any(is_meant_by(post, viewer) for post in uow.entries.waits_of(entry.id)):
        return True
    if uow.entries.is_party(entry.id, viewer.person_id):
        return True
    if entry.parent_id is not None:
        parent = uow.entries.find(entry.parent_id)
        return parent is not None and uow.entries.is_party(parent.id, viewer.person_id)
    return bool(standing_of(found, viewer).who.intersection(seen) - {Relation.EVERYONE})


def answering_for(found: LookedAt) -> Sequence[WaitsFor]:
    """Return the post that answers for an entry (`[[responsible]]`), or who takes its place; none for none."""
    answers = found.entry.answers
    for answering in found.register.responsible:
        if all(answers.get(key) == value for key, value in answering.when.items()):
            return meant(answering.who, found.now.chain, found.around)[:1]
    return ()


def _holding(uow: UnitOfWork, found: LookedAt, post: WaitsFor, named: NamedWaiting) -> Responsible:
    held = found.around.held.get((post.grid_code, post.role), ()) if post.role is not None else ()
    return Responsible(named, tuple(uow.people.names(list(held)).values()))


def _named(uow: UnitOfWork, waits: Sequence[WaitsFor]) -> list[NamedWaiting]:
    names = uow.people.names([post.person_id for post in waits if post.person_id is not None])
    grids: Mapping[str, str] = {
        code: grid.name
        for code, grid in uow.rosters.known({post.grid_code for post in waits if post.grid_code}).items()
    }
    return [
        NamedWaiting(
            names.get(post.person_id, "") if post.person_id is not None else "",
            post.role,
            grids.get(post.grid_code, ""),
            post.instead_of,
        )
        for post in waits
    ]


def _grid_name(uow: UnitOfWork, code: str) -> str:
    found = uow.rosters.known({code}).get(code)
    return found.name if found is not None else code


def waits_for_viewer(uow: UnitOfWork, viewer: Viewer, most: int) -> int:
    """Return how many entries wait for `viewer`, counted up to `most`."""
    return uow.entries.count_waiting(viewer.person_id, desks(viewer), most)
