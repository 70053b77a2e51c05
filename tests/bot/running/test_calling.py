"""Word of a letter comes to the process that delivers: at once, and by looking where a pool stands between."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.running.calling import Calling
from bot.running.leading import Leading
from domain.threads import in_a_thread
from reminders.delivery.outbox_drain import Delivery
from storage.database import Database
from storage.leases import rings
from storage.leases.leases import Leases, lease_engine
from storage.leases.right import Right, elapsed_s, new_holder
from storage.leases.rules import Lease, LeaseRole
from storage.schema import upgrade
from storage.sole_use import sole_use
from tests.desks import Postman, open_desk
from tests.pgbouncer_server import PROGRAM, pgbouncer
from tests.storage.test_postgresql import laid_url as url
from tests.storage.test_postgresql import server

__all__ = ["server", "url"]


class Woken(Delivery):
    """A delivery that says no more than that it was woken."""

    def __init__(self, tmp_path: Path) -> None:
        with open_desk(f"sqlite:///{tmp_path}/none.db") as desk:
            super().__init__(desk, Postman())
        self.woken = asyncio.Event()

    def wake(self) -> None:
        self.woken.set()


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    opened = Database(url)
    upgrade(opened)
    yield opened
    opened.close()


def held() -> Right:
    right = Right(LeaseRole.DELIVER, new_holder())
    right.gain(Lease(LeaseRole.DELIVER, right.holder, 1), elapsed_s())
    return right


@asynccontextmanager
async def serving(calling: Calling) -> AsyncIterator[asyncio.Task[None]]:
    """Have it ring and listen while the block runs."""
    task = asyncio.ensure_future(calling.serve())
    try:
        yield task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_who_delivers_is_woken_by_itself_by_others_and_once_its_broken_connection_is_there_again(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rings, "AGAIN_S", (0.05,))
    here, there = Woken(tmp_path), Woken(tmp_path)
    delivering = Calling(database, held(), here)
    other = Calling(database, Right(LeaseRole.DELIVER, new_holder()), there)
    delivering.wake_outbox()
    assert here.woken.is_set()
    async with serving(delivering), serving(other), asyncio.timeout(60):
        for _ in range(2):
            here.woken.clear()
            other.wake_outbox()
            await here.woken.wait()
        here.woken.clear()
        with database.engine.begin() as connection:
            connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE query LIKE 'LISTEN%' AND datname = current_database()"
                )
            )
        await here.woken.wait()
    assert not there.woken.is_set()


async def test_where_there_are_no_others_nothing_is_rung_or_listened_for(
    database: Database, tmp_path: Path
) -> None:
    delivery = Woken(tmp_path)
    alone = Calling(database, Right(LeaseRole.DELIVER), delivery)
    await alone.serve()
    alone.wake_outbox()
    assert delivery.woken.is_set()


@pytest.mark.skipif(not PROGRAM.exists(), reason="pgbouncer is not installed here")
async def test_through_a_pool_of_connections_leases_hold_and_nobody_listens(
    url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pgbouncer(url) as through:
        upgrade(pooled := Database(through))
        engine = lease_engine(through)
        rights = [
            (Right(LeaseRole.TICK, name), Right(LeaseRole.DELIVER, name))
            for name in (new_holder(), new_holder())
        ]
        one, two = (Leading(through, some) for some in rights)
        for _ in range(8):  # as often as makes psycopg prepare what is asked
            await asyncio.gather(one.look(), two.look())
        assert [sum(right.is_held for right in some) for some in zip(*rights, strict=True)] == [1, 1]
        (leads,) = (right for some in rights for right in some if right.is_held and right.role == "tick")
        for _ in range(8):
            with engine.begin() as connection:
                leads.compare(Leases(connection))
        for each in (one, two):
            await each.start()
        assert not await in_a_thread(sole_use(through, None).take)
        for each in (one, two):
            await each.close()
        alone = sole_use(through, None)
        assert await in_a_thread(alone.take)
        await in_a_thread(alone.give_up)
        delivery = Woken(tmp_path)
        calling = Calling(pooled, Right(LeaseRole.DELIVER, new_holder()), delivery)
        async with serving(calling), asyncio.timeout(60):
            while calling._is_heard:  # noqa: ASYNC110 - another task's work
                await asyncio.sleep(0.02)
        calling.wake_outbox()
        assert not calling._wanted.is_set()
        pooled.close()
        engine.dispose()
    assert not [record for record in caplog.records if "can't be looked at" in record.message]
