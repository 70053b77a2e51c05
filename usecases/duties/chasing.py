"""催报: who is to be reminded of what has not been reported, and whose grids nobody can be reached at."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.duties.hearings import Next
from storage.delivery.letters import Letter
from storage.duty_items import DutyItem
from storage.unit_of_work import UnitOfWork
from usecases.duties.chase_letters import chase_letter
from usecases.house import Request


@dataclass(frozen=True, slots=True)
class ToRemind:
    """A letter for everybody who is to be reminded, and the names of the grids where nobody can be."""

    letters: list[Letter]
    unreached: list[str]


def to_remind(uow: UnitOfWork, request: Request, missing: Sequence[DutyItem]) -> ToRemind:
    """Return the letters to all who answer for what is `missing` and can be reached: one each, about all of theirs."""
    known = [item for item in missing if item.duty_id in request.house.duties]
    hearings = [item for item in known if request.house.duties[item.duty_id].hearing]
    if hearings:  # asked for are those who have slots to choose from and have not
        turns = uow.hearing_slots.next_of(hearings, uow.rosters.tree(), request.now)
        known = [item for item in known if turns.get(item.id, Next.CHOOSER) is Next.CHOOSER]
    there = uow.holders.reached(request.today, {item.grid_code for item in known})
    by_person: dict[int, list[int]] = {}
    unreached: dict[str, None] = {}
    for item in known:
        posts = ((item.grid_code, role) for role in request.house.duties[item.duty_id].roles)
        people = {person_id for post in posts for person_id in there.get(post, ())}
        for person_id in people:
            by_person.setdefault(person_id, []).append(item.id)
        if not people:
            unreached[item.grid_name] = None
    letters = [chase_letter(request, person, items) for person, items in by_person.items()]
    return ToRemind(letters, list(unreached))
