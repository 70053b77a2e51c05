"""`make bench`: a bare aiogram echo and the full monthly report, in turn, in one run on the simulator.

The simulator and fifty virtual people live in this process, the bot measured in one of its own: the echo, then
`gridbot run` as an operator starts it, with its drafts in SQLite. An update's reply time is from the tap (or the
typed words) to the next window. The last line is JSON; of its figures the processor time of the bot's process for each
update (cpu_ms_per_update) depends least on what else the machine does.
"""

import asyncio
import gc
import json
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import psutil

from domain.people.grids import Grid, GridKind
from domain.people.people import Appointment, Official, Rank, Role
from domain.people.roster import Roster, compare
from domain.time.clock import SHANGHAI, day_in_shanghai
from simulator.server import Simulator
from simulator.state.users import VirtualUser
from storage.database import Database
from storage.schema import upgrade
from storage.tips.sealing import new_office_key
from storage.unit_of_work import UnitOfWork
from tests.harness import TOKEN, USERNAME, write_config

PEOPLE_AT_ONCE = 50
REPORTS = 400
ECHOES = 6000
ROUNDS = 3
MIB = 1024 * 1024
STARTED_AT = datetime(2026, 5, 12, 10, 0, tzinfo=SHANGHAI)
"""A day on which the monthly report is the only thing open."""


@dataclass
class Measured:
    """What one run gave: replies in seconds, the whole in seconds, the bot's memory in MiB."""

    replies_s: list[float] = field(default_factory=list)
    elapsed_s: float = 0
    rss_mib: float = 0
    cpu_s: float = 0
    """Processor time that the bot's process took meanwhile."""

    @property
    def cpu_ms_per_update(self) -> float:
        return self.cpu_s * 1000 / len(self.replies_s)

    @property
    def updates_per_s(self) -> float:
        return len(self.replies_s) / self.elapsed_s

    def percentile_ms(self, percent: int) -> float:
        return statistics.quantiles(self.replies_s, n=100)[percent - 1] * 1000


class Person:
    """A virtual person who waits for each reply and notes how long it took."""

    def __init__(self, user: VirtualUser, measured: Measured) -> None:
        self._user = user
        self._measured = measured
        self._window: dict[str, object] = {}

    async def say(self, text: str) -> None:
        await self._timed(lambda: self._user.send_text(text))

    async def tap(self, label: str) -> None:
        message = self._window
        rows = message["reply_markup"]["inline_keyboard"]  # type: ignore[index]
        data = next(button["callback_data"] for row in rows for button in row if label in button["text"])
        await self._timed(lambda: self._user.tap(message["message_id"], data))  # type: ignore[arg-type]

    async def _timed(self, act: Callable[[], object]) -> None:
        started = time.perf_counter()
        act()
        while True:
            event = await self._user.next_event(60)
            # A window that only lost its buttons is no reply.
            if event["kind"] == "message" or "reply_markup" in event["message"]:
                break
        self._measured.replies_s.append(time.perf_counter() - started)
        self._window = event["message"]


async def echo_job(person: Person) -> None:
    for number in range(10):
        await person.say(f"第 {number} 次")


async def report_job(person: Person) -> None:
    """The whole monthly report, every question answered as a busy inspector would."""
    await person.say("/report")
    await person.tap("开始填报")
    await person.tap("黄")
    for typed in ("2", "35"):
        await person.say(typed)
    await person.tap("3")
    await person.tap("1")
    await person.say("高值耗材登记不全，入库与使用记录对不上")
    await person.tap("医疗服务")
    await person.say("已提醒科室负责人，本周内补齐")
    await person.tap("0")
    await person.tap("1")
    await person.say("800")
    await person.say("建议每季度集中学习一次")
    await person.tap("跳过")
    await person.tap("跳过")
    await person.tap("提交")


@asynccontextmanager
async def bot_process(*command: str) -> AsyncIterator[psutil.Process]:
    child = await asyncio.create_subprocess_exec(sys.executable, *command)
    try:
        yield psutil.Process(child.pid)
    finally:
        child.terminate()
        await child.wait()


async def measure(
    simulator: Simulator,
    users: list[VirtualUser],
    job: Callable[[Person], Awaitable[None]],
    command: list[str],
) -> Measured:
    """Run `job` for every user, PEOPLE_AT_ONCE at once, against the bot that `command` starts."""
    measured = Measured()
    waiting = iter(users)

    async def worker() -> None:
        for user in waiting:
            await job(Person(user, measured))

    async with bot_process(*command) as process:
        await asyncio.gather(*(_warm_up(simulator) for _ in range(3)))
        # Our own full collections would stand in every reply time: what is measured is the bot.
        gc.collect()
        gc.disable()
        started, had_s = time.perf_counter(), _cpu_s(process)
        await asyncio.gather(*(worker() for _ in range(PEOPLE_AT_ONCE)))
        measured.elapsed_s, measured.cpu_s = time.perf_counter() - started, _cpu_s(process) - had_s
        gc.enable()
        measured.rss_mib = process.memory_info().rss / MIB
    return measured


def _cpu_s(process: psutil.Process) -> float:
    """Return what `process` has used of the processor, by whichever of its threads."""
    times = process.cpu_times()
    return float(times.user + times.system)


async def _warm_up(simulator: Simulator) -> None:
    """Wait until the bot answers."""
    user = VirtualUser(simulator.world, simulator.world.add_person("试机")["id"])
    user.send_text("/help")
    await user.next_event(60)


def hospital(folder: Path, base_url: str, database_url: str | None) -> list[int]:
    """Write a configuration and a database with REPORTS inspectors, bound; return their Telegram ids.

    The database is at `database_url`, else a file in the folder.
    """
    example = Path(__file__).parents[2] / "config.example.toml"
    path = write_config(folder, base_url, new_office_key().recipient, example)
    text = path.read_text(encoding="utf-8")
    text = text[: text.index('[[duty]]\nid = "quarterly_selfcheck"')]
    if database_url is not None:
        text = text.replace('url = "sqlite:///gridbot.db"', f"url = '{database_url}'")
    path.write_text(text, encoding="utf-8")
    database = Database(database_url or f"sqlite:///{folder / 'gridbot.db'}")
    upgrade(database)
    today = day_in_shanghai(STARTED_AT)
    ids = list(range(9_000_001, 9_000_001 + REPORTS))

    def work(uow: UnitOfWork) -> None:
        uow.roster_changes.apply(compare(Roster(), _roster(today), today), today)
        for number, telegram_id in enumerate(ids):
            uow.people.bind(number + 1, telegram_id, "zh", STARTED_AT)

    database.write(work)
    database.close()
    return ids


def _roster(on: date) -> Roster:
    top, branch = Grid("1", "医院", 1), Grid("2", "支部", 2, "1")
    codes = [f"3{number:04}" for number in range(REPORTS)]
    return Roster(
        (top, branch, *(Grid(code, f"科室{code}", 3, "2", GridKind.CLINICAL) for code in codes)),
        tuple(
            Official(code, f"科室{code}特邀监察员", "骨干", Rank.OTHER, False, code, None) for code in codes
        ),
        tuple(Appointment(code, code, Role.INSPECTOR, on) for code in codes),
    )


async def echo_round() -> Measured:
    simulator = Simulator()
    simulator.add_bot(TOKEN, USERNAME)
    async with simulator.serve() as base_url:
        people = [simulator.world.add_person(f"人{n}")["id"] for n in range(ECHOES // 10)]
        users = [VirtualUser(simulator.world, person) for person in people]
        script = str(Path(__file__).with_name("echo_bot.py"))
        return await measure(simulator, users, echo_job, [script, base_url, TOKEN])


async def report_round(database_url: str | None = None, reports: int = REPORTS) -> Measured:
    """Measure `reports` with their drafts at `database_url`, an empty database, else in a SQLite file."""
    simulator = Simulator()
    simulator.add_bot(TOKEN, USERNAME)
    with tempfile.TemporaryDirectory() as folder:
        async with simulator.serve() as base_url:
            ids = hospital(Path(folder), base_url, database_url)
            for telegram_id in ids:
                simulator.world.add_person("监察员", telegram_id)
            users = [VirtualUser(simulator.world, person_id) for person_id in ids[:reports]]
            command = ["-m", "tests.bench.product", f"{folder}/config.toml", STARTED_AT.isoformat()]
            return await measure(simulator, users, report_job, command)


async def main() -> None:
    echoes, reports = [], []
    for number in range(1, ROUNDS + 1):
        echoes.append(await echo_round())
        reports.append(await report_round())
        for name, measured in (("echo", echoes[-1]), ("report", reports[-1])):
            print(
                f"round {number} {name:6} {len(measured.replies_s)} updates  {measured.updates_per_s:7.1f}/s  "
                f"p50 {measured.percentile_ms(50):6.1f} ms  p99 {measured.percentile_ms(99):6.1f} ms  "
                f"rss {measured.rss_mib:5.1f} MiB  cpu {measured.cpu_ms_per_update:.3f} ms"
            )
    ratios = [r.updates_per_s / e.updates_per_s for e, r in zip(echoes, reports, strict=True)]
    print(f"ratio report/echo, pair by pair: {', '.join(f'{ratio:.3f}' for ratio in ratios)}")
    print(
        json.dumps(
            {
                "echo_updates_s": round(statistics.median(echo.updates_per_s for echo in echoes), 1),
                "report_updates_s": round(statistics.median(report.updates_per_s for report in reports), 1),
                "ratio": round(statistics.median(ratios), 3),
                "p50_ms": round(statistics.median(report.percentile_ms(50) for report in reports), 1),
                "p99_ms": round(statistics.median(report.percentile_ms(99) for report in reports), 1),
                "rss_mib": round(max(report.rss_mib for report in reports), 1),
                "echo_cpu_ms_per_update": round(statistics.median(e.cpu_ms_per_update for e in echoes), 3),
                "report_cpu_ms_per_update": round(statistics.median(r.cpu_ms_per_update for r in reports), 3),
            }
        )
    )


if __name__ == "__main__":
    asyncio.run(main())
