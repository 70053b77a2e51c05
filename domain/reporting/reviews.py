"""审核: who may review a report, and which verdict follows which state (docs/domain.md section 3; states as in ODK).

The inspector of a branch reviews its departments' reports; level 1 reviews the branches' own and may have a word on
any. What is returned is with the inspector until it is corrected; any correction waits to be reviewed again.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from domain.people.grids import BRANCH_LEVEL
from domain.people.people import Role, Viewer

UNIT_LEVEL = 1


class ReviewState(StrEnum):
    """Where a filed report stands."""

    RECEIVED = "received"
    RETURNED = "returned"
    EDITED = "edited"
    ACCEPTED = "accepted"


class Verdict(StrEnum):
    """What a review comes to."""

    ACCEPTED = "accepted"
    RETURNED = "returned"


WAITING = frozenset({ReviewState.RECEIVED, ReviewState.EDITED})
"""States in which a report waits for a review."""


@dataclass(frozen=True, slots=True)
class ReviewSubject:
    """A report to be reviewed: where its grid hung when it was owed, and who filed it.

    `branch_code` is the grid itself for a branch's own report, `unit_code` for the unit's.
    """

    grid_code: str
    branch_code: str
    unit_code: str
    filed_by: int


def reviewing_level(viewer: Viewer, subject: ReviewSubject) -> int | None:
    """Return the grid level at which `viewer` may review the report: 1, 2, or None where they may not.

    Nobody reviews what they filed, nor a report of a grid at which they hold, or stand in for, a post: so the unit's
    own reports are reviewed by nobody inside it. Level 1 is never run by a deputy (docs/domain.md section 1).
    """
    if viewer.person_id == subject.filed_by or subject.grid_code in viewer.grid_codes:
        return None
    if viewer.unit_code == subject.unit_code:
        return UNIT_LEVEL
    return BRANCH_LEVEL if subject.branch_code in reviewed_branches(viewer) else None


def reviewed_branches(viewer: Viewer) -> tuple[str, ...]:
    """Return the branches of which `viewer` is the inspector, or stands in for one."""
    posts = viewer.posts + viewer.stands_in
    own = (post.grid_code for post in posts if post.role is Role.INSPECTOR and post.level == BRANCH_LEVEL)
    return tuple(dict.fromkeys(own))


def possible_verdicts(
    level: int, state: ReviewState, accepted_at_level: int | None = None
) -> tuple[Verdict, ...]:
    """Return what a reviewer of `level` may decide on a report in `state`.

    `accepted_at_level` is the level that accepted it last: what a branch accepted, level 1 may accept too (审定), or
    return. A returned report is reviewed again only when it has been corrected.
    """
    if state in WAITING:
        return (Verdict.ACCEPTED, Verdict.RETURNED)
    if state is ReviewState.RETURNED or level != UNIT_LEVEL:
        return ()
    if accepted_at_level == UNIT_LEVEL:
        return (Verdict.RETURNED,)
    return (Verdict.ACCEPTED, Verdict.RETURNED)


@dataclass(frozen=True, slots=True)
class BranchReviews:
    """How far a branch has got with its departments' reports of a period; exempt ones count nowhere."""

    branch_code: str
    name: str
    due: int
    filed: int
    waiting: int
    returned: int
    accepted: int
    closes_on: date

    def has_closed(self, today: date) -> bool:
        """Tell whether nothing more is to come from it (已审结): all filed or the period closed, all reviewed."""
        is_complete = self.filed == self.due or today > self.closes_on
        return is_complete and not self.waiting and not self.returned
