"""What follows 不合格: a rectification for whom it concerns, then the second assessment (docs/domain.md section 6)."""

from dataclasses import replace
from datetime import timedelta

from domain.grades.decided import DecidedGrade, GradeAct, GradeStep, followed_up
from domain.grades.grading import GradedKind
from domain.people.people import Role
from reports.grades.graded import Graded
from storage.unit_of_work import UnitOfWork
from usecases.house import Request
from usecases.wing_rectifications import RectificationBy, RectificationWanted

_DAY = timedelta(days=1)


def follow_up(uow: UnitOfWork, request: Request, graded: Graded, decided: DecidedGrade) -> DecidedGrade:
    """Return what was just published with what follows it: an entry to put right and the day of the second assessment.

    It is opened once; where the grade is no longer 不合格 no second assessment is due any more.
    """
    if decided.published is None:
        return decided
    deadline = request.today + timedelta(days=request.house.grading.second.days)
    after = followed_up(decided, deadline + _DAY)
    if after.second_from is None or after.entry_id is not None or decided.second_from == after.second_from:
        return after
    wanted = _wanted(uow, request, graded)
    if wanted is None:
        return after
    viewer = request.viewer(uow)
    by = RectificationBy(request.house, viewer, request.now)
    entry_id = request.house.rectify(uow, by, replace(wanted, deadline=deadline))
    if entry_id is None:
        return after
    entry = uow.entries.find(entry_id)
    words = "" if entry is None else entry.number or entry.title
    uow.grades.add_step(
        GradeStep(decided.id, GradeAct.RECTIFICATION, viewer.person_id, request.now, words=words, on=deadline)
    )
    return replace(after, entry_id=entry_id)


def _wanted(uow: UnitOfWork, request: Request, graded: Graded) -> RectificationWanted | None:
    """Return who is to put it right and under whom: the nearest who holds the post; None where nobody does."""
    subject = graded.subject
    if subject.kind is GradedKind.INSPECTOR:
        known = uow.officials.known([subject.person_id or 0]).get(subject.person_id or 0)
        if known is None or known.has_left:
            return None
        code, person_id = known.grid_code, known.person_id
    else:
        code = subject.grid_code or ""
        roles = (
            (Role.PRESIDENT,) if subject.kind is GradedKind.UNIT else (Role.DEPARTMENT_HEAD, Role.INSPECTOR)
        )
        found = _nearest(uow, request, code, roles)
        if found is None:
            return None
        person_id = found
    leader = _nearest(uow, request, code, (Role.LEADER_IN_CHARGE, Role.PRESIDENT, Role.COMMISSIONER))
    leader_id = leader or request.viewer(uow).person_id
    return RectificationWanted(code, person_id, leader_id, request.today, subject.period_id, graded.name)


def _nearest(uow: UnitOfWork, request: Request, code: str, roles: tuple[Role, ...]) -> int | None:
    """Return who holds the first of these roles that anybody holds, at the grid or the nearest one above it."""
    tree = uow.rosters.paths([code])
    if code not in tree:
        return None
    codes = [code, *(grid.code for grid in tree.path_up(code))]
    held = uow.holders.present(request.today, codes)
    for role in roles:
        for place in codes:
            people = held.get((place, role), ())
            if people:
                return people[0]
    return None
