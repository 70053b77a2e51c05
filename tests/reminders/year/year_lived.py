"""The year, lived through the product's own code: ticks, an outbox that is drained, a database in a file."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import TypeVar

from sqlalchemy import select

from domain.duties.duties import Duty
from domain.people.grids import Grid, GridKind
from domain.people.leaves import Leave
from domain.people.people import Appointment, Official, Rank, Role
from domain.people.roster import Roster
from domain.time.clock import SHANGHAI
from forms.duties.catalogue import catalogue
from reminders.delivery.outbox_drain import drain
from reminders.desk import Desk, RefusedError
from reminders.tick import tick
from storage.reporting.submissions import Submission
from storage.tables import duty_items
from storage.unit_of_work import UnitOfWork
from tests.desks import import_roster, move_to
from tests.reminders.year.year_of_duties import (
    BRANCHES,
    CAMPAIGN,
    DEPARTMENTS,
    FIRST,
    LAST,
    PROCUREMENT,
    RULES,
    UNIT,
    branch_of,
    next_day,
)
from tests.reminders.year.year_script import EARLY, NOON, ODD_DAYS, Script
from windows.windows import Button, Window

T = TypeVar("T")
Key = tuple[str, str, str]
"""Duty, period, grid."""
KINDS = list(GridKind)
OWN, BELOW = re.compile(r"您还有 (\d+) 项未完成"), re.compile(r"下级网格有 (\d+) 项")


@dataclass(frozen=True)
class Said:
    """A nudge that left, or was refused: when, to whom, how many own items and items of grids below it lists."""

    at: datetime
    person: int
    own: int
    below: int


LEFT_OUT = {
    "risk_search",
    "progress_29",
    "campaign_summary",
    "self_report_summary",
}
HALFYEAR = "halfyear_unit_report"
"""The unit's written report of a half-year: what the year's is, twice."""


def duties() -> dict[str, Duty]:
    """Return the duties of the catalogue, all switched on, but for some.

    Left out are hearings, which wait for slots, the risk self-checks of leaders, of whom this hospital has none, and
    forms that are not due in the cadences counted here otherwise.

    Nor are reports told of that somebody else receives: that is counted in tests/reminders/reporting/test_received.py.
    The campaign's year is this one, and it is about one branch. Digests are drawn, which takes a second each; they are
    not what is counted here.
    """
    shipped = {duty.id: duty.terms.called(duty.id) for duty in catalogue().values()}
    left_out = {duty.id for duty in shipped.values() if duty.hearing or duty.form_id in LEFT_OUT} | {HALFYEAR}
    assert shipped.keys() - left_out == RULES.keys()
    for name in ("procurement_finance", "procurement_supervision"):
        shipped[name] = replace(shipped[name], grids=frozenset({PROCUREMENT}))
    shipped["campaign_meeting"] = replace(
        shipped["campaign_meeting"],
        grids=frozenset({CAMPAIGN}),
        roles=frozenset({Role.INSPECTOR}),
        max_level=None,
    )
    return {name: replace(shipped[name], digest=False, received_by=frozenset()) for name in RULES}


@dataclass
class Year:
    """Lives a script at a desk and remembers what was said."""

    script: Script
    desk: Desk
    said: list[Said] = field(default_factory=list)
    reports: list[tuple[datetime, int]] = field(default_factory=list)
    reviews: list[tuple[date, int]] = field(default_factory=list)
    """Who was told on which day that reports wait to be reviewed."""
    others: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        found = self._write(lambda uow: uow.people.search("", 10_000))
        self._ids = {int(official.staff_number): official.person_id for official in found}
        self._items: dict[Key, int] = {}
        self._filings: defaultdict[tuple[date, str], list[tuple[Key, int]]] = defaultdict(list)
        for key, (day, when, person) in self.script.filed.items():
            self._filings[day, when].append((key, person))
        self._write(self._bind)

    def _bind(self, uow: UnitOfWork) -> None:
        for person in self.script.people:
            if person not in self.script.unbound:
                uow.people.bind(self._ids[person], person, "zh", self.desk.clock.now())

    async def live(self) -> None:
        """From the first day to the last."""
        day = FIRST
        while day <= LAST:
            await self._live_on(day)
            day = next_day(day)

    async def _live_on(self, day: date) -> None:
        self._at(day, "07:00")
        self._morning(day)
        odd = day.toordinal() % ODD_DAYS == 0
        if odd:
            await self._tick()
        self._at(day, EARLY)
        self._file(day, EARLY)
        self._at(day, "08:00")
        before = len(self.said)
        await self._tick()
        self._at(day, NOON)
        self._file(day, NOON)
        refused = any(self.is_silent(letter.person, day) for letter in self.said[before:])
        if refused or odd:
            self._at(day, "14:00")
            await self._tick()
        if odd:
            for clock in ("20:59", "21:00", "23:30"):
                self._at(day, clock)
                await self._tick()

    def is_silent(self, person: int, day: date) -> bool:
        return any(
            silence.person == person and silence.blocks <= day < silence.opens
            for silence in self.script.silences
        )

    def _morning(self, day: date) -> None:
        if day != FIRST and self.script.changes_on(day):
            import_roster(self.desk.database, roster(self.script, day), day)
        exempt = [self._item(key) for key, on in self.script.exempt.items() if on == day]
        self._write(lambda uow: self._change(uow, day, exempt))

    def _change(self, uow: UnitOfWork, day: date, exempt: Sequence[int]) -> None:
        """Let people go and come back, open the bot again, be exempted."""
        now = self.desk.clock.now()
        for away in self.script.leaves:
            person = self._ids[away.person]
            if away.starts == day:
                deputy = None if away.deputy is None else self._ids[away.deputy]
                uow.leaves.add(Leave(person, day, next_day(away.planned_back, -1), deputy), now)
            if away.back == day != away.planned_back:
                for taken in uow.leaves.of_people([person], day):
                    uow.leaves.end(taken.id, now)
        for silence in self.script.silences:
            if silence.opens == day:
                uow.people.mark_reachable(silence.person, None)
        for item in exempt:
            uow.duty_items.exempt(item, "停诊", self._ids[self.script.people[1]], now)

    def _file(self, day: date, when: str) -> None:
        filings = [(self._item(key), key[0], person) for key, person in self._filings.get((day, when), ())]
        now = self.desk.clock.now()

        def work(uow: UnitOfWork) -> None:
            for item, duty_id, person in filings:
                form = self.desk.duties[duty_id].form_id
                uow.submissions.add(Submission(0, item, form, 1, {}, True, now, self._ids[person]))
                uow.duty_items.mark_filed(item, now)

        if filings:
            self._write(work)

    def _item(self, key: Key) -> int:
        if key not in self._items:
            duty, period, _grid = key
            wanted = select(duty_items.c.grid_code, duty_items.c.id).where(
                duty_items.c.duty_id == duty, duty_items.c.period_id == period
            )
            with self.desk.database.engine.connect() as connection:
                found = connection.execute(wanted).all()
            self._items |= {(duty, period, grid): item for grid, item in found}
        return self._items[key]

    def _write(self, work: Callable[[UnitOfWork], T]) -> T:
        return self.desk.database.write(work)

    def _at(self, day: date, clock: str) -> None:
        move_to(self.desk, datetime.combine(day, time.fromisoformat(clock), SHANGHAI))

    async def _tick(self) -> None:
        await tick(self.desk)
        await drain(self.desk, self)

    async def send_to_topic(
        self, chat_id: int, thread_id: int, window: Window, left: Callable[[], None] | None = None
    ) -> int:
        """Note it as any other: nobody here has a forum."""
        raise AssertionError((chat_id, thread_id, window, left))

    async def send(self, chat_id: int, window: Window, left: Callable[[], None] | None = None) -> int:
        """Note what is said; refuse it where the person has blocked the bot."""
        now = self.desk.clock.now().astimezone(SHANGHAI)
        if (
            "等待您审核" in window.text
        ):  # delivered even to the silent: the script counts whom nudges find out
            self.reviews.append((now.date(), chat_id))
            return len(self.reviews)
        own, below = OWN.search(window.text), BELOW.search(window.text)
        if own or below:
            counts = (int(count[1]) if count else 0 for count in (own, below))
            self.said.append(Said(now, chat_id, *counts))
        elif "已联系不上" in window.text:
            self.reports.append((now, chat_id))
        else:
            self.others.append(window.text)
        if self.is_silent(chat_id, now.date()):
            raise RefusedError
        if left is not None:
            left()
        return len(self.said)

    async def put_buttons(self, chat_id: int, message_id: int, rows: Sequence[Sequence[Button]]) -> None:
        """Buttons of what is done are taken away; nothing to count."""


def roster(script: Script, day: date) -> Roster:
    """Return the roster that the office imports on `day`."""
    grids = [
        Grid(UNIT, "本院", 1),
        *(Grid(code, f"支部{code}", 2, UNIT) for code in BRANCHES),
        *(Grid(code, f"科室{code}", 3, branch_of(code), KINDS[int(code) % 3]) for code in DEPARTMENTS),
    ]
    first = {term.person: term.grid for term in reversed(script.terms)}
    officials = [
        Official(str(person), f"人员{person}", "骨干", Rank.OTHER, True, first[person], None)
        for person in script.people
    ]
    held = [
        Appointment(str(term.person), term.grid, Role(term.role), term.starts)
        for term in script.terms
        if term.starts <= day <= term.ends
    ]
    return Roster(tuple(grids), tuple(officials), tuple(held))
