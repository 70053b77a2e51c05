"""Entries, their history, figures, files and drafts, on SQLite; tests/storage/test_postgresql.py asks it there."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.database import Database
from storage.unit_of_work import UnitOfWork
from tests.migrated import lay_database
from tests.storage.registers.entry_checks import CHECKS
from tests.storage.registers.kept_entries import lay_people
from tests.storage.registers.races import moved_by_two_at_once, numbers_taken_at_once


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    lay_database(tmp_path / "grid.db")
    opened = Database(f"sqlite:///{tmp_path}/grid.db")
    lay_people(opened)
    yield opened
    opened.close()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__.removeprefix("check_"))
def test_what_holds_of_entries(database: Database, check: Callable[[UnitOfWork], None]) -> None:
    database.write(check)


def test_numbers_have_neither_gaps_nor_doubles_whoever_opens_at_once_and_whatever_is_undone(
    database: Database,
) -> None:
    numbers_taken_at_once(database, Database(str(database.engine.url)))


def test_of_two_who_move_an_entry_at_once_one_does(database: Database) -> None:
    moved_by_two_at_once(database)
