"""公布: each hears of their own grade, all of those who are 优秀; what was told already is not told again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.errors import RefusalError
from domain.grades.decided import OLD, DecidedGrade, GradeAct, GradeStep, PublishedGrade
from domain.grades.grading import Grade
from forms.grading.language import Praise
from reports.grades.graded import Graded, UnitGrades
from storage.audit import AuditEntry, subject_of
from storage.unit_of_work import UnitOfWork
from usecases.grades.letters import praise, tell_of_grades
from usecases.grades.rectification import follow_up
from usecases.house import Request

PUBLISHED = "grades_published"


@dataclass(frozen=True, slots=True)
class Publishing:
    """What 公布 would do: so many are told something new, so many as they are already, so many have no grade."""

    new: Sequence[Graded]
    told: int
    ungraded: int


def publishing_of(grades: UnitGrades) -> Publishing:
    """Return what is to be told. Raises RefusalError while the period runs, or something can still be handed in."""
    if not grades.days.is_over:
        raise RefusalError("grades-not-over", day=grades.days.last.isoformat())
    if grades.still_open:
        raise RefusalError("grades-still-open", count=grades.still_open)
    graded = [found for found in grades.graded if found.grade is not None]
    new = [found for found in graded if not found.is_told]
    return Publishing(new, len(graded) - len(new), len(grades.graded) - len(graded))


def publish(uow: UnitOfWork, request: Request, grades: UnitGrades) -> int:
    """Publish what is new, and return how many that is. Raises RefusalError as `publishing_of`, and for nothing new."""
    found = publishing_of(grades)
    if not found.new:
        raise RefusalError(OLD)
    kept = [_published(uow, request, graded) for graded in found.new]
    tell_of_grades(uow, request, kept)
    subject = subject_of(grades.unit_code, grades.period_id, str(len(kept)))
    uow.audit.add(AuditEntry(request.now, request.viewer(uow).person_id, PUBLISHED, subject))
    _praise(uow, request, kept)
    return len(kept)


def publish_again(uow: UnitOfWork, request: Request, graded: Graded) -> None:
    """Publish one anew whose grade was changed after it was published; they are told once more, of what is new."""
    if graded.grade is None or graded.is_told:
        return
    kept = _published(uow, request, graded)
    tell_of_grades(uow, request, [kept])
    _praise(uow, request, [kept])


def _praise(uow: UnitOfWork, request: Request, published: Sequence[DecidedGrade]) -> None:
    if request.house.grading.praise is Praise.NONE:
        return
    for decided in published:
        if decided.published is not None and decided.published.grade is Grade.EXCELLENT:
            praise(uow, request, decided.subject.unit_code, decided.subject.period_id)
            return


def _published(uow: UnitOfWork, request: Request, graded: Graded) -> DecidedGrade:
    decided, grade = graded.decided, graded.grade
    if grade is None:
        raise RefusalError(OLD)
    before = decided.published.grade if decided.published else None
    published = PublishedGrade(grade, graded.made.points, graded.made.parts, request.today)
    kept = uow.grades.keep(replace(decided, published=published, revision=decided.revision + 1))
    uow.grades.add_step(
        GradeStep(kept.id, GradeAct.PUBLISHED, request.viewer(uow).person_id, request.now, before, grade)
    )
    return uow.grades.keep(follow_up(uow, request, graded, kept))
