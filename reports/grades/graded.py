"""Who and what is graded in a unit and period, with points, notes and what was decided: what windows and files tell."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.errors import RefusalError
from domain.grades.decided import OLD, DecidedGrade, GradeSubject
from domain.grades.grading import Grade, GradedKind, PointsMade
from domain.grades.notes import GradedDays, GradeNote
from forms.grading.language import GradingScheme


@dataclass(frozen=True, slots=True)
class Graded:
    """One that is graded: by its name, at which grids (names; of a grid, what it hangs below), and what came of it."""

    subject: GradeSubject
    name: str
    number: str
    where: tuple[str, ...]
    made: PointsMade
    notes: Sequence[GradeNote]
    decided: DecidedGrade
    open: int = 0

    @property
    def grade(self) -> Grade | None:
        """The grade that holds, published or not."""
        return self.decided.in_force(self.made.grade)

    @property
    def is_told(self) -> bool:
        """Whether just that was published last."""
        return self.decided.is_told(self.grade, self.made.points)


@dataclass(frozen=True, slots=True)
class UnitGrades:
    """All that is graded in a unit and period, as it stands on a day."""

    unit_code: str
    unit_name: str
    period_id: str
    days: GradedDays
    scheme: GradingScheme
    graded: Sequence[Graded]

    def of_kind(self, kind: GradedKind) -> list[Graded]:
        """Return those of a kind, the best grade first, then the most points, then by number or name."""
        return sorted((graded for graded in self.graded if graded.subject.kind is kind), key=_order)

    def find(self, ref: str) -> Graded:
        """Return the one of this `ref`; raises RefusalError for one that there is not."""
        for graded in self.graded:
            if graded.subject.ref == ref:
                return graded
        raise RefusalError(OLD)

    def counts(self, kind: GradedKind) -> dict[Grade | None, int]:
        """Return how many of a kind have which grade, None for those without one."""
        found: dict[Grade | None, int] = dict.fromkeys((*Grade, None), 0)
        for graded in self.of_kind(kind):
            found[graded.grade] += 1
        return found

    @property
    def still_open(self) -> int:
        """How many items of the unit can still be handed in."""
        return sum(graded.open for graded in self.graded if graded.subject.kind is GradedKind.DEPARTMENT)


def _order(graded: Graded) -> tuple[int, object, str]:
    places = {grade: place for place, grade in enumerate(Grade)}
    place = len(places) if graded.grade is None else places[graded.grade]
    return place, -(graded.made.points or 0), graded.number or graded.subject.ref
