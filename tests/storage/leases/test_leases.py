"""Leases in a table, on both kinds of database; on a server beside others who compare, prolong and sleep."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from reminders.desk import Desk
from reminders.last_tick import LAST_DAY, LastTick
from reminders.tick import tick
from storage.database import Database
from storage.leases import leases
from storage.leases.leases import LeaseLostError
from storage.leases.right import Right, elapsed_s, new_holder
from storage.leases.rules import LeaseRole
from storage.schema import _config, upgrade
from storage.statements.prepared import PreparedStatement
from storage.tables import outbox
from storage.unit_of_work import UnitOfWork
from tests.desks import open_desk
from tests.storage.leases.lease_checks import check_leases
from tests.storage.test_postgresql import laid_url, server, url

__all__ = ["laid_url", "server", "url"]

LETTER = (
    "INSERT INTO outbox (id, unique_key, kind, payload, urgent, state, tries, due_at, not_before_at, expires_at)"
    " VALUES (1, 'k', 'nudge', '{}', false, 'leaving', 0, '2026-05-12', '2026-05-12', '2026-05-13')"
)


@pytest.fixture
def database(laid_url: str) -> Iterator[Database]:
    opened = Database(laid_url)
    upgrade(opened)
    yield opened
    opened.close()


@pytest.fixture
def desk(laid_url: str) -> Iterator[Desk]:
    with open_desk(laid_url) as opened:
        yield opened


def come_from_before(database: Database) -> None:
    """Have a letter on its way in a database of the revision before, and bring that up to date."""
    with database.engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0028")
        connection.exec_driver_sql(LETTER)
    upgrade(database)
    with database.engine.begin() as connection:
        assert connection.execute(outbox.select()).one().lease_token is None


def test_in_a_file_with_rows_in_place(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    come_from_before(database)
    check_leases(database)
    database.close()


def test_on_a_server_with_rows_in_place(url: str) -> None:
    database = Database(url)
    come_from_before(database)
    check_leases(database)
    database.close()


def run_out(database: Database) -> None:
    """Have the time of every lease be over."""
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE lease SET expires_at = taken_at"))


def test_who_compares_keeps_others_from_taking_and_nobody_from_prolonging(database: Database) -> None:
    mine = database.write(lambda uow: uow.leases.take(LeaseRole.TICK, "a"))
    assert mine is not None
    run_out(database)
    with database.engine.begin() as connection:
        UnitOfWork(connection).leases.compare(LeaseRole.TICK, "a", mine.token)
        assert database.write(lambda uow: uow.leases.take(LeaseRole.TICK, "b")) is None
        assert database.write(lambda uow: uow.leases.renew(LeaseRole.TICK, "a", mine.token)) is not None
    run_out(database)
    assert database.write(lambda uow: uow.leases.take(LeaseRole.TICK, "b")) is not None


def test_who_compares_while_another_takes_waits_and_finds_it_lost(database: Database) -> None:
    mine = database.write(lambda uow: uow.leases.take(LeaseRole.TICK, "a"))
    assert mine is not None
    run_out(database)
    with ThreadPoolExecutor(1) as beside:
        with database.engine.begin() as connection:
            assert UnitOfWork(connection).leases.take(LeaseRole.TICK, "b") is not None
            comparing = beside.submit(
                database.write, lambda uow: uow.leases.compare(LeaseRole.TICK, "a", mine.token)
            )
            wait_for_a_lock(database)
        assert isinstance(comparing.exception(), LeaseLostError)


def wait_for_a_lock(database: Database) -> None:
    """Return once somebody waits for a row."""
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        waiting = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
        while not connection.scalar(waiting):
            pass


def test_a_transaction_that_was_stopped_in_the_midst_is_ended_by_the_server(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = database.write(lambda uow: uow.leases.take(LeaseRole.TICK, "a"))
    assert mine is not None
    run_out(database)
    hasty = PreparedStatement(leases._COMPARED, elsewhere=leases.comparing("20ms"))
    monkeypatch.setattr(leases, "_COMPARE", hasty)
    connection = database.engine.connect()
    UnitOfWork(connection).leases.compare(LeaseRole.TICK, "a", mine.token)
    while database.write(lambda uow: uow.leases.take(LeaseRole.TICK, "b")) is None:
        pass
    with pytest.raises(DBAPIError):
        connection.execute(text("SELECT 1"))
    connection.invalidate()
    connection.close()


async def test_a_tick_that_slept_through_its_lease_writes_nothing(desk: Desk) -> None:
    sleeper, other = (
        replace(desk, to_tick=Right(LeaseRole.TICK, new_holder()), last_tick=LastTick()) for _ in range(2)
    )
    with pytest.raises(LeaseLostError):
        await tick(sleeper)
    await gain(sleeper)
    run_out(desk.database)
    await gain(other)
    with pytest.raises(LeaseLostError):
        await tick(sleeper)
    assert await desk.database.run(lambda uow: uow.settings.find(LAST_DAY)) is None
    await tick(other)
    written = await desk.database.run(lambda uow: uow.outbox.latest(1000))
    with pytest.raises(LeaseLostError):
        await tick(sleeper)
    assert await desk.database.run(lambda uow: uow.outbox.latest(1000)) == written


async def gain(desk: Desk) -> None:
    """Have this desk take the right to tick."""
    right = desk.to_tick
    lease = await desk.database.run(lambda uow: uow.leases.take(right.role, right.holder))
    assert lease is not None
    right.gain(lease, elapsed_s())
    assert right.is_held
