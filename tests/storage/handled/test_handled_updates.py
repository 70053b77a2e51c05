"""Marks of updates, on both kinds of database: kept with what was done, once, and forgotten; a turn seals a work."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest
from alembic import command

from storage.database import Database
from storage.schema import _config, upgrade
from storage.shared.update_turns import TurnLostError
from storage.unit_of_work import UnitOfWork
from storage.written import Kept, Writes
from tests.desks import settings_of
from tests.storage.test_postgresql import server
from tests.storage.test_postgresql import url as server_url
from usecases.held_turn import HeldTurn

__all__ = ["server", "server_url"]

MARK, OTHER = b"a" * 32, b"b" * 32
DAY = date(2026, 5, 12)


@pytest.fixture(params=["SQLite", "PostgreSQL"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "SQLite":
        return f"sqlite:///{tmp_path}/grid.db"
    return str(request.getfixturevalue("server_url"))


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    opened = Database(url)
    upgrade(opened)
    yield opened
    opened.close()


def test_what_there_was_before_is_in_place(url: str) -> None:
    opened = Database(url)
    config = _config()
    with opened.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0030")
    opened.write(lambda uow: uow.settings.put("k", "v"))
    upgrade(opened)
    assert opened.write(lambda uow: (uow.settings.find("k"), uow.handled_updates.has(MARK))) == ("v", False)
    opened.close()


def test_a_mark_is_kept_once_and_forgotten_by_its_day(database: Database) -> None:
    assert database.write(lambda uow: uow.handled_updates.add(MARK, DAY))
    assert not database.write(lambda uow: uow.handled_updates.add(MARK, DAY))
    assert database.write(lambda uow: uow.handled_updates.add(OTHER, DAY.replace(day=13)))
    database.write(lambda uow: uow.handled_updates.forget(DAY.replace(day=13)))
    assert database.look(lambda uow: (uow.handled_updates.has(MARK), uow.handled_updates.has(OTHER))) == (
        False,
        True,
    )


def lost() -> NoReturn:
    raise TurnLostError


async def seal(
    database: Database, turn: HeldTurn, before: Writes | None = None, *, writes: bool = True
) -> Kept:
    """Do a work under `turn`, as a Request does; return what of it may be said to be kept."""

    def work(uow: UnitOfWork) -> Kept:
        if writes:
            uow.settings.put("k", "v")
        turn.seal(uow, before or Writes(), DAY)
        return uow.writes.kept

    return await database.run(work)


async def test_an_act_is_kept_with_its_mark_and_none_twice(database: Database) -> None:
    turn = HeldTurn(lambda: None, MARK, "done:1", was_tried=False)
    assert await seal(database, turn, writes=False) is Kept.NOTHING
    assert not database.look(lambda uow: uow.handled_updates.has(MARK))
    assert await seal(database, turn) is Kept.ACT
    assert database.look(lambda uow: uow.handled_updates.has(MARK))
    # What the same update does after that is no second one.
    done = Writes({"setting"})
    assert await seal(database, turn, done) is Kept.ACT
    with pytest.raises(TurnLostError):
        await seal(database, turn)


async def test_whoever_slept_commits_nothing(database: Database) -> None:
    with pytest.raises(TurnLostError):
        await seal(database, HeldTurn(lost, MARK, "done:1", was_tried=False))
    assert settings_of(database) == {}
    assert not database.look(lambda uow: uow.handled_updates.has(MARK))
