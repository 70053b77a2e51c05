"""A hospital of one large unit for `make bench-beside`: a year of reports, an office, inspectors with phones."""

import pickle
import sqlite3
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from domain.people.grids import Grid, GridKind
from domain.people.people import Appointment, Official, Rank, Role
from domain.people.roster import Roster
from domain.time.clock import SHANGHAI
from storage.tips.sealing import new_office_key
from tests.bench import digest, tick
from tests.harness import write_config

GRIDS = 25_000
OFFICE, INSPECTORS = 5, 1_000
"""How many people of level 1 and how many inspectors have a phone."""
FIRST_CHAT = 9_000_000
STARTED_AT = datetime(2026, 1, 12, 10, 0, tzinfo=SHANGHAI)
"""December is closed, January hardly begun: the digest is December's."""
APPOINTED_ON = date(2025, 1, 1)
CITY = 100_000
NUDGED_AT = tick.NUDGED_AT
"""From here on the city's letters are due, all in one tick."""
EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


@dataclass(frozen=True, slots=True)
class Scene:
    """A hospital in a folder, with the Telegram ids of its office, its inspectors and a few strangers."""

    folder: Path
    started_at: datetime
    office: tuple[int, ...]
    inspectors: tuple[int, ...]
    strangers: tuple[int, ...] = tuple(range(FIRST_CHAT - 30, FIRST_CHAT))

    @property
    def config(self) -> str:
        return str(self.folder / "config.toml")

    def count(self, statement: str) -> int:
        """Return the number that a SELECT gives, read past the product."""
        connection = sqlite3.connect(self.folder / "gridbot.db", timeout=30)
        try:
            return int(connection.execute(statement).fetchone()[0])
        finally:
            connection.close()


def configure(folder: Path, base_url: str) -> None:
    """Write a configuration with the monthly report as the only duty, and a key for tips."""
    path = write_config(folder, base_url, new_office_key().recipient, EXAMPLE)
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index('[[duty]]\nid = "quarterly_selfcheck"')], encoding="utf-8")


def seed_unit(folder: Path) -> Scene:
    """Write one unit with its year, and its people."""
    path = str(folder / "gridbot.db")
    digest.seed(path, GRIDS)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN")
    connection.execute("DELETE FROM tip")  # written for the digest alone: nobody could go on with them
    for table in ("duty_item", "submission"):  # what comes late there comes on the 29th, of February, too
        connection.execute(
            f"UPDATE {table} SET submitted_at = replace(submitted_at, '2025-02-29', '2025-03-01') "  # noqa: S608
            "WHERE submitted_at LIKE '2025-02-29%'"
        )
    connection.execute("DELETE FROM person")
    people = [("1", Role.OFFICE)] * OFFICE + [(f"9{n:06}", Role.INSPECTOR) for n in range(INSPECTORS)]
    connection.executemany(
        "INSERT INTO person (id, staff_number, name, post, rank, party_member, grid_code) "
        "VALUES (?, ?, ?, '骨干', '其他', 0, ?)",
        ((n, f"{n:06}", f"{role}{n}", code) for n, (code, role) in enumerate(people, 1)),
    )
    connection.executemany(
        "INSERT INTO appointment (person_id, grid_code, role, starts_on) VALUES (?, ?, ?, ?)",
        ((n, code, role, APPOINTED_ON.isoformat()) for n, (code, role) in enumerate(people, 1)),
    )
    # Its digests have been sent: else they would be drawn for everybody of level 1 while others are measured.
    connection.executemany(
        "INSERT INTO setting (key, value) VALUES (?, '2026-01-11')",
        ((f"digested:monthly_report:{month}",) for month in digest.MONTHS),
    )
    _bind(connection, range(1, len(people) + 1))
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    chats = [FIRST_CHAT + n for n in range(1, len(people) + 1)]
    return Scene(folder, STARTED_AT, tuple(chats[:OFFICE]), tuple(chats[OFFICE:]))


def seed_city(folder: Path) -> Scene:
    """Write a thousand units whose month is about to be opened and nudged for; see tests/bench/tick.py."""
    tick.seed(str(folder / "gridbot.db"), CITY)
    return Scene(folder, NUDGED_AT, (), _city_chats(folder))


def _city_chats(folder: Path) -> tuple[int, ...]:
    connection = sqlite3.connect(folder / "gridbot.db")
    rows = connection.execute(
        "SELECT telegram_id FROM binding JOIN appointment USING (person_id) WHERE role <> ? LIMIT 100",
        (Role.OFFICE,),
    ).fetchall()
    connection.close()
    return tuple(row[0] for row in rows)


def _bind(connection: sqlite3.Connection, people: range) -> None:
    connection.executemany(
        "INSERT INTO binding (person_id, telegram_id, language, bound_at) "
        "VALUES (?, ?, 'zh', '2026-01-01 00:00:00.000000')",
        ((n, FIRST_CHAT + n) for n in people),
    )


def roster_file(folder: Path) -> Path:
    """Keep a roster for the unit: its people as they are, and an inspector for every other department, too.

    As it is once a workbook has been read: that takes minutes on a busy machine, in a process of its own.
    """
    branches = -(-GRIDS // digest.A_BRANCH)
    codes = [f"9{n:06}" for n in range(GRIDS)]
    posts = [("1", Role.OFFICE)] * OFFICE + [(code, Role.INSPECTOR) for code in codes]
    roster = Roster(
        (
            Grid("1", "医院", 1),
            *(Grid(f"2{n:04}", f"支部{n}", 2, "1") for n in range(branches)),
            *(
                Grid(code, f"科室{n}", 3, f"2{n // digest.A_BRANCH:04}", GridKind.CLINICAL)
                for n, code in enumerate(codes)
            ),
        ),
        tuple(
            Official(f"{n:06}", f"{role}{n}", "骨干", Rank.OTHER, False, code, None)
            for n, (code, role) in enumerate(posts, 1)
        ),
        tuple(Appointment(f"{n:06}", code, role, APPOINTED_ON) for n, (code, role) in enumerate(posts, 1)),
    )
    path = folder / "roster.pickle"
    path.write_bytes(pickle.dumps(roster))
    return path
