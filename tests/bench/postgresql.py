"""`make bench-postgresql`: the full monthly report of fifty people at once, on SQLite and on PostgreSQL in turn.

What is measured, and how, is `make bench`'s (tests/bench/report.py); the server is one of this run alone, with the
settings that PostgreSQL comes with: each commit is on disk before anybody is answered, which SQLite's log leaves to its
next checkpoint. Which of the two goes first changes from round to round. The last line is JSON: updates a second on
each, and the median of what PostgreSQL had of SQLite's, round by round.
"""

import asyncio
import json
import statistics

from tests.bench.report import Measured, report_round
from tests.postgresql_server import new_database, postgresql_server

ROUNDS = 9
REPORTS = 150
"""A round is short, so that the two of a pair meet the same machine, and there are more of them."""
BOUND = 0.8


async def pair(number: int, database_url: str) -> tuple[Measured, Measured]:
    """Return what SQLite gave and what PostgreSQL gave in round `number`."""
    urls = [None, database_url]
    first, second = urls if number % 2 else reversed(urls)
    measured = {url: await report_round(url, REPORTS) for url in (first, second)}
    return measured[None], measured[database_url]


def tell(number: int, name: str, measured: Measured) -> None:
    print(
        f"round {number} {name:10} {len(measured.replies_s)} updates  {measured.updates_per_s:7.1f}/s  "
        f"p50 {measured.percentile_ms(50):6.1f} ms  p99 {measured.percentile_ms(99):6.1f} ms  "
        f"cpu {measured.cpu_ms_per_update:.3f} ms",
        flush=True,
    )


async def main() -> None:
    sqlite, postgresql = [], []
    with postgresql_server() as server:
        for number in range(1, ROUNDS + 1):
            on_sqlite, on_postgresql = await pair(number, new_database(server, f"round_{number}"))
            sqlite.append(on_sqlite)
            postgresql.append(on_postgresql)
            tell(number, "SQLite", on_sqlite)
            tell(number, "PostgreSQL", on_postgresql)
    ratios = [p.updates_per_s / s.updates_per_s for s, p in zip(sqlite, postgresql, strict=True)]
    ratio = statistics.median(ratios)
    print(f"ratio PostgreSQL/SQLite, pair by pair: {', '.join(f'{ratio:.3f}' for ratio in ratios)}")
    print(f"ratio {ratio:.3f}, bound {BOUND}: {'met' if ratio >= BOUND else 'NOT met'}")
    figures = {
        "sqlite_per_s": round(statistics.median(s.updates_per_s for s in sqlite), 1),
        "postgresql_per_s": round(statistics.median(p.updates_per_s for p in postgresql), 1),
        "ratio": round(ratio, 3),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    asyncio.run(main())
