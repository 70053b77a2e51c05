"""What the figures of reports are, as values: of a branch, of a grid, of one report."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple


@dataclass(frozen=True, slots=True)
class BranchFigures:
    """A branch in a period. `due` = `on_time` + `late` + `missing`; `missing` may still report.

    `uncorrected`: how many of the missing were returned and not corrected by the close. `exempt`: those that nobody
    asks for, beside the due ones: level 1 exempted them, or their grid was removed before it reported. `zero`: 零报告
    among the reported. `answered`, `sums` (Decimal yuan for money) and `choices` are by the key of the FigureSpec; an
    answer that was skipped, or never asked by the form's version of then, is not among the `answered`.
    """

    period_id: str
    branch_code: str
    due_on: date
    closes_on: date
    due: int
    on_time: int
    late: int
    missing: int
    uncorrected: int
    exempt: int
    zero: int
    answered: Mapping[str, int]
    sums: Mapping[str, int | Decimal]
    choices: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class GridFigures:
    """What a grid owed in a period, and its report if there is one: `light` is the answer to the light's field.

    `exempt_reason` tells why nobody asks for it (storage.duty_items.REMOVED: the grid is gone). `returned`: what was
    filed came back by the closing day and has not been corrected; once the period has closed its light is None.
    """

    period_id: str
    grid_code: str
    grid_name: str
    branch_code: str
    item_id: int
    due_on: date
    closes_on: date
    submitted_at: datetime | None
    light: str | None
    exempt_reason: str | None
    review_state: str | None
    submission_id: int | None
    returned: bool = False

    @property
    def exempt(self) -> bool:
        """Whether nobody asks for it."""
        return self.exempt_reason is not None


@dataclass(frozen=True, slots=True)
class FiledAnswers:
    """The answers of one report, with where its grid hung."""

    period_id: str
    grid_code: str
    grid_name: str
    branch_code: str
    answers: Mapping[str, Any]


class PageRange(NamedTuple):
    """Which of many: so many, after the first `offset`."""

    limit: int
    offset: int = 0
