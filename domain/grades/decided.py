"""What the office decides about a grade: 调整等次, 一票否决, 公布, the second assessment (docs/domain.md section 6)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from domain.errors import RefusalError
from domain.grades.grading import Grade, GradedKind, PointsPart

WORDS_LEAST, WORDS_MOST = 2, 200
"""How long a reason, a basis or what was decided may be."""
OLD = "access-old-button"
_LIABILITY_LINES = 4


class GradeAct(StrEnum):
    """A line of a grade's history; the value is what is stored."""

    ADJUSTED = "adjusted"
    TAKEN_BACK = "taken_back"
    VETOED = "vetoed"
    VETO_LIFTED = "veto_lifted"
    PUBLISHED = "published"
    RECTIFICATION = "rectification"
    SECOND = "second"
    LIABLE = "liable"
    """责任追究: what, whom, on which day, on which basis."""


@dataclass(frozen=True, slots=True)
class GradeSubject:
    """Who or what is graded, in one unit and period: a person by `person_id`, else the grid `grid_code`."""

    unit_code: str
    period_id: str
    kind: GradedKind
    person_id: int | None = None
    grid_code: str | None = None

    @property
    def ref(self) -> str:
        """What tells it apart within its unit and period, in buttons and tables."""
        return (
            f"p{self.person_id}" if self.kind is GradedKind.INSPECTOR else f"{self.kind[0]}{self.grid_code}"
        )


@dataclass(frozen=True, slots=True)
class PublishedGrade:
    """What was published last: the grade with its points and how they were made, on which day."""

    grade: Grade
    points: Decimal | None
    parts: Sequence[PointsPart]
    published_on: date


@dataclass(frozen=True, slots=True)
class DecidedGrade:
    """What is kept of a grade besides its figures; `revision` counts what was told of it, 0 before it is published.

    `entry_id` is the rectification that 不合格 opened; from `second_from` on the second assessment is due.
    """

    subject: GradeSubject
    id: int = 0
    adjusted: Grade | None = None
    is_vetoed: bool = False
    published: PublishedGrade | None = None
    revision: int = 0
    entry_id: int | None = None
    second_from: date | None = None
    second: Grade | None = None
    second_on: date | None = None
    is_liable: bool = False

    def in_force(self, made: Grade | None) -> Grade | None:
        """Return the grade that holds: 不合格 under a veto, the office's where it adjusted, else that of the points."""
        if self.is_vetoed:
            return Grade.FAILED
        return self.adjusted or made

    def is_told(self, grade: Grade | None, points: Decimal | None) -> bool:
        """Tell whether that is what was published last, or is behind a second assessment: nobody is to be told."""
        known = self.published
        if known is None:
            return False
        return self.second is not None or (known.grade, known.points) == (grade, points)

    @property
    def waits_for_second(self) -> bool:
        """Whether a second assessment is to be made, now or later."""
        return self.second_from is not None and self.second is None

    @property
    def asks_for_liability(self) -> bool:
        """Whether a second 不合格 asks for 责任追究 that is not recorded yet."""
        return self.second is Grade.FAILED and not self.is_liable


@dataclass(frozen=True, slots=True)
class GradeStep:
    """A line of the history: by whom (`person_id`) and when, from which grade to which, with the words given.

    `on` is the day that was said: of a veto, of what was decided.
    """

    grade_id: int
    act: GradeAct
    person_id: int | None
    made_at: datetime
    old: Grade | None = None
    new: Grade | None = None
    words: str = ""
    on: date | None = None
    whom: str = ""
    basis: str = ""
    id: int = field(default=0, compare=False)


def followed_up(decided: DecidedGrade, second_from: date) -> DecidedGrade:
    """Return what was published with what follows: after 不合格 a second assessment, from a day on; else none.

    One that was made, or has its day already, stays as it is.
    """
    if decided.published is None or decided.second is not None:
        return decided
    if decided.published.grade is not Grade.FAILED:
        return replace(decided, second_from=None)
    return decided if decided.second_from is not None else replace(decided, second_from=second_from)


@dataclass(frozen=True, slots=True)
class Liability:
    """责任追究: what was decided, about whom, on which basis, on which day."""

    what: str
    whom: str
    basis: str
    on: date


def read_liability(text: str, today: date) -> Liability:
    """Return it as typed: what, whom, basis, day (2027-03-01), a line each.

    Raises RefusalError for other than four lines, words too short or long, a day that is none or lies ahead.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) != _LIABILITY_LINES:
        raise RefusalError("grades-liable-lines")
    what, whom, basis = (read_words(line) for line in lines[:-1])
    try:
        on = date.fromisoformat(lines[-1])
    except ValueError:
        raise RefusalError("grades-liable-day") from None
    if on > today:
        raise RefusalError("grades-liable-day")
    return Liability(what, whom, basis, on)


def read_words(text: str) -> str:
    """Return a reason or basis as typed, in one line; raises RefusalError for none, or one too long."""
    words = " ".join(text.split())
    if not WORDS_LEAST <= len(words) <= WORDS_MOST:
        raise RefusalError("grades-words-length", least=WORDS_LEAST, most=WORDS_MOST)
    return words


def check_first_stands(known: DecidedGrade) -> None:
    """Raise RefusalError once the second assessment is made: the first is behind it and stays as it was."""
    if known.second is not None:
        raise RefusalError("grades-second-made")


def check_adjusting(known: DecidedGrade, made: Grade | None, to: Grade) -> None:
    """Raise RefusalError where adjusting to `to` would change nothing, or a veto stands against it."""
    check_first_stands(known)
    if known.is_vetoed:
        raise RefusalError("grades-vetoed-first")
    if known.in_force(made) is to:
        raise RefusalError("grades-same")


def check_second(known: DecidedGrade, today: date) -> None:
    """Raise RefusalError where no second assessment is to be made, or not yet."""
    if not known.waits_for_second or known.second_from is None:
        raise RefusalError(OLD)
    if today < known.second_from:
        raise RefusalError("grades-second-early", day=known.second_from.isoformat())
