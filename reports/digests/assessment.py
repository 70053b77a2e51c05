"""An assessment of a year or half-year, read from the tables: one and the same for the window and the file."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from domain.duties.assessment import Answering, AssessedItem, Assessment, Tally, assess, worst_first
from domain.duties.duties import Duty
from domain.people.grids import GridTree
from domain.people.people import Role
from domain.time.clock import day_in_shanghai
from domain.time.periods import Period, period_of, period_parts, period_span
from storage.unit_of_work import UnitOfWork

KINDS = (Period.HALF, Period.YEAR)


@dataclass(frozen=True, slots=True)
class Assessed:
    """What was found for `period_id` in the unit of the first-level grid `top`, with the people's names.

    `people` are (name, staff number) by person, `removed` the codes of grids that are gone by now.
    """

    period_id: str
    tree: GridTree
    top: str
    assessment: Assessment
    people: Mapping[int, tuple[str, str]]
    removed: Collection[str] = ()

    def counts(self, grid_code: str) -> bool:
        """Tell whether anything of the grid, or of what hung below it, is in the unit's period."""
        return any(grid_code in place for place in self.assessment.by_place)

    def above(self, grid_code: str) -> str:
        """Return what a grid hung below when it owed, the last of several, or hangs below now."""
        hung = [branch for code, branch in self.assessment.by_place if code == grid_code != branch]
        if grid_code in self.assessment.branches():
            return self.top
        return hung[-1] if hung else self.tree.get(grid_code).parent_code or self.top

    def name(self, grid_code: str, said: Callable[[str], str]) -> str:
        """Return a grid's name, of one that is gone as `said` says it: 心内科（已撤销）."""
        name = self.tree.get(grid_code).name
        return said(name) if grid_code in self.removed else name

    def together(self, grid_code: str) -> Tally:
        """Return what a grid came to with all that hung below it when it was owed."""
        if grid_code == self.top:
            return sum(self.assessment.by_place.values(), Tally())
        if grid_code in self.assessment.branches():
            return sum(self.assessment.of_branch(grid_code).values(), Tally())
        return self.assessment.of_grids([grid_code])

    def below(self, grid_code: str) -> list[tuple[str, Tally]]:
        """Return the grids that hung below, with what each came to there, the worst first."""
        if grid_code == self.top:
            tallies = {code: self.together(code) for code in self.assessment.branches()}
        else:
            tallies = self.assessment.of_branch(grid_code)
        return [(code, tallies[code]) for code in worst_first(tallies) if code != grid_code]

    def people_at(self, grid_code: str) -> list[tuple[int, Tally]]:
        """Return who answered for something at the grid, with what it came to there, the worst first."""
        found = self.assessment.at_grid(grid_code)
        numbers = {self.people[person][1]: person for person in found}
        order = worst_first({number: found[person] for number, person in numbers.items()})
        return [(numbers[number], found[numbers[number]]) for number in order]


@dataclass(frozen=True, slots=True)
class History:
    """What an assessment is counted from."""

    items: list[AssessedItem]
    answering: Answering
    roles: Mapping[str, frozenset[Role]]


def is_assessed(period_id: str) -> bool:
    """Tell whether this is the id of a year or half-year."""
    try:
        return period_parts(period_id).kind in KINDS
    except ValueError:
        return False


def history(uow: UnitOfWork, duties: Mapping[str, Duty], period_id: str, today: date) -> History:
    """Return everything due in the period up to `today`, and who answered for it."""
    first, last = period_span(period_id)
    last = min(last, today)
    answering = Answering(uow.assessments.tenures(first, last), uow.assessments.leaves(first, last))
    roles = {duty.id: duty.roles for duty in duties.values()}
    return History(uow.assessments.items(first, last), answering, roles)


def compile_assessment(
    uow: UnitOfWork, duties: Mapping[str, Duty], period_id: str, top: str, now: datetime
) -> Assessed:
    """Return how the unit of the first-level grid `top` stands at `now` (aware), for a year or half-year."""
    found = history(uow, duties, period_id, day_in_shanghai(now))
    tree = uow.assessments.tree()
    items = [item for item in found.items if item.unit_code == top]
    assessment = assess(items, found.roles, found.answering, now)
    people = uow.assessments.people(person for _code, person in assessment.by_post)
    here = uow.rosters.tree()
    removed = {grid.code for grid in tree if grid.code not in here}
    return Assessed(period_id, tree, top, assessment, people, removed)


def periods_offered(shown: str, today: date, first_due_on: date | None) -> list[str]:
    """Return the halves of the shown period's year that have begun, that year, and the years beside it with data."""
    year = period_span(shown)[0].year
    begun = [f"{year}-H1", f"{year}-H2"] if today >= date(year, 7, 1) else [f"{year}-H1"]
    since = first_due_on.year if first_due_on else year
    beside = [str(offered) for offered in (year - 1, year + 1) if since <= offered <= today.year]
    return [period for period in (*begun, str(year), *beside) if period != shown]


def current_half(today: date) -> str:
    """Return the half-year in which `today` lies."""
    return period_of(today, Period.HALF)
