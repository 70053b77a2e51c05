"""Whom a move concerns that each makes once, when it can be made, who reads who did: looked up each time."""

from datetime import date

from domain.people.people import Viewer
from domain.registers.entries import Entry
from registers.language import RegisterMove
from storage.unit_of_work import UnitOfWork
from usecases.registers.around import LookedAt, standing_of


def day_of(move: RegisterMove, entry: Entry) -> date | None:
    """Return the only day on which the move of this entry is made, None for any."""
    answer = entry.answers.get(move.on_day) if move.on_day else None
    return None if answer is None else date.fromisoformat(answer)


def keeps_door(found: LookedAt, viewer: Viewer) -> bool:
    """Tell whether `viewer` hangs up the code, and reads who was there: whoever opened the entry, and level 1."""
    entry = found.entry
    return viewer.person_id == entry.people.opener_id or viewer.unit_code == entry.place.unit_code


def is_theirs(uow: UnitOfWork, found: LookedAt, viewer: Viewer) -> bool:
    """Tell whether the entry concerns `viewer`: who works, or holds a post, at its grid or below it."""
    move = found.register.once
    if move is None or standing_of(found, viewer).who.isdisjoint(move.by):
        return False
    return grid_within(uow, found.entry, viewer) is not None


def grid_within(uow: UnitOfWork, entry: Entry, viewer: Viewer) -> str | None:
    """Return the grid at or below that of the entry at which `viewer` works or holds a post of their own, or None."""
    codes = grids_of(uow, viewer)
    below = uow.holders.hanging_below(codes, [entry.place.grid_code])
    return next((code for code in codes if code in below), None)


def grids_of(uow: UnitOfWork, viewer: Viewer) -> list[str]:
    """Return the grid at which `viewer` works, then those at which they hold posts of their own."""
    own = uow.officials.known([viewer.person_id])[viewer.person_id].grid_code
    return list(dict.fromkeys([own, *(post.grid_code for post in viewer.posts)]))


def may_be_made(found: LookedAt, move: RegisterMove, today: date) -> bool:
    """Tell whether the move of this entry can be made on `today`."""
    return found.now.state in move.sources and day_of(move, found.entry) in (None, today)
