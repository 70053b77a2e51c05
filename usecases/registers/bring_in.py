"""整改问题 and their measures brought in from one sheet: whom and which departments it names, then all of it, once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from domain.errors import RefusalError
from domain.people.people import Viewer
from domain.people.roster import RosterFault, RosterFaultsError
from domain.registers.entries import Entry, EntryFilter
from registers.language import Register
from reports.registers.problem_sheet import SHEET, ProblemSheet, SheetMeasure, SheetProblem
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.questions.named_people import person_answer
from usecases.registers.keep import Opening, enter, place_at
from usecases.registers.letters import tell_of_many, who_are
from usecases.registers.shown import may_open, mover_of, register_of

PROBLEM, MEASURE = "problem", "measure"


@dataclass(frozen=True, slots=True)
class ReadProblem:
    """A problem with all that its names mean; `is_known`: an open problem says the same, and it is passed over."""

    grid_code: str
    answers: Mapping[str, Any]
    measures: Sequence[Mapping[str, Any]]
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class SheetCounts:
    """How many `problems` with how many `measures` come in, or came; `known` are not among them."""

    problems: int
    measures: int
    known: int


@dataclass
class _Names:
    """Who and what the sheet names, each looked up once, and what is wrong with it."""

    uow: UnitOfWork
    unit_code: str
    faults: list[RosterFault]
    _people: dict[str, dict[str, str] | None] = field(default_factory=dict)
    _grids: dict[str, str] = field(default_factory=dict)

    def person(self, row: int, column: str, name: str) -> dict[str, str] | None:
        """Return the only official of that name or staff number as an answer."""
        if name and name not in self._people:
            found = self.uow.officials.find_exactly(self.unit_code, name)
            self._people[name] = None if found is None else person_answer(found)
        answer = self._people.get(name)
        if name and answer is None:
            self.faults.append(RosterFault(SHEET, row, column, "problem-sheet-nobody", {"name": name}))
        return answer

    def known(self, name: str) -> dict[str, str] | None:
        """Return whom that name meant where it stood before."""
        return self._people.get(name)

    def grid(self, row: int, name: str) -> str:
        """Return the code of the only grid of that name; "" for a fault."""
        if not self._grids:
            known = self.uow.rosters.known(self.uow.rosters.below([self.unit_code])).values()
            count = Counter(grid.name for grid in known)
            self._grids = {grid.name: grid.code for grid in known if count[grid.name] == 1}
        code = self._grids.get(name, "")
        if name and not code:
            self.faults.append(RosterFault(SHEET, row, "责任单位", "problem-sheet-no-grid", {"name": name}))
        return code


def may_bring_in(register: Register, viewer: Viewer) -> bool:
    """Tell whether `viewer` may bring entries of `register` in from a sheet: level 1, its problems."""
    return register.id == PROBLEM and viewer.unit_code is not None and may_open(register, viewer)


def bringing_in(uow: UnitOfWork, request: Request) -> tuple[Viewer, str, Register]:
    """Return who is acting, their unit and the register; raises RefusalError (registers-not-to-open) for others."""
    viewer, unit_code = request.level_one(uow)
    register = register_of(request, PROBLEM)
    if not may_bring_in(register, viewer):
        raise RefusalError("registers-not-to-open")
    return viewer, unit_code, register


def look_up(uow: UnitOfWork, request: Request, sheet: ProblemSheet) -> list[ReadProblem]:
    """Return what the sheet says, its names looked up; raises RosterFaultsError with all that is wrong with it."""
    _viewer, unit_code, register = bringing_in(uow, request)
    names = _Names(uow, unit_code, list(sheet.faults))
    found = [
        ReadProblem(
            names.grid(problem.row, problem.department),
            _problem_answers(names, problem),
            [_measure_answers(names, problem, measure) for measure in problem.measures],
        )
        for problem in sheet.problems
    ]
    if names.faults:
        raise RosterFaultsError(sorted(names.faults, key=lambda fault: fault.row))
    return _compared(uow, register, unit_code, found)


def counts_of(problems: Sequence[ReadProblem]) -> SheetCounts:
    """Return how many of them come in."""
    new = [problem for problem in problems if not problem.is_known]
    return SheetCounts(len(new), sum(len(problem.measures) for problem in new), len(problems) - len(new))


def bring_in(uow: UnitOfWork, request: Request, problems: Sequence[ReadProblem]) -> SheetCounts:
    """Open what was read, but what an open problem says by now; each of those for whom they wait is told once.

    Raises RefusalError (registers-grid-gone) where a grid is no more.
    """
    viewer, unit_code, register = bringing_in(uow, request)
    below, mover = register_of(request, MEASURE), mover_of(request, viewer)
    waiting: Counter[int] = Counter()
    first = None

    def opened(opening: Opening) -> Entry:
        entry = enter(uow, mover, opening, viewer.person_id)
        waiting.update(who_are(uow, uow.entries.waits_of(entry.id), mover.today))
        return entry

    problems = _compared(uow, register, unit_code, problems)
    for problem in problems:
        if problem.is_known:
            continue
        place = place_at(uow, problem.grid_code)
        if place is None:
            raise RefusalError("registers-grid-gone")
        whole = opened(Opening(register, place, problem.answers, is_told=False))
        first = first or whole
        for measure in problem.measures:
            opened(Opening(below, place, measure, whole.id, is_told=False))
    waiting.pop(viewer.person_id, None)
    if first is not None:
        tell_of_many(uow, first, waiting, request.now)
    return counts_of(problems)


def _compared(
    uow: UnitOfWork, register: Register, unit_code: str, problems: Sequence[ReadProblem]
) -> list[ReadProblem]:
    """Mark what an open problem of the same grid says already: a sheet that comes in twice opens nothing twice."""
    states = tuple(state.id for state in register.states if not state.end)
    wanted = EntryFilter(register.id, unit_code, states=states)
    there = {(entry.place.grid_code, entry.answers.get("problem")) for entry in uow.entries.all_of(wanted)}
    return [
        replace(problem, is_known=(problem.grid_code, problem.answers["problem"]) in there)
        for problem in problems
    ]


def _problem_answers(names: _Names, problem: SheetProblem) -> dict[str, Any]:
    return {
        "source": problem.source,
        "problem": problem.problem,
        "leader": names.person(problem.row, "责任领导", problem.leader),
        "person": names.person(problem.row, "责任人", problem.person),
        "deadline": problem.deadline.isoformat(),
    }


def _measure_answers(names: _Names, problem: SheetProblem, measure: SheetMeasure) -> dict[str, Any]:
    # A leader whom only the problem's row names is told of there.
    own = measure.leader if measure.leader != problem.leader else ""
    return {
        "measure": measure.measure,
        "leader": names.person(measure.row, "措施责任领导", own) or names.known(measure.leader),
        "department": measure.department,
        "person": names.person(measure.row, "措施责任人", measure.person),
        "deadline": measure.deadline.isoformat(),
    }
