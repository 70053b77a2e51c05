"""Who has been reached and who has not: whom a register's entries are to reach, and when one is (`[[coverage]]`)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as empty
from typing import ClassVar

from pydantic import ConfigDict

from domain.people.grids import BRANCH_LEVEL
from domain.people.people import Post, Rank, Role, Viewer
from domain.registers.entries import desks_of
from forms.fields import Translated
from registers.relations import Relation

REACHING = (Relation.OPENER, Relation.OWNER, Relation.ADDRESSEE)
"""As whom somebody may be reached by an entry."""
SEEING = {
    Relation.HEAD: Role.DEPARTMENT_HEAD,
    Relation.LEADER: Role.LEADER_IN_CHARGE,
    Relation.BRANCH: Role.INSPECTOR,
    Relation.PRESIDENT: Role.PRESIDENT,
    Relation.COMMITTEE: Role.COMMITTEE,
}
"""Who may see who has been reached below the grid at which they hold their post, beside level 1."""


@dataclass(frozen=True, slots=True)
class RegisterCoverage:
    """Whom entries in `states` are to reach as their `person`, and how it is said who has been (`done`), who not.

    `whom` are ranks and roles of the roster, everybody where none is named; who is meant by a role counts at the grid
    at which they hold it, others where they work. Only entries count whose answers are as `when` says, and of the year
    that the field `year_in` holds, a number or a day. Beside level 1 whoever `seen_by` names sees what is below their
    own grid.

    With `move` it is a coverage of each entry, of those at its grid and below, by who has made that move (`each_once`);
    whoever opened the entry sees it, and level 1. `wanted_in` and `reached_in` are the fields for which it is offered
    how many are meant and have been.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    id: str
    label: Translated
    done: Translated
    missing: Translated
    person: str | None = None
    states: tuple[str, ...] = ()
    move: str | None = None
    wanted_in: str | None = None
    reached_in: str | None = None
    whom: tuple[str, ...] = ()
    when: Mapping[str, bool | str] = empty(default_factory=dict)
    year_in: str | None = None
    seen_by: tuple[str, ...] = (Relation.LEVEL_ONE, Relation.LEADER, Relation.HEAD, Relation.BRANCH)

    @property
    def ranks(self) -> tuple[str, ...]:
        """The ranks among those who are meant."""
        return tuple(name for name in self.whom if name in tuple(Rank))

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles among those who are meant."""
        return tuple(name for name in self.whom if name in tuple(Role))

    def grids_of(self, viewer: Viewer) -> tuple[str, ...]:
        """Return the grids below which `viewer` may see who has been reached; none for whom that is not.

        None of a coverage of each entry.
        """
        if self.move is not None:
            return ()
        if viewer.unit_code is not None and Relation.LEVEL_ONE in self.seen_by:
            return (viewer.unit_code,)
        return tuple(dict.fromkeys(post.grid_code for post in self._seeing(desks_of(viewer))))

    def _seeing(self, posts: Iterable[Post]) -> Iterable[Post]:
        for post in posts:
            for name in self.seen_by:
                is_branch = name != Relation.BRANCH or post.level == BRANCH_LEVEL
                if SEEING.get(Relation(name)) is post.role and is_branch:
                    yield post
