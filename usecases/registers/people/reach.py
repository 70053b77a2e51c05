"""已谈 N/M, 未谈: whom a register's entries have reached and whom not, by grid, as far as somebody may see it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain.errors import RefusalError
from domain.people.grids import Grid, GridTree
from domain.people.people import Viewer
from domain.registers.reaching import ByEntries, ByMove, GridReach, MeantPerson, Reaching
from registers.language import ABOUT, Register
from registers.people.coverage import RegisterCoverage
from registers.relations import PERSONS
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.registers.people.concerned import keeps_door
from usecases.registers.shown import find_seen, may_open, register_of

A_PAGE = 4
"""How many people a page names."""
FIRST_YEAR = 2000
_LAST_YEAR = 9999
OLD = "access-old-button"


@dataclass(frozen=True, slots=True)
class ReachAsked:
    """What a button asks for: of which register, the number of its coverage, the year (0: this one), the grid or "".

    Instead of a year there may stand a day, as in 20260601: all since then. `entry_id` is the entry where it is a
    coverage of each entry, else 0.
    """

    register_id: str
    number: int = 0
    year: int = 0
    grid_code: str = ""
    entry_id: int = 0

    @property
    def since(self) -> date | None:
        """The day since which; None where a year is asked for. Raises RefusalError for what is no day."""
        if self.year <= _LAST_YEAR:
            return None
        try:
            return date(self.year // 10_000, self.year // 100 % 100, self.year % 100)
        except ValueError:
            raise RefusalError(OLD) from None


@dataclass(frozen=True, slots=True)
class SeenCoverage:
    """A coverage in front of `viewer`: below which grids they see it, and of which year (0: of all)."""

    viewer: Viewer
    register: Register
    coverage: RegisterCoverage
    asked: ReachAsked
    reaching: Reaching
    this_year: int
    title: str = ""
    """What names the entry, of a coverage of each."""

    @property
    def begins(self) -> bool:
        """Whether whoever looks may open an entry for somebody who has not been reached."""
        is_about_them = self.coverage.person in PERSONS and self.register.about in ABOUT
        return is_about_them and may_open(self.register, self.viewer)


@dataclass(frozen=True, slots=True)
class ReachCount:
    """How many of so many have been reached."""

    reached: int = 0
    wanted: int = 0

    @property
    def left(self) -> int:
        """How many have not."""
        return self.wanted - self.reached


@dataclass(frozen=True, slots=True)
class ReachedGrids:
    """A grid, None where whoever looks sees several, with all below it; `own` are those at the grid itself."""

    reach: SeenCoverage
    grid: Grid | None
    total: ReachCount
    own: ReachCount
    below: Sequence[tuple[Grid, ReachCount]]


@dataclass(frozen=True, slots=True)
class NamedReach:
    """Some of those who have not been reached, or `reached`: page `page`, from 0; `grids` are the names of theirs."""

    reach: SeenCoverage
    grid: Grid
    total: ReachCount
    people: Sequence[MeantPerson]
    grids: Mapping[str, str]
    page: int
    reached: bool


def covered(register: Register, viewer: Viewer) -> list[int]:
    """Return the numbers of those coverages of the register that `viewer` may see."""
    return [
        number for number, coverage in enumerate(register.coverage) if _grids_of(register, coverage, viewer)
    ]


def _grids_of(register: Register, coverage: RegisterCoverage, viewer: Viewer) -> tuple[str, ...]:
    """What goes past level 1 says nothing to it, neither of whom it has reached."""
    if register.past_level_one and viewer.unit_code is not None:
        return ()
    return coverage.grids_of(viewer)


def find_reach(uow: UnitOfWork, request: Request, asked: ReachAsked) -> SeenCoverage:
    """Return the coverage as whoever is acting may see it.

    Raises RefusalError: registers-no-longer, access-old-button for what is not there, registers-not-yours for whom it
    is not.
    """
    viewer, register = request.viewer(uow), register_of(request, asked.register_id)
    if asked.number >= len(register.coverage):
        raise RefusalError(OLD)
    coverage = register.coverage[asked.number]
    if coverage.move is not None:
        return _of_entry(uow, request, asked, coverage)
    roots = _grids_of(register, coverage, viewer)
    if not roots:
        raise RefusalError("registers-not-yours")
    this_year = request.today.year
    year = (asked.year or this_year) if coverage.year_in else 0
    since = replace(asked, year=year).since
    if year and not FIRST_YEAR <= (since.year if since else year) <= this_year + 1:
        raise RefusalError(OLD)
    by = ByEntries(
        register.id,
        str(coverage.person),
        coverage.states,
        tuple(coverage.when.items()),
        coverage.year_in or "",
        str(year) if year and since is None else "",
        since.isoformat() if since else "",
    )
    reaching = Reaching(roots, request.today, by, coverage.ranks, coverage.roles)
    return SeenCoverage(
        viewer, register, coverage, replace(asked, year=year, entry_id=0), reaching, this_year
    )


def _of_entry(
    uow: UnitOfWork, request: Request, asked: ReachAsked, coverage: RegisterCoverage
) -> SeenCoverage:
    """Return who made the move of an entry that each makes once, for whoever opened it and level 1."""
    viewer, found = find_seen(uow, request, asked.entry_id)
    if not keeps_door(found, viewer) or found.register.id != asked.register_id:
        raise RefusalError("registers-not-yours")
    entry = found.entry
    reaching = Reaching((entry.place.grid_code,), request.today, ByMove(entry.id, str(coverage.move)))
    return SeenCoverage(
        viewer, found.register, coverage, replace(asked, year=0), reaching, request.today.year, entry.title
    )


def read_grids(uow: UnitOfWork, request: Request, asked: ReachAsked) -> ReachedGrids:
    """Return how many have been reached below the grid that is asked for, grid by grid. Reads for long; raises so too.

    access-old-button besides for a grid that is not theirs to see.
    """
    reach = find_reach(uow, request, asked)
    tree, grid = _place(uow, reach)
    sums = _summed(tree, uow.reached.counts(reach.reaching))
    if grid is None:
        tops = [tree.get(code) for code in reach.reaching.roots if code in tree]
        # A grid that hangs below another of theirs is counted there already.
        tops = [
            top for top in tops if not {up.code for up in tree.path_up(top.code)} & {*reach.reaching.roots}
        ]
        of_tops = [(top, sums.get(top.code, ReachCount())) for top in tops]
        return ReachedGrids(reach, None, _sum(of_tops), ReachCount(), of_tops)
    of_children = [(child, sums[child.code]) for child in tree.children(grid.code) if child.code in sums]
    total, below = sums.get(grid.code, ReachCount()), _sum(of_children)
    own = ReachCount(total.reached - below.reached, total.wanted - below.wanted)
    return ReachedGrids(reach, grid, total, own, of_children)


def read_people(
    uow: UnitOfWork, request: Request, asked: ReachAsked, page: int, *, reached: bool
) -> NamedReach:
    """Return a page of those at or below the grid who have not been reached, or have; raises as `read_grids`."""
    reach = find_reach(uow, request, asked)
    tree, grid = _place(uow, reach)
    if grid is None:
        raise RefusalError(OLD)
    total = _summed(tree, uow.reached.counts(reach.reaching)).get(grid.code, ReachCount())
    many = total.reached if reached else total.left
    page = min(page, max(0, (many - 1) // A_PAGE))
    which = slice(page * A_PAGE, (page + 1) * A_PAGE)
    people = uow.reached.people(reach.reaching, which, grid.code, reached=reached)
    return NamedReach(reach, grid, total, people, _names(tree), page, reached)


def read_missing(uow: UnitOfWork, request: Request, asked: ReachAsked) -> NamedReach:
    """Return all at or below the grid who have not been reached, to be printed; raises as `read_grids`."""
    reach = find_reach(uow, request, asked)
    tree, grid = _place(uow, reach)
    if grid is None:
        raise RefusalError(OLD)
    total = _summed(tree, uow.reached.counts(reach.reaching)).get(grid.code, ReachCount())
    people = uow.reached.people(reach.reaching, slice(0, None), grid.code)
    return NamedReach(reach, grid, total, people, _names(tree), 0, reached=False)


def _names(tree: GridTree) -> dict[str, str]:
    return {grid.code: grid.name for grid in tree}


def _place(uow: UnitOfWork, reach: SeenCoverage) -> tuple[GridTree, Grid | None]:
    """Return the grids that whoever looks may see, with all above them, and the one asked for."""
    seen = uow.rosters.below(reach.reaching.roots)
    tree, code, roots = uow.rosters.paths(seen), reach.asked.grid_code, reach.reaching.roots
    if code and code not in seen:
        raise RefusalError(OLD)
    code = code or (roots[0] if len(roots) == 1 else "")
    if code and code not in tree:
        raise RefusalError(OLD)
    return tree, tree.get(code) if code else None


def _summed(tree: GridTree, counts: Sequence[GridReach]) -> dict[str, ReachCount]:
    """Return how many have been reached at each grid or below it."""
    reached, wanted = Counter[str](), Counter[str]()
    for count in counts:
        if count.grid_code in tree:
            for code in (count.grid_code, *(grid.code for grid in tree.path_up(count.grid_code))):
                reached[code] += count.reached
                wanted[code] += count.wanted
    return {code: ReachCount(reached[code], many) for code, many in wanted.items()}


def _sum(parts: Sequence[tuple[Grid, ReachCount]]) -> ReachCount:
    return ReachCount(sum(part.reached for _, part in parts), sum(part.wanted for _, part in parts))
