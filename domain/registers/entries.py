"""An entry of a register as it is kept (docs/domain.md section 5); registers/ says what may become of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from domain.people.people import LEVEL_ONE_ROLES, Post, Role, Viewer

TITLE_LENGTH = 60
"""Characters of an entry's title: what lists name it by."""


@dataclass(frozen=True, slots=True)
class EntryPlace:
    """Where an entry belongs: its grid, and the branch and unit in which that hangs (domain/people/grids.py)."""

    unit_code: str
    branch_code: str
    grid_code: str


@dataclass(frozen=True, slots=True)
class WaitsFor:
    """One for whom an entry waits: the person `person_id`, or whoever holds the post `role` at `grid_code`.

    `instead_of` is the role that nobody holds, where it waits for others because of that.
    """

    person_id: int | None = None
    role: Role | None = None
    grid_code: str = ""
    instead_of: Role | None = None


@dataclass(frozen=True, slots=True)
class EntryPeople:
    """Whose an entry is: who opened it, whom it is about or who answers for it, to whom it is sent."""

    opener_id: int
    owner_id: int | None = None
    addressee_id: int | None = None


@dataclass(frozen=True, slots=True)
class EntryStanding:
    """How an entry stands: its state since when, on which day it is due, when the clock looks at it next.

    `level` is its answer to the field by which lists are filtered, "" for none. `look_on` is the next day on which a
    nudge or a letter may be due, None where the clock has nothing to do; `steps_done` counts those behind it.
    """

    state: str
    since: date
    is_open: bool = True
    level: str = ""
    due_on: date | None = None
    look_on: date | None = None
    steps_done: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `version` is that of its register when it was last moved; `changes` how often it has been moved.

    `title` is by what lists name it, plain text. `sought` is what it is found by (domain/people/sought_names.py).
    `parent_id` is the entry whose part it is.
    """

    register_id: str
    version: int
    place: EntryPlace
    people: EntryPeople
    standing: EntryStanding
    title: str
    opened_at: datetime
    answers: Mapping[str, Any] = field(default_factory=dict)
    number: str | None = None
    parent_id: int | None = None
    sought: str = ""
    changes: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class EntryMove:
    """A line of an entry's history; the first, with `move_id` "", is its opening.

    `name` and `post` are those of who made it, as they were then; `acted_as` the role in which they did, "" for their
    own sake. `person_id` is None where the clock did it. `answers` are those given on the way, `before` what they
    replaced.
    """

    entry_id: int
    move_id: str
    person_id: int | None
    name: str
    post: str
    acted_as: str
    moved_at: datetime
    source: str
    target: str
    answers: Mapping[str, Any] = field(default_factory=dict)
    before: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    place: int = 0
    """Counted from 0 within its entry."""


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """Which entries a list shows; what is None is not asked. `words` are a part of a title or number, or pinyin."""

    register_id: str
    unit_code: str
    states: tuple[str, ...] = ()
    grid_codes: tuple[str, ...] = ()
    level: str | None = None
    words: str = ""
    seen_by: int | None = None
    """Only those that this person opened, owns, was sent or has moved; all of the unit's for None."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that registers add up to: `count_id` of a register's file, `value` the choice it is split by or ""."""

    register_id: str
    count_id: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that belongs to an entry, or as yet to a draft; its content is asked for apart."""

    id: int
    name: str
    kind: str
    size: int


def desks_of(viewer: Viewer) -> tuple[Post, ...]:
    """Return the posts for which `viewer` moves entries on: their own, and those of whom they stand in for.

    Level 1 is run by nobody's deputy (domain/people/people.py).
    """
    others = (post for post in viewer.stands_in if post.role not in LEVEL_ONE_ROLES)
    return (*viewer.posts, *(post for post in others if post.level > 1 or post.role is not Role.INSPECTOR))
