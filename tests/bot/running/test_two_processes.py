"""Two processes of one bot on one server, started at once, stopped and killed: what is said is said once."""

import asyncio
import os
import random
import re
import signal
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pytest

from bot.config import example_config
from bot.stage.stage import TOKEN, write_config
from domain.time.clock import day_in_shanghai
from reports.sheets.sample_hospital import sample_roster
from simulator.server import Simulator
from simulator.state.users import VirtualUser
from storage.database import Database
from storage.leases.rules import LeaseRole
from storage.schema import upgrade
from storage.tables import outbox
from storage.tips.sealing import new_office_key
from tests.bot.running.one_of_two import Starter, Told, starter
from tests.chaos.courier import PLAIN
from tests.desks import bind, import_roster, rows_of, shanghai
from tests.storage.test_postgresql import laid_url as url
from tests.storage.test_postgresql import server

__all__ = ["server", "url"]

EIGHT = shanghai(5, 24, 8)
"""The monthly reports are reminded of."""
REMINDED = ("心内科特邀监察员", "骨科特邀监察员", "监察室主任")
FIRST_CHAT = 7_000_001
NAMED = re.compile(r"letter (\d+) of kind \w+ was leaving: it is sent again and may come twice")


@dataclass
class Ward:
    """A hospital on a server, a simulated Telegram, and the processes of its bot."""

    folder: Path
    url: str
    base_url: str
    database: Database
    simulator: Simulator
    processes: Starter
    chats: list[int] = field(default_factory=list)
    logs: dict[int, Path] = field(default_factory=dict)

    def known(self, chat_id: int) -> None:
        """Have somebody on Telegram who wrote to the bot once."""
        self.simulator.world.add_person("监察员", chat_id)
        VirtualUser(self.simulator.world, chat_id).send_text("/start")
        self.chats.append(chat_id)

    def queue(self, many: int) -> None:
        """Have so many new letters wait, each to a chat of its own."""
        new = range(FIRST_CHAT + len(self.chats), FIRST_CHAT + len(self.chats) + many)
        for chat_id in new:
            self.known(chat_id)
        letters = [
            replace(PLAIN.letter(f"plain:{chat_id}", {"says": f"{chat_id}"}, EIGHT), chat_id=chat_id)
            for chat_id in new
        ]
        self.database.write(lambda uow: uow.outbox.add_once(letters))

    async def start(self) -> int:
        """Start a process in a folder of its own; return its number."""
        folder = self.folder / f"{len(self.logs)}"
        folder.mkdir()
        path = write_config(folder, self.base_url, new_office_key().recipient, example_config())
        settings = path.read_text(encoding="utf-8").replace("sqlite:///gridbot.db", self.url)
        path.write_text(settings, encoding="utf-8")
        log = folder / "bot.log"
        log.touch()
        number = await self.processes.start(Told(str(path), str(log), EIGHT.isoformat()))
        self.logs[number] = log
        return number

    def holder(self, role: LeaseRole) -> int:
        """Return the number of the process that has `role`; 0: none."""
        for lease in self.database.write(lambda uow: uow.leases.all()):
            if lease.role is role and lease.holder:
                return int(lease.holder.split(":")[-2])
        return 0

    def changes(self) -> int:
        """Return how often the delivery has passed from one process to another."""
        leases = self.database.write(lambda uow: uow.leases.all())
        return sum(lease.token - 1 for lease in leases if lease.role is LeaseRole.DELIVER)

    @property
    def accepted(self) -> int:
        """How many messages Telegram has taken."""
        return self.simulator.calls.counts["sendMessage"]

    def has_accepted(self, many: int) -> bool:
        """Tell whether Telegram has taken so many."""
        return self.accepted >= many

    def is_passed_on(self, number: int) -> bool:
        """Tell whether another process than this one delivers."""
        return self.holder(LeaseRole.DELIVER) not in {0, number}

    def arrived(self) -> Counter[int]:
        """Return how many messages of the bot each chat shows."""
        shown = self.simulator.world.bot().chats
        return Counter(
            {
                chat_id: sum(message["from"]["is_bot"] for message in shown[chat_id].messages.values())
                for chat_id in self.chats
            }
        )

    def may_repeat(self) -> Counter[int]:
        """Return the chats of the letters that a process said may come twice."""
        chats = {row["id"]: row["chat_id"] for row in rows_of(self.database, outbox)}
        named = [NAMED.findall(log.read_text("utf-8")) for log in self.logs.values()]
        return Counter(chats[int(number)] for numbers in named for number in numbers)

    def all_gone(self) -> bool:
        """Tell whether no letter waits or is on its way."""
        return {row["state"] for row in rows_of(self.database, outbox)} <= {"sent", "perhaps_sent"}

    def told(self, number: int, words: str) -> bool:
        """Tell whether this process has logged these words."""
        return words in self.logs[number].read_text("utf-8")


async def until(happened: Callable[[], object]) -> None:
    """Wait for what another process does."""
    async with asyncio.timeout(100):
        while not happened():  # noqa: ASYNC110 - another process does it
            await asyncio.sleep(0.02)


@asynccontextmanager
async def open_ward(folder: Path, url: str) -> AsyncIterator[Ward]:
    database, simulator = Database(url), Simulator()
    upgrade(database)
    simulator.add_bot(TOKEN, "gridbot_test")
    import_roster(database, sample_roster(day_in_shanghai(EIGHT)), day_in_shanghai(EIGHT))
    try:
        async with simulator.serve() as base_url, starter() as processes:
            yield Ward(folder, url, base_url, database, simulator, processes)
    finally:
        database.close()


@pytest.fixture
async def ward(tmp_path: Path, url: str) -> AsyncIterator[Ward]:
    async with open_ward(tmp_path, url) as opened:
        yield opened


@pytest.mark.timeout(300)
async def test_two_that_start_at_once_remind_and_deliver_once(ward: Ward) -> None:
    reminded = list(range(1, 4))
    for chat_id, name in zip(reminded, REMINDED, strict=True):
        ward.known(chat_id)
        bind(ward.database, name, chat_id, EIGHT)
    ward.queue(100)
    numbers = [await ward.start() for _ in range(2)]
    await until(ward.all_gone)
    await until(lambda: all(ward.told(number, "answering") for number in numbers))
    assert {ward.holder(LeaseRole.TICK), ward.holder(LeaseRole.DELIVER)} <= set(numbers)
    # Where the machine stood still for longer than a lease lasts, one may have followed the other.
    assert ward.arrived() - Counter(ward.chats) <= ward.may_repeat()
    assert ward.arrived() >= Counter(ward.chats)
    if ward.changes() == 0:
        assert ward.arrived() == Counter(ward.chats)
    reminders = [row for row in rows_of(ward.database, outbox) if row["kind"] != "plain"]
    assert len({row["unique_key"] for row in reminders}) == len(reminders) == 3


@pytest.mark.timeout(300)
async def test_who_is_killed_or_stopped_loses_nothing_and_what_may_have_come_twice_is_named(
    ward: Ward,
) -> None:
    seed = random.randrange(1_000_000)  # noqa: S311 - chance, not a secret
    chance = random.Random(seed)  # noqa: S311
    for _ in range(2):
        await ward.start()
    for struck_by in (signal.SIGKILL, signal.SIGSTOP):
        await until(lambda: ward.holder(LeaseRole.DELIVER))
        ward.queue(100)
        accepted = ward.accepted + chance.randrange(60)
        await until(partial(ward.has_accepted, accepted))
        struck = ward.holder(LeaseRole.DELIVER)
        os.kill(struck, struck_by)
        await until(partial(ward.is_passed_on, struck))
        if struck_by is signal.SIGKILL:
            await ward.start()
        else:
            await until(ward.all_gone)
            os.kill(struck, signal.SIGCONT)
            await until(partial(ward.told, struck, "the lease deliver is another process's now"))
    await until(ward.all_gone)
    arrived = ward.arrived()
    assert [chat for chat, times in arrived.items() if times == 0] == [], f"lost with seed {seed}"
    assert arrived - Counter(ward.chats) <= ward.may_repeat(), f"repeated and not named with seed {seed}"
    assert sum(ward.may_repeat().values()) <= ward.changes(), f"more than one named a change with seed {seed}"
