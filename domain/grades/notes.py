"""What a grade does not say by itself: for how long somebody was there, that the period runs, that nothing was due."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

_DAY = timedelta(days=1)


class NoteKind(StrEnum):
    """What is said; the value is the end of its sentence's key."""

    RUNNING = "running"
    """The period is not over: counted up to `on`."""
    STILL_OPEN = "still-open"
    """So many can still be handed in."""
    JOINED = "joined"
    LEFT = "left"
    AWAY_BETWEEN = "away-between"
    """They held the post with a break, `count` days in all."""
    POSTS = "posts"
    SCALED = "scaled"
    NOTHING_DUE = "nothing-due"
    TOO_SHORT = "too-short"
    NOBODY = "nobody"
    """Nobody answered for the grid when something was due."""


@dataclass(frozen=True, slots=True)
class GradeNote:
    """One of them, with its day or number."""

    kind: NoteKind
    on: date | None = None
    count: int = 0


@dataclass(frozen=True, slots=True)
class GradedDays:
    """The period that is graded, as it stands on `today`."""

    first: date
    last: date
    today: date

    @property
    def until(self) -> date:
        """The last day that is counted."""
        return min(self.last, self.today)

    @property
    def is_over(self) -> bool:
        """Whether the period is over."""
        return self.today > self.last


@dataclass(frozen=True, slots=True)
class HeldPost:
    """That somebody held the post at a grid from a day to another, both included; None: still."""

    grid_code: str
    starts_on: date
    ends_on: date | None = None


def days_held(posts: Iterable[HeldPost], first: date, last: date) -> int:
    """Return on how many days of a span any of the posts was held."""
    covered, reached = 0, first - _DAY
    for starts_on, ends_on in sorted((post.starts_on, post.ends_on or last) for post in posts):
        begin, end = max(starts_on, reached + _DAY), min(ends_on, last)
        if begin <= end:
            covered += (end - begin).days + 1
            reached = end
    return covered


def is_too_short(posts: Sequence[HeldPost], days: GradedDays, least_days: int) -> bool:
    """Tell whether the post was held too short to be graded; of a period that runs, it is taken as held on."""
    return days_held(posts, days.first, days.last) < least_days


def notes_on_posts(posts: Sequence[HeldPost], days: GradedDays) -> Iterator[GradeNote]:
    """Yield what is to be known of somebody's posts in the period: came, left, with a break, several."""
    if not posts:
        return
    begins = min(post.starts_on for post in posts)
    ends = max(post.ends_on or date.max for post in posts)
    if begins > days.first:
        yield GradeNote(NoteKind.JOINED, begins)
    if ends < days.until:
        yield GradeNote(NoteKind.LEFT, ends)
    held = days_held(posts, days.first, days.until)
    begin, end = max(begins, days.first), min(ends, days.until)
    if held < (end - begin).days + 1:
        yield GradeNote(NoteKind.AWAY_BETWEEN, count=held)
    grids = len({post.grid_code for post in posts})
    if grids > 1:
        yield GradeNote(NoteKind.POSTS, count=grids)
