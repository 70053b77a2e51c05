"""Who has been reached by what and who has not, by grid: what is asked and what is answered (docs/registers.md)."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class ByEntries:
    """Reached is who is the `person` ("opener", "owner", "addressee") of an entry of the register in `states`.

    `when` are answers that it has; `year` is the year in its answer to `year_in`, a number or a day; "" for any.
    `since` is the earliest day that this answer may be, as ISO 8601 writes it, e.g. a campaign's first; "" for any.
    """

    register_id: str
    person: str
    states: tuple[str, ...]
    when: tuple[tuple[str, bool | str], ...] = ()
    year_in: str = ""
    year: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class ByMove:
    """Reached is who has made the move of this entry that each makes once; who has left since is meant all the same."""

    entry_id: int
    move_id: str


@dataclass(frozen=True, slots=True)
class MadeOnce:
    """That somebody made a move that each makes once: who they were then, and at which grid; `made_at` is aware.

    `by_code`: by the code at the door, not by a tap on the entry; None where that is not known.
    """

    entry_id: int
    move_id: str
    person_id: int
    name: str
    post: str
    grid_code: str
    made_at: datetime
    by_code: bool | None = None


@dataclass(frozen=True, slots=True)
class Reaching:
    """Who is meant: of these ranks, in these roles on `day`, everybody where neither is named, at or below `roots`.

    Somebody in a role is meant at the grid where they hold it, others where they work; nobody of the organ above.
    """

    roots: tuple[str, ...]
    day: date
    by: ByEntries | ByMove
    ranks: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GridReach:
    """How many of those who are meant at this grid, not below it, have been reached."""

    grid_code: str
    reached: int
    wanted: int


@dataclass(frozen=True, slots=True)
class MeantPerson:
    """One of those who are meant, at the grid at which they are."""

    person_id: int
    name: str
    post: str
    grid_code: str
