"""The standings that acts ask for, and the gate before each act.

A conversation says which standing its buttons and commands ask for (`ACTS`, handlers/found.py); whose grid, tip or duty
it is, and how far it is, it looks at itself.
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.errors import RefusalError
from domain.people.people import LEVEL_ONE_ROLES, Viewer
from domain.tips.routing import body_of


class ActorStanding(StrEnum):
    """What somebody must be for an act to be theirs (docs/domain.md section 1); the value is the refusal's key."""

    ANYBODY = ""
    BOUND = "access-not-bound"
    """A bound person: the configuration says which roles owe a duty, or hear it, and reports are theirs by grid."""
    INSPECTOR = "access-not-inspector"
    READER = "access-not-your-grid"
    """An inspector or level 1: who reads what a grid filed, or answers for one."""
    LEVEL_ONE = "access-not-level-one"
    OFFICE = "access-not-office"
    """Level 1's office or the commissioner: who sets how the bot works."""
    DIGEST = "access-not-digest"
    TIPS = "access-not-tip-handler"
    PAPERS = "access-not-papers"
    """Level 1, or who handles tips and so has their ledger among 文书."""


def standings(viewer: Viewer | None) -> frozenset[ActorStanding]:
    """Return every standing that `viewer` has; None is a stranger."""
    if viewer is None:
        return frozenset({ActorStanding.ANYBODY})
    roles = viewer.roles_at_unit
    level_one, inspects = viewer.unit_code is not None, bool(viewer.inspected)
    handles_tips = body_of(roles) is not None
    own = {
        ActorStanding.ANYBODY: True,
        ActorStanding.BOUND: True,
        ActorStanding.INSPECTOR: inspects,
        ActorStanding.READER: level_one or inspects,
        ActorStanding.LEVEL_ONE: level_one,
        ActorStanding.OFFICE: bool(roles & LEVEL_ONE_ROLES),
        ActorStanding.DIGEST: level_one or viewer.digest_code is not None,
        ActorStanding.TIPS: handles_tips,
        ActorStanding.PAPERS: level_one or handles_tips,
    }
    return frozenset(standing for standing, has in own.items() if has)


@dataclass(slots=True)
class Gate:
    """Stands before one act of one update until whoever is acting has been looked at."""

    needed: ActorStanding = ActorStanding.ANYBODY
    passed: bool = False

    @property
    def is_open(self) -> bool:
        """Whether nobody needs to be looked at any more."""
        return self.passed or self.needed is ActorStanding.ANYBODY

    def check(self, viewer: Viewer | None) -> None:
        """Let `viewer` through; raises RefusalError for whom the act is not."""
        if self.is_open:
            return
        if self.needed not in standings(viewer):
            raise RefusalError(str(self.needed if viewer else ActorStanding.BOUND))
        self.passed = True
