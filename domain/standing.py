"""How a duty of one grid stands: on time, late, missing, open or exempt (DOMAIN.md sections 2 and 6)."""

from datetime import date, datetime
from enum import StrEnum

from domain.clock import day_in_shanghai


class Standing(StrEnum):
    """What digests and assessments count."""

    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    OPEN = "open"
    EXEMPT = "exempt"


def standing(
    due_on: date, closes_on: date, submitted_at: datetime | None, now: datetime, *, exempt: bool = False
) -> Standing:
    """Tell how a duty stands at `now` (aware), given when it was first submitted (aware; None: not yet).

    The due day counts to its last second in Shanghai. What is not submitted is open, also when overdue,
    until the last day on which it is accepted has passed; then it is missing. An exemption outweighs all,
    so that level 1 can excuse lateness.
    """
    if exempt:
        return Standing.EXEMPT
    if submitted_at is not None:
        return Standing.ON_TIME if day_in_shanghai(submitted_at) <= due_on else Standing.LATE
    return Standing.OPEN if day_in_shanghai(now) <= closes_on else Standing.MISSING
