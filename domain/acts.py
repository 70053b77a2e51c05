"""Which standing each act asks for: what the windows offer to whom, by the name of a button or a command.

The coarse rule, in one place. Whose grid, tip or duty it is, and how far it is, each conversation looks at itself.
"""

from dataclasses import dataclass
from enum import StrEnum

from domain.errors import RefusalError
from domain.people.people import Viewer
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
    DIGEST = "access-not-digest"
    TIPS = "access-not-tip-handler"


_ACTS = {
    ActorStanding.ANYBODY: (
        "menu language promises bind receipt receipt-add tip tip- tip-cancel tip-end-done tip-end-delete"
        " chat-delete chat-deleted /start /help /language /cancel /tip /receipt group:/digest"
    ),
    ActorStanding.BOUND: (
        "report report-list f begin zero keep /report duties /duties assess-mine snooze snooze-undo"
        " hearings /hearings hearing hearing-free hearing-take hearing-file hearing-drop"
        " hears-all hears hears-free hears-ask hears-yes slots slots-t slots-n slots-p slots-last slots-y"
        " materials material material-read suggest-mine suggest-one"
        " leave /leave leave-from leave-to leave-who leave-yes leave-end"
    ),
    ActorStanding.INSPECTOR: "forward forwarded grid drill-mine suggest suggest-yes",
    ActorStanding.READER: (
        "drill drill-grid drill-change facts facts-reply facts-cannot facts-none"
        " review review-page review-whole review-yes review-back review-words review-why review-all review-all-yes"
        " materials-sent material-sent material-chase doc doc-make doc-span own-file"
    ),
    ActorStanding.LEVEL_ONE: (
        "invite /invite issue ask-unbind unbind documents /documents doc-get doc-send doc-sent doc-files"
        " assess assess-xlsx reviews filed-in chase chase-one exempt exempt-ask exempt-yes exempt-back"
        " compose compose-what compose-where compose-in compose-pick compose-when compose-due compose-send compose-drop"
        " material-undo material-undo-yes group:receive"
        " suggestions suggestions-done suggestion suggestion-answer suggestion-send"
        " holidays /holidays holidays-enter holidays-check holidays-again holidays-drop holidays-yes holidays-year"
    ),
    ActorStanding.DIGEST: "digest /digest digest:list digest-list digest-tips part",
    ActorStanding.TIPS: (
        "tips /tips tips-page tips-download tips-files tips-originals tips-register tips-act tips-do tips-skip"
        " tips-decided tips-ask tips-asked tips-recuse tips-recused tips-steps tips-read tips-who tips-ledger"
        " tips-figures merge merge-in merge-do separate separate-do merged unlock"
        " facts-where facts-grid facts-sure facts-send facts-open facts-withdraw"
        " keys keys:set keys:new keys:change keys:hand keys:do keys-again keys-redo"
    ),
}
NEEDED = {act: standing for standing, acts in _ACTS.items() for act in acts.split()}
"""The standing that each act asks for."""


def standings(viewer: Viewer | None) -> frozenset[ActorStanding]:
    """Return every standing that `viewer` has; None is a stranger."""
    if viewer is None:
        return frozenset({ActorStanding.ANYBODY})
    level_one = viewer.unit_code is not None
    own = {
        ActorStanding.ANYBODY: True,
        ActorStanding.BOUND: True,
        ActorStanding.INSPECTOR: bool(viewer.inspected),
        ActorStanding.READER: level_one or bool(viewer.inspected),
        ActorStanding.LEVEL_ONE: level_one,
        ActorStanding.DIGEST: level_one or viewer.digest_code is not None,
        ActorStanding.TIPS: body_of(viewer.roles_at_unit) is not None,
    }
    return frozenset(standing for standing, has in own.items() if has)


def may(viewer: Viewer | None, act: str) -> bool:
    """Tell whether the act is offered to such as `viewer`."""
    return NEEDED[act] in standings(viewer)


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
