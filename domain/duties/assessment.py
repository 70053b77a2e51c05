"""Assessment (考核): who reported on time, late or not at all, as DHIS2 counts actual, expected and on time.

Counted is what fell due within the days asked for, up to today: of the duties that are configured, each duty, period
and grid once, by its due day (a report about last year, due in January, counts in the year in which it is due).

* expected: all of it but the exempt: what level 1 exempted (免报), and what a grid could still have filed when it was
  removed;
* on time: submitted by the end of the due day in Shanghai; late: after it, until the last day of acceptance;
* missing: closed without a submission, or with one that was returned and not corrected by then; open: due and not
  submitted, but still accepted. These two are apart, so that whoever can still report counts as neither late nor
  missing;
* exempt: counted beside, in no rate.

The reporting rate is (on time + late) / expected, DHIS2's actual / expected; the on-time rate on time / expected.

A grid's figures are those of its own items; a branch's are the sum of all that hung below it when it was owed, and
its own, as a digest counts: a grid that moves changes no closed period.

A person's figures are those of the items that they answered for **on the due day**: who held one of the duty's
roles at that grid, by the history of appointments. So a move in the middle of a period counts for whoever was there
when it fell due. Whoever was away then (请假) is replaced by the deputy, who answers for the grids meanwhile; without
a deputy, or with one who was away as well, it counts for nobody. One who filed it all the same, before going or while
away, is taken
as there. An item for which several answer counts for each of them; one of a grid without anybody counts for the grid
and for no person. Who pressed the button decides nothing else: a report that somebody else handed in was due from
those who answered for it.

Source: docs/domain.md sections 1 (history of appointments), 2 and 6 (assessment).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import TypeVar

from domain.duties.standing import MISSED, Standing, standing
from domain.people.leaves import Leave, in_place
from domain.people.people import Role
from domain.time.clock import day_in_shanghai

Place = tuple[str, str]
"""A grid, and the branch that it hung in when it owed something."""

Key = TypeVar("Key", str, Place)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many items came to what."""

    on_time: int = 0
    late: int = 0
    missing: int = 0
    open: int = 0
    exempt: int = 0

    @property
    def expected(self) -> int:
        """What was to be reported: everything but the exempt."""
        return self.on_time + self.late + self.missing + self.open

    @property
    def reported(self) -> int:
        """What was, on time or late."""
        return self.on_time + self.late

    @property
    def on_time_rate(self) -> Fraction | None:
        """On time of expected; None where nothing was expected."""
        return Fraction(self.on_time, self.expected) if self.expected else None

    @property
    def reporting_rate(self) -> Fraction | None:
        """Reported of expected; None where nothing was expected."""
        return Fraction(self.reported, self.expected) if self.expected else None

    def __add__(self, other: "Tally") -> "Tally":
        """Return both together."""
        return Tally(
            self.on_time + other.on_time,
            self.late + other.late,
            self.missing + other.missing,
            self.open + other.open,
            self.exempt + other.exempt,
        )


@dataclass(frozen=True, slots=True)
class AssessedItem:
    """One duty of one grid in one period; `submitted_at` (aware) and `filed_by` (person) of what was filed first.

    `branch_code` and `unit_code` are where the grid hung when it owed that.
    """

    duty_id: str
    period_id: str
    grid_code: str
    due_on: date
    closes_on: date
    submitted_at: datetime | None = None
    filed_by: int | None = None
    exempt: bool = False
    branch_code: str = ""
    unit_code: str = ""
    returned: bool = False
    exempt_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who held a role at a grid from when to when, both days included; `ends_on` None: still."""

    person_id: int
    grid_code: str
    role: Role
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """What was found: by place, a grid's own items in a branch, and by (grid, person) what the person answered for."""

    by_place: Mapping[Place, Tally] = field(default_factory=dict)
    by_post: Mapping[tuple[str, int], Tally] = field(default_factory=dict)

    @property
    def by_grid(self) -> dict[str, Tally]:
        """Return each grid's own figures, of all branches that it hung in."""
        found: defaultdict[str, Tally] = defaultdict(Tally)
        for (code, _branch), tally in self.by_place.items():
            found[code] += tally
        return dict(found)

    def of_branch(self, branch_code: str) -> dict[str, Tally]:
        """Return the grids that hung in a branch, itself included, with what each came to there."""
        return {code: tally for (code, branch), tally in self.by_place.items() if branch == branch_code}

    def branches(self) -> set[str]:
        """Return the codes of the branches that anything hung in; the unit's own items are its own branch."""
        return {branch for _code, branch in self.by_place}

    def of_grids(self, grid_codes: Iterable[str]) -> Tally:
        """Return what these grids came to together."""
        by_grid = self.by_grid
        return sum((by_grid.get(code, Tally()) for code in grid_codes), Tally())

    def by_person(self) -> dict[int, Tally]:
        """Return each person's figures, of all grids."""
        found: defaultdict[int, Tally] = defaultdict(Tally)
        for (_code, person_id), tally in self.by_post.items():
            found[person_id] += tally
        return dict(found)

    def at_grid(self, grid_code: str) -> dict[int, Tally]:
        """Return the figures, there, of everybody who answered for something at the grid."""
        return {person: tally for (code, person), tally in self.by_post.items() if code == grid_code}


class Answering:
    """Who answered for what on a day gone by: appointments with leaves (`ends_on` of one ended early is cut)."""

    def __init__(self, tenures: Iterable[Tenure], leaves: Iterable[Leave]) -> None:
        """Take the history of the days that are asked for."""
        self._tenures: defaultdict[tuple[str, Role], list[Tenure]] = defaultdict(list)
        for tenure in sorted(tenures, key=lambda held: (held.starts_on, held.person_id)):
            self._tenures[tenure.grid_code, tenure.role].append(tenure)
        self._leaves = list(leaves)
        self._away: dict[date, dict[int, int | None]] = {}

    def people(self, item: AssessedItem, roles: Collection[Role]) -> tuple[int, ...]:
        """Return for whom `item` counts, each once: see above."""
        day = item.due_on
        holders = [
            tenure.person_id
            for role in roles
            for tenure in self._tenures.get((item.grid_code, role), ())
            if tenure.starts_on <= day and (tenure.ends_on is None or day <= tenure.ends_on)
        ]
        if day not in self._away:
            self._away[day] = {
                leave.person_id: leave.deputy_id
                for leave in self._leaves
                if leave.starts_on <= day <= leave.ends_on
            }
        away = self._away[day]
        return in_place(
            holders, {person: deputy for person, deputy in away.items() if person != item.filed_by}
        )


def assess(
    items: Iterable[AssessedItem],
    roles: Mapping[str, Collection[Role]],
    answering: Answering,
    now: datetime,
) -> Assessment:
    """Count `items` as they stand at `now` (aware).

    `roles` are those of each duty that is configured, by its id; items of others, and those not yet due, are left out.
    """
    today = day_in_shanghai(now)
    by_place: defaultdict[Place, Counter[Standing]] = defaultdict(Counter)
    by_post: defaultdict[tuple[str, int], Counter[Standing]] = defaultdict(Counter)
    for item in items:
        if item.duty_id not in roles or item.due_on > today:
            continue
        found = standing(item, now)
        by_place[item.grid_code, item.branch_code][found] += 1
        for person_id in answering.people(item, roles[item.duty_id]):
            by_post[item.grid_code, person_id][found] += 1
    return Assessment(
        {place: _tally(counts) for place, counts in by_place.items()},
        {post: _tally(counts) for post, counts in by_post.items()},
    )


def items_of(
    person_id: int,
    items: Iterable[AssessedItem],
    roles: Mapping[str, Collection[Role]],
    answering: Answering,
    now: datetime,
) -> list[tuple[AssessedItem, Standing]]:
    """Return what counts for one person, with how it stands at `now`: the very items that assess() counts."""
    today = day_in_shanghai(now)
    return [
        (item, standing(item, now))
        for item in items
        if item.duty_id in roles
        and item.due_on <= today
        and person_id in answering.people(item, roles[item.duty_id])
    ]


def tally_of(standings: Iterable[Standing]) -> Tally:
    """Count standings."""
    return _tally(Counter(standings))


def worst_first(tallies: Mapping[Key, Tally]) -> list[Key]:
    """Return the keys, the lowest on-time rate first, then the most missing, then by key; those without any last."""

    def key(code: Key) -> tuple[bool, Fraction, int, Key]:
        tally = tallies[code]
        rate = tally.on_time_rate
        return rate is None, rate or Fraction(0), -tally.missing, code

    return sorted(tallies, key=key)


def _tally(counts: Mapping[Standing, int]) -> Tally:
    return Tally(
        on_time=counts.get(Standing.ON_TIME, 0),
        late=counts.get(Standing.LATE, 0),
        missing=sum(counts.get(missed, 0) for missed in MISSED),
        open=counts.get(Standing.OPEN, 0),
        exempt=counts.get(Standing.EXEMPT, 0),
    )
