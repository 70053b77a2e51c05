"""What a process does only while it holds the lease: begun, ended and begun again, on a real server."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

import pytest
from sqlalchemy import text

from bot.running import leading
from bot.running.leading import Found, Leading
from storage.database import Database
from storage.leases.leases import LeaseLostError, lease_engine
from storage.leases.processes import NewerVersion
from storage.leases.right import Right, elapsed_s, new_holder
from storage.leases.rules import LIFE, LeaseRole
from storage.schema import upgrade
from tests.storage.test_postgresql import laid_url as url
from tests.storage.test_postgresql import server

__all__ = ["server", "url"]


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    opened = Database(url)
    upgrade(opened)
    yield opened
    opened.close()


def url_of(database: Database) -> str:
    return database.engine.url.render_as_string(hide_password=False)


@dataclass
class Candidate:
    """A process that would tick: what it does while it may, and what it heard of the table."""

    database: Database
    revision: str = ""
    heard: list[Found] = field(default_factory=list)
    newer: NewerVersion = field(default_factory=NewerVersion)
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.right = Right(LeaseRole.TICK, new_holder())
        self.leading = Leading(
            url_of(self.database), (self.right,), self.heard.append, self.revision, self.newer
        )

    async def work(self) -> None:
        """Go on until cancelled."""
        self.ended.clear()
        self.begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.begun.clear()
            self.ended.set()


def run_out(database: Database) -> None:
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE lease SET expires_at = taken_at"))


async def until(task: "asyncio.Task[None]", happened: Callable[[], Awaitable[object]]) -> None:
    """Wait for something, unless the task ends before."""
    waiting = asyncio.ensure_future(happened())
    await asyncio.wait({waiting, task}, return_when=asyncio.FIRST_COMPLETED, timeout=20)
    assert waiting.done()


async def test_one_of_two_works_until_the_other_has_taken_its_place_and_again_after_that(
    database: Database,
) -> None:
    first, second = Candidate(database), Candidate(database)
    tasks = [asyncio.ensure_future(each.leading.led(each.right, each.work)) for each in (first, second)]
    for each in (first, second, first):
        await each.leading.look()
    await until(tasks[0], first.begun.wait)
    assert first.right.is_held
    assert (second.begun.is_set(), second.right.is_held) == (False, False)
    assert second.heard[-1][LeaseRole.TICK].holder == first.right.holder
    run_out(database)
    await second.leading.look()
    await until(tasks[1], second.begun.wait)
    # Who slept does not know it yet: what it does is undone by the number that it compares.
    assert first.begun.is_set()
    with pytest.raises(LeaseLostError):
        database.write(lambda uow: first.right.compare(uow.leases))
    await first.leading.look()
    await until(tasks[0], first.ended.wait)
    await second.leading.close()
    await until(tasks[1], second.ended.wait)
    await first.leading.look()
    await until(tasks[0], first.begun.wait)
    assert first.right.token == 3
    for task in tasks:
        task.cancel()
    assert [type(done) for done in await asyncio.gather(*tasks, return_exceptions=True)] == [
        asyncio.CancelledError
    ] * 2
    assert first.ended.is_set()


async def test_work_that_finds_its_lease_lost_is_begun_again_with_the_next_one_and_other_errors_go_on(
    database: Database,
) -> None:
    one, begun = Candidate(database), asyncio.Queue[int]()

    async def finds_it_lost() -> None:
        await begun.put(one.right.token)
        if one.right.token < 3:
            raise LeaseLostError
        raise RuntimeError("broken")

    task = asyncio.ensure_future(one.leading.led(one.right, finds_it_lost))
    for number in (1, 2, 3):
        await one.leading.look()
        assert await asyncio.wait_for(begun.get(), 20) == number
        await asyncio.sleep(0)
    with pytest.raises(RuntimeError, match="broken"):
        await task


async def test_a_server_that_is_away_is_asked_again_and_meanwhile_the_right_runs_out(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    one = Candidate(database)
    await one.leading.look()
    now_s = elapsed_s()
    with monkeypatch.context() as away:
        away.setattr(one.leading, "_engine", lease_engine("postgresql+psycopg://127.0.0.1:9/none"))
        away.setattr("storage.leases.right.elapsed_s", lambda: now_s + LIFE.total_seconds())
        for _ in range(2):
            await one.leading.look()
        assert (one.right.is_held, one.right.token) == (False, 1)
    await one.leading.look()
    assert one.right.is_held
    monkeypatch.setattr(one.leading, "_engine", lease_engine("postgresql+psycopg://127.0.0.1:9/none"))
    await one.leading.give_up()
    assert not one.right.token
    assert caplog.text.count("can't be looked at") == caplog.text.count("not given up") == 1


async def test_it_is_looked_again_and_again_until_it_is_closed(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leading, "RENEWED_EVERY", LIFE / 1000)
    one = Candidate(database)
    await one.leading.start()
    async with asyncio.timeout(20):
        while len(one.heard) < 3:  # noqa: ASYNC110 - another task's work
            await asyncio.sleep(0.01)
    await one.leading.close()
    (lease,) = [lease for lease in database.write(lambda uow: uow.leases.all()) if lease.token]
    assert (lease.holder, lease.token) == ("", 1)


async def test_what_is_not_shared_is_worked_at_from_the_beginning(database: Database) -> None:
    right = Right(LeaseRole.TICK)
    alone = Leading(url_of(database), (right,))
    await alone.start()
    done = asyncio.Event()

    async def work() -> None:
        done.set()

    await alone.led(right, work)
    assert done.is_set()
    assert right.is_held
    await alone.close()
    assert database.write(lambda uow: uow.leases.all()) == []


def has(candidate: Candidate) -> int:
    """Return the number under which it has the right; 0: it has not."""
    return candidate.right.token


async def test_a_newer_version_has_it_once_the_older_one_is_done_and_the_older_one_again_once_that_is_gone(
    database: Database,
) -> None:
    older, newer = Candidate(database, "0032"), Candidate(database, "0033")
    finishing, may_finish = asyncio.Event(), asyncio.Event()

    async def finish() -> None:
        finishing.set()
        await may_finish.wait()

    leading_on = asyncio.ensure_future(older.leading.led(older.right, older.work, finish))
    await older.leading.look()
    await until(leading_on, older.begun.wait)
    # What the older one has in hand is finished first.
    await newer.leading.look()
    assert has(newer) == 0
    await older.leading.look()
    assert older.newer.lives
    await until(leading_on, finishing.wait)
    await newer.leading.look()
    await older.leading.look()
    assert (older.begun.is_set(), has(older), has(newer)) == (True, 1, 0)
    may_finish.set()
    await until(leading_on, older.ended.wait)
    async with asyncio.timeout(20):
        while not has(newer):
            await newer.leading.look()
    # It is free for a moment, and none of the older one's.
    await newer.leading.give_up()
    await older.leading.look()
    assert has(older) == 0
    await newer.leading.close()
    await older.leading.look()
    await until(leading_on, older.begun.wait)
    assert (older.newer.lives, older.newer.was_here, older.right.token) == (False, True, 3)
    leading_on.cancel()
    await asyncio.gather(leading_on, return_exceptions=True)


async def test_a_newer_version_that_is_killed_is_waited_for_as_long_as_a_lease_lasts(
    database: Database,
) -> None:
    older, newer = Candidate(database, "0032"), Candidate(database, "0033")
    await newer.leading.look()
    run_out(database)
    await older.leading.look()
    assert has(older) == 0
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE running_process SET seen_at = seen_at - interval '16 seconds'"))
    await older.leading.look()
    assert has(older) == 2


async def test_a_newer_one_is_not_ready_before_every_older_one_that_runs_has_seen_it(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leading, "NOTICED_S", 0.01)
    first, second, newer = (
        Candidate(database, "0032"),
        Candidate(database, "0032"),
        Candidate(database, "0033"),
    )
    alone = Candidate(database, "0034")
    for each in (first, second, newer):
        await each.leading.look()
    noticing = asyncio.ensure_future(newer.leading.be_noticed())
    await first.leading.look()
    await asyncio.wait([noticing], timeout=0.2)
    assert not noticing.done()
    await second.leading.look()
    await asyncio.wait_for(noticing, 20)
    assert first.newer.lives
    assert second.newer.lives
    for each in (first, second, newer):
        await each.leading.close()
    await alone.leading.look()
    await asyncio.wait_for(alone.leading.be_noticed(), 20)
