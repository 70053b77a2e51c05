"""The database is brought up to date while others work on it; who can work with what comes goes on, nobody else may."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select, text

from domain.errors import RefusalError
from storage import schema
from storage.database import Database
from storage.schema import SchemaStanding, current_revision, newest_revision, standing_of, upgrade
from storage.tables import settings
from storage.transactions.serial import LOCK_ALONE
from storage.unit_of_work import UnitOfWork
from tests.processes.next_version import NEXT, knowing_next_revision
from tests.storage.test_postgresql import server, url

__all__ = ["server", "url"]

OTHER, OLD = "there:1:aa", "0001"


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    opened = Database(url)
    upgrade(opened)
    yield opened
    opened.close()


def runs(database: Database, revision: str) -> None:
    """Have another process run, of this revision."""
    database.write(lambda uow: uow.running_processes.note(OTHER, revision))


def put(database: Database, key: str) -> None:
    """Write something as processes do."""
    database.write(lambda uow: uow.settings.put(key, "there"))


def test_who_can_work_with_a_newer_database_does_and_leaves_it_as_it_is(database: Database) -> None:
    with knowing_next_revision():
        upgrade(database)
        assert standing_of(database) is SchemaStanding.NEWEST
        assert current_revision(database) == NEXT
    assert standing_of(database) is SchemaStanding.NEWER_WORKS
    upgrade(database)
    assert current_revision(database) == NEXT
    put(database, "mine")
    # Of a version for which that one says nothing.
    database.write(lambda uow: uow.settings.put(schema.WORKS_FROM, NEXT))
    assert standing_of(database) is SchemaStanding.NEWER
    with pytest.raises(RefusalError, match="command-database-newer"):
        upgrade(database)
    with database.engine.begin() as connection:
        connection.execute(settings.delete().where(settings.c.key == schema.WORKS_FROM))
    assert standing_of(database) is SchemaStanding.NEWER


def test_nothing_is_done_while_processes_run_that_could_not_go_on(database: Database) -> None:
    runs(database, OLD)
    with knowing_next_revision():
        with pytest.raises(RefusalError, match="command-others-older") as refused:
            upgrade(database)
        assert refused.value.details == {"processes": "there:1"}
    assert current_revision(database) == newest_revision()
    database.write(lambda uow: uow.running_processes.forget(OTHER))
    runs(database, newest_revision())
    with knowing_next_revision():
        upgrade(database)
    assert current_revision(database) == NEXT


def test_who_is_killed_is_in_the_way_no_longer_than_a_lease_lasts(database: Database) -> None:
    runs(database, OLD)
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE running_process SET seen_at = seen_at - interval '16 seconds'"))
    with knowing_next_revision():
        upgrade(database)
    assert current_revision(database) == NEXT


def test_a_long_read_is_waited_for_in_short_turns_between_which_others_write(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs(database, newest_revision())
    monkeypatch.setattr(schema, "BESIDE", {"lock_timeout": "100ms", "statement_timeout": "5s"})
    tried = threading.Event()
    monkeypatch.setattr(schema.log, "info", lambda *_: tried.set())
    with knowing_next_revision(), ThreadPoolExecutor(1) as beside:
        with database.engine.connect() as reading, reading.begin():
            reading.execute(text("SELECT count(*) FROM submission"))
            upgrading = beside.submit(upgrade, database)
            for turn in range(3):
                tried.clear()
                assert tried.wait(20)
                put(database, f"{turn}")
            assert not upgrading.done()
            assert reading.execute(text("SELECT count(*) FROM submission")).scalar() == 0
        upgrading.result()
        assert current_revision(database) == NEXT
    with database.engine.connect() as connection:
        found = set(connection.execute(select(settings.c.key)).scalars())
    assert {"0", "1", "2"} <= found


def test_where_there_never_is_room_it_says_so(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    runs(database, newest_revision())
    monkeypatch.setattr(schema, "BESIDE", {"lock_timeout": "50ms", "statement_timeout": "5s"})
    monkeypatch.setattr(schema, "PATIENCE_S", 0)
    with knowing_next_revision(), database.engine.connect() as writing, writing.begin():
        writing.exec_driver_sql(LOCK_ALONE)
        with pytest.raises(RefusalError, match="command-upgrade-held-up"):
            upgrade(database)
    assert current_revision(database) == newest_revision()


def test_who_writes_beside_and_alone_all_the_time_loses_nothing_and_meets_nothing_half_done(
    database: Database,
) -> None:
    runs(database, newest_revision())
    ended = threading.Event()
    counts = {"beside": 0, "alone": 0}

    def write(key: str) -> None:
        own = Database(database.engine.url.render_as_string(hide_password=False))

        def count(uow: UnitOfWork) -> None:
            if key == "alone":
                uow.take_turn()
            has_column = uow._connection.execute(
                text("SELECT count(*) FROM information_schema.columns WHERE column_name = 'filed_by_version'")
            ).scalar()
            has_table = uow._connection.execute(text("SELECT to_regclass('hail') IS NOT NULL")).scalar()
            assert bool(has_column) == has_table
            uow.settings.put(key, str(int(uow.settings.find(key) or 0) + 1))

        while not ended.is_set():
            own.write(count)
            counts[key] += 1
        own.close()

    with ThreadPoolExecutor(3) as beside:
        writing = [beside.submit(write, key) for key in counts]
        while min(counts.values()) < 5 and not any(each.done() for each in writing):
            threading.Event().wait(0.01)
        with knowing_next_revision():
            upgrade(database)
        after = dict(counts)
        while min(counts[key] - after[key] for key in counts) < 5 and not any(
            each.done() for each in writing
        ):
            threading.Event().wait(0.01)
        ended.set()
        for each in writing:
            each.result()
    assert current_revision(database) == NEXT
    kept = database.write(lambda uow: {key: int(uow.settings.find(key) or 0) for key in counts})
    assert kept == counts
