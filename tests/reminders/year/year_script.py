"""What people do in that year, drawn once by a seeded random: who is where, who is away, who reports when."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from random import Random

from tests.reminders.year.year_of_duties import (
    BRANCHES,
    COMMISSIONER,
    DEPARTMENTS,
    FIRST,
    INSPECTOR,
    LAST,
    OFFICE,
    UNIT,
    Owed,
    all_owed,
    next_day,
)

SEED = 20240229
EARLY, NOON = "07:30", "12:00"
ODD_DAYS = 23
"""Every so many days the bot ticks more often, outside the hours too."""
PATIENCE = 0.88
"""How many report before they are reminded."""


@dataclass(frozen=True)
class Term:
    """A person's appointment; `ends` is its last day."""

    person: int
    grid: str
    role: str
    starts: date
    ends: date = date.max


@dataclass(frozen=True)
class Away:
    """Leave; `back` is the first day on which the person is there again."""

    person: int
    deputy: int | None
    starts: date
    back: date
    planned_back: date


@dataclass(frozen=True)
class Silence:
    """A person who blocks the bot on a day, and opens it again on another."""

    person: int
    blocks: date
    opens: date


@dataclass
class Script:
    """The year's course."""

    terms: list[Term] = field(default_factory=list)
    leaves: list[Away] = field(default_factory=list)
    silences: list[Silence] = field(default_factory=list)
    unbound: set[int] = field(default_factory=set)
    filed: dict[tuple[str, str, str], tuple[date, str, int]] = field(default_factory=dict)
    exempt: dict[tuple[str, str, str], date] = field(default_factory=dict)
    owed: list[Owed] = field(default_factory=all_owed)

    def __post_init__(self) -> None:
        self._at: dict[tuple[str, str], list[Term]] = {}
        self.answering = cache(self._find_answering)
        self.away = cache(self._find_away)

    def note(self, *terms: Term) -> None:
        for term in terms:
            self.terms.append(term)
            self._at.setdefault((term.grid, term.role), []).append(term)

    @property
    def people(self) -> list[int]:
        return sorted({term.person for term in self.terms})

    def holding(self, grid: str, role: str, day: date) -> list[int]:
        return [term.person for term in self._at.get((grid, role), ()) if term.starts <= day <= term.ends]

    def _find_away(self, day: date) -> dict[int, int | None]:
        return {leave.person: leave.deputy for leave in self.leaves if leave.starts <= day < leave.back}

    def _find_answering(self, grid: str, role: str, day: date) -> frozenset[int]:
        """Who does a grid's duties on a day: those who hold the role, or whoever stands in for them."""
        away = self.away(day)
        found = (away.get(holder, holder) for holder in self.holding(grid, role, day))
        return frozenset(person for person in found if person is not None and person not in away)

    def posts(self, day: date) -> set[tuple[int, str, str]]:
        """Everybody who does some grid's duties on a day, with the grid and the role."""
        return {(person, grid, role) for grid, role in self._at for person in self.answering(grid, role, day)}

    def changes_on(self, day: date) -> bool:
        return any(term.starts == day or next_day(min(term.ends, LAST)) == day for term in self.terms)


def drawn() -> Script:
    """The same year each time."""
    random, script = Random(SEED), Script()  # noqa: S311 - a year drawn, not a secret
    _appoint(script, random)
    _send_away(script, random)
    _silence(script, random)
    _report(script, random)
    return script


def _appoint(script: Script, random: Random) -> None:
    numbers = iter(range(1001, 9999))
    script.note(*(Term(next(numbers), UNIT, role, FIRST) for role in _unit_roles()))
    vacant = random.sample(DEPARTMENTS, 8)
    script.note(*(Term(next(numbers), code, INSPECTOR, FIRST) for code in BRANCHES[:-1]))
    # The last branch has nobody in the first half-year.
    script.note(Term(next(numbers), BRANCHES[-1], INSPECTOR, date(2024, 7, 1)))
    moving = random.sample([code for code in DEPARTMENTS if code not in vacant], 12)
    for code in [code for code in DEPARTMENTS if code not in vacant]:
        person, change = next(numbers), next_day(FIRST, random.randrange(20, 350))
        if code not in moving:
            script.note(Term(person, code, INSPECTOR, FIRST))
        else:
            script.note(Term(person, code, INSPECTOR, FIRST, next_day(change, -1)))
            if random.random() < 0.7:  # the others leave their post empty
                script.note(Term(next(numbers), code, INSPECTOR, change))
            if random.random() < 0.5 and vacant:
                script.note(Term(person, vacant.pop(), INSPECTOR, change))


def _unit_roles() -> Iterator[str]:
    yield from (COMMISSIONER, OFFICE, OFFICE, INSPECTOR, INSPECTOR)


def _send_away(script: Script, random: Random) -> None:
    people = [term.person for term in script.terms if term.grid != UNIT and term.starts == FIRST]
    branches = [term.person for term in script.terms if term.grid in BRANCHES and term.starts == FIRST]
    for person in [*random.sample(branches, 4), *random.sample(people, 36)]:
        starts = next_day(FIRST, random.randrange(10, 340))
        planned = next_day(starts, random.randrange(3, 25))
        back = next_day(starts, 2) if random.random() < 0.2 else planned
        deputy = random.choice(people) if random.random() < 0.7 else None
        if deputy != person and person not in {leave.person for leave in script.leaves}:
            script.leaves.append(Away(person, deputy, starts, back, planned))


def _silence(script: Script, random: Random) -> None:
    people = [term.person for term in script.terms if term.grid != UNIT]
    chosen = random.sample(sorted(set(people)), 22)
    script.unbound = set(chosen[:8])
    for person in chosen[8:]:
        blocks = next_day(FIRST, random.randrange(5, 330))
        script.silences.append(Silence(person, blocks, next_day(blocks, random.randrange(40, 120))))


def _report(script: Script, random: Random) -> None:
    """Most report early, some on the last days, some late, some never; who can't, doesn't."""
    for owed in script.owed:
        if random.random() < 0.004:
            script.exempt[owed.key] = next_day(
                owed.opens, random.randrange(1, max((owed.due - owed.opens).days, 2))
            )
            continue
        day = _day_of_report(owed, random)
        when = NOON if day == owed.opens or random.random() < 0.4 else EARLY
        able = [
            person
            for person in sorted(script.answering(owed.grid, owed.role, day))
            if person not in script.unbound
            and not any(s.person == person and s.blocks <= day < s.opens for s in script.silences)
        ]
        if owed.opens <= day <= min(owed.closes, LAST) and able:
            script.filed[owed.key] = (day, when, random.choice(able))


def _day_of_report(owed: Owed, random: Random) -> date:
    early = max((owed.due - owed.opens).days + owed.steps[0], 1)
    draw = random.random()
    if draw < PATIENCE:
        return next_day(owed.opens, random.randrange(early))
    if draw < 0.94:
        return next_day(owed.due, -random.randrange(0, min(8, (owed.due - owed.opens).days + 1)))
    if draw < 0.97:
        return next_day(owed.due, random.randrange(1, (owed.closes - owed.due).days + 1))
    return date.max
