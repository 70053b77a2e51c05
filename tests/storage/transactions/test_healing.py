"""A server that goes and comes again: what was not committed is done anew, what was is not."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, event
from sqlalchemy.exc import DBAPIError, OperationalError

from domain.threads import in_a_thread
from storage.database import Database
from storage.schema import upgrade
from storage.transactions import serial
from storage.unit_of_work import UnitOfWork
from tests.postgresql_server import kill_server, start_again
from tests.storage.registers.races import Latch
from tests.storage.test_postgresql import laid_url as url
from tests.storage.test_postgresql import server

__all__ = ["server", "url"]


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    opened = Database(url)
    upgrade(opened)
    opened.write(lambda uow: uow.settings.put("count", "0"))
    yield opened
    opened.close()


def count_up(uow: UnitOfWork) -> int:
    counted = int(uow.settings.find("count") or 0) + 1
    uow.settings.put("count", str(counted))
    return counted


def counted(database: Database) -> int:
    return int(database.look(lambda uow: uow.settings.find("count")) or 0)


async def test_a_server_that_is_killed_and_started_again_is_gone_on_with(
    server: Any, database: Database
) -> None:
    assert await database.run(count_up) == 1
    await database.read(lambda uow: uow.settings.find("count"))
    kill_server(server)
    starting = threading.Timer(0.5, start_again, [server])
    starting.start()
    done = await asyncio.gather(*(database.run(count_up) for _ in range(20)), return_exceptions=True)
    starting.join()
    assert done == list(range(2, 22))
    assert await database.read(lambda uow: uow.settings.find("count")) == "21"
    assert database.dealings.lost


async def test_what_is_read_while_it_is_killed_is_read_anew(server: Any, database: Database) -> None:
    latch = Latch()

    def read(uow: UnitOfWork) -> str | None:
        if latch.is_passed():
            kill_server(server)
            start_again(server)
        return uow.settings.find("count")

    assert await database.read(read) == "0"


async def test_whoever_waited_long_enough_is_told(
    server: Any, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await database.run(count_up)
    monkeypatch.setattr("storage.database.ANSWER_WAIT_S", 0.2)
    kill_server(server)
    with pytest.raises(DBAPIError):
        await database.run(count_up)
    start_again(server)
    monkeypatch.undo()
    assert await database.run(count_up) == 2


def lost_in_commit(database: Database, end: Callable[[Any], None]) -> None:
    """Have the next commit end by `end`, and its answer never come."""

    def lose(connection: Connection) -> None:
        event.remove(database.engine, "commit", lose)
        end(connection.connection.driver_connection)
        connection.connection.driver_connection.close()  # type: ignore[union-attr]
        raise OperationalError("COMMIT", None, _lost())

    event.listen(database.engine, "commit", lose)


def _lost() -> Exception:
    import psycopg  # noqa: PLC0415 - its driver need not be there

    return psycopg.OperationalError("the connection is closed")


async def test_a_commit_of_which_no_answer_came_is_not_repeated_where_it_was_done(database: Database) -> None:
    lost_in_commit(database, lambda driver: driver.commit())
    assert await database.run(count_up) == 1
    assert counted(database) == 1
    assert await database.run(count_up) == 2


async def test_it_is_done_anew_where_it_was_not(database: Database) -> None:
    lost_in_commit(database, lambda _driver: None)
    assert await database.run(count_up) == 1
    assert counted(database) == 1
    assert (database.dealings.lost, await database.run(count_up)) == (1, 2)


async def test_who_stands_still_while_it_writes_alone_holds_nobody_up_for_ever_and_does_it_anew(
    database: Database, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert serial._ALONE[-1] == serial.LOCK_ALONE
    monkeypatch.setattr(serial, "_ALONE", (serial._ALONE[0].replace("20s", "1s"), serial.LOCK_ALONE))
    stopped, latch, stands, goes_on = Database(url), Latch(), threading.Event(), threading.Event()

    def stand_still(uow: UnitOfWork) -> int:
        uow.take_turn()
        done = count_up(uow)
        if latch.is_passed():
            stands.set()
            goes_on.wait(10)
        return done

    standing = asyncio.ensure_future(stopped.run(stand_still))
    await in_a_thread(stands.wait, 10)
    async with asyncio.timeout(6):
        assert await database.run(count_up) == 1
    goes_on.set()
    assert await standing == 2
    stopped.close()
