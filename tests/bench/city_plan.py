"""What a city, a province needs: `python -m tests.bench.city_plan`; the figures stand in docs/city.md.

One hospital's month is planned for real, tick by tick: everybody has a phone, most file from the 25th on, some never.
Letters and rows are counted, the file is weighed with its indexes. All else is that, multiplied: by the grids, the
hospitals, the months. How much memory a bot more takes in a process is measured with one, and with several.
"""

import asyncio
import json
import os
import resource
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from domain.time.clock import SHANGHAI, SteerableClock, day_in_shanghai
from reminders.tick import tick
from reports.sheets.sample_hospital import sample_roster
from simulator.server import Simulator
from storage.reporting.submissions import Submission
from storage.unit_of_work import UnitOfWork
from tests.desks import open_desk

BEGUN = datetime(2026, 6, 1, 9, 0, tzinfo=SHANGHAI)
DAYS = 33
HOURS = (9, 15)
GRIDS, HOSPITALS, MORE_HOSPITALS = 100, 1000, 10_000
LETTERS_A_SECOND = 29.0
"""What one bot sends (docs/decisions/0006); Telegram's ceiling is 30."""
NEVER = 15
"""One of so many grids files nothing."""
BOTS = 6
ANSWERS = {
    "light": "green",
    "education_sessions": 2,
    "education_attendance": 35,
    "talks": 4,
    "note": "本月组织科室廉政学习两次，未发现苗头性、倾向性问题，已提醒高值耗材登记事项。" * 2,
}


def play(folder: Path) -> dict[str, float]:
    """Plan a month of the sample hospital; return its grids, letters, the largest wave, rows and bytes."""
    path = folder / "gridbot.db"
    waves: dict[str, int] = {}
    with open_desk(f"sqlite:///{path}", BEGUN, sample_roster(day_in_shanghai(BEGUN))) as desk:
        desk.database.write(bind_everybody)
        empty, before, ticks = weigh(path), sum(count(path).values()), list[float]()
        clock = desk.clock
        assert isinstance(clock, SteerableClock)
        for day in range(DAYS):
            for hour in HOURS:
                moment = BEGUN.replace(hour=hour) + timedelta(days=day)
                clock.move_to(moment)
                began = time.perf_counter()
                asyncio.run(tick(desk))
                ticks.append(time.perf_counter() - began)
                new = desk.database.write(deliver)
                waves[moment.isoformat()] = new
            desk.database.write(partial(file_some, on=moment, day=day))
        full = weigh(path)
    rows = count(path)
    return {
        "grids": rows["grid"],
        "letters": sum(waves.values()),
        "wave": max(waves.values()),
        "rows": sum(rows.values()) - before,
        "tick_s_most": round(max(ticks), 3),
        "tick_s_mean": round(sum(ticks) / len(ticks), 3),
        "bytes": full[0] - empty[0],
        "index_bytes": full[1] - empty[1],
        "empty_bytes": empty[0],
    }


def bind_everybody(uow: UnitOfWork) -> None:
    """Give everybody who holds a post a phone."""
    for number in range(1, 200):
        if (
            uow.people.find_phone(number) is None
            and uow._connection.exec_driver_sql("SELECT 1 FROM person WHERE id = ?", (number,)).first()
        ):
            uow.people.bind(number, 600_000_000 + number, "zh", BEGUN)


def deliver(uow: UnitOfWork) -> int:
    """Take what waits for sent; return how many letters that was."""
    done = uow._connection.exec_driver_sql("UPDATE outbox SET state = 'sent' WHERE state = 'waiting'")
    return done.rowcount


def file_some(uow: UnitOfWork, on: datetime, day: int) -> None:
    """Have from the 25th on a sixth of those file who still owe something."""
    if day < 24:
        return
    owing = uow._connection.exec_driver_sql(
        "SELECT duty_item.id, person_id FROM duty_item JOIN appointment USING (grid_code)"
        " WHERE submitted_at IS NULL AND role = '特邀监察员' GROUP BY duty_item.id"
    ).all()
    for item_id, person_id in owing:
        if item_id % NEVER and item_id % 6 == day % 6:
            form = "monthly_report"
            filed = Submission(0, item_id, form, 1, ANSWERS, zero=False, submitted_at=on, person_id=person_id)
            uow.submissions.add(filed)
            uow.duty_items.mark_filed(item_id, on)


def weigh(path: Path) -> tuple[int, int]:
    """Return how many bytes the file has, and its indexes of them, nothing empty in it."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    pages = dict(
        database.execute(
            "SELECT m.type, sum(s.pgsize) FROM dbstat s JOIN sqlite_master m ON m.name = s.name GROUP BY m.type"
        ).fetchall()
    )
    database.close()
    return sum(pages.values()), pages.get("index", 0)


def count(path: Path) -> Mapping[str, int]:
    """Return the rows of every table."""
    database = sqlite3.connect(path)
    names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608
    database.close()
    return rows


async def memory_of_bots(folder: Path) -> tuple[list[int], float, list[float]]:
    """Return the process's memory in MiB with no bot, one, BOTS of them; how long the last took to start, in s.

    And how many files and threads each of them holds open.
    """
    from bot.app import App  # noqa: PLC0415 - weighed only once the libraries are there
    from bot.city.units import read_units  # noqa: PLC0415

    simulator = Simulator()
    async with simulator.serve() as url:
        blocks = [f'[telegram]\napi_base_url = "{url}"']
        for number in range(BOTS):
            simulator.add_bot(f"{number + 1}:AA", f"bot_{number}")
            blocks.append(f'[[unit]]\ncode = "u{number}"\ntoken = "{number + 1}:AA"')
        (folder / "config.toml").write_text("\n".join(blocks), encoding="utf-8")
        found, apps, held = [resident()], [], [open_things()]
        for config in read_units(folder / "config.toml").units:
            config.folder.mkdir(parents=True)
            began = time.perf_counter()
            app = App(config)
            await app.start()
            await app.tick()
            apps.append((app, asyncio.ensure_future(app.poll())))
            await asyncio.sleep(0.2)
            found.append(resident())
            took = time.perf_counter() - began - 0.2
            held.append(open_things())
        for app, polling in apps:
            await app.stop()
            await polling
            await app.close()
    each = [(last - first) / (BOTS - 1) for first, last in zip(held[1], held[-1], strict=True)]
    return [found[0], found[1], found[-1]], took, each


def open_things() -> tuple[int, int]:
    """Return how many files this process holds open, and threads."""
    return len(os.listdir("/proc/self/fd")), threading.active_count()  # noqa: PTH208 - names alone


def resident() -> int:
    """Return the process's memory in MiB at its highest."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def scaled(month: Mapping[str, float], memory: list[int], start_s: float) -> dict[str, object]:
    """Return what a hospital of GRIDS grids, a province, and ten of them need."""
    per = GRIDS / month["grids"]
    letters, wave = month["letters"] * per, month["wave"] * per
    rows, size, index = (month[name] * per * 12 for name in ("rows", "bytes", "index_bytes"))
    a_bot = (memory[2] - memory[1]) / (BOTS - 1)
    return {
        "letters_a_bot_month": round(letters),
        "largest_wave_a_bot": round(wave),
        "wave_s_a_bot": round(wave / LETTERS_A_SECOND, 1),
        "wave_s_of_one_bot_for_all": round(wave * HOSPITALS / LETTERS_A_SECOND),
        "catch_up_s_after_a_day": round(letters / 30 / LETTERS_A_SECOND, 1),
        "rows_a_year_hospital": round(rows),
        "mib_a_year_hospital": round(size / 2**20, 2),
        "index_mib_a_year_hospital": round(index / 2**20, 2),
        "gib_a_year_all": round(size * HOSPITALS / 2**30, 1),
        "rows_a_year_all": round(rows * HOSPITALS),
        "mib_a_bot_more": round(a_bot, 1),
        "start_s_a_bot": round(start_s, 2),
        "start_min_all_one_after_the_other": round(start_s * HOSPITALS / 60, 1),
        "ticks_s_a_minute_all": round(month["tick_s_mean"] * HOSPITALS, 1),
        "gib_of_memory_all": round(a_bot * HOSPITALS / 1024, 1),
        "gib_of_memory_ten_times": round(a_bot * MORE_HOSPITALS / 1024, 1),
        "letters_a_second_all_at_ceiling": round(LETTERS_A_SECOND * HOSPITALS),
    }


def main() -> None:
    """Measure and print, the last line as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        month = play(Path(folder))
        sys.stderr.write(f"{month}\n")
    with tempfile.TemporaryDirectory() as folder:
        memory, start_s, held = asyncio.run(memory_of_bots(Path(folder)))
    print(
        {
            "measured": month,
            "memory_mib": memory,
            "start_s": round(start_s, 2),
            "files_and_threads_a_bot": held,
        }
    )
    print(json.dumps(scaled(month, memory, start_s)))


if __name__ == "__main__":
    main()
