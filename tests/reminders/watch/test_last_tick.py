"""When the clock last ticked stands in memory and in one file; the database has the day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from reminders.desk import Desk
from reminders.last_tick import LastTick, last_tick_after, last_tick_before
from reminders.tick import is_rewriting_due, tick
from reminders.watch.skipped import note_absence
from storage.tables import settings
from tests.desks import move_to, open_desk, rows_of, shanghai
from tests.storage.intruder import frames

NOON = shanghai(5, 12, 12)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(f"sqlite:///{tmp_path}/grid.db", NOON) as opened:
        yield replace(opened, last_tick=LastTick(tmp_path / "gridbot.tick"))


async def test_of_a_tick_the_database_keeps_the_day_alone(desk: Desk, tmp_path: Path) -> None:
    await tick(desk)
    assert desk.database.is_scrubbed(10)
    before = (tmp_path / "grid.db").read_bytes()
    for minute in range(1, 4):
        move_to(desk, NOON + timedelta(minutes=minute))
        await tick(desk)
    # Nothing was due: nothing was written, in the log neither.
    assert not frames(tmp_path / "grid.db")
    assert (tmp_path / "grid.db").read_bytes() == before
    values = {row["key"]: row["value"] for row in rows_of(desk.database, settings)}
    assert values["last_tick_on"] == "2026-05-12"
    assert not values.keys() & {"last_tick_at", "retractions_looked_at"}


def test_the_file_is_written_over_in_place(tmp_path: Path) -> None:
    file = tmp_path / "gridbot.tick"
    last = LastTick(file)
    last.note(NOON.replace(microsecond=123456))
    before = file.stat()
    last.note(NOON)
    assert (file.stat().st_ino, file.stat().st_size) == (before.st_ino, before.st_size)
    assert LastTick(file).at() == NOON
    assert b"123456" not in file.read_bytes()


@pytest.mark.parametrize("content", [b"", b"2026-05", "昨天".encode()])
def test_a_file_that_can_t_be_read_or_written_is_none(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "gridbot.tick"
    file.write_bytes(content)
    assert LastTick(file).at() is None
    nowhere = LastTick(tmp_path / "none" / "gridbot.tick")
    nowhere.note(NOON)
    assert nowhere.at() == NOON


async def test_without_the_file_a_downtime_is_counted_from_the_end_of_the_last_day(desk: Desk) -> None:
    await tick(desk)
    desk.last_tick.file.unlink()  # type: ignore[union-attr]
    restarted = LastTick(desk.last_tick.file)
    assert desk.database.write(lambda uow: last_tick_before(uow, restarted)) == shanghai(5, 12, 0)
    assert desk.database.write(lambda uow: last_tick_after(uow, restarted)) == shanghai(5, 13, 0)
    desk.database.write(lambda uow: note_absence(uow, restarted, shanghai(5, 13, 11)))
    assert not desk.database.write(lambda uow: uow.settings.find("away"))
    desk.database.write(lambda uow: note_absence(uow, restarted, shanghai(5, 13, 12)))
    assert desk.database.write(lambda uow: uow.settings.find("away"))


@pytest.mark.parametrize(
    ("last", "now", "due"),
    [
        (None, shanghai(5, 12, 3), False),
        (shanghai(5, 12, 2, 59), shanghai(5, 12, 3), True),
        (shanghai(5, 12, 3), shanghai(5, 12, 3, 1), False),
        (shanghai(5, 11, 22), shanghai(5, 12, 9), True),
        (shanghai(5, 12, 3, 5), shanghai(5, 13, 2, 59), False),
    ],
)
def test_the_file_is_written_anew_once_a_night(last: object, now: object, *, due: bool) -> None:
    assert is_rewriting_due(last, now) is due  # type: ignore[arg-type]
