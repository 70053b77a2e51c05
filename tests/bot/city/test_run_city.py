"""Two units in one process, over HTTP: both answer, each of its own; one that fails leaves the other alone."""

import asyncio
import signal
import socket
import sys
from pathlib import Path

import httpx
import pytest

from bot.city import unit_life
from bot.city.unit_life import UnitLife
from bot.city.units import read_units
from bot.commands.given import Given
from bot.commands.start_city import prepare
from bot.config import Config
from simulator.phone import Phones
from simulator.remote import Remote
from storage.sole_use import sole_use
from tests.bot.city.two_units import FIRST_BOT, SECOND, SECOND_BOT, served, write_two
from tests.bot.commands.typing_hand import WORDS, Hand, environment
from tests.migrated import lay_database


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


async def run(folder: Path, *more: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run", *more),
        cwd=folder,
        env=environment(),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def came(started: list[str]) -> None:
    """Wait until a unit runs: a machine with much to do takes a while."""
    async with asyncio.timeout(60):
        while not started:  # noqa: ASYNC110 - what is waited for is a list, which sets no event
            await asyncio.sleep(0.01)


async def said(process: asyncio.subprocess.Process, lines: int) -> set[str]:
    assert process.stdout is not None
    return {(await asyncio.wait_for(process.stdout.readline(), 60)).decode().strip() for _ in range(lines)}


async def test_both_bots_of_one_process_answer_each_for_its_own_hospital(hand: Hand) -> None:
    watch = f"127.0.0.1:{free_port()}"
    async with served() as url:
        write_two(hand.folder, url, top=f'[watch]\nlisten = "{watch}"\n')
        process = await run(hand.folder)
        assert await said(process, 2) == {"first：已启动 @first_bot", "second：已启动 @second_bot"}
        async with Phones(Remote(url, FIRST_BOT)) as firsts, Phones(Remote(url, SECOND_BOT)) as seconds:
            phone, other = await firsts.new("路人"), await seconds.new("路人")
            assert "某市第一医院" in (await phone.send("/start")).text
            assert "某市第二医院" in (await other.send("/start")).text
        async with httpx.AsyncClient(trust_env=False) as client:
            health = (await client.get(f"http://{watch}/healthz")).json()
            figures = (await client.get(f"http://{watch}/metrics")).text
        process.send_signal(signal.SIGTERM)
        out, err = await process.communicate()
    assert set(health["units"]) == {"first", "second"}
    assert 'gridbot_unit_running{unit="first"} 1.0' in figures
    assert figures.count("# TYPE gridbot_tick_duration_seconds gauge") == 1
    assert 'gridbot_tick_duration_seconds{unit="second"}' in figures
    assert (process.returncode, out.decode()) == (0, "已停止。\n")
    assert "Traceback" not in err.decode()


async def test_a_unit_that_can_not_start_is_told_of_and_the_others_run(hand: Hand) -> None:
    async with served() as url:
        path = write_two(hand.folder, url)
        path.write_text(path.read_text("utf-8").replace(SECOND, "43:REVOKED"), "utf-8")
        process = await run(hand.folder)
        assert await said(process, 1) == {"first：已启动 @first_bot"}
        async with Phones(Remote(url, FIRST_BOT)) as phones:
            assert "某市第一医院" in (await (await phones.new("路人")).send("/start")).text
        process.send_signal(signal.SIGTERM)
        _out, err = await process.communicate()
    told = [line for line in err.decode().splitlines() if "[second]" in line]
    assert len(told) == 1
    assert "不认可此令牌" in told[0]
    assert "REVOKED" not in err.decode()


async def test_a_unit_that_ended_is_started_again_and_taken_by_nobody_else_meanwhile(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unit_life, "AGAIN_S", 0.01)
    given, tried, started = Given(hand.clock, WORDS, "zh"), [0], list[str]()
    ending = asyncio.Event()

    def at_the_third(config: Config) -> str:
        tried[0] += 1
        if tried[0] < 3:
            raise RuntimeError("values of rows")
        return prepare(given, config)

    async with served() as url:
        config, _other = read_units(write_two(hand.folder, url)).units
        assert config.database_file is not None
        config.folder.mkdir(parents=True)
        lay_database(config.database_file)
        life = UnitLife(config, hand.clock, at_the_third, str)
        living = asyncio.ensure_future(life.live(lambda code, _name: started.append(code), ending))
        await came(started)
        assert (life.state.watch is not None, tried[0]) == (True, 3)
        assert sole_use(config.database_url, config.database_file).is_taken()
        ending.set()
        await asyncio.wait_for(living, 20)
    assert life.state.watch is None
    assert not sole_use(config.database_url, config.database_file).is_taken()
