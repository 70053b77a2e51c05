"""Who is to hear what on which day of that year: recounted by the day from docs/domain.md section 2 and the script.

A step falls on its own day, or on the day the duty opens if that is later. On that morning hear: whoever answers for
the grid; on the first day after the due day also the inspector one grid up, on the second the next one up; where
nobody at the grid can be reached, whoever is next above. Whoever newly answers for a grid hears on their first
morning. A person who blocks the bot is found out by the first message refused; what they alone owed passes up the
same afternoon, unless whoever is to hear has had a message that day: then the next morning.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from tests.reminders.year.year_of_duties import (
    FIRST,
    INSPECTOR,
    LAST,
    LEVEL_ONE,
    UNIT,
    Owed,
    branch_of,
    next_day,
)
from tests.reminders.year.year_script import NOON, ODD_DAYS, Script

MORNING, AFTERNOON, EVENING = "08:00", "14:00", "20:59"
Message = tuple[date, str, int, int, int]
"""Day, time, person, own items listed, items of grids below listed."""
People = frozenset[int]


@dataclass
class Open:
    """One duty of one grid while it is open and not done."""

    owed: Owed
    passed_up: bool = False


class Recount:
    """Goes through the year once."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._refusing: set[int] = set()
        self._known: dict[tuple[date, str, str, int], tuple[People, list[People]]] = {}
        self._open: dict[tuple[str, str, str], Open] = {}
        self._to_report = False
        self._reported_on: date | None = None
        self.messages: list[Message] = []
        self.reports: list[tuple[date, str]] = []
        self.steps: dict[tuple[str, str, str], int] = defaultdict(int)
        self._opening: defaultdict[date, list[Owed]] = defaultdict(list)
        for owed in script.owed:
            self._opening[owed.opens].append(owed)

    def count(self) -> None:
        """From the first day to the last."""
        posts: set[tuple[int, str, str]] | None = None
        day = FIRST
        while day <= LAST:
            posts_before, posts = posts, self._script.posts(day)
            come = (
                {person for person, _grid, _role in posts - posts_before}
                if posts_before is not None
                else set()
            )
            self._morning(day, come)
            day = next_day(day)

    def _morning(self, day: date, come: set[int]) -> None:
        for silence in self._script.silences:
            if silence.opens == day:
                self._refusing.discard(silence.person)
        self._known.clear()
        for owed in self._opening[day]:
            self._open[owed.key] = Open(owed)
        for key in [key for key in self._open if self._is_over(key, day)]:
            del self._open[key]
        told = self._say(day, MORNING, self._hear_steps(day, come))
        for key in [key for key in self._open if self._script.filed.get(key, (date.max,))[0] == day]:
            del self._open[key]  # by noon
        odd = day.toordinal() % ODD_DAYS == 0
        if odd or self._refusing & told:
            told |= self._later(day, AFTERNOON, told)
        if odd:
            self._later(day, EVENING, told)

    def _is_over(self, key: tuple[str, str, str], day: date) -> bool:
        filed_on, when, _who = self._script.filed.get(key, (date.max, "", 0))
        in_the_morning = filed_on < day or (filed_on == day and when != NOON)
        exempt = self._script.exempt.get(key, date.max) <= day
        return in_the_morning or exempt or self._open[key].owed.closes < day

    def _hear_steps(self, day: date, come: set[int]) -> set[int]:
        hearing = set(come)
        for key, owed in self._open.items():
            own, above = self._ways(owed.owed, day)
            steps_today = [step for step, on in owed.owed.step_days if max(on, owed.owed.opens) == day]
            self.steps[key] += len(steps_today)
            any_yet = self._begun(owed.owed, day)
            if own:
                owed.passed_up = False
            if steps_today and own:
                hearing |= own
            if not own and any_yet and (steps_today or not owed.passed_up):
                hearing |= above[0]
                owed.passed_up = True
            for step in steps_today:
                if step > 0:
                    place = [s for s in owed.owed.steps if s > 0].index(step)
                    hearing |= above[min(place, len(above) - 1)]
        return hearing

    def _later(self, day: date, when: str, told: set[int]) -> set[int]:
        hearing: set[int] = set()
        for owed in self._open.values():
            own, above = self._ways(owed.owed, day)
            if not own and not owed.passed_up and self._begun(owed.owed, day) and told.isdisjoint(above[0]):
                hearing |= above[0]
                owed.passed_up = True
        return self._say(day, when, hearing)

    def _say(self, day: date, when: str, hearing: set[int]) -> set[int]:
        """Note the messages, and who is found to have blocked the bot; return who got one."""
        if self._to_report and self._reported_on != day:
            self.reports.append((day, when))
            self._to_report, self._reported_on = False, day
        if not hearing:
            return set()
        own, below = self._listed(day)
        told = set()
        for person in sorted(hearing):
            if (
                person not in self._refusing
                and person not in self._script.unbound
                and (own[person] or below[person])
            ):
                self.messages.append((day, when, person, own[person], below[person]))
                told.add(person)
                if any(s.person == person and s.blocks <= day < s.opens for s in self._script.silences):
                    self._refusing.add(person)
                    self._to_report = True
        return told

    def _listed(self, day: date) -> tuple[dict[int, int], dict[int, int]]:
        """Return how much each person has open, and how much of the grids below has come up to them."""
        mine: defaultdict[int, int] = defaultdict(int)
        below: defaultdict[int, int] = defaultdict(int)
        for owed in self._open.values():
            own, above = self._ways(owed.owed, day)
            for person in own:
                mine[person] += 1
            up = sum(step > 0 and on <= day for step, on in owed.owed.step_days)
            if not own and self._begun(owed.owed, day):
                up = max(up, 1)
            for person in {person for rung in above[:up] for person in rung}:
                below[person] += 1
        return mine, below

    def _begun(self, owed: Owed, day: date) -> bool:
        return any(on <= day for _step, on in owed.step_days)

    def _ways(self, owed: Owed, day: date) -> tuple[People, list[People]]:
        """Return who at the grid can be reached, and who on each grid above it, nobody's left out."""
        place = (day, owed.grid, owed.role, len(self._refusing))
        if place not in self._known:
            self._known[place] = self._find_ways(owed, day)
        return self._known[place]

    def _find_ways(self, owed: Owed, day: date) -> tuple[People, list[People]]:
        own = self._reached(owed.grid, owed.role, day)
        level_one = frozenset[int]().union(*(self._reached(UNIT, role, day) for role in LEVEL_ONE))
        rungs = [level_one]
        if owed.grid.startswith("3"):
            rungs.insert(0, self._reached(branch_of(owed.grid), INSPECTOR, day))
        return own, [rung - own for rung in rungs if rung - own]

    def _reached(self, grid: str, role: str, day: date) -> People:
        return self._script.answering(grid, role, day) - self._refusing - self._script.unbound
