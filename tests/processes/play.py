"""A month of the hospital: who does what on which day, the same whoever runs it."""

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.time.clock import day_in_shanghai
from tests.desks import shanghai
from tests.processes.people import Goal, Person, Way, all_of, says
from tests.processes.reports import Words, monthly_goal, selfcheck_goal
from tests.processes.tips import Stranger, ask_goal, read_by_office
from tests.processes.town import COMMISSIONER, OFFICE, Town, inhabitants, invitation

ACTING = 8
"""At which hour, in Shanghai, people act."""
AT_ONCE = 24
MONTH, QUARTER, DUE_ON = "6月", "二季度", date(2026, 6, 30)
SILENT = 11
"""Every so many of those who report never do."""


@dataclass(frozen=True)
class Cast:
    """How many people the roster names, how many strangers tell, and on which days things happen."""

    people: int
    strangers: int
    filing: tuple[date, ...]
    """On each of these days an equal part of the people files the month's report, and the self-check the day after."""
    telling: date
    """When the strangers tell; the office reads and asks the next day, they answer the day after."""
    ends: datetime
    hours: tuple[int, ...] = (3, ACTING, 15, 22)
    """At which of a day, in Shanghai, the clock stops; nobody moves a clock on by half a day at once."""


WHOLE = Cast(
    people=200,
    strangers=24,
    filing=(*(date(2026, 6, day) for day in (15, 18, 22, 24, 26, 29)), date(2026, 7, 2)),
    telling=date(2026, 6, 16),
    ends=shanghai(7, 7, 9),
)
SHORT = Cast(
    people=20,
    strangers=2,
    filing=(date(2026, 6, 13),),
    telling=date(2026, 6, 13),
    ends=shanghai(6, 15, 9),
    hours=(0, ACTING, 16),
)


class Month:
    """The month as it is played."""

    def __init__(self, town: Town, cast: Cast, after: int = 0) -> None:
        """Nobody has done anything yet; what people type is theirs by numbers that begin after `after`."""
        self.town, self.cast, self._after = town, cast, after
        self.names = inhabitants(cast.people)
        self.people: dict[str, Person] = {}
        self.strangers: list[Stranger] = []
        self.words = {name: Words(number) for number, name in enumerate(self.names.reporting, 1 + after)}
        self.filing = [name for n, name in enumerate(self.names.reporting, 1) if n % SILENT]
        self.read: dict[str, str] = {}
        """What the office read of each tip, by its number."""

    @property
    def named(self) -> dict[int, str]:
        """Everybody's name by their chat."""
        known = {person.phone.id: name for name, person in self.people.items()}
        return known | {stranger.person.phone.id: stranger.person.name for stranger in self.strangers}

    async def play(self) -> None:
        """Play it to its end."""
        await play_together([self])

    async def bind(self) -> None:
        """Have everybody open their invitation."""
        await all_of([self._bind(name) for name in self.names.everybody], AT_ONCE)

    async def act(self, day: date) -> None:
        """Have everybody do what they do on this day, all at once."""
        doings: list[Coroutine[object, object, object]] = []
        for name in self.filing_on(day):
            goal = monthly_goal(self.words[name], MONTH)
            doings.append(self.people[name].reach(goal))
        for name in self.filing_on(day - timedelta(days=1)):
            goal = selfcheck_goal(self.words[name], QUARTER)
            doings.append(self.people[name].reach(goal))
        since = (day - self.cast.telling).days
        if since == 0:
            doings += [self._tell(number) for number in range(1, self.cast.strangers + 1)]
        elif since == 1:
            doings.append(self._read_and_ask())
        elif since == 2:
            doings += [stranger.add() for stranger in self.strangers]
        await all_of(doings, AT_ONCE)
        await self.town.settle()

    def filing_on(self, day: date) -> Sequence[str]:
        """Return who files the month's report on this day."""
        if day not in self.cast.filing:
            return ()
        return self.filing[self.cast.filing.index(day) :: len(self.cast.filing)]

    async def _bind(self, name: str) -> None:
        person = self.people[name] = Person(await self.town.phones.new(name), name)
        begin = await invitation(self.town, name)
        await person.reach(Goal(begin, done="您好。", ways=(Way("链接", says("/start")),)))

    async def _tell(self, number: int) -> None:
        name = f"路人{number:03}"
        stranger = Stranger(number + self._after, Person(await self.town.phones.new(name), name))
        self.strangers.append(stranger)
        await stranger.tell()

    async def _read_and_ask(self) -> None:
        """The office reads each tip; the commissioner asks."""
        office, commissioner = self.people[OFFICE], self.people[COMMISSIONER]
        for number in range(1, self.cast.strangers + 1):
            tip = f"2026-{number:03}"
            self.read[tip] = await read_by_office(office, tip, self.town.office_key)
            await commissioner.reach(ask_goal(tip, f"请补充{tip}的时间"))


async def play_together(months: Sequence[Month]) -> None:
    """Play months of one cast, in towns of one clock, each day in all of them at once."""
    first = months[0]
    await asyncio.gather(*(month.bind() for month in months))
    while first.town.now() < first.cast.ends:
        moment = min(next_moment(first.town.now(), first.cast.hours), first.cast.ends)
        await asyncio.gather(*(month.town.move_to(moment) for month in months))
        if moment.hour == ACTING:
            await asyncio.gather(*(month.act(moment.date()) for month in months))


def next_moment(now: datetime, hours: Sequence[int]) -> datetime:
    """Return the next of these hours of a day, in Shanghai, after `now`."""
    day = day_in_shanghai(now)
    moments = [shanghai(on.month, on.day, hour) for on in (day, day + timedelta(days=1)) for hour in hours]
    return next(moment for moment in moments if moment > now)
