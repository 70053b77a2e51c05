"""The hospital of the trial: people with a grid each, two duties, and what both ways of running it have in common."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol, TypeVar

from sqlalchemy.exc import DBAPIError

from bot.config import example_config
from bot.folders.duty_blocks import as_blocks
from bot.stage.stage import write_config
from domain.people.grids import Grid, GridKind
from domain.people.people import Appointment, Official, Rank, Role
from domain.people.roster import Roster, compare
from domain.time.clock import SHANGHAI, day_in_shanghai
from forms.duties.catalogue import catalogue
from simulator.phone import Phones
from simulator.server import Simulator
from storage.database import Database
from storage.tips.sealing import OfficeKey
from storage.unit_of_work import UnitOfWork
from tests.processes.letters import LettersSeen

START = datetime(2026, 6, 12, 10, 0, tzinfo=SHANGHAI)
"""A day on which the month's report and the quarter's self-check are open."""
DUTIES = ("monthly_report", "quarterly_selfcheck")
OFFICE, COMMISSIONER = "监察室主任", "纪委书记"
BRANCHES = 10
ASKING_S = 120
T = TypeVar("T")


class Town(Protocol):
    """A hospital that runs, by however many processes."""

    simulator: Simulator
    phones: Phones
    bot: str
    """How it is called there."""
    seen: LettersSeen
    """What it has sent unasked."""

    @property
    def database(self) -> Database:
        """What is written into, to be looked at from here."""

    @property
    def office_key(self) -> OfficeKey:
        """What opens the tips."""

    def now(self) -> datetime:
        """Return this moment as the hospital's clock has it."""

    async def move_to(self, moment: datetime) -> None:
        """Have the clock there, and all that is due then done and delivered."""

    async def settle(self) -> None:
        """Have what waits delivered."""


@dataclass(frozen=True)
class Inhabitants:
    """Whom the roster names."""

    reporting: tuple[str, ...]
    """Those with a grid at level 3: they owe both reports."""
    others: tuple[str, ...]

    @property
    def everybody(self) -> tuple[str, ...]:
        return (*self.reporting, *self.others)


def inhabitants(many: int) -> Inhabitants:
    """Return the names of `many` people, the office's and the branches' among them."""
    others = (OFFICE, COMMISSIONER, *(f"第{n}支部纪检委员" for n in range(1, BRANCHES + 1)))
    return Inhabitants(tuple(f"科室{n:03}监察员" for n in range(1, many - len(others) + 1)), others)


def roster(many: int, on: date) -> Roster:
    """Return the roster of `many` people, appointed as of 1 January of that year."""
    return Roster(tuple(_grids(many)), *_officials(many, date(on.year, 1, 1)))


def _grids(many: int) -> Iterator[Grid]:
    yield Grid("1", "医院", 1)
    for branch in range(1, BRANCHES + 1):
        yield Grid(f"2{branch:02}", f"第{branch}支部", 2, "1")
    for number in range(1, len(inhabitants(many).reporting) + 1):
        above = f"2{1 + number % BRANCHES:02}"
        yield Grid(f"3{number:04}", f"科室{number:03}", 3, above, GridKind.CLINICAL)


def _officials(many: int, since: date) -> tuple[tuple[Official, ...], tuple[Appointment, ...]]:
    places = {OFFICE: ("1", Role.OFFICE), COMMISSIONER: ("1", Role.COMMISSIONER)}
    for branch in range(1, BRANCHES + 1):
        places[f"第{branch}支部纪检委员"] = f"2{branch:02}", Role.INSPECTOR
    for number, name in enumerate(inhabitants(many).reporting, 1):
        places[name] = f"3{number:04}", Role.INSPECTOR
    officials = tuple(
        Official(f"{10_000 + n}", name, "骨干", Rank.OTHER, True, code, None)
        for n, (name, (code, _)) in enumerate(places.items())
    )
    numbers = {official.name: official.staff_number for official in officials}
    return officials, tuple(
        Appointment(numbers[name], code, role, since) for name, (code, role) in places.items()
    )


@dataclass(frozen=True)
class Reached:
    """Where one of several processes finds the servers, where Telegram finds all of them, and where it listens."""

    database: str
    redis: str
    url: str
    port: int

    def written(self, text: str) -> str:
        """Return the text of a config.toml with this in its blocks."""
        before, head, hook = text.partition("[webhook]")
        hook = hook.replace('url = ""', f'url = "{self.url}"', 1)
        hook = hook.replace('listen = ""', f'listen = "127.0.0.1:{self.port}"', 1)
        before = before.replace('url = "sqlite:///gridbot.db"', f"url = '{self.database}'")
        return before.replace('redis = ""', f'redis = "{self.redis}"') + head + hook


def lay_config(folder: Path, base_url: str, key: OfficeKey, reached: Reached | None = None) -> Path:
    """Write a config.toml into `folder` with the trial's duties: of one of several, else of one on a SQLite file."""
    path = write_config(folder, base_url, key.recipient, example_config())
    text = path.read_text(encoding="utf-8")
    text = text[: text.index("\n[[duty]]")] + "\n\n"
    text += as_blocks({duty_id: catalogue()[duty_id].terms for duty_id in DUTIES})
    path.write_text(text if reached is None else reached.written(text), encoding="utf-8")
    return path


def settle_in(uow: UnitOfWork, many: int) -> None:
    """Have everybody on the books."""
    today = day_in_shanghai(START)
    diff = compare(uow.rosters.load(), roster(many, today), today)
    uow.roster_changes.apply(diff, today)


async def asked(town: Town, work: Callable[[UnitOfWork], T]) -> T:
    """Return what `work` finds in the hospital's database, as soon as that can be asked."""
    clock = asyncio.get_running_loop().time
    until = clock() + ASKING_S
    while True:
        try:
            return await town.database.run(work)
        except DBAPIError:
            if clock() > until:
                raise
            await asyncio.sleep(0.1)


async def invitation(town: Town, name: str) -> str:
    """Return what whoever opens the invitation of the person called `name` sends to the bot."""

    def work(uow: UnitOfWork) -> str:
        found = [person for person in uow.people.search(name, 100) if person.name == name]
        return uow.invites.issue(found[0].person_id, town.now())

    return f"/start {await asked(town, work)}"
