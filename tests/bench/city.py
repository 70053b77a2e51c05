"""`make bench-city`: the full monthly report of fifty people at once, taken by one, two and three processes.

Each process is `gridbot run --webhook` as an operator starts it; they share a PostgreSQL and a Redis with the settings
that these come with. The load driver is this process: Telegram, the people, and the front that hands each update to the
next process in turn. Beside it one polling process on a SQLite file, as most hospitals have. A round is each of them
once, in an order that turns; a report is 17 updates, and a reply time is from the tap (or the typed words) to the next
window.

On a machine of two cores the driver, the servers and the bots share these cores, and the driver alone takes a good
part of them, as Telegram's own machines never do. So what is compared is reports per processor second that is not the
driver's:

    reports / (processor time of the bots + of PostgreSQL and Redis + idle time of the cores)

On a machine where nothing else runs this is the cores' time less the driver's. Idle time counts: a process that can't
make use of a second core leaves it idle, and that a second process does is what is to be shown. `ratio` is that of two
processes over that of one, the median over the rounds. Whatever else runs on the machine takes idle time away from one
process first, so that the ratio is only worth something on a machine at rest: the share of the cores that was taken by
others is printed, round by round. Where the cores are all taken (by the driver, too), the ratio can't exceed what was
idle with one process; what a report costs the bots and the servers, printed beside it, says what cores of their own
would give: as long as it stays what it is with one process, n cores take n times as many.

The last line is JSON: one_per_s, two_per_s, ratio, p99_ms (with two), sqlite_per_s.
"""

import asyncio
import gc
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

from domain.threads import in_a_thread
from simulator.server import Simulator
from simulator.state.users import VirtualUser
from tests.bench.report import (
    PEOPLE_AT_ONCE,
    STARTED_AT,
    Measured,
    Person,
    hospital,
    report_job,
    report_round,
)
from tests.harness import TOKEN, USERNAME
from tests.postgresql_server import new_database
from tests.processes.fleet import answers
from tests.processes.front import Front
from tests.processes.moved_clock import MovedClock
from tests.processes.nursery import ROOT
from tests.processes.servers import Servers, servers
from tests.processes.town import Reached
from tests.redis_server import free_port

ROUNDS = 3
REPORTS = 200
PROCESSES = (1, 2, 3)
BOUND = 1.5
CORES = os.cpu_count() or 1


@dataclass
class Load:
    """What a run took of the processor, in seconds."""

    bots_s: float = 0
    servers_s: float = 0
    driver_s: float = 0
    idle_s: float = 0
    whole_s: float = 0
    """Of all cores together, whoever had it."""

    @classmethod
    def spent(cls, bots: list[psutil.Process], served: Servers) -> "Load":
        cores = psutil.cpu_times()
        idle_s = cores.idle + getattr(cores, "iowait", 0)
        used_s = _used_s(bots), _used_by_servers_s(served), _used_s([psutil.Process()])
        return cls(*used_s, idle_s, time.perf_counter())

    def since(self, before: "Load") -> "Load":
        return Load(
            self.bots_s - before.bots_s,
            self.servers_s - before.servers_s,
            self.driver_s - before.driver_s,
            self.idle_s - before.idle_s,
            (self.whole_s - before.whole_s) * CORES,
        )

    @property
    def free_s(self) -> float:
        """What was there for the bots and their servers, or lay idle."""
        return self.bots_s + self.servers_s + self.idle_s

    @property
    def others_share(self) -> float:
        """The share of the cores that whatever else runs on the machine took."""
        return max(self.whole_s - self.free_s - self.driver_s, 0) / self.whole_s


@dataclass
class CityRun:
    """What one number of processes gave."""

    measured: Measured
    load: Load

    @property
    def reports_per_s(self) -> float:
        return REPORTS / self.measured.elapsed_s

    @property
    def per_free_s(self) -> float:
        """Reports per processor second that was not the driver's."""
        return REPORTS / self.load.free_s

    def told(self) -> str:
        load = self.load
        each = {
            name: spent * 1000 / REPORTS
            for name, spent in (("bots", load.bots_s), ("servers", load.servers_s), ("driver", load.driver_s))
        }
        cost = "  ".join(f"{name} {ms:6.1f} ms" for name, ms in each.items())
        return (
            f"{self.reports_per_s:6.2f} reports/s  p99 {self.measured.percentile_ms(99):7.1f} ms  "
            f"a report costs {cost}  {self.per_free_s:6.2f} per free processor second, "
            f"idle {load.idle_s / load.whole_s:4.0%}, "
            f"others {load.others_share:4.0%}"
        )


async def city_run(served: Servers, many: int, name: str) -> CityRun:
    """Have `many` processes take the reports, on a database of their own called `name`."""
    simulator = Simulator(pushes_in_lanes=True)
    simulator.add_bot(TOKEN, USERNAME)
    served.redis.kill()
    served.redis.start()
    database_url = new_database(served.postgresql, name)
    ports = [free_port() for _ in range(many)]
    front = Front(ports)
    with tempfile.TemporaryDirectory() as folder:
        async with front.serve(), simulator.serve() as base_url:
            ids = await in_a_thread(hospital, Path(folder), base_url, database_url)
            reached = (Reached(database_url, served.redis.url, front.url, port) for port in ports)
            configs = [_config(Path(folder), each) for each in reached]
            users = [_person(simulator, telegram_id) for telegram_id in ids[:REPORTS]]
            async with _processes(configs, ports) as bots:
                return await _measured(simulator, users, bots, served)


def _person(simulator: Simulator, telegram_id: int) -> VirtualUser:
    return VirtualUser(simulator.world, simulator.world.add_person("监察员", telegram_id)["id"])


def _config(folder: Path, reached: Reached) -> Path:
    """Write the configuration of one process in a folder of its own; return where it lies."""
    text = (folder / "config.toml").read_text(encoding="utf-8")
    path = folder / str(reached.port) / "config.toml"
    path.parent.mkdir()
    path.write_text(reached.written(text), encoding="utf-8")
    return path


@asynccontextmanager
async def _processes(configs: list[Path], ports: list[int]) -> AsyncIterator[list[psutil.Process]]:
    """Run a process for each configuration while the block runs; all of them answer by then."""
    clock = configs[0].with_name("clock")
    MovedClock.be_laid(clock, STARTED_AT)
    command = (sys.executable, "-m", "tests.processes.member")
    running = [
        await asyncio.create_subprocess_exec(*command, str(config), str(clock), cwd=ROOT)
        for config in configs
    ]
    try:
        async with asyncio.timeout(120):
            for port in ports:
                while not await answers(port):  # noqa: ASYNC110 - another process does it
                    await asyncio.sleep(0.1)
        yield [psutil.Process(process.pid) for process in running]
    finally:
        for process in running:
            process.terminate()
        for process in running:
            await process.wait()


async def _measured(
    simulator: Simulator, users: list[VirtualUser], bots: list[psutil.Process], served: Servers
) -> CityRun:
    measured, waiting = Measured(), iter(users)

    async def worker() -> None:
        for user in waiting:
            await report_job(Person(user, measured))

    for _ in range(4 * len(bots)):
        await _warm_up(simulator)
    gc.collect()
    gc.disable()
    before, started = Load.spent(bots, served), time.perf_counter()
    await asyncio.gather(*(worker() for _ in range(PEOPLE_AT_ONCE)))
    measured.elapsed_s = time.perf_counter() - started
    load = Load.spent(bots, served).since(before)
    gc.enable()
    return CityRun(measured, load)


def _used_s(processes: list[psutil.Process]) -> float:
    return float(sum(times.user + times.system for times in (each.cpu_times() for each in processes)))


def _used_by_servers_s(served: Servers) -> float:
    """Return what all processes of both took, those too that have ended since they were started."""
    used_s = 0.0
    for process in served.processes():
        with suppress(psutil.NoSuchProcess):
            times = process.cpu_times()
            used_s += times.user + times.system + times.children_user + times.children_system
    return used_s


async def _warm_up(simulator: Simulator) -> None:
    """Wait until one of them has answered somebody."""
    user = _person(simulator, simulator.world.add_person("试机")["id"])
    user.send_text("/help")
    await user.next_event(60)


async def main() -> None:
    runs: dict[int, list[CityRun]] = {many: [] for many in PROCESSES}
    alone = []
    with servers() as served:
        for number in range(ROUNDS):
            turned = PROCESSES[number % len(PROCESSES) :] + PROCESSES[: number % len(PROCESSES)]
            for many in turned:
                run = await city_run(served, many, f"round_{number}_{many}")
                runs[many].append(run)
                print(f"round {number + 1}, {many} at once: {run.told()}", flush=True)
            alone.append(await report_round(None, REPORTS))
            sqlite = (
                f"{REPORTS / alone[-1].elapsed_s:6.2f} reports/s  p99 {alone[-1].percentile_ms(99):7.1f} ms"
            )
            print(f"round {number + 1}, SQLite and polling: {sqlite}", flush=True)
    ratios = [two.per_free_s / one.per_free_s for one, two in zip(runs[1], runs[2], strict=True)]
    ratio = statistics.median(ratios)
    print(f"two over one, round by round: {', '.join(f'{each:.3f}' for each in ratios)}")
    print(f"ratio {ratio:.3f}, bound {BOUND}: {'met' if ratio >= BOUND else 'NOT met'}")
    figures = {
        "one_per_s": statistics.median(run.reports_per_s for run in runs[1]),
        "two_per_s": statistics.median(run.reports_per_s for run in runs[2]),
        "three_per_s": statistics.median(run.reports_per_s for run in runs[3]),
        "ratio": ratio,
        "p99_ms": statistics.median(run.measured.percentile_ms(99) for run in runs[2]),
        "sqlite_per_s": statistics.median(REPORTS / each.elapsed_s for each in alone),
    }
    print(json.dumps({name: round(value, 3) for name, value in figures.items()}))


if __name__ == "__main__":
    asyncio.run(main())
