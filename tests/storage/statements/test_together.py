"""What goes to PostgreSQL together fails alone, and is read, written and noted as if each had gone by itself."""

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import Connection, bindparam, select, text, update
from sqlalchemy.exc import DataError, IntegrityError

from storage.database import Database
from storage.schema import upgrade
from storage.statements.prepared import PreparedStatement
from storage.statements.together import SentTogether
from storage.tables import grids, settings
from storage.unit_of_work import UnitOfWork
from tests.desks import settings_of
from tests.storage.registers.races import Latch
from tests.storage.test_database import Gate, waiting_behind
from tests.storage.test_postgresql import laid_url as url
from tests.storage.test_postgresql import server

__all__ = ["server", "url"]

FIND = PreparedStatement(select(settings.c.value).where(settings.c.key == bindparam("key")))
CHANGE = PreparedStatement(
    update(settings).where(settings.c.key == bindparam("of")).values(value=bindparam("to"))
)
Work = Callable[[UnitOfWork], Any]


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    opened = Database(url)
    upgrade(opened)
    for key in "abcd":
        opened.write(lambda uow, key=key: uow.settings.put(key, "old"))  # type: ignore[misc]
    yield opened
    opened.close()


def connection_of(uow: UnitOfWork) -> Connection:
    return uow._connection


def find(uow: UnitOfWork, key: str) -> str | None:
    row = FIND.one_or_none(connection_of(uow), {"key": key})
    return None if row is None else str(row[0])


def look_and_change(key: str, to: str | None) -> Work:
    def work(uow: UnitOfWork) -> str | None:
        found = find(uow, key)
        CHANGE.put(connection_of(uow), {"of": key, "to": to})
        return found

    return work


def only_change(key: str, to: str | None) -> Work:
    return lambda uow: CHANGE.put(connection_of(uow), {"of": key, "to": to})


async def at_once(database: Database, *works: Work, foresee: Work | None = None) -> list[Any]:
    """Have `works` share a commit; return what each returned or raised."""
    gate = Gate()
    holding = await waiting_behind(database, gate)
    jobs = [asyncio.ensure_future(database.run(work, foresee)) for work in works]
    await asyncio.sleep(0)
    gate.open()
    outcomes = await asyncio.gather(*jobs, return_exceptions=True)
    await holding
    return outcomes


def stored(database: Database) -> dict[str, str]:
    return settings_of(database)


async def test_an_update_that_fails_when_its_work_is_over_undoes_that_work_alone(database: Database) -> None:
    """Wherever it stands: first, behind one that only reads, behind another that failed, last."""

    def lost(uow: UnitOfWork) -> None:
        only_change("b", None)(uow)
        only_change("d", "lost")(uow)

    outcomes = await at_once(
        database,
        lost,
        look_and_change("a", "new"),
        look_and_change("b", None),
        lost,
        look_and_change("c", "new"),
        lambda uow: uow.settings.put("e", "new"),
        lost,
        lost,
    )
    assert [type(outcome) for outcome in outcomes] == [
        IntegrityError,
        str,
        IntegrityError,
        IntegrityError,
        str,
        type(None),
        IntegrityError,
        IntegrityError,
    ]
    assert stored(database) == {"a": "new", "b": "old", "c": "new", "d": "old", "e": "new"}
    assert await at_once(database, look_and_change("d", "new")) == ["old"]


async def test_alone_it_is_undone_and_told_as_well(database: Database) -> None:
    def several(uow: UnitOfWork) -> None:
        CHANGE.put(connection_of(uow), {"of": "a", "to": "new"})
        CHANGE.put(connection_of(uow), {"of": "b", "to": None})

    with pytest.raises(IntegrityError):
        await database.run(several)
    assert await database.run(look_and_change("a", "newer")) == "old"
    assert stored(database)["a"] == "newer"


async def test_what_failed_itself_takes_back_what_was_not_even_sent(database: Database) -> None:
    def fail(uow: UnitOfWork) -> None:
        only_change("a", "lost")(uow)
        raise LookupError

    def fail_later(uow: UnitOfWork) -> None:
        look_and_change("b", "lost")(uow)
        find(uow, "b")
        fail(uow)

    outcomes = await at_once(database, fail, only_change("c", "new"), fail_later, look_and_change("d", "new"))
    assert [type(outcome) for outcome in outcomes] == [LookupError, type(None), LookupError, str]
    with pytest.raises(LookupError):
        await database.run(fail_later)
    assert stored(database) == {"a": "old", "b": "old", "c": "new", "d": "new"}


async def test_no_error_tells_what_was_to_be_stored(database: Database) -> None:
    with pytest.raises(DataError) as caught:
        await database.run(look_and_change("a", "红包\0"))
    assert "红包" not in str(caught.value)


@pytest.fixture
def trips(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many statements each round trip took."""
    trips: list[int] = []
    exchange = SentTogether._exchange

    def counted(together: SentTogether, sending: list[Any]) -> list[Any]:
        trips.append(len(sending))
        return exchange(together, sending)

    monkeypatch.setattr(SentTogether, "_exchange", counted)
    return trips


async def test_what_goes_together_takes_few_round_trips(database: Database, trips: list[int]) -> None:
    await database.run(look_and_change("a", "newer"))
    trips.clear()
    assert await at_once(database, *(look_and_change(key, "new") for key in "abcd")) == [
        "newer",
        "old",
        "old",
        "old",
    ]
    # Each question takes with it what came before: begin, the turn and a savepoint; an update, its savepoint's end
    # and the next.
    assert trips == [4, 5, 4, 4, 2]


async def test_what_all_are_going_to_ask_is_asked_once_for_all_of_them(
    database: Database, trips: list[int]
) -> None:
    other = PreparedStatement(update(grids).values(name=bindparam("to")))

    def foresee(uow: UnitOfWork) -> None:
        for key in "abcd":
            FIND.foresee(connection_of(uow), {"key": key})

    def touch_other(uow: UnitOfWork) -> str | None:
        other.put(connection_of(uow), {"to": "x"})
        return find(uow, "b")

    assert await at_once(database, touch_other, lambda uow: find(uow, "c"), foresee=foresee) == ["old"] * 2
    # What all ask, with the beginning, the turn and a name for it; then what only the end of it all sends.
    assert trips[-2:] == [11, 7]


@pytest.mark.parametrize("past", [True, False])
async def test_what_was_foreseen_counts_until_somebody_writes(database: Database, *, past: bool) -> None:
    def change(uow: UnitOfWork) -> str | None:
        if past:
            CHANGE.put(connection_of(uow), {"of": "a", "to": "new"})
        else:
            connection_of(uow).execute(update(settings).where(settings.c.key == "a").values(value="new"))
        return find(uow, "a")

    def undone(uow: UnitOfWork) -> None:
        connection_of(uow).execute(text("UPDATE setting SET value = 'lost'"))
        assert find(uow, "a") == "lost"
        raise LookupError

    def foresee(uow: UnitOfWork) -> None:
        FIND.foresee(connection_of(uow), {"key": "a"})

    def look(uow: UnitOfWork) -> str | None:
        return find(uow, "a")

    *found, error, last = await at_once(database, look, change, look, undone, look, foresee=foresee)
    assert (found, last) == (["old", "new", "new"], "new")
    assert isinstance(error, LookupError)
    # It is no answer to what is asked in the next transaction.
    assert await at_once(database, look, look, foresee=foresee) == ["new", "new"]
    database.write(lambda uow: uow.settings.put("a", "newer"))
    assert await at_once(database, look, look) == ["newer", "newer"]


async def test_a_foresight_that_fails_leaves_everybody_to_ask_for_themselves(database: Database) -> None:
    broken = PreparedStatement(select(settings.c.value).where(text("1 / 0 = 1")))
    works = (look_and_change("a", "new"), look_and_change("b", "new"))
    failed: list[None] = []

    def foresee(uow: UnitOfWork) -> None:
        broken.foresee(connection_of(uow))
        failed.append(None)

    assert await at_once(database, *works, foresee=foresee) == ["old", "old"]
    assert failed
    assert stored(database) == {"a": "new", "b": "new", "c": "old", "d": "old"}


async def test_what_it_wrote_is_noted_once_it_is_sent(database: Database) -> None:
    def work(key: str) -> Work:
        def changing(uow: UnitOfWork) -> Any:
            CHANGE.put(connection_of(uow), {"of": key, "to": "new"})
            return uow.writes

        return changing

    missing, changing = await at_once(database, work("none"), work("a"))
    assert (missing.changed, changing.changed) == (set(), {"setting"})


async def test_a_part_that_is_undone_leaves_the_rest_as_it_is(database: Database) -> None:
    """psycopg has everything dropped that the server keeps under a name, after it rolled anything back."""

    def work(uow: UnitOfWork) -> Any:
        def part() -> None:
            look_and_change("a", "lost")(uow)
            raise LookupError

        only_change("b", "new")(uow)
        with suppress(LookupError):
            uow.attempt(part)
        return find(uow, "a"), find(uow, "b"), uow.writes

    for _ in range(8):
        await database.run(lambda uow: uow.settings.find("a"))
    outcomes = await at_once(database, work, look_and_change("c", "new"), work)
    assert [outcome[:2] for outcome in (outcomes[0], outcomes[2])] == [("old", "new")] * 2
    assert outcomes[0][2].changed == {"setting"}
    assert stored(database) == {"a": "old", "b": "new", "c": "new", "d": "old"}


async def test_what_is_longer_than_a_socket_takes_goes_through(database: Database) -> None:
    long = "长" * 3_000_000
    assert await at_once(database, look_and_change("a", long), look_and_change("b", long)) == ["old", "old"]
    assert await at_once(database, look_and_change("a", "x"), look_and_change("b", "x")) == [long, long]


async def test_several_rows_where_one_at_most_was_to_be_are_an_error(database: Database) -> None:
    every = PreparedStatement(select(settings.c.value))
    with pytest.raises(LookupError):
        await database.run(lambda uow: every.one_or_none(connection_of(uow), {}))


async def test_what_a_broken_connection_cut_off_is_done_anew_over_another(database: Database) -> None:
    breaks = Latch()

    def broken(uow: UnitOfWork) -> Any:
        if breaks.is_passed():
            backend = connection_of(uow).scalar(text("SELECT pg_backend_pid()"))
            assert isinstance(backend, int)
            os.kill(backend, signal.SIGTERM)
        return look_and_change("a", "new")(uow)

    assert await database.run(broken) == "old"
    breaks = Latch()
    outcomes = await at_once(database, look_and_change("b", "new"), broken, look_and_change("c", "new"))
    assert outcomes == ["old", "new", "old"]
    assert stored(database) == {"a": "new", "b": "new", "c": "new", "d": "old"}


async def test_a_table_dropped_in_between_leaves_what_is_sent_together_known(database: Database) -> None:
    """psycopg has everything dropped that the server keeps under a name, after it dropped anything itself."""

    def work(uow: UnitOfWork) -> str | None:
        connection = connection_of(uow)
        for _time in range(8):
            connection.execute(text("SELECT count(*) FROM setting"))
        connection.execute(text("CREATE TEMPORARY TABLE passing (id integer)"))
        connection.execute(text("DROP TABLE passing"))
        return find(uow, "a")

    await at_once(database, look_and_change("a", "new"), look_and_change("b", "new"))
    assert await at_once(database, work, work) == ["new", "new"]
