"""Everybody and everything that is graded in a unit and period, with points, notes and what was decided."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.duties.assessment import Tenure
from domain.grades.decided import DecidedGrade, GradeSubject
from domain.grades.grading import GradedKind, PointsMade
from domain.grades.notes import (
    GradedDays,
    GradeNote,
    HeldPost,
    NoteKind,
    is_too_short,
    notes_on_posts,
)
from domain.people.grids import GridTree
from domain.people.people import Role
from domain.time.clock import day_in_shanghai
from domain.time.periods import period_before, period_of, period_parts, period_span
from forms.grading.language import GradingScheme
from reports.grades.graded import Graded, UnitGrades
from storage.unit_of_work import UnitOfWork
from usecases.grades.figures import AllCounted, CountedFigures, GradedPeriod, count_all
from usecases.site import OnSite


def current_period(scheme: GradingScheme, today: date) -> str:
    """Return the period in which `today` lies; in its first quarter the one before, which is what is to be graded."""
    running = period_of(today, scheme.period.of_time)
    first, last = period_span(running)
    return period_before(running) if (today - first) * 4 < last - first else running


def is_graded(scheme: GradingScheme, period_id: str) -> bool:
    """Tell whether this is the id of a period for which grades are given."""
    try:
        return period_parts(period_id).kind is scheme.period.of_time
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class WantedGrades:
    """Which grades: of a unit and period, `only` one by its `ref` where one is named."""

    unit_code: str
    period_id: str
    only: str = ""


def compile_grades(uow: UnitOfWork, site: OnSite, wanted: WantedGrades, now: datetime) -> UnitGrades:
    """Return how everybody and everything that is wanted of the unit stands at `now` (aware)."""
    unit_code, period_id = wanted.unit_code, wanted.period_id
    scheme = site.grading
    counted = count_all(uow, site, GradedPeriod(unit_code, period_id, now, scheme.figures))
    compiling = _Compiling(uow, site, GradedDays(*period_span(period_id), day_in_shanghai(now)), counted)
    subjects = compiling.all_of(wanted)
    unit = compiling.tree.get(unit_code)
    return UnitGrades(unit_code, unit.name, period_id, compiling.days, scheme, list(subjects))


class _Compiling:
    """What is looked up once for all."""

    def __init__(self, uow: UnitOfWork, site: OnSite, days: GradedDays, counted: AllCounted) -> None:
        self.days, self.counted, self.scheme = days, counted, site.grading
        self.tree: GridTree = uow.assessments.tree()
        self._here = uow.rosters.tree()
        self._uow = uow
        tenures = uow.assessments.tenures(days.first, days.until) if days.first <= days.until else []
        self._tenures = [tenure for tenure in tenures if tenure.role is Role.INSPECTOR]

    def all_of(self, wanted: WantedGrades) -> Iterator[Graded]:
        decided = self._uow.grades.of_unit(wanted.unit_code, wanted.period_id)
        makers = {
            GradedKind.INSPECTOR: self._inspectors,
            GradedKind.DEPARTMENT: self._departments,
            GradedKind.UNIT: self._unit,
        }
        for kind in self.scheme.kinds:
            for graded in makers[kind](wanted):
                known = decided.get(graded.subject.ref)
                yield graded if known is None else replace(graded, decided=known)

    def _inspectors(self, wanted: WantedGrades) -> Iterator[Graded]:
        unit_code, period_id = wanted.unit_code, wanted.period_id
        below = {grid.code for grid in self.tree.subtree(unit_code)[1:]} | set(self.counted.grids)
        held: defaultdict[int, list[Tenure]] = defaultdict(list)
        for tenure in self._tenures:
            if tenure.grid_code in below and tenure.grid_code != unit_code:
                held[tenure.person_id].append(tenure)
        people = self._uow.assessments.people(held)
        for person_id, tenures in sorted(held.items()):
            name, number = people[person_id]
            posts = [HeldPost(tenure.grid_code, tenure.starts_on, tenure.ends_on) for tenure in tenures]
            grids = tuple(dict.fromkeys(self.tree.get(post.grid_code).name for post in posts))
            subject = GradeSubject(unit_code, period_id, GradedKind.INSPECTOR, person_id=person_id)
            if wanted.only not in ("", subject.ref):
                continue
            yield self._graded(subject, (name, number, grids), self.counted.people[person_id], posts)

    def _departments(self, wanted: WantedGrades) -> Iterator[Graded]:
        unit_code, period_id = wanted.unit_code, wanted.period_id
        today = (
            {grid.code for grid in self._here.subtree(unit_code)[1:]} if unit_code in self._here else set()
        )
        codes = (today | set(self.counted.grids)) - {unit_code}
        for code in sorted(codes):
            above = self.tree.path_up(code)
            where = tuple(grid.name for grid in above[:-1])
            subject = GradeSubject(unit_code, period_id, GradedKind.DEPARTMENT, grid_code=code)
            if wanted.only not in ("", subject.ref):
                continue
            yield self._graded(subject, (self.tree.get(code).name, "", where), self.counted.grids[code])

    def _unit(self, wanted: WantedGrades) -> Iterator[Graded]:
        unit_code, period_id = wanted.unit_code, wanted.period_id
        subject = GradeSubject(unit_code, period_id, GradedKind.UNIT, grid_code=unit_code)
        if wanted.only in ("", subject.ref):
            yield self._graded(subject, (self.tree.get(unit_code).name, "", ()), self.counted.unit)

    def _graded(
        self,
        subject: GradeSubject,
        named: tuple[str, str, tuple[str, ...]],
        counted: CountedFigures,
        posts: Sequence[HeldPost] = (),
    ) -> Graded:
        made = self.scheme.made(subject.kind, counted.all_figures())
        tally = counted.tally
        notes = [*self._notes(subject, counted, made), *notes_on_posts(posts, self.days)]
        if posts and is_too_short(posts, self.days, self.scheme.least_days):
            made = replace(made, points=None, grade=None)
            notes.insert(0, GradeNote(NoteKind.TOO_SHORT, count=self.scheme.least_days))
        name, number, where = named
        return Graded(subject, name, number, where, made, notes, DecidedGrade(subject), tally.open)

    def _notes(self, subject: GradeSubject, counted: CountedFigures, made: PointsMade) -> Iterator[GradeNote]:
        if made.grade is None:
            yield GradeNote(NoteKind.NOTHING_DUE)
        if not self.days.is_over:
            yield GradeNote(NoteKind.RUNNING, self.days.today)
        still_open = counted.tally.open
        if still_open:
            yield GradeNote(NoteKind.STILL_OPEN, count=still_open)
        if made.is_scaled:
            yield GradeNote(NoteKind.SCALED)
        is_grid = subject.kind is GradedKind.DEPARTMENT
        if is_grid and counted.dues and subject.grid_code not in self.counted.answered_for:
            yield GradeNote(NoteKind.NOBODY)
