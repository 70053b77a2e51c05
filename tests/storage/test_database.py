import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError

from domain.threads import in_a_thread
from storage.database import Database
from storage.schema import upgrade
from storage.tables import settings
from storage.unit_of_work import UnitOfWork
from tests.desks import settings_of
from tests.storage.test_postgresql import laid_url as url
from tests.storage.test_postgresql import server

__all__ = ["server", "url"]


@pytest.fixture(params=["sqlite", "postgresql"])
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    sqlite = f"sqlite:///{tmp_path}/grid.db"
    opened = Database(sqlite if request.param == "sqlite" else request.getfixturevalue("url"))
    upgrade(opened)
    yield opened
    opened.close()


def put(key: str) -> Callable[[UnitOfWork], str]:
    def work(uow: UnitOfWork) -> str:
        uow.settings.put(key, "x")
        return key

    return work


def put_and_fail(key: str) -> Callable[[UnitOfWork], str]:
    def work(uow: UnitOfWork) -> str:
        uow.settings.put(key, "x")
        raise LookupError(key)

    return work


def stored(database: Database) -> set[str]:
    return set(settings_of(database))


class Gate:
    """Holds the worker thread until it is opened."""

    def __init__(self) -> None:
        self.reached, self._open = threading.Event(), threading.Event()

    def hold(self, _uow: UnitOfWork) -> None:
        self.reached.set()
        self._open.wait(10)

    def open(self) -> None:
        self._open.set()


def count_commits(engine: Engine) -> list[None]:
    commits: list[None] = []
    event.listen(engine, "commit", lambda _connection: commits.append(None))
    return commits


async def waiting_behind(database: Database, gate: Gate) -> "asyncio.Future[None]":
    """Start a piece of work that holds the worker; what is run after it waits."""
    holding = asyncio.ensure_future(database.run(gate.hold))
    await in_a_thread(gate.reached.wait, 10)
    return holding


async def test_what_waits_together_is_committed_together_each_with_its_own_answer(database: Database) -> None:
    gate = Gate()
    holding = await waiting_behind(database, gate)
    commits = count_commits(database.engine)
    keys = [f"{number}" for number in range(20)]
    jobs = [asyncio.ensure_future(database.run(put(key))) for key in keys]
    await asyncio.sleep(0)
    gate.open()
    assert await asyncio.gather(*jobs) == keys
    await holding
    assert stored(database) == set(keys)
    assert len(commits) == 2  # what held, and the twenty


async def test_an_error_in_one_of_them_undoes_that_one_alone(database: Database) -> None:
    gate = Gate()
    holding = await waiting_behind(database, gate)

    def twice(uow: UnitOfWork) -> None:
        uow.settings.put("in", "x")
        uow._connection.execute(settings.insert().values(key="in", value="y"))

    jobs = [
        asyncio.ensure_future(database.run(work))
        for work in (put("a"), put_and_fail("lost"), twice, put("b"))
    ]
    await asyncio.sleep(0)
    gate.open()
    first, lost, doubled, last = await asyncio.gather(*jobs, return_exceptions=True)
    await holding
    assert (first, last) == ("a", "b")
    assert isinstance(lost, LookupError)
    assert isinstance(doubled, IntegrityError)
    assert stored(database) == {"a", "b"}


@pytest.mark.parametrize(
    "kind", [StopIteration, StopAsyncIteration, GeneratorExit, SystemExit, KeyboardInterrupt]
)
async def test_whatever_is_raised_nobody_is_left_waiting(
    database: Database, kind: type[BaseException]
) -> None:
    """A future refuses StopIteration, and what ends a thread would leave all that come later without an answer."""

    def work(_uow: UnitOfWork) -> None:
        raise kind

    async with asyncio.timeout(10):
        gate = Gate()
        holding = await waiting_behind(database, gate)
        jobs = [asyncio.ensure_future(database.run(job)) for job in (put("a"), work, put("b"))]
        await asyncio.sleep(0)
        gate.open()
        first, raised, last = await asyncio.gather(*jobs, return_exceptions=True)
        await holding
        assert (first, last) == ("a", "b")
        assert isinstance(raised, Exception)
        alone = await asyncio.gather(database.run(work), return_exceptions=True)
        assert isinstance(alone[0], Exception)
        assert await database.run(put("after")) == "after"
    assert stored(database) == {"a", "b", "after"}


async def test_an_error_alone_is_rolled_back_and_the_next_work_goes_on(database: Database) -> None:
    with pytest.raises(LookupError):
        await database.run(put_and_fail("lost"))
    assert await database.run(put("kept")) == "kept"
    assert stored(database) == {"kept"}


async def test_a_commit_that_fails_is_told_to_everybody_who_waited_for_it(database: Database) -> None:
    gate = Gate()
    holding = await waiting_behind(database, gate)

    def refuse(_connection: object) -> None:
        raise OSError("no space left")

    jobs = [asyncio.ensure_future(database.run(put(key))) for key in ("a", "b")]
    await asyncio.sleep(0)
    event.listen(database.engine, "commit", refuse)
    gate.open()
    outcomes = await asyncio.gather(holding, *jobs, return_exceptions=True)
    event.remove(database.engine, "commit", refuse)
    assert [type(outcome) for outcome in outcomes] == [OSError, OSError, OSError]
    assert stored(database) == set()
    assert await database.run(put("after")) == "after"


async def test_whoever_gives_up_waiting_disturbs_nobody(database: Database) -> None:
    gate = Gate()
    holding = await waiting_behind(database, gate)
    given_up = asyncio.ensure_future(database.run(put("a")))
    staying = asyncio.ensure_future(database.run(put("b")))
    await asyncio.sleep(0)
    given_up.cancel()
    gate.open()
    assert await staying == "b"
    await holding
    assert given_up.cancelled()


async def test_closing_finishes_what_was_queued(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/closed.db"
    database = Database(url)
    upgrade(database)
    jobs = [asyncio.ensure_future(database.run(put(f"{number}"))) for number in range(150)]
    await asyncio.sleep(0)
    database.close()
    assert await asyncio.gather(*jobs) == [f"{number}" for number in range(150)]
    again = Database(url)
    assert len(stored(again)) == 150
    again.close()


async def test_a_part_that_fails_is_undone_and_the_rest_stays(database: Database) -> None:
    def work(uow: UnitOfWork) -> None:
        uow.settings.put("before", "x")
        with pytest.raises(LookupError):
            uow.attempt(lambda: put_and_fail("part")(uow))
        assert uow.attempt(lambda: put("after")(uow)) == "after"

    await database.run(work)
    assert stored(database) == {"before", "after"}


async def test_no_error_of_the_database_repeats_what_was_to_be_stored(database: Database) -> None:
    def work(uow: UnitOfWork) -> None:
        uow._connection.execute(settings.insert().values(key="k", value="王某某收了红包"))
        uow._connection.execute(settings.insert().values(key="k", value="王某某收了红包"))

    with pytest.raises(IntegrityError) as caught:
        await database.run(work)
    assert "红包" not in str(caught.value)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_a_sqlite_file_keeps_what_was_committed_and_erases_what_was_deleted(database: Database) -> None:
    def pragmas(uow: UnitOfWork) -> list[object]:
        names = ("journal_mode", "foreign_keys", "secure_delete")
        return [uow._connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]

    assert await database.run(pragmas) == ["wal", 1, 1]


async def test_what_is_read_beside_writes_is_of_one_moment_and_changes_nothing(database: Database) -> None:
    await database.run(put("before"))

    def read(uow: UnitOfWork) -> list[str | None]:
        seen = [uow.settings.find("before")]
        database.write(put("meanwhile"))
        return [*seen, uow.settings.find("meanwhile")]

    assert (await database.read(read))[1] is None
    with pytest.raises(DBAPIError, match=r"read-?only"):
        await database.read(put("never"))
    await database.run(put("after"))
    assert stored(database) == {"before", "meanwhile", "after"}
