"""How figures become points, and points a grade (考核等次): a scheme is data, this is its arithmetic.

Everything printed adds up: each part is rounded to a tenth of a point, a half away from nought, before it is added.
Whatever cannot be told from the figures is said, never estimated: a share of nothing is not counted, and the other
criteria are brought to a hundred; of whom nothing was due at all there are no points.

Source: docs/domain.md section 6 (assessment).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, ClassVar

FULL = 100
"""The points that the criteria of each kind add up to."""
NOTHING = Decimal(0)
_CLOSED: Mapping[str, Any] = {"extra": "forbid"}
"""What pydantic is told of a value read from a file: keys that it does not know are refused."""


class Grade(StrEnum):
    """等次; the value is what is stored, the best first."""

    EXCELLENT = "excellent"
    GOOD = "good"
    PASSED = "passed"
    FAILED = "failed"


class GradedKind(StrEnum):
    """Who or what is graded."""

    INSPECTOR = "inspector"
    DEPARTMENT = "department"
    """A grid below the unit."""
    UNIT = "unit"


ALL_KINDS = tuple(GradedKind)


class PointsRule(StrEnum):
    """How a figure becomes points."""

    SHARE = "share"
    """The figure's part of another one, of the full points."""
    EACH = "each"
    """So many points a piece, up to the full points."""
    REACH = "reach"
    """The full points from so many pieces on, in proportion below."""


@dataclass(frozen=True, slots=True)
class GradingCriterion:
    """What is worth up to `weight` points: `figure` by its rule, of the kinds in `whom`.

    `of` is the other figure of a share, `each` what a piece is worth, `full_at` how many pieces are worth all of it.
    """

    __pydantic_config__: ClassVar[Mapping[str, Any]] = _CLOSED

    id: str
    label: Mapping[str, str]
    figure: str
    weight: Decimal
    rule: PointsRule
    of: str | None = None
    each: Decimal | None = None
    full_at: int | None = None
    whom: tuple[GradedKind, ...] = ALL_KINDS


@dataclass(frozen=True, slots=True)
class GradingDeduction:
    """What takes `each` points a piece, `most` in all where that is given."""

    __pydantic_config__: ClassVar[Mapping[str, Any]] = _CLOSED

    id: str
    label: Mapping[str, str]
    figure: str
    each: Decimal
    most: Decimal | None = None
    whom: tuple[GradedKind, ...] = ALL_KINDS


@dataclass(frozen=True, slots=True)
class GradeBounds:
    """From how many points on a grade is given; below `passed` it is 不合格."""

    __pydantic_config__: ClassVar[Mapping[str, Any]] = _CLOSED

    excellent: Decimal
    good: Decimal
    passed: Decimal

    def grade(self, points: Decimal) -> Grade:
        """Return the grade for so many points."""
        if points >= self.excellent:
            return Grade.EXCELLENT
        if points >= self.good:
            return Grade.GOOD
        return Grade.PASSED if points >= self.passed else Grade.FAILED


class PointsNature(StrEnum):
    """What a part of a grade is."""

    CRITERION = "criterion"
    DEDUCTION = "deduction"


@dataclass(frozen=True, slots=True)
class PointsPart:
    """One part of a grade, as it was made: its figures, and the points; None where it is a share of nothing.

    `rule`, `each`, `full_at` and `full` are those of the file then: what was published is explained by itself. The
    points of a deduction are what it takes.
    """

    nature: PointsNature
    id: str
    label: Mapping[str, str]
    figure: int
    points: Decimal | None
    full: Decimal | None
    rule: PointsRule = PointsRule.EACH
    of: int | None = None
    each: Decimal | None = None
    full_at: int | None = None


@dataclass(frozen=True, slots=True)
class PointsMade:
    """The parts with what they come to: `points` and `grade` are None where nothing is to be graded."""

    parts: Sequence[PointsPart]
    points: Decimal | None
    grade: Grade | None

    @property
    def is_scaled(self) -> bool:
        """Whether a criterion was not counted, and the others were brought to a hundred."""
        return self.points is not None and any(part.points is None for part in self.parts)

    @property
    def earned(self) -> Decimal:
        """What the criteria gave, before they were brought to a hundred."""
        return self._sum(PointsNature.CRITERION)

    @property
    def deducted(self) -> Decimal:
        """What the deductions took."""
        return self._sum(PointsNature.DEDUCTION)

    @property
    def counted(self) -> Decimal:
        """What the criteria that were counted could have given."""
        kept = (
            part for part in self.parts if part.nature is PointsNature.CRITERION and part.points is not None
        )
        return sum((part.full or NOTHING for part in kept), NOTHING)

    def _sum(self, nature: PointsNature) -> Decimal:
        return sum((part.points or NOTHING for part in self.parts if part.nature is nature), NOTHING)


def points_made(
    criteria: Sequence[GradingCriterion],
    deductions: Sequence[GradingDeduction],
    bounds: GradeBounds,
    kind: GradedKind,
    figures: Mapping[str, int],
) -> PointsMade:
    """Return what the figures of one of this kind come to; a figure that is not there is nought."""
    own = [criterion for criterion in criteria if kind in criterion.whom]
    given = [_given(criterion, figures) for criterion in own]
    taken = [_taken(deduction, figures) for deduction in deductions if kind in deduction.whom]
    shares = [part for part in given if part.rule is PointsRule.SHARE]
    parts = [*given, *taken]
    made = PointsMade(parts, None, None)
    if made.counted == 0 or (shares and all(part.points is None for part in shares)):
        return made
    whole = rounded(Fraction(made.earned) * FULL / Fraction(made.counted))
    points = max(NOTHING, whole - made.deducted)
    return PointsMade(parts, points, bounds.grade(points))


def rounded(exact: Fraction) -> Decimal:
    """Return tenths of a point, a half away from nought; `exact` is not negative."""
    return Decimal(int(exact * 10 + Fraction(1, 2))) / 10


def _given(criterion: GradingCriterion, figures: Mapping[str, int]) -> PointsPart:
    figure = figures.get(criterion.figure, 0)
    of = figures.get(criterion.of, 0) if criterion.of is not None else None
    return PointsPart(
        nature=PointsNature.CRITERION,
        id=criterion.id,
        label=criterion.label,
        figure=figure,
        points=_points(criterion, figure, of),
        full=criterion.weight,
        rule=criterion.rule,
        of=of,
        each=criterion.each,
        full_at=criterion.full_at,
    )


def _points(criterion: GradingCriterion, figure: int, of: int | None) -> Decimal | None:
    if criterion.rule is PointsRule.EACH:
        return min(criterion.weight, rounded(figure * Fraction(criterion.each or NOTHING)))
    whole = of if criterion.rule is PointsRule.SHARE else criterion.full_at
    if not whole:
        return None
    return rounded(min(Fraction(1), Fraction(figure, whole)) * Fraction(criterion.weight))


def _taken(deduction: GradingDeduction, figures: Mapping[str, int]) -> PointsPart:
    figure = figures.get(deduction.figure, 0)
    points = rounded(figure * Fraction(deduction.each))
    return PointsPart(
        nature=PointsNature.DEDUCTION,
        id=deduction.id,
        label=deduction.label,
        figure=figure,
        points=points if deduction.most is None else min(deduction.most, points),
        full=deduction.most,
        each=deduction.each,
    )
