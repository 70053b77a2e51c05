"""How a duty of one grid stands: on time, late, missing, open or exempt (docs/domain.md sections 2 and 6)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from domain.time.clock import day_in_shanghai


class Standing(StrEnum):
    """What digests and assessments count; `UNCORRECTED` (退回未改) is counted as missing, everywhere."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    UNCORRECTED = "uncorrected"
    OPEN = "open"
    EXEMPT = "exempt"


MISSED = frozenset({Standing.MISSING, Standing.UNCORRECTED})
"""未报: closed without a report that counts."""


class Due(Protocol):
    """What one grid owes in one period, and what came of it."""

    @property
    def due_on(self) -> date:
        """The last day on which a report is on time."""

    @property
    def closes_on(self) -> date:
        """The last day on which one is accepted."""

    @property
    def submitted_at(self) -> datetime | None:
        """When it was first submitted (aware), None: not yet; late what was corrected only after the close."""

    @property
    def exempt(self) -> bool:
        """Whether nobody asks for it."""

    @property
    def returned(self) -> bool:
        """Whether it came back from its review by the closing day, and has not been corrected."""


def standing(due: Due, now: datetime) -> Standing:
    """Tell how a duty stands at `now` (aware).

    The due day counts to its last second in Shanghai. What is not submitted is open, also when overdue,
    until the last day on which it is accepted has passed; then it is missing, and so is what was returned and is not
    corrected by then. An exemption outweighs all, so that level 1 can excuse lateness.
    """
    if due.exempt:
        return Standing.EXEMPT
    has_closed = day_in_shanghai(now) > due.closes_on
    if due.submitted_at is None:
        return Standing.MISSING if has_closed else Standing.OPEN
    if due.returned and has_closed:
        return Standing.UNCORRECTED
    return Standing.ON_TIME if day_in_shanghai(due.submitted_at) <= due.due_on else Standing.LATE
