"""`make bench-registers`: what a person waits for in 工作台账, with 1,000 and with 100,000 entries, on SQLite.

A thousand entries are opened and moved on as people do, then written over and over under numbers of their own, with
their histories, and with whom they wait for. Measured at both sizes, each in a
transaction of its own as in the bot:

- page: the first page of a register for the office, and of what is somebody's own;
- mine: 待我办理 of the office, with how many there are, and of the one for whom most waits;
- move: a move of an entry, with its history, figures, audit and letters;
- counts: what the monthly digest takes: all figures of the unit, and what is overdue, register by register.

The last line is JSON: the medians in ms at 100,000, and as growth the greatest of the four over their value at 1,000.
"""

import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

from domain.errors import RefusalError
from domain.people.people import Role, Viewer
from domain.registers.entries import Entry, EntryFilter
from domain.time.clock import day_in_shanghai
from reminders.desk import Desk
from storage.unit_of_work import UnitOfWork
from tests.desks import MAY, open_desk
from tests.entries_played import UNIT, Cast, Play, bound_cast
from usecases.registers.around import desks
from usecases.registers.workbench import MOST_COUNTED

OPENED, SIZES = 1_000, (1_000, 100_000)
ROUNDS = 30
A_PAGE = 5
TABLES = ("entry", "entry_move", "entry_party", "entry_waiting")


def play(desk: Desk, cast: Cast, dice: Random) -> None:
    """Open a thousand entries of the shipped registers and move most of them on."""
    registers = list(desk.registers.tops())

    def some(uow: UnitOfWork) -> None:
        at_play = Play(uow, desk, cast, dice)
        for _ in range(50):
            entry = at_play.open_one(dice.choice(registers))
            for _ in range(dice.randrange(4)):
                waits = uow.entries.waits_of(entry.id)
                called = [
                    viewer
                    for viewer in cast.viewers
                    if any(
                        post.person_id == viewer.person_id or (post.role, post.grid_code) in desks(viewer)
                        for post in waits
                    )
                ]
                moved = at_play.move_one(entry, dice.choice(called)) if called else None
                entry = entry if moved is None else moved[0]

    for _ in range(OPENED // 50):
        desk.database.write(some)


def multiply(path: str, times: int) -> None:
    """Write the entries of the database `times` times over."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN")
    names = {table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")] for table in TABLES}
    (most,) = connection.execute("SELECT max(id) FROM entry").fetchone()
    for table in TABLES:
        id_name = "id" if table == "entry" else "entry_id"
        kept = [name for name in names[table] if not (table == "entry_waiting" and name == "id")]
        shown = []
        for name in kept:
            if name == id_name:
                shown.append(f"{name} + :by")
            elif name == "parent_id":
                shown.append("parent_id + :by")
            elif name == "number":
                shown.append("number || '/' || :n")
            else:
                shown.append(f'"{name}"')
        columns = ", ".join(f'"{name}"' for name in kept)
        query = f"INSERT INTO {table} ({columns}) SELECT {', '.join(shown)} FROM {table} WHERE {id_name} <= {most}"  # noqa: S608 - names of its own
        for n in range(1, times):
            connection.execute(query, {"by": n * most, "n": n})
    connection.execute("UPDATE entry_figure SET figure = figure * ?", (times,))
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    connection.close()


def median_ms(desk: Desk, work: Callable[[UnitOfWork], object], rounds: int = ROUNDS) -> float:
    """Return how long `work` takes in a transaction of its own, the median in ms."""
    desk.database.write(work)
    took = []
    for _ in range(rounds):
        start = time.perf_counter()
        desk.database.write(work)
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


def measured(desk: Desk, cast: Cast) -> dict[str, float]:
    """Measure the four."""
    office = next(v for v in cast.viewers if any(post.role is Role.OFFICE for post in v.posts))
    waits: Counter[int] = Counter()
    registers = [register.id for register in desk.registers.values()]
    today = day_in_shanghai(MAY)

    def count(uow: UnitOfWork) -> None:
        for viewer in cast.viewers:
            if viewer.unit_code is None:
                waits[viewer.person_id] = uow.entries.count_waiting(
                    viewer.person_id, desks(viewer), MOST_COUNTED
                )

    desk.database.write(count)
    busiest = next(v for v in cast.viewers if v.person_id == waits.most_common(1)[0][0])

    def page(uow: UnitOfWork) -> None:
        uow.entries.page(EntryFilter("risk", UNIT), A_PAGE, 0)
        uow.entries.page(EntryFilter("risk", UNIT, seen_by=busiest.person_id), A_PAGE, 0)

    def mine(uow: UnitOfWork) -> None:
        for viewer in (office, busiest):
            uow.entries.waiting_for(viewer.person_id, desks(viewer), A_PAGE)
            uow.entries.count_waiting(viewer.person_id, desks(viewer), MOST_COUNTED)

    def counts(uow: UnitOfWork) -> None:
        uow.entry_figures.total(UNIT)
        uow.entry_figures.between(UNIT, "2026-05", "2026-05")
        for register_id in registers:
            uow.entries.overdue(UNIT, register_id, today)

    return {
        "page": median_ms(desk, page),
        "mine": median_ms(desk, mine),
        "move": moved_ms(desk, cast, office),
        "counts": median_ms(desk, counts),
    }


def moved_ms(desk: Desk, cast: Cast, office: Viewer) -> float:
    """Return how long one move takes, the median in ms: of what waits for the office and can be moved by it."""
    took: list[float] = []
    page = 0
    while len(took) < ROUNDS:

        def waiting(uow: UnitOfWork, at: int = page) -> list[Entry]:
            return uow.entries.waiting_for(office.person_id, desks(office), 20, at * 20)

        entries = desk.database.write(waiting)
        if not entries:
            break
        page += 1
        for entry in entries:

            def move(uow: UnitOfWork, entry_id: int = entry.id) -> bool:
                kept = uow.entries.find(entry_id)
                assert kept is not None
                dice = Random(entry_id)  # noqa: S311 - an example, not a secret
                return Play(uow, desk, cast, dice).move_one(kept, office) is not None

            start = time.perf_counter()
            try:
                done = desk.database.write(move)
            except RefusalError:
                continue
            if done:
                took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


def main() -> None:
    """Measure both sizes and print them."""
    found: dict[int, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "grid.db"
        with open_desk(f"sqlite:///{path}") as desk:
            cast = desk.database.write(lambda uow: bound_cast(uow, MAY, day_in_shanghai(MAY)))
            play(desk, cast, Random(1))  # noqa: S311 - an example, not a secret
            found[SIZES[0]] = measured(desk, cast)
            multiply(str(path), SIZES[1] // SIZES[0])
            found[SIZES[1]] = measured(desk, cast)
    for size, figures in found.items():
        sys.stdout.write(f"{size:>7}: " + "  ".join(f"{k} {v:.2f} ms" for k, v in figures.items()) + "\n")
    small, large = (found[size] for size in SIZES)
    growth = {name: large[name] / small[name] for name in large}
    sys.stdout.write("growth: " + "  ".join(f"{name} {value:.2f}" for name, value in growth.items()) + "\n")
    said = {f"{name}_ms": round(value, 2) for name, value in large.items()}
    sys.stdout.write(json.dumps({**said, "growth": round(max(growth.values()), 2)}) + "\n")


if __name__ == "__main__":
    main()
