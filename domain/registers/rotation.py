"""Rotation (轮岗提示): a leading official so many years in a post with a grave risk (docs/domain.md section 5).

Days are those of Shanghai. Years are counted from the day since when the post is held; of 29 February the month's last
day stands for it in years that have none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from domain.people.people import Rank

LEADING_RANKS = (Rank.HOSPITAL_LEADER, Rank.MIDDLE)
"""领导干部."""
LOOKED_AHEAD = relativedelta(years=1)
"""So far ahead a list shows whose years will be full."""


@dataclass(frozen=True, slots=True)
class RotationRule:
    """Who is to be looked at: holders of a post with a risk of one of `levels`, `years` in it.

    It is said `days_before` the day on which these are full, on that day, and each year after it. No levels: nobody.
    """

    levels: frozenset[str] = frozenset({"a"})
    years: int = 5
    days_before: int = 90

    def full_on(self, since: date) -> date:
        """Return the day on which the years are full of who has held a post `since` a day."""
        return since + relativedelta(years=self.years)

    def said_on(self, since: date, today: date) -> date | None:
        """Return the last day by `today` on which it was to be said; None before the first of them."""
        full = self.full_on(since)
        if today < full:
            first = full - timedelta(days=self.days_before)
            return first if first <= today else None
        past = today.year - full.year
        this_year = since + relativedelta(years=self.years + past)
        return this_year if this_year <= today else since + relativedelta(years=self.years + past - 1)


@dataclass(frozen=True, slots=True)
class RiskPost:
    """A leading official whose post has risks in force, of these `levels`; `since` None: the roster does not say it."""

    person_id: int
    staff_number: str
    name: str
    post: str
    rank: Rank
    grid_code: str
    grid_name: str
    since: date | None
    levels: tuple[str, ...]


class RotationStanding(StrEnum):
    """How it stands with one of them."""

    PAST = "past"
    SOON = "soon"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Rotation:
    """One of them as a list shows it; `full_on` is None where it is not known since when the post is held."""

    held: RiskPost
    standing: RotationStanding
    full_on: date | None


@dataclass(frozen=True, slots=True)
class RotationTold:
    """What was last said of somebody: that they hold their post `since` a day, and of which day it was said."""

    since: date
    on: date


def rotations(rule: RotationRule, posts: Iterable[RiskPost], today: date) -> list[Rotation]:
    """Return who is past and who will be within a year, the longest past first; at the end those of unknown days."""
    found, unknown = [], []
    for held in posts:
        if held.since is None:
            unknown.append(Rotation(held, RotationStanding.UNKNOWN, None))
            continue
        full = rule.full_on(held.since)
        if full <= today + LOOKED_AHEAD:
            standing = RotationStanding.PAST if full <= today else RotationStanding.SOON
            found.append((full, Rotation(held, standing, full)))
    known = [rotation for _full, rotation in sorted(found, key=lambda pair: (pair[0], _number(pair[1])))]
    return [*known, *sorted(unknown, key=_number)]


def to_tell(
    rule: RotationRule, posts: Iterable[RiskPost], told: Mapping[int, RotationTold], today: date
) -> dict[int, RotationTold]:
    """Return of whom it is to be said now, by person, and what is told with that; `told` is what was, by person.

    Of several days that have come at once the last is said. Who holds another post by now begins anew.
    """
    found = {}
    for held in posts:
        on = None if held.since is None else rule.said_on(held.since, today)
        before = told.get(held.person_id)
        if held.since is None or on is None:
            continue
        if before is None or before.since != held.since or before.on < on:
            found[held.person_id] = RotationTold(held.since, on)
    return found


def _number(rotation: Rotation) -> str:
    return rotation.held.staff_number
