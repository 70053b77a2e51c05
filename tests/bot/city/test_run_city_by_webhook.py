"""Two units, two processes that Telegram sends updates to, over HTTP: each update comes to its own hospital alone."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from bot.city.units import read_units
from bot.commands.start_city import door_of
from bot.config import Config
from bot.webhooks.address import webhook_address
from bot.webhooks.receiving import SECRET_HEADER
from bot.webhooks.setting import address_of
from domain.people.roster import compare
from domain.threads import in_a_thread
from domain.time.clock import SystemClock, day_in_shanghai
from reports.sheets.sample_hospital import sample_roster
from simulator.phone import Phones
from simulator.remote import Beside
from simulator.server import Simulator
from storage.database import Database
from storage.schema import upgrade
from storage.tables import bindings
from storage.unit_of_work import UnitOfWork
from tests.bot.city.two_units import FIRST, FIRST_BOT, SECOND, SECOND_BOT, make_database, write_two
from tests.bot.commands.typing_hand import environment
from tests.processes.balancer import Balancer, balancing
from tests.redis_server import free_port, redis_server
from tests.storage.test_postgresql import server, url

__all__ = ["server", "url"]

NAME = "心内科特邀监察员"
OF_FIRST = {
    "message_id": 900,
    "date": 1_700_000_000,
    "chat": {"id": 77, "type": "private"},
    "from": {"id": 77, "is_bot": False, "first_name": "路人"},
    "text": "/start",
}


@dataclass
class TwoByTwo:
    """Two units, each of which runs in two processes, but for the second, which can't be started in the second."""

    simulator: Simulator
    balancer: Balancer
    units: tuple[Config, ...]
    first_phones: Phones
    second_phones: Phones
    processes: list[asyncio.subprocess.Process] = field(default_factory=list)
    said: list[set[str]] = field(default_factory=list)
    """What each of them printed when it started."""

    async def knock(self, process: int, path: str, secret: str, number: int = 10**9) -> tuple[int, str]:
        """Bring an update to a process as whoever knows `path` and `secret`; return its answer."""
        body = json.dumps({"update_id": number, "message": OF_FIRST}).encode()
        async with httpx.AsyncClient(trust_env=False, timeout=60) as client:
            where = self.balancer.behind[process] + path
            answer = await client.post(where, content=body, headers={SECRET_HEADER: secret})
        assert answer.content == b""
        return answer.status_code, answer.headers.get("Retry-After", "")


def made(server_url: str, units: tuple[Config, ...]) -> None:
    """Make the databases of the units as an operator does, with their hospital's people."""
    database, today = Database(server_url), day_in_shanghai(SystemClock().now())

    def bring_in(uow: UnitOfWork) -> None:
        uow.roster_changes.apply(compare(uow.rosters.load(), sample_roster(today), today), today)

    upgrade(database)
    database.write(bring_in)
    database.close()
    for config in units:
        make_database(server_url, config.database_url, like=server_url)


def asked(config: Config, work: Any) -> Any:
    database = Database(config.database_url)
    found = database.write(work)
    database.close()
    return found


def bound(config: Config) -> list[int]:
    database = Database(config.database_url)
    with database.engine.connect() as connection:
        found = [int(number) for number in connection.execute(select(bindings.c.telegram_id)).scalars()]
    database.close()
    return found


def invitation(config: Config) -> str:
    def issue(uow: UnitOfWork) -> str:
        (person,) = uow.people.search(NAME, 1)
        return uow.invites.issue(person.person_id, SystemClock().now())

    return f"/start {asked(config, issue)}"


async def run(folder: Path) -> asyncio.subprocess.Process:
    with (folder / "log").open("wb") as log:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run", "--webhook"),
            cwd=folder,
            env=environment(),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
        )


async def said(process: asyncio.subprocess.Process, lines: int) -> set[str]:
    assert process.stdout is not None
    return {(await asyncio.wait_for(process.stdout.readline(), 120)).decode().strip() for _ in range(lines)}


async def listening(address: str) -> None:
    host, _, port = address.removeprefix("http://").rpartition(":")
    async with asyncio.timeout(120):
        while True:
            try:
                _, writer = await asyncio.open_connection(host, int(port))
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return


@pytest.fixture
async def two_by_two(tmp_path: Path, url: str) -> AsyncIterator[TwoByTwo]:
    async with AsyncExitStack() as opened:
        redis = opened.enter_context(redis_server())
        simulator = Simulator(push_again_s=0.2)
        simulator.add_bot(FIRST, FIRST_BOT)
        simulator.add_bot(SECOND, SECOND_BOT)
        balancer = await opened.enter_async_context(balancing())
        base_url = await opened.enter_async_context(simulator.serve())
        phones = [
            await opened.enter_async_context(Phones(Beside(simulator, bot)))
            for bot in (FIRST_BOT, SECOND_BOT)
        ]
        for name in ("1", "2"):
            (tmp_path / name).mkdir()
            balancer.behind.append(f"http://127.0.0.1:{free_port()}")
            top = f"""[database]
url = "{url}"
[processes]
redis = "{redis.url}"
[webhook]
url = "{balancer.url}"
listen = "{balancer.behind[-1].removeprefix("http://")}"
"""
            more = '[unit.webhook]\nsecret = "own"\n'
            if name == "2":
                more += '[unit.forms]\nfolder = "faulty"\n'
                (tmp_path / "2/units/second/faulty").mkdir(parents=True)
                (tmp_path / "2/units/second/faulty/form.toml").write_text("faulty", "utf-8")
            write_two(tmp_path / name, base_url, top=top, more=more)
        units = read_units(tmp_path / "1" / "config.toml").units
        await in_a_thread(made, url, units)
        # Telegram takes it ill to be told by several at once.
        await phones[0].fault("too_many_requests", method="setWebhook", times=1)
        found = TwoByTwo(simulator, balancer, units, phones[0], phones[1])
        for name in ("1", "2"):
            found.processes.append(await run(tmp_path / name))
        opened.push_async_callback(ended, found.processes)
        for process, name, many in zip(found.processes, ("1", "2"), (2, 1), strict=True):
            try:
                found.said.append(await said(process, many))
                await listening(balancer.behind[len(found.said) - 1])
            except TimeoutError:
                pytest.fail((tmp_path / name / "log").read_text("utf-8"))
        yield found


async def ended(processes: list[asyncio.subprocess.Process]) -> None:
    for process in processes:
        if process.returncode is None:
            process.kill()
        await process.wait()


@pytest.mark.timeout(300)  # a server, a Redis and two processes start, beside other tests
async def test_each_update_comes_to_its_own_hospital_and_a_process_that_ends_is_not_missed(
    two_by_two: TwoByTwo, tmp_path: Path
) -> None:
    first, second = two_by_two.units
    at, other = address_of(first), address_of(second)
    both = "first：已启动 @first_bot", "second：已启动 @second_bot"
    assert two_by_two.said == [{*both}, {both[0]}]
    hooks = [bot.webhook and bot.webhook.url for bot in two_by_two.simulator.world.bots.values()]
    assert hooks == [two_by_two.balancer.url + at.path, two_by_two.balancer.url + other.path]
    # Who knows one hospital's secret knows nothing of another's, not even whether it is there.
    for process in (0, 1):
        assert await two_by_two.knock(process, other.path, at.secret) == (404, "")
        assert await two_by_two.knock(process, at.path, other.secret) == (404, "")
        assert await two_by_two.knock(process, other.path, "") == (404, "")
        assert await two_by_two.knock(process, "/hook/" + "0" * 32, at.secret) == (404, "")
        assert await two_by_two.knock(process, at.path, at.secret, 10**9 + process) == (200, "")
    # A unit that could not be started here is asked for again, and found in the other process.
    assert await two_by_two.knock(1, other.path, other.secret) == (503, "1")
    phone, strange = await two_by_two.first_phones.new("甲"), await two_by_two.second_phones.new("乙")
    link = invitation(first)
    assert "邀请码不正确" in (await strange.send(link)).text
    assert "已绑定" in (await phone.send(link)).text
    assert (bound(first), bound(second)) == ([phone.id], [])
    other_phone = await two_by_two.second_phones.new("丙")
    assert "已绑定" in (await other_phone.send(invitation(second))).text
    assert (bound(first), bound(second)) == ([phone.id], [other_phone.id])
    # A process is told to end: what comes for the one hospital goes to the other process.
    two_by_two.processes[0].send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(two_by_two.processes[0].wait(), 60) == 0
    assert "某市第一医院" in (await phone.send("/start")).text
    two_by_two.processes[1].send_signal(signal.SIGTERM)
    out, _ = await asyncio.wait_for(two_by_two.processes[1].communicate(), 60)
    assert out.decode() == "已停止。\n"
    log = (tmp_path / "2/log").read_text("utf-8")
    assert any("[second]" in line and "form.toml" in line for line in log.splitlines())
    for told in (log, other_log := (tmp_path / "1/log").read_text("utf-8")):
        assert "Traceback" not in told
    assert "the unit does not run" not in other_log, "who was refused once has asked again"


async def test_a_process_knows_the_address_of_each_unit_whichever_it_runs(tmp_path: Path) -> None:
    path = write_two(
        tmp_path, "http://127.0.0.1:9", more='[[unit]]\ncode = "third"\ntoken_file = "none.txt"\n'
    )
    installation = read_units(path)
    door = door_of(installation)
    await door.bind("127.0.0.1:0")
    await door.open()
    async with httpx.AsyncClient(trust_env=False) as client:
        for config in installation.units[:2]:
            at = address_of(config)
            answer = await client.post(door.base_url + at.path, headers={SECRET_HEADER: at.secret})
            assert answer.status_code == 503
        assert (await client.post(door.base_url + webhook_address("").path)).status_code == 404
    await door.close()
