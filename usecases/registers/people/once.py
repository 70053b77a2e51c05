"""签到: a move that each makes once, for themselves: from the entry, or by the code at the door."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.registers.entries import Entry
from domain.registers.reaching import MadeOnce
from registers.language import RegisterMove
from storage.audit import AuditEntry
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.registers.around import LookedAt, look_at
from usecases.registers.keep import subject_of_entry
from usecases.registers.people.concerned import day_of, grid_within, is_theirs, keeps_door, may_be_made
from usecases.registers.shown import find_seen

CODE_SIGN = "s-"
"""With this begins what the link of a code carries."""
PAYLOAD_LENGTH = len(CODE_SIGN) + 22
"""So long it is; an invitation may begin alike, but is shorter."""


@dataclass(frozen=True, slots=True)
class OnceAsked:
    """A move that `viewer` may make once: of which entry; `made_at` is when they did, None as long as they have not."""

    viewer: Viewer
    found: LookedAt
    move: RegisterMove
    made_at: datetime | None

    @property
    def entry(self) -> Entry:
        """The entry."""
        return self.found.entry

    @property
    def day(self) -> date | None:
        """The only day on which it is made, None for any."""
        return day_of(self.move, self.entry)


def find_by_code(uow: UnitOfWork, request: Request, code: str) -> OnceAsked:
    """Return what a code at the door leads to, for whoever is acting; raises as `make_by_code`, but for the day."""
    viewer = request.viewer(uow)
    known = uow.made_once.find_by_code(code)
    entry = uow.entries.find(known[0]) if known else None
    register = None if entry is None else request.house.registers.get(entry.register_id)
    if known is None or entry is None or register is None or register.once is None:
        raise RefusalError("once-unknown")
    found = look_at(uow, register, entry, request.today)
    if register.once.id != known[1] or not is_theirs(uow, found, viewer):
        # Whose training it is not learns no more of it than from a code that there is not.
        raise RefusalError("once-unknown")
    return _asked(uow, found, viewer, register.once)


def make_by_code(uow: UnitOfWork, request: Request, code: str) -> OnceAsked:
    """Make the move to which the code leads and return it as made; a second time changes nothing.

    Raises RefusalError: once-unknown for a code that there is not, or of what does not concern whoever is acting,
    once-over behind its end, once-other-day.
    """
    return _make(uow, request, find_by_code(uow, request, code), by_code=True)


def make_once(uow: UnitOfWork, request: Request, entry_id: int) -> OnceAsked:
    """Make the move of an entry that whoever is acting sees; raises as `make_by_code` and `find_seen`."""
    viewer, found = find_seen(uow, request, entry_id)
    move = found.register.once
    if move is None or not is_theirs(uow, found, viewer):
        raise RefusalError("access-old-button")
    return _make(uow, request, _asked(uow, found, viewer, move), by_code=False)


def code_for(uow: UnitOfWork, request: Request, entry_id: int) -> tuple[OnceAsked, str]:
    """Return the code of an entry for whoever hangs it up: who opened it, and level 1. Noted in the audit log.

    Raises RefusalError: access-old-button for whom that is not, once-over behind its end, and as `find_seen`.
    """
    viewer, found = find_seen(uow, request, entry_id)
    move = found.register.once
    if move is None or not keeps_door(found, viewer):
        raise RefusalError("access-old-button")
    if found.now.state not in move.sources:
        raise RefusalError("once-over")
    uow.audit.add(AuditEntry(request.now, viewer.person_id, "entry_code", subject_of_entry(found.entry)))
    code = uow.made_once.code_of(entry_id, move.id)
    return _asked(uow, found, viewer, move), f"{CODE_SIGN}{code}"


def _asked(uow: UnitOfWork, found: LookedAt, viewer: Viewer, move: RegisterMove) -> OnceAsked:
    return OnceAsked(viewer, found, move, uow.made_once.find(found.entry.id, move.id, viewer.person_id))


def _make(uow: UnitOfWork, request: Request, asked: OnceAsked, *, by_code: bool) -> OnceAsked:
    entry, viewer, move = asked.entry, asked.viewer, asked.move
    if asked.made_at is not None:
        return asked
    if asked.found.now.state not in move.sources:
        raise RefusalError("once-over")
    if not may_be_made(asked.found, move, request.today):
        raise RefusalError("once-other-day", day=str(asked.day))
    grid_code = grid_within(uow, entry, viewer) or entry.place.grid_code
    who = uow.officials.known([viewer.person_id])[viewer.person_id]
    made = MadeOnce(entry.id, move.id, viewer.person_id, who.name, who.post, grid_code, request.now, by_code)
    if uow.made_once.add(made):
        act = f"entry_{move.id}"
        uow.audit.add(AuditEntry(request.now, viewer.person_id, act, subject_of_entry(entry)))
    return _asked(uow, asked.found, viewer, move)
