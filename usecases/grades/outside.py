"""What others than level 1 may know of grades: what was published, their own or how many of which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.grades.decided import DecidedGrade, GradeAct
from domain.grades.grading import Grade, GradedKind
from domain.people.people import Role, Viewer
from storage.unit_of_work import UnitOfWork

OWN_GRIDS = (Role.DEPARTMENT_HEAD, Role.INSPECTOR)


@dataclass(frozen=True, slots=True)
class PublishedCounts:
    """How many of a unit were published with which grade in a period, and the periods that there are."""

    unit_name: str
    period_id: str
    counts: Mapping[tuple[GradedKind, Grade], int]
    periods: Sequence[str]


@dataclass(frozen=True, slots=True)
class OwnGrade:
    """A published grade for whoever it is about: whose it is by name, and why it was adjusted or vetoed."""

    decided: DecidedGrade
    name: str
    words: str = ""


def own_grade(uow: UnitOfWork, decided: DecidedGrade, name: str) -> OwnGrade:
    """Return a grade with the words of what holds: the basis of a veto, the reason of an adjustment."""
    act = GradeAct.VETOED if decided.is_vetoed else GradeAct.ADJUSTED
    if not decided.is_vetoed and decided.adjusted is None:
        return OwnGrade(decided, name)
    said = [step.words for step in uow.grades.steps(decided.id) if step.act is act]
    return OwnGrade(decided, name, said[-1] if said else "")


def own_grades(uow: UnitOfWork, viewer: Viewer) -> list[OwnGrade]:
    """Return the published grades that are theirs to know, with the names: own, of grids they head or inspect."""
    found = [own_grade(uow, decided, viewer.name) for decided in uow.grades.of_person(viewer.person_id)]
    codes = [post.grid_code for post in viewer.posts if post.role in OWN_GRIDS and post.level > 1]
    codes += [post.grid_code for post in viewer.posts if post.role is Role.PRESIDENT and post.level == 1]
    names = uow.rosters.known(codes) if codes else {}
    for code in dict.fromkeys(codes):
        found += [own_grade(uow, decided, names[code].name) for decided in uow.grades.of_grid(code)]
    return sorted(found, key=lambda own: own.decided.subject.period_id, reverse=True)


def published_counts(uow: UnitOfWork, unit_code: str, asked: str) -> PublishedCounts | None:
    """Return of a unit its name, the period, the counts in it, all periods; the newest where none is asked for."""
    periods = uow.grades.published_periods(unit_code)
    if not periods:
        return None
    period_id = asked if asked in periods else periods[0]
    name = uow.rosters.known([unit_code])[unit_code].name
    return PublishedCounts(name, period_id, uow.grades.published_counts(unit_code, period_id), periods)
