"""Whom matters of registers call today, in the same message as their duties (docs/domain.md section 2).

A matter has come to a day on which its clock reminds: of a nudge those hear for whom it waits, and with each day
overdue, where its register says so, the inspectors one grid further up, in the end level 1, as of duties
(domain/duties/nudges.py). Where a message reaches nobody for whom it waits, the first grid above hears at once.
Coloured letters go to those whom the register names.

For whom it waits reads of it in whatever message reminds them that day: it says all that waits for them. To all others
it has to be named. So a matter waits, its day not counted as done, while one of those has had today's message or has
postponed it, while all for whom it waits have postponed, or while there is nobody.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.duties.nudges import Posts
from domain.time.nudge_hours import Quiet


@dataclass(frozen=True, slots=True)
class MatterLetter:
    """A coloured letter about a matter, and to whom it goes: people whom a message can reach."""

    colour: str
    people: frozenset[int]


@dataclass(frozen=True, slots=True)
class Matter:
    """What a register's clock wants told today. `waits_for` are people whom a message can reach.

    It is a nudge if `nudges`, which goes up by so many grids besides as each of `up` says (from 1).
    """

    id: int
    grid_code: str
    waits_for: frozenset[int] = frozenset()
    nudges: bool = False
    up: frozenset[int] = frozenset()
    letter: MatterLetter | None = None

    @property
    def own(self) -> frozenset[int]:
        """Who is to be nudged because it waits for them."""
        return self.waits_for if self.nudges else frozenset()

    @property
    def lettered(self) -> frozenset[int]:
        """Who is to have its letter."""
        return self.letter.people if self.letter else frozenset()

    @property
    def colour(self) -> str:
        """The colour of its letter."""
        return self.letter.colour if self.letter else ""


@dataclass(frozen=True, slots=True)
class NamedMatters:
    """What a message names of matters (ids) that do not wait for its reader: come `up`, or with a coloured letter."""

    up: tuple[int, ...] = ()
    letters: tuple[tuple[int, str], ...] = ()

    @property
    def ids(self) -> frozenset[int]:
        """All that it names."""
        return frozenset(self.up) | {matter_id for matter_id, _colour in self.letters}


@dataclass(frozen=True, slots=True)
class Calls:
    """Who is to have a message today, what it names of matters, and which matters are done with for the day.

    `tomorrow` are matters that nobody can hear of before, `taken` those of which all hear.
    """

    people: frozenset[int] = frozenset()
    named: Mapping[int, NamedMatters] = field(default_factory=dict)
    taken: frozenset[int] = frozenset()
    tomorrow: frozenset[int] = frozenset()


def plan_calls(now: datetime, matters: Iterable[Matter], posts: Posts, quiet: Quiet) -> Calls:
    """Plan whom `matters` call at the moment `now` (aware); nobody outside the hours.

    Of `quiet`, `heard_of` are the matters that today's message named, by its reader.
    """
    if not quiet.hours.contain(now):
        return Calls()
    postponed, told = quiet.postponed_at(now), quiet.told_today
    people, taken, tomorrow = set[int](), set[int](), set[int]()
    up: defaultdict[int, list[int]] = defaultdict(list)
    letters: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for matter in matters:
        own, above, lettered = matter.own, _above(matter, posts), matter.lettered
        heard = {person for person in told if matter.id in quiet.heard_of.get(person, ())}
        named = (above | lettered) - heard
        if named & postponed or (own and own <= postponed and not named):
            continue
        if named & told or not own | above | lettered:
            tomorrow.add(matter.id)
            continue
        taken.add(matter.id)
        people |= (own - postponed - told) | named
        for person in above - heard:
            up[person].append(matter.id)
        for person in lettered - heard:
            letters[person].append((matter.id, matter.colour))
    named_to = {
        person: NamedMatters(tuple(up[person]), tuple(letters[person]))
        for person in up.keys() | letters.keys()
    }
    return Calls(frozenset(people), named_to, frozenset(taken), frozenset(tomorrow))


def _above(matter: Matter, posts: Posts) -> frozenset[int]:
    """Return who hears of it though it does not wait for them."""
    if not matter.nudges:
        return frozenset()
    rungs = posts.rungs(matter.grid_code, matter.waits_for)
    if not rungs:
        return frozenset()
    reached = {min(up, len(rungs)) - 1 for up in matter.up} | (set() if matter.waits_for else {0})
    return frozenset().union(*(rungs[rung] for rung in reached))
