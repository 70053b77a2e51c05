"""Who can be reached at some grids and at all above them, and who of level 1 hears what comes up to them."""

from collections.abc import Collection, Mapping
from datetime import date

from domain.duties.nudges import Posts, level_one_of
from domain.people.grids import GridTree
from storage.people.holders import Held
from storage.unit_of_work import UnitOfWork

FEW = 2000
"""Of more items or people it is quicker to read everything."""


def posts_at(uow: UnitOfWork, codes: Collection[str], today: date) -> Posts:
    """Return who answers for the grids `codes`, and for those above them, on `today`."""
    tree = uow.rosters.paths(codes)
    is_few = len(codes) <= FEW
    reached = uow.holders.reached(today, {grid.code for grid in tree} if is_few else None)
    return Posts(tree, reached, _level_one(uow, tree, reached, today))


def _level_one(
    uow: UnitOfWork, tree: GridTree, reached: Mapping[Held, tuple[int, ...]], today: date
) -> dict[str, tuple[int, ...]]:
    """Return who of level 1 hears, by unit. With all of them away, those who are: here nothing passes on further."""
    units = {grid.code: level_one_of(grid.code, reached) for grid in tree if grid.level == 1}
    nobody = [code for code, there in units.items() if not there]
    if nobody:
        appointed = uow.people.all_level_one(today)
        reachable = uow.people.reachable({person for code in nobody for person in appointed.get(code, ())})
        units |= {
            code: tuple(person for person in appointed.get(code, ()) if person in reachable)
            for code in nobody
        }
    return units
