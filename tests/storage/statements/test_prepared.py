"""Statements that are put into words once say, read, write and note what SQLAlchemy does."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.exc import OperationalError

from storage.database import Database
from storage.reporting.tables import drafts
from storage.statements.prepared import PreparedStatement
from storage.tables import settings
from storage.unit_of_work import UnitOfWork
from storage.written import Kept
from tests.migrated import lay_database

AT = datetime(2026, 5, 12, 10, 0, tzinfo=UTC)
BY_KEY = select(settings.c.key, settings.c.value).where(settings.c.key == bindparam("key"))
SET = update(settings).where(settings.c.key == bindparam("of")).values(value=bindparam("to"))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    lay_database(tmp_path / "x.db")
    opened = Database(f"sqlite:///{tmp_path / 'x.db'}")
    yield opened
    opened.close()


def connection_of(uow: UnitOfWork) -> Connection:
    return uow._connection


def test_a_row_is_found_changed_and_noted(database: Database) -> None:
    find, change = PreparedStatement(BY_KEY), PreparedStatement(SET)

    def work(uow: UnitOfWork) -> list[object]:
        connection = connection_of(uow)
        missed = change.update(connection, {"of": "a", "to": "x"})
        nothing = uow.writes.kept
        uow.settings.put("a", "甲")
        uow.writes.changed.clear()
        changed = change.update(connection, {"of": "a", "to": "乙"})
        return [
            (missed, changed),
            nothing,
            find.one_or_none(connection, {"key": "b"}),
            find.one_or_none(connection, {"key": "a"}),
            uow.writes.changed,
        ]

    assert database.write(work) == [(0, 1), Kept.NOTHING, None, ["a", "乙"], {"setting"}]


def test_values_are_bound_and_read_by_their_kinds(database: Database) -> None:
    moment = select(
        bindparam("at", type_=drafts.c.updated_at.type), bindparam("given", type_=drafts.c.answers.type)
    )
    given = {"at": AT, "given": {"x": ["是", None]}}
    found = database.write(lambda uow: PreparedStatement(moment).one_or_none(connection_of(uow), given))
    assert found == [AT, {"x": ["是", None]}]


def test_what_sqlite_refuses_is_an_error_of_sqlalchemys(database: Database) -> None:
    database.write(lambda uow: connection_of(uow).exec_driver_sql("DROP TABLE setting"))
    with pytest.raises(OperationalError):
        database.write(lambda uow: PreparedStatement(BY_KEY).one_or_none(connection_of(uow), {"key": "a"}))
    with pytest.raises(OperationalError):
        database.write(lambda uow: PreparedStatement(SET).update(connection_of(uow), {"of": "a", "to": "b"}))


def test_several_rows_where_one_was_to_be_are_an_error(database: Database) -> None:
    def work(uow: UnitOfWork) -> None:
        for key in "ab":
            uow.settings.put(key, key)
        PreparedStatement(select(settings.c.key)).one_or_none(connection_of(uow), {})

    with pytest.raises(LookupError):
        database.write(work)


def test_what_an_attempt_undid_is_not_noted(database: Database) -> None:
    def work(uow: UnitOfWork) -> set[str]:
        uow.settings.put("a", "x")
        uow.writes.changed.clear()

        def failing() -> None:
            PreparedStatement(SET).update(connection_of(uow), {"of": "a", "to": "y"})
            raise LookupError

        with pytest.raises(LookupError):
            uow.attempt(failing)
        undone = set(uow.writes.changed)
        PreparedStatement(SET).update(connection_of(uow), {"of": "a", "to": "z"})
        return undone | {f"{table} then" for table in uow.writes.changed}

    assert database.write(work) == {"setting then"}
