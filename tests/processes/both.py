"""A month in two hospitals of one installation, and what is held against it afterwards."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from domain.threads import in_a_thread
from storage.database import Database
from storage.tables import metadata
from tests.processes.chaos import Chaos, Killing
from tests.processes.hospitals import Hospitals, hospitals
from tests.processes.leaks import holding
from tests.processes.play import Cast, Month, play_together
from tests.processes.servers import TALKATIVE, servers
from tests.processes.tips import CANARIES
from tests.processes.trial import PROCESSES, hold_audit, hold_month, hold_no_leak, tell

BEGINS_AFTER = (0, 630)
"""After which number those of the people of each begin: they have no word in common, and like answers otherwise."""


@dataclass
class Both:
    """What was played in both, and what was killed meanwhile."""

    hospitals: Hospitals
    months: Sequence[Month]
    chaos: Chaos

    async def hold(self) -> None:
        """Hold against each what must be so whatever was killed, and that nothing of it is in the other."""
        tell(self.months, self.chaos, self.hospitals.front.handed.values())
        first, second = self.months
        for month, other in ((first, second), (second, first)):
            await hold_month(month, self.chaos)
            there = await in_a_thread(all_of, month.town.database)
            words, of_other = told(month), told(other)
            assert [word for word in words if word not in there] == [], "what is looked for is there"
            assert [word for word in of_other if word in there] == [], month.town.bot
        for town in self.hospitals.towns:
            hold_audit(self.hospitals.fleet.members[0].config, "--unit", town.code)


def told(month: Month) -> list[str]:
    """Return what is in the hospital's database of those who reported: their words, and their chats."""
    chats = [str(month.people[name].phone.id) for name in month.filing]
    return [month.words[name].own for name in month.filing] + chats


def all_of(database: Database) -> str:
    """Return all that stands in any column of any table."""
    with database.engine.connect() as connection:
        rows = [row for table in metadata.sorted_tables for row in connection.execute(select(table))]
    return "\n".join(
        value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
        for row in rows
        for value in row
    )


def months_in(made: Hospitals, cast: Cast) -> Sequence[Month]:
    return [Month(town, cast, after) for town, after in zip(made.towns, BEGINS_AFTER, strict=True)]


@asynccontextmanager
async def both_fetching(folder: Path, cast: Cast) -> AsyncIterator[Both]:
    """Play `cast` in each, in one process that fetches and that nobody disturbs; it ends with the block."""
    async with hospitals(folder, cast.people) as made:
        months = months_in(made, cast)
        await play_together(months)
        yield Both(made, months, Chaos(made.fleet, None, Killing(0, (0, 0))))
    codes = [stranger.code for month in months for stranger in month.strangers]
    assert holding([folder], CANARIES, codes) == []


@asynccontextmanager
async def both_pushed(folder: Path, cast: Cast, killing: Killing) -> AsyncIterator[Both]:
    """Play `cast` in each, in several processes, while all is killed; the servers and processes end with the block."""
    with servers(*TALKATIVE) as served:
        async with hospitals(folder, cast.people, served, PROCESSES) as made:
            months, chaos = months_in(made, cast), Chaos(made.fleet, served, killing)
            async with chaos.raging():
                await play_together(months)
            for town in made.towns:
                await town.settle()
            await in_a_thread(made.look_anew)
            yield Both(made, months, chaos)
        hold_no_leak(months, [folder, *served.folders], chaos)
