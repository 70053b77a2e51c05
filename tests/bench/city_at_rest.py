"""What a hospital more costs processes by webhook that nobody writes to: `python -m tests.bench.city_at_rest`.

Two processes, as `gridbot run --webhook` starts them, on a real PostgreSQL and Redis, with few hospitals and with more;
each ticks, delivers and looks at itself. What a hospital more takes is the difference: memory and processor time of a
process, connections of all processes to its database. The figures stand in docs/city.md; the last line is JSON.
"""

import asyncio
import json
import signal
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import psutil

from bot.city.units import read_units
from domain.threads import in_a_thread
from simulator.server import Simulator
from storage.tips.sealing import new_office_key
from tests.bot.city.test_run_city_by_webhook import made, run
from tests.postgresql_server import new_database, postgresql_server
from tests.processes.fleet import answers
from tests.redis_server import RedisServer, free_port, redis_server

FEW, MORE, PROCESSES = 2, 6, 2
SETTLING_S, MEASURED_S = 90, 120


@dataclass(frozen=True, slots=True)
class Cost:
    """Of a process: MiB and milliseconds of the processor a second; of a hospital's database: connections."""

    mebibytes: float
    milliseconds: float
    connections: float


def write(folder: Path, base_url: str, top: str, many: int) -> Path:
    """Write a process's configuration with so many hospitals."""
    keys = [new_office_key().recipient for _ in range(many)]
    blocks = [
        f'[[unit]]\ncode = "h{n}"\ntoken = "{42 + n}:H"\n[unit.tips]\noffice_recipients = ["{key}"]'
        for n, key in enumerate(keys)
    ]
    folder.mkdir()
    path = folder / "config.toml"
    path.write_text("\n".join([top, f'[telegram]\napi_base_url = "{base_url}"', *blocks]), "utf-8")
    return path


@asynccontextmanager
async def running(
    folder: Path, server: Any, redis: RedisServer, many: int
) -> AsyncIterator[Sequence[psutil.Process]]:
    """Run the processes with so many hospitals."""
    url, simulator = new_database(server, f"city{many}"), Simulator()
    for n in range(many):
        simulator.add_bot(f"{42 + n}:H", f"h{n}_bot")
    async with simulator.serve() as base_url:
        ports = [free_port() for _ in range(PROCESSES)]
        for port in ports:
            top = (
                f'[database]\nurl = "{url}"\n[processes]\nredis = "{redis.url}"\n'
                f'[webhook]\nurl = "{base_url}"\nlisten = "127.0.0.1:{port}"\n'
            )
            path = write(folder / f"{port}", base_url, top, many)
        await in_a_thread(made, url, read_units(path).units)
        processes = [await run(folder / f"{port}") for port in ports]
        try:
            for port in ports:
                while not await answers(port):  # noqa: ASYNC110 - another process does it
                    await asyncio.sleep(0.2)
            yield [psutil.Process(process.pid) for process in processes]
        finally:
            for process in processes:
                process.send_signal(signal.SIGTERM)
            await asyncio.gather(*(process.wait() for process in processes))


async def cost(server: Any, redis: RedisServer, many: int) -> Cost:
    """Return what so many hospitals take."""
    counting = f"SELECT count(*) FROM pg_stat_activity WHERE datname LIKE 'city{many}\\_h%'"  # noqa: S608 - our own
    with tempfile.TemporaryDirectory() as name:
        async with running(Path(name), server, redis, many) as processes:
            await asyncio.sleep(SETTLING_S)
            before, began = sum(map(spent, processes)), time.monotonic()
            await asyncio.sleep(MEASURED_S)
            taken = sum(map(spent, processes)) - before
            said = await in_a_thread(partial(server.psql, counting))
            connections = int(next(word for word in said.split() if word.isdigit()))
            memory = sum(process.memory_info().rss for process in processes) / PROCESSES / 2**20
            share = taken / PROCESSES / (time.monotonic() - began) * 1000
    return Cost(memory, share, connections / many)


def spent(process: psutil.Process) -> float:
    """Return the processor time of a process in seconds."""
    times = process.cpu_times()
    return float(times.user + times.system)


async def main() -> None:
    """Measure and print."""
    with redis_server() as redis, postgresql_server("fsync = off") as server:
        few, more = [await cost(server, redis, many) for many in (FEW, MORE)]
    found = {
        "mib_a_process": round(few.mebibytes - FEW * (more.mebibytes - few.mebibytes) / (MORE - FEW)),
        "mib_a_hospital": round((more.mebibytes - few.mebibytes) / (MORE - FEW), 1),
        "ms_a_second_a_hospital": round((more.milliseconds - few.milliseconds) / (MORE - FEW), 2),
        "connections_a_hospital_a_process": round(more.connections / PROCESSES, 1),
    }
    sys.stdout.write(f"{few}\n{more}\n{json.dumps(found)}\n")


if __name__ == "__main__":
    asyncio.run(main())
