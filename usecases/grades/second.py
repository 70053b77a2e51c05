"""再次考核 after 不合格, and 责任追究 after a second one: by level 1, noted, told to whom it is about."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from domain.errors import RefusalError
from domain.grades.decided import OLD, DecidedGrade, GradeAct, GradeStep, Liability, check_second
from domain.grades.grading import Grade
from domain.time.clock import day_in_shanghai
from storage.unit_of_work import UnitOfWork
from usecases.grades.deciding import GradePlace, grade_at, note_grade
from usecases.grades.letters import SECOND_DUE, tell_of_grades
from usecases.house import Request
from usecases.site import OnSite


def assess_again(uow: UnitOfWork, request: Request, place: GradePlace, to: Grade, words: str) -> None:
    """Record the second assessment, once, from its day on; whoever it is about is told."""
    known = grade_at(uow, request, place).decided
    check_second(known, request.today)
    kept = uow.grades.keep(replace(known, second=to, second_on=request.today, revision=known.revision + 1))
    viewer = request.viewer(uow)
    uow.grades.add_step(
        GradeStep(kept.id, GradeAct.SECOND, viewer.person_id, request.now, Grade.FAILED, to, words)
    )
    note_grade(uow, request, kept, GradeAct.SECOND, (Grade.FAILED, to))
    tell_of_grades(uow, request, [kept])


def hold_liable(uow: UnitOfWork, request: Request, place: GradePlace, liability: Liability) -> None:
    """Record 责任追究 after a second 不合格, once: what, whom, on which basis, on which day."""
    known = grade_at(uow, request, place).decided
    if not known.asks_for_liability:
        raise RefusalError(OLD)
    kept = uow.grades.keep(replace(known, is_liable=True))
    viewer = request.viewer(uow)
    step = GradeStep(kept.id, GradeAct.LIABLE, viewer.person_id, request.now, words=liability.what)
    uow.grades.add_step(replace(step, on=liability.on, whom=liability.whom, basis=liability.basis))
    note_grade(uow, request, kept, GradeAct.LIABLE, (Grade.FAILED, Grade.FAILED))


def second_letters(uow: UnitOfWork, site: OnSite, due: Sequence[DecidedGrade], now: datetime) -> int:
    """Queue, once, what reminds level 1 of second assessments that are due from one day on, all in one letter.

    `due` are of one unit, period and day; returns how many letters are new.
    """
    first, at = due[0], site.hours.first_from(now)
    subject = first.subject
    place = {"unit": subject.unit_code, "period": subject.period_id, "from": str(first.second_from)}
    return uow.outbox.add_once(
        SECOND_DUE.letter(":".join((SECOND_DUE.id, *place.values(), str(person_id))), place, at, person_id)
        for person_id in uow.people.level_one(subject.unit_code, day_in_shanghai(now))
    )
