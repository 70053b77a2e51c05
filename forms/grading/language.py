"""What a grading file says (docs/grades.md): criteria, deductions, bounds, the period, what follows 不合格."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from pydantic import ConfigDict

from domain.grades.grading import (
    GradeBounds,
    GradedKind,
    GradingCriterion,
    GradingDeduction,
    PointsMade,
    points_made,
)
from domain.time.periods import Period
from forms.fields import Translated

_STRICT = ConfigDict(extra="forbid")


class GradingPeriod(StrEnum):
    """For what grades are given."""

    YEAR = "year"
    HALF = "half"

    @property
    def of_time(self) -> Period:
        """The period as time counts it."""
        return Period.YEAR if self is GradingPeriod.YEAR else Period.HALF


class Praise(StrEnum):
    """How 优秀 is told to all: by name and post, by post alone, or not at all."""

    NAMES = "names"
    POSTS = "posts"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class SecondAssessment:
    """After 不合格: `days` to put things right, then the second assessment is due."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    days: int = 30


@dataclass(frozen=True, slots=True)
class GradingScheme:
    """The whole file. Whoever held their post for fewer than `least_days` of the period is not graded."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT

    version: int
    title: Translated
    bounds: GradeBounds
    criteria: tuple[GradingCriterion, ...]
    deductions: tuple[GradingDeduction, ...] = ()
    period: GradingPeriod = GradingPeriod.YEAR
    least_days: int = 0
    praise: Praise = Praise.NAMES
    second: SecondAssessment = SecondAssessment()

    @property
    def kinds(self) -> tuple[GradedKind, ...]:
        """Who and what is graded: those for whom there is a criterion."""
        return tuple(
            kind for kind in GradedKind if any(kind in criterion.whom for criterion in self.criteria)
        )

    @property
    def figures(self) -> frozenset[str]:
        """All figures that the file asks for."""
        asked = [(part.figure, getattr(part, "of", None)) for part in self.parts]
        return frozenset(figure for pair in asked for figure in pair if figure is not None)

    @property
    def parts(self) -> Sequence[GradingCriterion | GradingDeduction]:
        """The criteria, then the deductions."""
        return (*self.criteria, *self.deductions)

    def made(self, kind: GradedKind, figures: Mapping[str, int]) -> PointsMade:
        """Return what these figures come to."""
        return points_made(self.criteria, self.deductions, self.bounds, kind, figures)

    def weight(self, kind: GradedKind) -> Decimal:
        """Return what the criteria of a kind add up to."""
        own = (criterion.weight for criterion in self.criteria if kind in criterion.whom)
        return sum(own, Decimal(0))
