"""Who hears what today about duties that are open: nudges and escalation (DOMAIN.md section 2).

A duty's steps are days around its due day (7, 3, 1 before, the day, 1, 3 after). A step is reached on its
day, and counts until it is taken, so that a late tick, or a day's downtime, only makes it later; several
reached at once count as one. Taking a step brings one message to

* those responsible for the grid itself, and
* for each step after the due day, those one grid further up: at the first the grid above, at the second the
  one above that, in the end level 1. A grid without anybody (or with nobody but those who owe the duty) is
  passed over at once. Where nobody is responsible for the grid itself, the first step after the due day
  goes up all the same.

A message lists everything open for that person, the own and what has come up to them, and nobody gets a
second one on the same day, unless they postponed it (稍后提醒). A step waits, untaken, while somebody whom
it concerns has had today's message, while all whom it concerns have postponed, or while there is nobody: so
none is lost, and it brings its message the next morning, when the postponement ends, or as soon as somebody
is appointed.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from domain.clock import SHANGHAI, day_in_shanghai
from domain.duties import Duty
from domain.grids import GridTree

_TWO_HOURS = timedelta(hours=2)
_LEVEL_ONE = 1


@dataclass(frozen=True, slots=True)
class NudgeHours:
    """The hours of the day in Shanghai in which people are nudged; the last moment is excluded."""

    begins: time = time(8)
    ends: time = time(21)

    def __post_init__(self) -> None:
        """Refuse hours that are none; raises ValueError."""
        if self.begins >= self.ends:
            raise ValueError("nudge hours end before they begin")

    def contain(self, moment: datetime) -> bool:
        """Tell whether people may be nudged at `moment` (aware)."""
        return self.begins <= moment.astimezone(SHANGHAI).time() < self.ends

    def begin_on(self, day: date) -> datetime:
        """Return the moment (UTC) at which they begin on `day`."""
        return datetime.combine(day, self.begins, SHANGHAI).astimezone(UTC)

    def first_from(self, moment: datetime) -> datetime:
        """Return `moment` (aware) if it is within them, else the moment at which they begin next; in UTC."""
        if self.contain(moment):
            return moment.astimezone(UTC)
        day = day_in_shanghai(moment)
        begins = self.begin_on(day)
        return begins if moment < begins else self.begin_on(day + timedelta(days=1))


class Snooze(StrEnum):
    """How long a person may postpone (稍后提醒)."""

    TWO_HOURS = "two_hours"
    TOMORROW = "tomorrow"


def snooze_until(now: datetime, choice: Snooze, hours: NudgeHours) -> datetime:
    """Return when (UTC) a person who postpones at `now` (aware) hears again, always within `hours`."""
    if choice is Snooze.TOMORROW:
        return hours.begin_on(day_in_shanghai(now) + timedelta(days=1))
    return hours.first_from(now + _TWO_HOURS)


@dataclass(frozen=True, slots=True)
class Item:
    """A duty of one grid that is open (opened, not submitted, not exempt), with `steps_done` steps taken."""

    id: int
    duty_id: str
    period_id: str
    grid_code: str
    due_on: date
    closes_on: date
    steps_done: int = 0


@dataclass(frozen=True, slots=True)
class Posts:
    """Who answers for which grid today, of one unit; people without a phone bound to the bot are left out.

    `responsible` names the inspectors (or their deputies) by the grid's code. `level_one` is where escalation
    ends: the office, the commissioner and the inspectors of the first-level grid.
    """

    tree: GridTree
    responsible: Mapping[str, Sequence[int]]
    level_one: Sequence[int]


@dataclass(frozen=True, slots=True)
class Quiet:
    """Who is not to be disturbed: all outside `hours`, those nudged `already_today`, those who postponed.

    `snoozed` holds the moment (aware) until which each person postponed, until a plan names them in
    `snoozes_over`.
    """

    hours: NudgeHours = field(default_factory=NudgeHours)
    already_today: AbstractSet[int] = frozenset()
    snoozed: Mapping[int, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Nudge:
    """One message: what is open for a person (`own`) and what has come up to them (`below`), by due day."""

    person_id: int
    own: tuple[Item, ...]
    below: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a tick does, to be stored in one transaction; all of it is empty outside the hours.

    `steps` is the new `steps_done` of the items (ids) that took a step; `snoozes_over` are the people whose
    postponement has ended and is to be forgotten; `vacant` are the items (ids) whose grid has nobody
    responsible.
    """

    nudges: tuple[Nudge, ...] = ()
    steps: Mapping[int, int] = field(default_factory=dict)
    snoozes_over: frozenset[int] = frozenset()
    vacant: tuple[int, ...] = ()


def plan_nudges(
    now: datetime, items: Iterable[Item], duties: Mapping[str, Duty], posts: Posts, quiet: Quiet
) -> Plan:
    """Plan the nudges of the moment `now` (aware). Planning again with its outcome stored nudges nobody.

    Items are left out once their last day has passed, and where their duty or grid is no longer configured.
    """
    if not quiet.hours.contain(now):
        return Plan()
    over = frozenset(person for person, until in quiet.snoozed.items() if until <= now)
    planning = _Planning(day_in_shanghai(now), posts, quiet, over)
    steps = {duty_id: duty.steps() for duty_id, duty in duties.items()}
    for item in items:
        if item.duty_id in steps and item.grid_code in posts.tree and planning.today <= item.closes_on:
            planning.consider(item, steps[item.duty_id])
    return planning.plan()


class _Planning:
    """One pass over the items, noting who has what open and who is to hear of it."""

    def __init__(self, today: date, posts: Posts, quiet: Quiet, over: frozenset[int]) -> None:
        self.today = today
        self._posts = posts
        self._over = over
        self._postponed = quiet.snoozed.keys() - over
        self._told_today = quiet.already_today - quiet.snoozed.keys()
        self._ways_up: dict[str, list[frozenset[int]]] = {}
        self._own: defaultdict[int, list[Item]] = defaultdict(list)
        self._below: defaultdict[int, list[Item]] = defaultdict(list)
        self._hearers: set[int] = set(over)
        self._steps: dict[int, int] = {}
        self._vacant: list[int] = []

    def consider(self, item: Item, steps: Sequence[int]) -> None:
        """Note for whom `item` is open and whether it takes a step now; `steps` are days from its due day."""
        reached = bisect_right(steps, (self.today - item.due_on).days)
        overdue_from = bisect_right(steps, 0)
        own = self._people_of(item.grid_code)
        way_up = self._way_up(item.grid_code)
        for person in own:
            self._own[person].append(item)
        for person in frozenset().union(*way_up[: max(reached - overdue_from, 0)]):
            self._below[person].append(item)
        if not own:
            self._vacant.append(item.id)
        if reached > item.steps_done:
            new_overdue = range(max(item.steps_done, overdue_from), reached)
            above = (way_up[min(step - overdue_from, len(way_up) - 1)] for step in new_overdue if way_up)
            self._take_step(item, reached, own.union(*above))

    def plan(self) -> Plan:
        """Return what came of it."""
        nudges = (
            Nudge(person, _by_due_day(self._own[person]), _by_due_day(self._below[person]))
            for person in sorted(self._hearers)
        )
        return Plan(
            nudges=tuple(nudge for nudge in nudges if nudge.own or nudge.below),
            steps=self._steps,
            snoozes_over=self._over,
            vacant=tuple(self._vacant),
        )

    def _take_step(self, item: Item, reached: int, concerned: frozenset[int]) -> None:
        """Have those `concerned` hear of `item`, unless the step has to wait (see above)."""
        hearers = concerned - self._postponed
        if hearers and hearers.isdisjoint(self._told_today):
            self._steps[item.id] = reached
            self._hearers |= hearers

    def _way_up(self, code: str) -> list[frozenset[int]]:
        """Return the people of each step of escalation from the grid `code`, those passed over left out."""
        if code not in self._ways_up:
            above = [grid.code for grid in self._posts.tree.path_up(code) if grid.level > _LEVEL_ONE]
            rungs = [*(self._people_of(grid) for grid in above), frozenset(self._posts.level_one)]
            own = self._people_of(code)
            self._ways_up[code] = [rung - own for rung in rungs if rung - own]
        return self._ways_up[code]

    def _people_of(self, code: str) -> frozenset[int]:
        return frozenset(self._posts.responsible.get(code, ()))


def _by_due_day(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(sorted(items, key=lambda item: (item.due_on, item.duty_id, item.grid_code)))
