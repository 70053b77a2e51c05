"""`make bench-tick`: the whole tick of a city, first and idle, while somebody else writes a little now and then.

Units of a hundred departments each, every one with an inspector of its own and a phone. The first tick opens a month of
duties and queues a nudge for each of them; the idle ones after it find nothing new, with all those duties open and all
those letters waiting. Each size in a process of its own. The bystander's write changes one row; printed is how long
it waited for that. The last line is JSON: seconds at the larger size, the first tick's time for each grid there
over that at the smaller, and the process's memory at its highest.
"""

import asyncio
import gc
import json
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select

from bot.config import read_config
from domain.time.clock import SHANGHAI, SteerableClock
from forms.duties.catalogue import first_duties
from forms.library import shipped_library
from locales import Words
from reminders.desk import Desk
from reminders.found import letters
from reminders.tick import tick
from storage.database import Database
from storage.schema import upgrade
from storage.tables import duty_items, outbox
from usecases.site import Site

SIZES = (1_000, 100_000)
A_UNIT = 100
"""How many departments hang in one unit."""
EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
NUDGED_AT = datetime(2026, 5, 24, 9, 0, tzinfo=SHANGHAI)
IDLE_TICKS = 5
EVERY_S = 0.01
"""How often the bystander writes."""
BOUNDS = {"growth": 1.3, "idle_s": 2.0, "rss_mib": 500.0}


def seed(path: str, grids: int) -> None:
    """Write units, people and phones into a new database, past the product."""
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    database.close()
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN")
    units = range(-(-grids // A_UNIT))
    rows: list[tuple[str, str, int, str | None, str | None]] = []
    rows += [(f"1{n:04}", f"医院{n}", 1, None, None) for n in units]
    rows += [(f"2{n:04}", f"支部{n}", 2, f"1{n:04}", None) for n in units]
    rows += [(f"9{n:06}", f"科室{n}", 3, f"2{n // A_UNIT:04}", "临床科室") for n in range(grids)]
    connection.executemany(
        "INSERT INTO grid (code, name, level, parent_code, kind) VALUES (?, ?, ?, ?, ?)", rows
    )
    posts = [(code, "医院监察室" if level == 1 else "特邀监察员") for code, _name, level, *_more in rows]
    connection.executemany(
        "INSERT INTO person (id, staff_number, name, post, rank, party_member, grid_code) "
        "VALUES (?, ?, ?, '骨干', '其他', 0, ?)",
        ((n, code, f"{role}{code}", code) for n, (code, role) in enumerate(posts, 1)),
    )
    connection.executemany(
        "INSERT INTO appointment (person_id, grid_code, role, starts_on) VALUES (?, ?, ?, '2026-01-01')",
        ((n, code, role) for n, (code, role) in enumerate(posts, 1)),
    )
    connection.executemany(
        "INSERT INTO binding (person_id, telegram_id, language, bound_at) "
        "VALUES (?, ?, 'zh', '2026-01-01 00:00:00.000000')",
        ((n, 8_000_000 + n) for n in range(1, len(posts) + 1)),
    )
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def open_desk(url: str) -> Desk:
    """Return a desk on the database at `url` with one duty, of departments alone."""
    config = read_config(EXAMPLE)
    return Desk(
        site=Site(
            database=Database(url),
            clock=SteerableClock(NUDGED_AT),
            forms=shipped_library(),
            duties={
                "monthly_report": replace(
                    first_duties()["monthly_report"].called("monthly_report"), min_level=3
                )
            },
            working_days=config.working_days(),
            hours=config.hours,
        ),
        words=Words(),
        keep_closed_days=config.tips.keep_closed_days,
        letters=letters(),
    )


@asynccontextmanager
async def bystander(database: Database, waited_s: list[float]) -> AsyncIterator[None]:
    """Have somebody write a little every now and then; note in `waited_s` how long each time took."""

    ending = asyncio.Event()

    async def write() -> None:
        while not ending.is_set():
            began = time.perf_counter()
            await database.run(lambda uow: uow.settings.put("bystander", "writes"))
            waited_s.append(time.perf_counter() - began)
            await asyncio.sleep(EVERY_S)

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(write())
        await asyncio.sleep(0.5)
        try:
            yield
        finally:
            ending.set()


async def timed_tick(desk: Desk, waited_s: list[float]) -> float:
    """Tick with the bystander beside it; return the seconds of the tick alone."""
    async with bystander(desk.database, waited_s):
        waited_s.clear()
        began = time.perf_counter()
        await tick(desk)
        return time.perf_counter() - began


class Pauses:
    """How long collecting garbage has held everybody up at most."""

    longest_s = 0.0
    _began = 0.0

    def note(self, phase: str, _facts: dict[str, int]) -> None:
        """Be told by the collector that it begins or ends."""
        if phase == "start":
            self._began = time.perf_counter()
        else:
            self.longest_s = max(self.longest_s, time.perf_counter() - self._began)


PAUSES = Pauses()


def told(waited_s: list[float]) -> str:
    """Return in words what the bystander waited."""
    if not waited_s:
        return "the bystander got no answer"
    p99 = sorted(waited_s)[int(len(waited_s) * 0.99)]
    return f"the bystander wrote {len(waited_s)} times: p99 {p99 * 1000:.0f} ms, max {max(waited_s) * 1000:.0f} ms"


async def measure(path: str, grids: int) -> dict[str, float]:
    """Tick once with everything to do, then with nothing; return seconds and MiB."""
    desk = open_desk(f"sqlite:///{path}")
    gc.collect()
    gc.freeze()  # as the product does
    gc.set_threshold(20_000, 20, 20)
    gc.callbacks.append(PAUSES.note)
    waited_s: list[float] = []
    first_s = await timed_tick(desk, waited_s)
    with desk.database.engine.connect() as connection:
        counts = [
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (duty_items, outbox)
        ]
    assert counts == [grids, grids], f"items and letters: {counts}"
    said = f"{grids} grids: the first tick took {first_s:.2f} s; {told(waited_s)}; "
    print(
        f"{said}garbage was collected for {PAUSES.longest_s * 1000:.0f} ms at most",
        file=sys.stderr,
        flush=True,
    )
    idle = []
    for number in range(1, IDLE_TICKS + 1):
        desk.clock.move_to(NUDGED_AT + timedelta(minutes=number))  # type: ignore[attr-defined]
        idle.append(await timed_tick(desk, waited_s))
        print(f"  an idle one took {idle[-1]:.3f} s; {told(waited_s)}", file=sys.stderr, flush=True)
    desk.database.close()
    rss_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"first_s": first_s, "idle_s": statistics.median(idle), "rss_mib": rss_mib}


def main() -> None:
    """Measure each size; print what came of it."""
    if len(sys.argv) > 2:
        print(json.dumps(asyncio.run(measure(sys.argv[1], int(sys.argv[2])))))
        return
    sizes = (SIZES[0], int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[1])
    found: dict[int, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for grids in sizes:
            path = f"{folder}/{grids}.db"
            seed(path, grids)
            command = [sys.executable, "-m", "tests.bench.tick", path, str(grids)]
            output = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603
            found[grids] = json.loads(output.splitlines()[-1])
    small, large = (found[grids]["first_s"] / grids for grids in sizes)
    result = {**found[sizes[1]], "growth": large / small}
    for name, bound in BOUNDS.items():
        print(f"{name}: {result[name]:.2f}, bound {bound}{'' if result[name] <= bound else ': exceeded'}")
    print(json.dumps({key: round(value, 3) for key, value in result.items()}))


if __name__ == "__main__":
    main()
