"""调整等次, 一票否决 and what takes them back: by level 1, with a reason, noted with the old and the new grade."""

from dataclasses import dataclass, replace

from domain.errors import RefusalError
from domain.grades.decided import OLD, DecidedGrade, GradeAct, GradeStep, check_adjusting, check_first_stands
from domain.grades.grading import Grade
from reports.grades.graded import Graded, UnitGrades
from storage.audit import AuditEntry, subject_of
from storage.unit_of_work import UnitOfWork
from usecases.grades.compile import WantedGrades, compile_grades, is_graded
from usecases.grades.publishing import publish_again
from usecases.house import Request

AUDIT = "grade_{act}"
"""What is noted in the audit log; the grade before and after stand in the subject."""


@dataclass(frozen=True, slots=True)
class GradePlace:
    """One that is graded, as its buttons name it."""

    period_id: str
    ref: str


def unit_grades(uow: UnitOfWork, request: Request, period_id: str, only: str = "") -> UnitGrades:
    """Return the grades of the unit that whoever is acting runs, all or one by its `ref`.

    Raises RefusalError for others than level 1, and for no such period.
    """
    _viewer, unit_code = request.level_one(uow)
    if not is_graded(request.house.grading, period_id):
        raise RefusalError(OLD)
    return compile_grades(uow, request.house, WantedGrades(unit_code, period_id, only), request.now)


def grade_at(uow: UnitOfWork, request: Request, place: GradePlace) -> Graded:
    """Return one of them; raises as `unit_grades`, and for one that there is not."""
    return unit_grades(uow, request, place.period_id, place.ref).find(place.ref)


def adjust(uow: UnitOfWork, request: Request, place: GradePlace, to: Grade, reason: str) -> None:
    """Give another grade than the points do. Raises RefusalError where that changes nothing, or under a veto."""
    graded = grade_at(uow, request, place)
    check_adjusting(graded.decided, graded.made.grade, to)
    _decide(uow, request, graded, replace(graded.decided, adjusted=to), (GradeAct.ADJUSTED, reason))


def take_back(uow: UnitOfWork, request: Request, place: GradePlace) -> None:
    """Take an adjustment back: the grade of the points holds again."""
    graded = grade_at(uow, request, place)
    if graded.decided.adjusted is None:
        raise RefusalError(OLD)
    _decide(uow, request, graded, replace(graded.decided, adjusted=None), (GradeAct.TAKEN_BACK, ""))


def veto(uow: UnitOfWork, request: Request, place: GradePlace, basis: str) -> None:
    """一票否决: 不合格 whatever the points are, on a basis."""
    graded = grade_at(uow, request, place)
    if graded.decided.is_vetoed:
        raise RefusalError(OLD)
    _decide(uow, request, graded, replace(graded.decided, is_vetoed=True), (GradeAct.VETOED, basis))


def lift_veto(uow: UnitOfWork, request: Request, place: GradePlace) -> None:
    """Lift a veto: what held before it holds again."""
    graded = grade_at(uow, request, place)
    if not graded.decided.is_vetoed:
        raise RefusalError(OLD)
    _decide(uow, request, graded, replace(graded.decided, is_vetoed=False), (GradeAct.VETO_LIFTED, ""))


def _decide(
    uow: UnitOfWork, request: Request, graded: Graded, decided: DecidedGrade, done: tuple[GradeAct, str]
) -> None:
    act, words = done
    check_first_stands(graded.decided)
    kept = uow.grades.keep(decided)
    old, new = graded.grade, kept.in_force(graded.made.grade)
    viewer = request.viewer(uow)
    uow.grades.add_step(
        GradeStep(kept.id, act, viewer.person_id, request.now, old, new, words, on=request.today)
    )
    note_grade(uow, request, kept, act, (old, new))
    if kept.published is not None:
        publish_again(uow, request, replace(graded, decided=kept))


def note_grade(
    uow: UnitOfWork,
    request: Request,
    decided: DecidedGrade,
    act: GradeAct,
    change: tuple[Grade | None, Grade | None],
) -> None:
    """Note in the audit log what was done to whose grade, from which to which."""
    old, new = (grade.value if grade else "-" for grade in change)
    subject = subject_of(decided.subject.period_id, decided.subject.ref, f"{old}>{new}")
    uow.audit.add(
        AuditEntry(request.now, request.viewer(uow).person_id, AUDIT.format(act=act.value), subject)
    )
