"""Statements that are put into words once say, read, write and note what SQLAlchemy does."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError, OperationalError, StatementError

from storage.database import Database
from storage.reporting.tables import drafts
from storage.statements.prepared import PreparedStatement
from storage.tables import outbox, settings
from storage.unit_of_work import UnitOfWork
from storage.written import Kept
from tests.migrated import lay_database

AT = datetime(2026, 5, 12, 10, 0, tzinfo=UTC)
MOMENTS = ("due_at", "not_before_at", "expires_at")
BY_KEY = select(settings.c.key, settings.c.value).where(settings.c.key == bindparam("key"))
SET = update(settings).where(settings.c.key == bindparam("of")).values(value=bindparam("to"))


@dataclass(frozen=True)
class Named:
    key: str
    name: str


@dataclass(frozen=True)
class Wrong:
    name: str
    key: str


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
        missed = change.write(connection, {"of": "a", "to": "x"})
        nothing = uow.writes.kept
        uow.settings.put("a", "甲")
        uow.writes.changed.clear()
        changed = change.write(connection, {"of": "a", "to": "乙"})
        return [
            (missed, changed),
            nothing,
            find.one_or_none(connection, {"key": "b"}),
            find.one_or_none(connection, {"key": "a"}),
            uow.writes.changed,
        ]

    assert database.write(work) == [(0, 1), Kept.NOTHING, None, ("a", "乙"), {"setting"}]


def test_values_are_bound_and_read_by_their_kinds(database: Database) -> None:
    moment = select(
        bindparam("at", type_=drafts.c.updated_at.type), bindparam("given", type_=drafts.c.answers.type)
    )
    given = {"at": AT, "given": {"x": ["是", None]}}
    found = database.write(lambda uow: PreparedStatement(moment).one_or_none(connection_of(uow), given))
    assert found == (AT, {"x": ["是", None]})


def test_what_sqlite_refuses_is_an_error_of_sqlalchemys(database: Database) -> None:
    database.write(lambda uow: connection_of(uow).exec_driver_sql("DROP TABLE setting"))
    with pytest.raises(OperationalError):
        database.write(lambda uow: PreparedStatement(BY_KEY).one_or_none(connection_of(uow), {"key": "a"}))
    with pytest.raises(OperationalError):
        database.write(lambda uow: PreparedStatement(SET).write(connection_of(uow), {"of": "a", "to": "b"}))


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
            PreparedStatement(SET).write(connection_of(uow), {"of": "a", "to": "y"})
            raise LookupError

        with pytest.raises(LookupError):
            uow.attempt(failing)
        undone = set(uow.writes.changed)
        PreparedStatement(SET).write(connection_of(uow), {"of": "a", "to": "z"})
        return undone | {f"{table} then" for table in uow.writes.changed}

    assert database.write(work) == {"setting then"}


def test_lists_of_any_length_are_named_beside_the_statements_own(database: Database) -> None:
    among = settings.c.key.in_(bindparam("keys", expanding=True))
    apart = settings.c.value.not_in(bindparam("values", expanding=True))
    own = or_(settings.c.value.in_(["1", "2", "3"]), settings.c.key.not_in([]))
    found = PreparedStatement(select(settings.c.key).where(among, own, apart).order_by(settings.c.key))

    def work(uow: UnitOfWork) -> list[object]:
        connection = connection_of(uow)
        for key, value in zip("abc", "123", strict=True):
            uow.settings.put(key, value)
        return [
            found.scalars(connection, {"keys": keys, "values": values})
            for keys, values in (("abc", []), (["a"], {"2"}), ([], ["2"]), (("b", "c", "d"), ("1", "3")))
        ]

    assert database.write(work) == [["a", "b", "c"], ["a"], [], ["b"]]


def test_rows_have_names_and_become_what_has_the_fields(database: Database) -> None:
    read = PreparedStatement(select(settings.c.key, settings.c.value.label("name")).order_by(settings.c.key))
    twice = PreparedStatement(select(settings.c.key, settings.c.key))

    def work(uow: UnitOfWork) -> list[object]:
        connection = connection_of(uow)
        nothing = [read.rows(connection), read.scalar(connection)]
        uow.settings.put("a", "甲")
        with pytest.raises(TypeError):
            read.rows_as(Wrong, connection)
        return [
            nothing,
            [(row.key, row.name) for row in read.rows(connection)],
            read.rows_as(Named, connection),
            read.scalar(connection),
            list(twice.one_or_none(connection)),
        ]

    assert database.write(work) == [[[], None], [("a", "甲")], [Named("a", "甲")], "a", ["a", "a"]]


def test_rows_are_added_changed_and_deleted_one_or_many_and_noted(database: Database) -> None:
    add, go = PreparedStatement(insert(settings)), PreparedStatement(delete(settings))
    change = PreparedStatement(SET)

    def work(uow: UnitOfWork) -> list[object]:
        connection = connection_of(uow)
        go.write(connection)
        add.write_each(connection, [])
        seen: list[object] = [uow.writes.kept]
        add.write_each(connection, [{"key": "a", "value": "x"}, {"key": "b", "value": "y"}])
        seen.append((set(uow.writes.changed), uow.settings.beginning("")))
        change.write_each(connection, [{"of": "a", "to": "甲"}, {"of": "b", "to": "乙"}])
        seen.append(uow.settings.beginning(""))
        uow.writes.changed.clear()
        seen.append((go.write(connection), uow.writes.changed, uow.writes.emptied))
        return seen

    assert database.write(work) == [
        Kept.NOTHING,
        ({"setting"}, {"a": "x", "b": "y"}),
        {"a": "甲", "b": "乙"},
        (2, set(), {"setting"}),
    ]


def test_a_row_that_is_added_says_its_number(database: Database) -> None:
    add = PreparedStatement(insert(outbox))
    letter = {"kind": "x", "payload": {"of": "甲"}, "state": "waiting", **dict.fromkeys(MOMENTS, AT)}
    of = PreparedStatement(
        select(outbox.c.unique_key, outbox.c.payload).where(
            outbox.c.id == bindparam("letter"), outbox.c.due_at.in_(bindparam("moments", expanding=True))
        )
    )

    def work(uow: UnitOfWork) -> list[object]:
        connection = connection_of(uow)
        first, second = (add.add(connection, {"unique_key": key, **letter}) for key in "ab")
        tried = add.add(connection, {"tries": 3, "unique_key": "c", **letter})
        return [
            second - first,
            of.one_or_none(connection, {"letter": second, "moments": [AT]}),
            connection.execute(select(outbox.c.tries).order_by(outbox.c.id)).scalars().all(),
            tried - second,
        ]

    assert database.write(work) == [1, ("b", {"of": "甲"}), [0, 0, 3], 1]


def test_values_that_are_missing_or_too_many_are_an_error(database: Database) -> None:
    find = PreparedStatement(BY_KEY)
    for given in ({}, {"key": "a", "other": 1}):
        with pytest.raises((TypeError, StatementError)):
            database.write(lambda uow, given=given: find.rows(connection_of(uow), given))  # type: ignore[misc]


def test_a_row_that_is_there_already_is_an_error_of_sqlalchemys(database: Database) -> None:
    add = PreparedStatement(insert(settings))
    with pytest.raises(IntegrityError):
        database.write(lambda uow: add.write_each(connection_of(uow), [{"key": "a", "value": ""}] * 2))
