"""The letters that a leave brings about: to level 1, to the deputy, and to whom the person away was deputy.

In words in reminders/duties/leaves.py.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from domain.people.people import Viewer
from storage.delivery.letters import Letter, LetterKind, Trace
from storage.people.leaves import TakenLeave
from storage.unit_of_work import UnitOfWork
from usecases.house import Request

LEAVE_TAKEN, LEAVE_DEPUTY, LEAVE_ENDED, LEAVE_STOOD_IN, LEAVE_ALONE = (
    LetterKind(id=f"leave_{what}", life=timedelta(days=7), trace=Trace.TOLD)
    for what in ("taken", "deputy", "ended", "stood_in", "alone")
)


def tell_of_leave(uow: UnitOfWork, request: Request, viewer: Viewer, leave_id: int) -> None:
    """Tell level 1 and the deputy of a leave just taken."""
    taken = uow.leaves.find(leave_id)
    if taken is None:
        raise LookupError("a leave just taken")
    deputy_id = taken.leave.deputy_id
    level_one = _level_one(uow, request, viewer.posts[0].grid_code)
    others = [person for person in level_one if person not in (viewer.person_id, deputy_id)]
    letters = [_letter(request, leave_id, LEAVE_TAKEN, person) for person in others]
    if deputy_id is not None:
        letters.append(_letter(request, leave_id, LEAVE_DEPUTY, deputy_id))
    uow.outbox.add_once([*letters, *_of_the_deputised(uow, request, taken)])


def _of_the_deputised(uow: UnitOfWork, request: Request, taken: TakenLeave) -> Iterator[Letter]:
    """Give the letters where who goes is a deputy: to them, whose duties hang on them, and to that person."""
    person_id = taken.leave.person_id
    for other in uow.leaves.stood_in_for(person_id, request.today):
        if other.leave.overlaps(taken.leave):
            for kind, told in ((LEAVE_STOOD_IN, person_id), (LEAVE_ALONE, other.leave.person_id)):
                letter = _letter(request, taken.id, kind, told)
                yield replace(
                    letter,
                    unique_key=f"{kind.id}:{taken.id}:{other.id}",
                    payload={"leave": taken.id, "other": other.id},
                )


def tell_of_end(uow: UnitOfWork, request: Request, viewer: Viewer, taken: TakenLeave) -> None:
    """Tell whoever was told of the leave that it is over."""
    grid_code = viewer.posts[0].grid_code if viewer.posts else taken.grid_code
    people = set(_level_one(uow, request, grid_code))
    if taken.leave.deputy_id is not None:
        people.add(taken.leave.deputy_id)
    told = sorted(people - {taken.leave.person_id})
    uow.outbox.add_once(_letter(request, taken.id, LEAVE_ENDED, person) for person in told)


def _level_one(uow: UnitOfWork, request: Request, grid_code: str) -> list[int]:
    tree = uow.rosters.paths([grid_code])
    unit = tree.ancestor_at(grid_code, 1) if grid_code in tree else None
    return uow.people.level_one(unit.code, request.today) if unit else []


def _letter(request: Request, leave_id: int, kind: LetterKind, person_id: int) -> Letter:
    return kind.letter(f"{kind.id}:{leave_id}:{person_id}", {"leave": leave_id}, request.now, person_id)
