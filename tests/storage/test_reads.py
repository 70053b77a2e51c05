import asyncio
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from domain.threads import in_a_thread
from storage.database import Database
from storage.statements.reads import READERS
from storage.statements.scrubbing import ask_for_scrub
from storage.unit_of_work import UnitOfWork
from tests.migrated import lay_database


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    lay_database(tmp_path / "grid.db")
    opened = Database(f"sqlite:///{tmp_path}/grid.db")
    yield opened
    opened.close()


def put(key: str, value: str = "x") -> Callable[[UnitOfWork], None]:
    return lambda uow: uow.settings.put(key, value)


def find(key: str) -> Callable[[UnitOfWork], str | None]:
    return lambda uow: uow.settings.find(key)


class Held:
    """A piece of work that stands still in the middle, until it may go on."""

    def __init__(self, first: Callable[[UnitOfWork], object], then: Callable[[UnitOfWork], object]) -> None:
        self._first, self._then = first, then
        self.reached, self._may_go = threading.Event(), threading.Event()

    def __call__(self, uow: UnitOfWork) -> tuple[object, object]:
        first = self._first(uow)
        self.reached.set()
        self._may_go.wait(10)
        return first, self._then(uow)

    async def begun(self) -> None:
        await in_a_thread(self.reached.wait, 10)

    def go_on(self) -> None:
        self._may_go.set()


async def test_a_read_goes_on_beside_an_open_write_and_does_not_see_it(database: Database) -> None:
    writing = Held(put("a"), put("b"))
    written = asyncio.ensure_future(database.run(writing))
    await writing.begun()
    async with asyncio.timeout(5):
        assert await database.read(find("a")) is None
    writing.go_on()
    await written
    # What was committed before it begins, a read sees: whoever has just written reads what they wrote.
    assert await database.read(find("b")) == "x"
    assert database.look(find("b")) == "x"


async def test_a_read_sees_one_moment_however_long_it_takes_and_holds_no_writer_up(
    database: Database,
) -> None:
    await database.run(put("a", "before"))
    reading = Held(find("a"), find("a"))
    read = asyncio.ensure_future(database.read(reading))
    await reading.begun()
    async with asyncio.timeout(5):
        await database.run(put("a", "after"))
    reading.go_on()
    assert await read == ("before", "before")
    assert await database.read(find("a")) == "after"


async def test_a_read_that_writes_is_refused_and_the_next_one_goes_on(database: Database) -> None:
    with pytest.raises(DBAPIError, match="readonly"):
        await database.read(put("a"))
    with pytest.raises(DBAPIError, match="readonly"):
        database.look(put("a"))
    assert await database.read(find("a")) is None
    assert await database.run(find("a")) is None


@pytest.mark.parametrize("kind", [LookupError, StopIteration, SystemExit])
async def test_whatever_a_read_raises_its_asker_hears_of_it(
    database: Database, kind: type[BaseException]
) -> None:
    def work(_uow: UnitOfWork) -> None:
        raise kind

    async with asyncio.timeout(5):
        for _turn in range(READERS + 1):
            outcome = (await asyncio.gather(database.read(work), return_exceptions=True))[0]
            assert isinstance(outcome, Exception)
        assert await database.read(find("a")) is None


async def test_the_log_is_emptied_before_a_read_that_comes_later_and_waits_for_no_more_than_one(
    database: Database,
) -> None:
    def write(uow: UnitOfWork) -> None:
        uow.settings.put("a", "x")
        ask_for_scrub(uow._connection)

    earlier, later = Held(find("a"), find("a")), Held(find("a"), find("a"))
    first = asyncio.ensure_future(database.read(earlier))
    await earlier.begun()
    await database.run(write)
    second = asyncio.ensure_future(database.read(later))
    # The log waits for the one that reads; the other one for the log.
    assert not await in_a_thread(database.is_scrubbed, 0.3)
    assert not later.reached.is_set()
    earlier.go_on()
    await first
    await later.begun()
    assert await in_a_thread(database.is_scrubbed, 0)
    later.go_on()
    assert await second == ("x", "x")


async def test_a_log_that_another_program_keeps_delays_a_read_and_no_more(
    tmp_path: Path, database: Database
) -> None:
    await database.run(put("a"))
    with closing(sqlite3.connect(tmp_path / "grid.db", isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM setting").fetchall()
        await database.run(put("b"))
        database.scrub()
        async with asyncio.timeout(5):
            assert await database.read(find("b")) == "x"


async def test_a_read_that_nobody_waits_for_any_more_ends_before_the_database_is_closed(
    tmp_path: Path,
) -> None:
    lay_database(tmp_path / "closed.db")
    database = Database(f"sqlite:///{tmp_path}/closed.db")
    reading = Held(find("a"), find("b"))
    given_up = asyncio.ensure_future(database.read(reading))
    await reading.begun()
    given_up.cancel()
    threading.Timer(0.1, reading.go_on).start()
    database.close()
    with pytest.raises(asyncio.CancelledError):
        await given_up
