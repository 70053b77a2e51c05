"""人员: who is bound, branch by branch; whose keys open what is reported."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.errors import RefusalError
from domain.people.grids import Grid
from domain.tips.routing import Body
from storage.people.bound_people import BoundCount
from storage.people.listed import ListedPerson
from storage.unit_of_work import UnitOfWork
from usecases.house import Request


@dataclass(frozen=True, slots=True)
class BranchCount:
    """How many of a branch, or of those who work at level 1 itself, have bound a phone."""

    grid: Grid
    count: BoundCount


@dataclass(frozen=True, slots=True)
class ListedBranch:
    """A page of a branch's people; those of `invited` (ids) have a link that still works."""

    branch: BranchCount
    people: Sequence[ListedPerson]
    invited: frozenset[int]
    page: int


@dataclass(frozen=True, slots=True)
class KeyOfPerson:
    """A handler and their public key; None where they have none of their own. `here`: it lies here, locked."""

    name: str
    recipient: str | None = None
    added_on: date | None = None
    here: bool = False


@dataclass(frozen=True, slots=True)
class BodyKeys:
    """The keys of the office's handlers, how many shared ones there are; whether 驻组 can receive anything."""

    own: Sequence[KeyOfPerson]
    shared: int
    supervisor_receives: bool


def branch_counts(uow: UnitOfWork, unit_code: str) -> list[BranchCount]:
    """Return the counts of level 1 itself and of each branch, by their codes; who has left counts nowhere."""
    tree, counts = uow.rosters.tree(), uow.bound_people.counts()
    found: defaultdict[str, BoundCount] = defaultdict(BoundCount)
    for grid in tree.subtree(unit_code):
        found[tree.place_of(grid.code)[1]] += counts.get(grid.code, BoundCount())
    return [BranchCount(tree.get(code), found[code]) for code in sorted(found) if found[code].people]


def list_branch(uow: UnitOfWork, request: Request, code: str, page: int, a_page: int) -> ListedBranch:
    """Return a page of a branch; raises RefusalError (access-old-button) for none of the unit's."""
    _viewer, unit_code = request.office(uow)
    branch = next((each for each in branch_counts(uow, unit_code) if each.grid.code == code), None)
    if branch is None:
        raise RefusalError("access-old-button")
    tree = uow.rosters.tree()
    codes = [grid.code for grid in tree.subtree(unit_code) if tree.place_of(grid.code)[1] == code]
    last = max(-(-branch.count.people // a_page) - 1, 0)
    page = min(page, last)
    people = uow.bound_people.page(codes, a_page, page * a_page)
    invited = uow.invites.waiting([person.person_id for person in people], request.now)
    return ListedBranch(branch, people, invited, page)


def body_keys(uow: UnitOfWork, request: Request) -> BodyKeys:
    """Return the keys as the office may know them: of its own handlers; of 驻组 only what every reporter is told."""
    request.office(uow)
    handlers = sorted(uow.people.tip_handlers(Body.OFFICE, request.today))
    names = uow.people.names(handlers)
    keys = {person_id: uow.handler_keys.find(person_id) for person_id in handlers}
    own = [
        KeyOfPerson(names[person_id])
        if key is None
        else KeyOfPerson(names[person_id], key.recipient, key.added_on, key.locked is not None)
        for person_id, key in keys.items()
    ]
    above = uow.people.tip_handlers(Body.SUPERVISOR, request.today)
    receives = bool(request.house.recipients[Body.SUPERVISOR] or uow.handler_keys.recipients(above))
    return BodyKeys(own, len(request.house.recipients[Body.OFFICE]), receives)
