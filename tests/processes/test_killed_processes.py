"""`gridbot run --webhook` three times, as real processes: one of them is killed in mid-handling, one told to end."""

import asyncio
import json
import signal
import socket
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.stage.stage import TOKEN
from domain.people.roster import compare
from domain.time.clock import day_in_shanghai
from reports.sheets.sample_hospital import sample_roster
from simulator.phone import Phone, Phones
from simulator.remote import Beside
from simulator.server import Simulator
from storage.database import Database
from storage.tables import bindings
from storage.tips.sealing import new_office_key
from storage.unit_of_work import UnitOfWork
from tests.bot.commands.typing_hand import environment
from tests.harness import USERNAME
from tests.processes.balancer import Balancer, balancing
from tests.processes.several import config_of
from tests.redis_server import RedisServer

PEOPLE = 12
STARTING_S = 120


@dataclass
class Running:
    """Real processes, and who talks to them."""

    simulator: Simulator
    phones: Phones
    balancer: Balancer
    processes: list[Process]
    links: list[str]


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def people(database: Database) -> list[str]:
    """Bring the sample hospital in; return invitations for some of its people."""
    now = datetime.now(UTC)  # noqa: TID251 - of real processes, whose clock is the machine's

    def bring_in(uow: UnitOfWork) -> None:
        today = day_in_shanghai(now)
        uow.roster_changes.apply(compare(uow.rosters.load(), sample_roster(today), today), today)

    def invite(uow: UnitOfWork) -> list[str]:
        found = uow.people.search("监察员", PEOPLE)
        return [uow.invites.issue(person.person_id, now) for person in found]

    database.write(bring_in)
    return [f"https://t.me/{USERNAME}?start={code}" for code in database.write(invite)]


async def start(folder: Path) -> Process:
    """Run `gridbot run --webhook` in `folder`."""
    with (folder / "log").open("wb") as log:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run", "--webhook"),
            cwd=folder,
            env=environment(),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
        )


@asynccontextmanager
async def started(folders: list[Path]) -> AsyncIterator[list[Process]]:
    """Run a process in each of `folders`, and go on once all of them answer; killed with the block."""
    processes = [await start(folder) for folder in folders]
    try:
        for process, folder in zip(processes, folders, strict=True):
            assert process.stdout is not None
            said = (await asyncio.wait_for(process.stdout.readline(), STARTING_S)).decode()
            assert said.startswith("已启动"), (folder / "log").read_text("utf-8")
        yield processes
    finally:
        for process in processes:
            if process.returncode is None:
                process.kill()
            await process.wait()


@asynccontextmanager
async def run_processes(folder: Path, database: str, redis: str, many: int) -> AsyncIterator[Running]:
    """Run so many over `database` and `redis` (URLs), whose people are invited."""
    simulator = Simulator(push_again_s=0.2)
    simulator.add_bot(TOKEN, USERNAME)
    opened = Database(database)
    links = people(opened)
    opened.close()
    key = new_office_key().recipient
    async with balancing() as balancer, simulator.serve() as base_url, Phones(Beside(simulator)) as phones:
        folders = [folder / str(at) for at in range(many)]
        for own in folders:
            config_of(own, base_url, key, balancer.url, database=database, redis=redis)
            port = free_port()
            path = own / "config.toml"
            path.write_text(path.read_text("utf-8").replace("127.0.0.1:0", f"127.0.0.1:{port}"), "utf-8")
            balancer.behind.append(f"http://127.0.0.1:{port}")
        async with started(folders) as processes:
            yield Running(simulator, phones, balancer, processes, links)


@pytest.fixture
async def running(tmp_path: Path, database: str, redis: RedisServer) -> AsyncIterator[Running]:
    async with run_processes(tmp_path, database, redis.url, 3) as opened:
        yield opened


@pytest.mark.timeout(600)  # three processes start, beside other tests
async def test_who_is_killed_stopped_or_told_to_end_loses_nothing_and_does_nothing_twice(
    running: Running, database: str
) -> None:
    phones = [await running.phones.new(f"人{number}") for number in range(PEOPLE)]
    saved, slept, *others = zip(phones, running.links, strict=True)
    # Killed after it has done something, before it could say so.
    await hung_then(running, *saved, signal.SIGKILL)
    await saved[0].see("已保存")
    # Stopped, and let run again once another process has gone on.
    stopped = await hung_then(running, *slept, signal.SIGSTOP)
    assert (await slept[0].send("/start")).buttons
    stopped.send_signal(signal.SIGCONT)
    # One of the two that are left is told to end with updates in hand.
    await running.phones.fault("slow", method="sendMessage", seconds=0.3)
    opening = [asyncio.ensure_future(open_link(phone, link)) for phone, link in others]
    await sent(running, 3 + running.simulator.calls.counts["sendMessage"])
    ending = next(process for process in running.processes if process.returncode is None)
    ending.send_signal(signal.SIGTERM)
    assert all("已绑定" in text for text in await asyncio.gather(*opening))
    assert await asyncio.wait_for(ending.wait(), 30) == 0
    async with asyncio.timeout(60):
        while len(running.simulator.world.bot().updates):  # noqa: ASYNC110 - the simulator has no bell for it
            await asyncio.sleep(0.01)
    assert sorted(bound(database)) == sorted(phone.id for phone in phones)
    for phone, _link in others:
        assert sum("已绑定" in message.text for message in await phone.chat()) == 1


async def hung_then(running: Running, phone: Phone, link: str, ending: signal.Signals) -> Process:
    """Have a process do what `link` asks and hang before it can say so, and send it `ending`; return it."""
    reached: list[str] = []

    async def note(body: bytes, url: str) -> None:
        if json.loads(body).get("message", {}).get("chat", {}).get("id") == phone.id:
            reached.append(url)

    running.balancer.before = note
    await running.phones.fault("hang", method="sendMessage", chat_id=phone.id, times=1, seconds=60)
    await phone.send_nowait(f"/start {link.partition('=')[2]}")
    async with asyncio.timeout(60):
        while running.simulator.faults.as_json():  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)
    running.balancer.before = None
    process = running.processes[running.balancer.behind.index(reached[0])]
    process.send_signal(ending)
    return process


async def sent(running: Running, many: int) -> None:
    """Wait until so many messages were sent."""
    async with asyncio.timeout(60):
        while running.simulator.calls.counts["sendMessage"] < many:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)


def bound(database: str) -> list[int]:
    """Return the accounts that are bound."""
    opened = Database(database)
    with opened.engine.connect() as connection:
        found = [int(number) for number in connection.execute(select(bindings.c.telegram_id)).scalars()]
    opened.close()
    return found


async def open_link(phone: Phone, link: str) -> str:
    return (await phone.open_link(link)).text
