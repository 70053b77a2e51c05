"""Nothing in the file or its log tells in which order things were written (docs/threat-model.md)."""

import asyncio
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from domain.threads import in_a_thread
from domain.tips.routing import Body
from domain.tips.tips import Area, Source
from storage.audit import AuditEntry
from storage.database import Database
from storage.statements.random_ids import LOWEST
from storage.statements.scrubbing import REWRITTEN_AT_ONCE, LogScrubber
from storage.tips.receipt_keys import new_salt
from storage.tips.sealed_files import SealedFile
from storage.tips.sealing import new_office_key, seal
from storage.tips.tables import tip_files
from storage.tips.tips import NewTip
from storage.unit_of_work import UnitOfWork
from tests.desks import MAY, rows_of
from tests.migrated import lay_database
from tests.storage.intruder import PAGE, frames, pages

CIPHERTEXT = seal(os.urandom(30_000), [new_office_key().recipient])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    lay_database(tmp_path / "grid.db")
    return tmp_path / "grid.db"


@pytest.fixture
def database(file: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{file}")
    yield opened
    opened.close()


def enter_tip(uow: UnitOfWork) -> None:
    sent = SealedFile(".jpg", CIPHERTEXT, CIPHERTEXT)
    uow.tips.add(
        NewTip(
            body=Body.OFFICE,
            lookup=new_salt(),
            reply_recipient="age1",
            received_on=MAY.date(),
            source=Source.ACCUSATION,
            area=Area.ETHICS,
            sealed_text=CIPHERTEXT,
            sealed_reporter=None,
            files=[sent, sent],
        )
    )


def work(uow: UnitOfWork, minute: int) -> None:
    """What is done all day, and has a minute."""
    at = MAY + timedelta(minutes=minute)
    for number in range(30):
        uow.audit.add(AuditEntry(at, None, "invited", f"{minute}-{number}", actor="command-line"))


async def test_after_a_tip_the_log_is_empty_though_nobody_asks(file: Path, database: Database) -> None:
    await database.run(lambda uow: work(uow, 1))
    assert frames(file)
    await database.run(enter_tip)
    assert database.is_scrubbed(10)
    assert not frames(file)
    await database.run(lambda uow: work(uow, 9))
    assert not [frame for frame in frames(file) if b"age-encryption" in frame.content]


async def test_an_open_reader_delays_it_and_holds_nobody_up(file: Path, database: Database) -> None:
    await database.run(lambda uow: work(uow, 1))
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM audit").fetchall()
        await database.run(enter_tip)
        async with asyncio.timeout(5):
            for minute in range(20):
                await database.run(lambda uow, minute=minute: work(uow, minute))  # type: ignore[misc]
        assert not await in_a_thread(database.is_scrubbed, 0.3)
        assert frames(file)
        reader.execute("COMMIT")
    assert await in_a_thread(database.is_scrubbed, 10)
    assert not frames(file)


async def test_a_tip_s_pages_lie_where_a_file_written_at_once_has_them(
    file: Path, tmp_path: Path, database: Database
) -> None:
    for minute in range(4):
        await database.run(lambda uow, minute=minute: work(uow, minute))  # type: ignore[misc]
    await database.run(enter_tip)
    assert database.is_scrubbed(10)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("VACUUM INTO ?", (str(tmp_path / "anew.db"),))
    # Of the first page the counters differ.
    assert pages(file)[1:] == pages(tmp_path / "anew.db")[1:]


async def test_until_the_file_is_written_anew_a_page_s_place_tells_when_it_was_needed(
    file: Path, tmp_path: Path, database: Database
) -> None:
    await database.run(enter_tip)
    assert database.is_scrubbed(10)
    for minute in range(4):
        await database.run(lambda uow, minute=minute: work(uow, minute))  # type: ignore[misc]
    await database.run(enter_tip)  # within the same minute: it waits for the next asking
    assert database.is_scrubbed(10)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("VACUUM INTO ?", (str(tmp_path / "anew.db"),))
    assert pages(file)[1:] != pages(tmp_path / "anew.db")[1:]


@pytest.mark.parametrize(("allowed", "shrinks"), [(0, False), (PAGE, False), (REWRITTEN_AT_ONCE, True)])
def test_a_file_is_written_anew_up_to_a_size(file: Path, allowed: int, *, shrinks: bool) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("CREATE TABLE filler AS SELECT zeroblob(1000000) AS content")
        connection.execute("DROP TABLE filler")
    before = file.stat().st_size
    scrubber = LogScrubber(file)
    scrubber.ask(allowed)
    assert scrubber.wait(10)
    scrubber.close()
    assert (file.stat().st_size < before) is shrinks


def test_an_end_is_not_held_up_by_a_reader_for_ever(
    file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("storage.statements.scrubbing._ENDING_S", 0.2)
    database = Database(f"sqlite:///{file}")
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        database.write(lambda uow: work(uow, 1))
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM audit").fetchall()
        database.write(enter_tip)
        database.close()
    assert "could not be emptied" in caplog.text


def test_files_of_a_tip_have_drawn_ids_that_rise(database: Database) -> None:
    for _tip in range(3):
        database.write(enter_tip)
    rows = rows_of(database, tip_files)
    assert all(row["id"] >= LOWEST for row in rows)
    by_tip = {
        number: [row["id"] for row in rows if row["tip_number"] == number]
        for number in ("2026-001", "2026-003")
    }
    distances = {second - first for first, second in by_tip.values()}
    assert all(distance > 0 for distance in distances)
    assert abs(by_tip["2026-003"][0] - by_tip["2026-001"][0]) > 2
