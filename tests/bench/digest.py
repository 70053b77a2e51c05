"""`make bench-digest`: the figures of a monthly digest beside one SQL statement written by hand, on SQLite.

Twelve months of 网格廉情月报 of so many grids are written in bulk, then read in a process of its own. Measured in turn,
each on a connection of its own, both warm:

- the product's `compile_digest` in a transaction, with everything a digest needs: who reported, lights and all sums of
  twelve months, by branch and for the unit; what stands in groups in the last month; the first few who are missing, who
  show red or yellow, what was written;
- the statement, which gives the same counts, lights and sums of the same months by branch, and nothing else.

Their figures are compared each time. The last line is JSON; growth is the product's time for each grid at the larger
size over that at the smaller.
"""

import gc
import json
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from domain.reporting.lights import Light
from forms.duties.catalogue import first_duties
from forms.reading.reader import shipped_forms
from reports.digests.digest import Digest, DutyForm, UnitPeriod, compile_digest
from storage.database import Database
from storage.schema import upgrade
from storage.unit_of_work import UnitOfWork

SIZES = {1_000: 15, 100_000: 5}
"""How many grids, and how many times each is measured."""
A_BRANCH = 500
TIPS = 3_000
CLOSED_ON = date(2026, 1, 10)
MONTHS = [f"2025-{month:02}" for month in range(1, 13)]
NUMBERS = (
    "education_sessions",
    "education_attendance",
    "talks",
    "tendencies",
    "warnings",
    "red_packets",
)
KINDS_OF_REPORTS = 5_000


def seed(path: str, grids: int) -> None:
    """Write the units' grids and twelve months of reports into a new database, past the product."""
    database = Database(f"sqlite:///{path}")
    upgrade(database)
    database.close()
    dice = random.Random(grids)  # noqa: S311 - an example, not a secret
    reports = [json.dumps(a_report(dice)) for _ in range(KINDS_OF_REPORTS)]
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN")
    branches = [(f"2{n:04}", f"支部{n}", 2, "1") for n in range(-(-grids // A_BRANCH))]
    rows = [("1", "医院", 1, None), *branches]
    rows += [(f"9{n:06}", f"科室{n}", 3, branches[n // A_BRANCH][0]) for n in range(grids)]
    connection.executemany("INSERT INTO grid (code, name, level, parent_code) VALUES (?, ?, ?, ?)", rows)
    connection.execute(
        "INSERT INTO person (id, staff_number, name, post, rank, party_member, grid_code) "
        "VALUES (1, '1', '甲', '骨干', '其他', 0, '1')"
    )
    forwarded_tips(connection, dice, [code for code, *_more in rows[-grids:]])
    for number, month in enumerate(MONTHS):
        a_month(connection, dice, (month, number * grids), (rows[-grids:], reports))
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def a_month(
    connection: sqlite3.Connection,
    dice: random.Random,
    month: tuple[str, int],
    of: tuple[list[tuple[Any, ...]], list[str]],
) -> None:
    """Write a month: of a hundred grids 93 report on time, 4 late, 2 not at all, and one is exempt."""
    period_id, before = month
    items, filed = [], []
    for number, (code, _name, _level, branch) in enumerate(of[0], start=before + 1):
        fate = dice.randrange(100)
        day = dice.randint(10, 27) if fate < 93 else 29
        at = f"{period_id}-{day:02} {dice.randrange(16):02}:{dice.randrange(60):02}:00.000000"
        there = fate < 97
        exempt = ("停诊", 1, f"{period_id}-20 02:00:00.000000") if fate == 99 else (None, None, None)
        days = (f"{period_id}-01", f"{period_id}-28", f"{period_id}-28")
        items.append((number, period_id, code, branch, *days, at if there else None, *exempt))
        if there:
            filed.append((number, dice.choice(of[1]), at))
    connection.executemany(
        "INSERT INTO duty_item (id, duty_id, period_id, grid_code, unit_code, branch_code, opens_on, due_on, "
        "closes_on, submitted_at, exempt_reason, exempted_by, exempted_at) "
        "VALUES (?, 'monthly_report', ?, ?, '1', ?, ?, ?, ?, ?, ?, ?, ?)",
        items,
    )
    connection.executemany(
        "INSERT INTO submission (item_id, person_id, form_id, form_version, answers, zero, submitted_at) "
        "VALUES (?, 1, 'monthly_report', 1, ?, 0, ?)",
        filed,
    )


def forwarded_tips(connection: sqlite3.Connection, dice: random.Random, codes: list[str]) -> None:
    """Have inspectors forward tips all the year round; the statement by hand knows nothing of them."""
    connection.executemany(
        "INSERT INTO tip (number, body, year, sequence, lookup, reply_recipient, received_on, source, area, state, "
        "named, forwarded_by_grid) VALUES (?, 'office', 2025, ?, ?, '', ?, '转递', 'ethics', 'received', 0, ?)",
        (
            (f"{number}", number, dice.randbytes(32), f"2025-{dice.randint(1, 12):02}-10", dice.choice(codes))
            for number in range(TIPS)
        ),
    )


def a_report(dice: random.Random) -> dict[str, Any]:
    """Return what a department reports in a month: little, most of the time."""
    answers: dict[str, Any] = {
        "light": dice.choices(("green", "yellow", "red"), (90, 9, 1))[0],
        "education_sessions": dice.choice((0, 1, 1, 2)),
    }
    if answers["education_sessions"]:
        answers["education_attendance"] = dice.randint(5, 60)
    answers["talks"] = dice.choice((0, 1, 2, 5, None))
    answers["tendencies"] = dice.choices((0, 1, 2), (90, 8, 2))[0]
    for item in range(1, answers["tendencies"] + 1):
        answers[f"tendencies.{item}.summary"] = "个别人员接受供应商宴请，存在廉洁风险苗头"
        answers[f"tendencies.{item}.area"] = dice.choice(("power", "service", "suppliers", "ethics"))
        answers[f"tendencies.{item}.done"] = "已谈话提醒，本人作出说明"
    answers["warnings"] = dice.choices((0, 1, 2), (85, 12, 3))[0]
    answers["red_packets"] = dice.choices((0, 1), (95, 5))[0]
    if answers["red_packets"]:
        answers["red_packets_amount"] = f"{dice.randrange(10_000, 300_000) / 100:.2f}"
    answers["suggestions"] = "建议加强重点岗位轮岗，定期开展廉政教育。" if dice.randrange(10) == 0 else None
    return answers


def by_hand() -> str:
    """Return the statement: counts, lights and sums of every month and branch, with how many answered each."""
    said = {
        key: f"""json_extract(s.answers, '$."{key}"')"""
        for key in (*NUMBERS, "red_packets_amount", "suggestions")
    }
    light = "json_extract(s.answers, '$.light')"
    sums = [f"count({said[key]}), sum({said[key]})" for key in NUMBERS]
    cents = f"cast(replace({said['red_packets_amount']}, '.', '') AS integer)"
    months = ", ".join(f"'{month}'" for month in MONTHS)
    return f"""
        SELECT i.period_id, i.branch_code, sum(i.exempt_reason IS NULL),
            sum(i.exempt_reason IS NULL AND i.submitted_at < i.due_on || ' 16:00:00'),
            count(CASE WHEN i.exempt_reason IS NULL THEN i.submitted_at END), count(i.exempted_at),
            sum({light} = 'green'), sum({light} = 'yellow'), sum({light} = 'red'),
            {", ".join(sums)}, count({said["red_packets_amount"]}), sum({cents}), count({said["suggestions"]})
        FROM duty_item AS i
        LEFT JOIN submission AS s ON s.item_id = i.id AND i.exempt_reason IS NULL
        WHERE i.duty_id = 'monthly_report' AND i.unit_code = '1' AND i.period_id IN ({months})
            AND (i.exempt_reason IS NULL OR i.exempted_at IS NOT NULL)
        GROUP BY i.period_id, i.branch_code
        ORDER BY i.period_id, i.branch_code
    """  # noqa: S608 - nothing in it comes from outside


def same(digest: Digest) -> list[tuple[Any, ...]]:
    """Return the figures of `digest` as the statement gives them."""
    found = []
    for month in digest.trend(MONTHS):
        assert month is not None
        for branch in month.branches:
            totals = branch.totals
            lights = [branch.lights[light] for light in Light]
            counts = [branch.due, branch.on_time, branch.reported, branch.exempt, *lights]
            sums = [figure for key in NUMBERS for figure in (totals[key].answered, totals[key].figure)]
            yuan = totals["red_packets_amount"]
            texts = totals["suggestions"].answered
            row = (
                month.period_id,
                branch.code,
                *counts,
                *sums,
                yuan.answered,
                Decimal(yuan.figure) * 100,
                texts,
            )
            found.append(row)
    return found


def measure(path: str, rounds: int) -> dict[str, float]:
    """Compile the digest and run the statement in turn; return the median seconds of each and the memory in MiB."""
    duty = first_duties()["monthly_report"].called("monthly_report")
    form = shipped_forms()["monthly_report"]
    database = Database(f"sqlite:///{path}")
    bare = sqlite3.connect(path)
    bare.execute("PRAGMA temp_store = MEMORY")
    statement = by_hand()

    def product(uow: UnitOfWork) -> Digest:
        found = compile_digest(uow, DutyForm(duty, form), UnitPeriod(MONTHS[-1], "1"), CLOSED_ON)
        assert found is not None
        return found

    product_s, floor_s = [], []
    for number in range(rounds + 1):
        gc.collect()
        digest, seconds = timed(lambda: database.write(product))
        rows, floor = timed(lambda: bare.execute(statement).fetchall())
        assert [tuple(value or 0 for value in row) for row in same(digest)] == [
            tuple(value or 0 for value in row) for row in rows
        ], "the figures differ"
        if number:  # the first one fills the caches
            product_s.append(seconds)
            floor_s.append(floor)
    bare.close()
    database.close()
    rss_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "digest_s": statistics.median(product_s),
        "sql_floor_s": statistics.median(floor_s),
        "rss_mib": rss_mib,
    }


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return what `work` gives, and in how many seconds."""
    began = time.perf_counter()
    found = work()
    return found, time.perf_counter() - began


def main() -> None:
    found: dict[int, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for grids, rounds in SIZES.items():
            path = f"{folder}/{grids}.db"
            _nothing, seeding_s = timed(lambda path=path, grids=grids: seed(path, grids))  # type: ignore[misc]
            command = [sys.executable, "-m", "tests.bench.digest", path, str(rounds)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - this very program
            found[grids] = json.loads(done.stdout)
            print(
                f"{grids} grids × {len(MONTHS)} months (seeded in {seeding_s:.1f} s): digest "
                f"{found[grids]['digest_s']:.3f} s, one statement {found[grids]['sql_floor_s']:.3f} s, "
                f"{found[grids]['rss_mib']:.0f} MiB"
            )
    few, many = SIZES
    small, large = found[few], found[many]
    print(
        json.dumps(
            {
                "digest_s": round(large["digest_s"], 3),
                "sql_floor_s": round(large["sql_floor_s"], 3),
                "ratio": round(large["digest_s"] / large["sql_floor_s"], 3),
                "rss_mib": round(large["rss_mib"], 1),
                "growth": round((large["digest_s"] / many) / (small["digest_s"] / few), 3),
            }
        )
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
    else:
        main()
