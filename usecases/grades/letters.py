"""The letters of grades; in words in reminders/grades/letters.py."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta

from domain.grades.decided import DecidedGrade, GradeSubject
from domain.grades.grading import GradedKind
from domain.people.people import Role
from storage.delivery.letters import LetterKind, Trace
from storage.people.below import ChosenPeople
from storage.unit_of_work import UnitOfWork
from usecases.house import Request

GRADE_TOLD = LetterKind(id="grade_told", life=timedelta(days=60), trace=Trace.TOLD, keeps=True)
GRADE_PRAISE = LetterKind(id="grade_praise", life=timedelta(days=60), trace=Trace.TOLD, keeps=True)
SECOND_DUE = LetterKind(id="grade_second_due", life=timedelta(days=60), trace=Trace.TOLD, keeps=True)


def told_of(uow: UnitOfWork, request: Request, subject: GradeSubject) -> list[int]:
    """Return who is told of a grade: whoever it is about; of a grid its head and inspector; of the unit 院长."""
    if subject.kind is GradedKind.INSPECTOR:
        return [] if subject.person_id is None else [subject.person_id]
    code = subject.grid_code or ""
    present = uow.holders.present(request.today, [code])
    is_unit = subject.kind is GradedKind.UNIT
    roles = (Role.PRESIDENT,) if is_unit else (Role.DEPARTMENT_HEAD, Role.INSPECTOR)
    return sorted({person for role in roles for person in present.get((code, role), ())})


def tell_of_grades(uow: UnitOfWork, request: Request, published: Iterable[DecidedGrade]) -> None:
    """Queue one letter for each who is to be told, about all of these grades that are theirs to know."""
    theirs: defaultdict[int, list[DecidedGrade]] = defaultdict(list)
    for decided in published:
        for person_id in told_of(uow, request, decided.subject):
            theirs[person_id].append(decided)
    at = request.house.hours.first_from(request.now)
    uow.outbox.add_once(
        GRADE_TOLD.letter(
            f"{GRADE_TOLD.id}:{person_id}:{own[0].id}:{own[0].revision}",
            {"grades": [[decided.id, decided.revision] for decided in own]},
            at,
            person_id,
        )
        for person_id, own in theirs.items()
    )


def praise(uow: UnitOfWork, request: Request, unit_code: str, period_id: str) -> None:
    """Queue, once for everybody bound in the unit, the letter about who is 优秀 in a period."""
    everybody = uow.people_below.chosen(unit_code, ChosenPeople(), request.today)
    at = request.house.hours.first_from(request.now)
    uow.outbox.add_once(
        GRADE_PRAISE.letter(
            f"{GRADE_PRAISE.id}:{unit_code}:{period_id}:{person_id}",
            {"unit": unit_code, "period": period_id},
            at,
            person_id,
        )
        for person_id in sorted(uow.people.reachable(everybody))
    )
