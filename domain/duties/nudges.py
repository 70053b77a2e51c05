"""Who hears what today about duties that are open: nudges and escalation (docs/domain.md section 2).

A duty's steps are days around its due day (7, 3, 1 before, the day, 1, 3 after; domain/time/nudge_steps.py says
how they move where nudges come on working days only). A step is reached on its day, and counts until it is taken, so
that a late tick, or a day's downtime, only makes it later; several reached at once count as one. Taking a step brings
one message to

* those who answer for the grid itself: the holders of the duty's roles, or their deputies, and
* for each step after the due day, the inspectors one grid further up: at the first the grid above, at the second
  the one above that, in the end level 1. A grid without anybody (or with nobody but those who owe the duty) is
  passed over at once.

Where nobody who answers for the grid can hear (nobody appointed, away without a deputy, blocked, no phone), the
item passes up at once: the first grid above that has somebody hears of what has been reached, and of each further
step, as if it stood there, and above it as usual. So it does when that comes about in the middle of a period.

A message lists everything open for that person, the own and what has come up to them, and nobody gets a
second one on the same day, unless they postponed it (稍后提醒). A step waits, untaken, while somebody whom
it concerns has had today's message, while all whom it concerns have postponed, or while there is nobody: so
none is lost, and it brings its message the next morning, when the postponement ends, or as soon as somebody
is appointed. Whose message of today names the item has heard of the step already: so what is stored message by
message, and the steps after all of them, goes on where it was cut off. Whoever comes to answer for a grid (a
hand-over, a deputy, back from leave) gets a message of what is open there at once; whoever answers for it no longer
is told no more.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.duties.duties import Duty
from domain.people.grids import GridTree
from domain.people.people import LEVEL_ONE_ROLES, Role
from domain.time.clock import day_in_shanghai
from domain.time.nudge_hours import Quiet
from domain.time.nudge_steps import steps_reached


@dataclass(frozen=True, slots=True)
class Item:
    """A duty of one grid that is open (opened, not submitted, not exempt), with `steps_done` steps taken.

    `passed_up` says that the grid above has heard of it because nobody at the grid can.
    """

    id: int
    duty_id: str
    period_id: str
    grid_code: str
    due_on: date
    closes_on: date
    steps_done: int = 0
    passed_up: bool = False


@dataclass(frozen=True, slots=True)
class Posts:
    """Who answers for which grid today: only people whom a message can reach, deputies in place.

    `holders` names them by grid code and role. `level_one` is where escalation ends, by the code of the first-level
    grid: its office, commissioner and inspectors. `newcomers` have come to answer for a grid and were not yet told.
    `called` are to be told of something besides duties today (domain/duties/calls.py), in the same message.
    """

    tree: GridTree
    holders: Mapping[tuple[str, Role], Sequence[int]]
    level_one: Mapping[str, Sequence[int]]
    newcomers: AbstractSet[int] = frozenset()
    called: AbstractSet[int] = frozenset()

    def people(self, grid_code: str, roles: Collection[Role]) -> frozenset[int]:
        """Return who holds one of `roles` at the grid."""
        return frozenset(person for role in roles for person in self.holders.get((grid_code, role), ()))

    def rungs(self, grid_code: str, own: frozenset[int]) -> list[frozenset[int]]:
        """Return whom each step up from the grid reaches, the last of them level 1; `own` and empty ones left out."""
        path = [grid.code for grid in self.tree.path_up(grid_code)]
        *above, unit = path or [grid_code]
        inspectors = (self.people(code, (Role.INSPECTOR,)) for code in above)
        found = [*inspectors, frozenset(self.level_one.get(unit, ()))]
        return [rung - own for rung in found if rung - own]


def level_one_of(unit_code: str, holders: Mapping[tuple[str, Role], Sequence[int]]) -> tuple[int, ...]:
    """Return everybody of `holders` who runs the unit's level 1: commissioner, office, its own inspectors."""
    roles = (*LEVEL_ONE_ROLES, Role.INSPECTOR)
    return tuple(sorted({person for role in roles for person in holders.get((unit_code, role), ())}))


@dataclass(frozen=True, slots=True)
class Nudge:
    """One message: what is open for a person (`own`) and what has come up to them (`below`), by due day."""

    person_id: int
    own: tuple[Item, ...]
    below: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What a tick does, to be stored in one transaction; all of it is empty outside the hours.

    `steps` is the new `steps_done` of the items (ids) that took a step; `passed_up` are items whose mark of that name
    is to be set or taken away; `snoozes_over` are the people whose postponement has ended and is to be forgotten;
    `welcomed` are the newcomers who need no word any more.
    """

    nudges: tuple[Nudge, ...] = ()
    steps: Mapping[int, int] = field(default_factory=dict)
    passed_up: Mapping[int, bool] = field(default_factory=dict)
    snoozes_over: frozenset[int] = frozenset()
    welcomed: frozenset[int] = frozenset()


def plan_nudges(
    now: datetime, items: Iterable[Item], duties: Mapping[str, Duty], posts: Posts, quiet: Quiet
) -> Plan:
    """Plan the nudges of the moment `now` (aware). Planning again with its outcome stored nudges nobody.

    Items are left out once their last day has passed, and where their duty or grid is no longer configured.
    """
    if not quiet.hours.contain(now):
        return Plan()
    planning = _Planning(now, posts, quiet)
    calendar = quiet.working_days if quiet.hours.working_days_only else None
    steps = {duty_id: duty.steps() for duty_id, duty in duties.items()}
    reached: dict[tuple[str, date, date], int] = {}
    for item in items:
        if item.duty_id not in steps or item.grid_code not in posts.tree or planning.today > item.closes_on:
            continue
        of_period = (item.duty_id, item.due_on, item.closes_on)
        if of_period not in reached:
            reached[of_period] = steps_reached(
                steps[item.duty_id], item.due_on, item.closes_on, planning.today, calendar
            )
        overdue_from = bisect_right(steps[item.duty_id], 0)
        planning.consider(item, duties[item.duty_id].roles, reached[of_period], overdue_from)
    return planning.plan()


class _Planning:
    """One pass over the items, noting who has what open and who is to hear of it."""

    def __init__(self, now: datetime, posts: Posts, quiet: Quiet) -> None:
        self.today = day_in_shanghai(now)
        self._posts = posts
        self._over = quiet.over_at(now)
        self._postponed = quiet.postponed_at(now)
        self._told_today = quiet.told_today
        self._heard_of = quiet.heard_of
        self._ways: dict[tuple[str, frozenset[Role]], tuple[frozenset[int], list[frozenset[int]]]] = {}
        self._own: defaultdict[int, list[Item]] = defaultdict(list)
        self._below: defaultdict[int, list[Item]] = defaultdict(list)
        self._welcomed = frozenset(posts.newcomers - self._postponed - self._told_today)
        self._hearers: set[int] = set(self._over | self._welcomed | posts.called)
        self._steps: dict[int, int] = {}
        self._passed_up: dict[int, bool] = {}

    def consider(self, item: Item, roles: frozenset[Role], reached: int, overdue_from: int) -> None:
        """Note for whom `item` is open, and whether it takes a step now: its first `reached` may be taken."""
        own, way_up = self._way(item.grid_code, roles)
        for person in own:
            self._own[person].append(item)
        standing = max(reached, item.steps_done)
        rungs = max(standing - overdue_from, 0)
        if standing and not own:
            rungs = max(rungs, 1)
        for person in frozenset().union(*way_up[:rungs]):
            self._below[person].append(item)
        if own and item.passed_up:
            self._passed_up[item.id] = False
        passes = not own and not item.passed_up and standing > 0
        if reached > item.steps_done or passes:
            new_overdue = range(max(item.steps_done, overdue_from), reached)
            above = [way_up[min(step - overdue_from, len(way_up) - 1)] for step in new_overdue if way_up]
            at_grid = own or frozenset().union(*way_up[:1])
            self._take_step(item, standing, at_grid.union(*above), passes=passes)

    def plan(self) -> Plan:
        """Return what came of it."""
        nudges = (
            Nudge(person, _by_due_day(self._own[person]), _by_due_day(self._below[person]))
            for person in sorted(self._hearers)
        )
        return Plan(
            nudges=tuple(
                nudge for nudge in nudges if nudge.own or nudge.below or nudge.person_id in self._posts.called
            ),
            steps=self._steps,
            passed_up=self._passed_up,
            snoozes_over=self._over,
            welcomed=self._welcomed,
        )

    def _take_step(self, item: Item, standing: int, concerned: frozenset[int], *, passes: bool) -> None:
        """Have those `concerned` hear of `item`, unless the step has to wait (see above)."""
        hearers = concerned - self._postponed
        if not hearers:
            return
        hearers -= self._have_heard(item, hearers)
        if hearers.isdisjoint(self._told_today):
            self._hearers |= hearers
            if standing > item.steps_done:
                self._steps[item.id] = standing
            if passes:
                self._passed_up[item.id] = True

    def _have_heard(self, item: Item, people: frozenset[int]) -> frozenset[int]:
        """Return those of `people` whose message of today names `item`."""
        told = people & self._told_today
        return frozenset(person for person in told if item.id in self._heard_of.get(person, ()))

    def _way(self, code: str, roles: frozenset[Role]) -> tuple[frozenset[int], list[frozenset[int]]]:
        """Return who answers for the grid `code`, and the people of each step up from it, empty ones left out."""
        if (code, roles) not in self._ways:
            own = self._posts.people(code, roles)
            self._ways[code, roles] = own, self._posts.rungs(code, own)
        return self._ways[code, roles]


def _by_due_day(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(sorted(items, key=lambda item: (item.due_on, item.duty_id, item.grid_code, item.id)))
