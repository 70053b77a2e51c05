"""What a migration that says `works_from` may do: programs that do not know it go on, on either kind of database."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, event

from storage import schema
from storage.database import Database
from tests.postgresql_server import new_database
from tests.processes.next_version import NEXT, knowing_next_revision
from tests.storage.schema_shapes import Schema, breaches, schema_of
from tests.storage.test_postgresql import server, url

__all__ = ["server", "url"]

FIRST = "0028"
"""Those before it are of times in which there was one process."""
_DATA = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b(?!.*\balembic_version\b)", re.DOTALL | re.IGNORECASE)
"""Rows that are changed: as long as that takes, others wait. Whatever has many of them is the tick's, in batches."""


@contextmanager
def migrating(database: Database) -> Iterator[tuple[Connection, Callable[[str], list[str]]]]:
    """Give a connection and what brings it to a revision, which returns the statements that changed rows."""
    config = schema._config()
    said: list[str] = []

    def note(_connection: Connection, _cursor: object, statement: str, *_how: object) -> None:
        if _DATA.match(statement) and "_alembic_tmp_" not in statement:
            said.append(statement)

    with schema._without_foreign_keys(database) as connection, connection.begin():
        event.listen(connection, "before_cursor_execute", note)
        config.attributes["connection"] = connection

        def go_to(revision: str) -> list[str]:
            said.clear()
            command.upgrade(config, revision)
            return list(said)

        yield connection, go_to


def looked_through(database: Database) -> dict[str, list[str]]:
    """Return of each migration since FIRST what a program of the revision before could not work with."""
    own = schema._revisions()
    found: dict[str, list[str]] = {}
    with migrating(database) as (connection, go_to):
        before: Schema = {}
        for revision in sorted(own):
            rows = go_to(revision)
            after = schema_of(connection)
            if revision >= FIRST:
                changed = [f"rows are changed: {statement}" for statement in rows]
                found[revision] = breaches(before, after) + changed
            before = after
    return found


def hold(found: dict[str, list[str]]) -> None:
    """Hold that each migration that says it works for those before it does."""
    claimed = {revision for revision, works_from in schema._revisions().items() if works_from < revision}
    assert claimed <= found.keys(), "nobody was side by side with another then"
    assert {revision: found[revision] for revision in claimed if found[revision]} == {}
    # What is looked at can be told: some pass and some do not.
    assert [] in found.values()


def test_what_works_in_a_file(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/grid.db")
    hold(looked_through(database))
    database.close()


def test_what_works_on_a_server(url: str) -> None:
    database = Database(url)
    hold(looked_through(database))
    database.close()


def test_the_next_version_of_trials_is_one_that_works(url: str) -> None:
    database = Database(url)
    with knowing_next_revision():
        assert looked_through(database)[NEXT] == []
    database.close()


Change = Callable[[Operations], object]
BREAKING: dict[str, tuple[Change, str]] = {
    "gone": (lambda op: op.drop_column("outbox", "lease_token"), "outbox: lease_token is gone"),
    "no table": (lambda op: op.drop_table("lease"), "lease: the table is gone"),
    "renamed": (
        lambda op: op.alter_column("outbox", "tries", new_column_name="attempts"),
        "outbox: tries is gone",
    ),
    "narrowed": (
        lambda op: op.alter_column("lease", "holder", type_=sa.String(8)),
        "lease: holder holds less",
    ),
    "another type": (
        lambda op: op.alter_column("lease", "token", type_=sa.Numeric()),
        "lease: token is NUMERIC, and was BIGINT",
    ),
    "asked for": (
        lambda op: op.add_column("lease", sa.Column("new", sa.Integer(), nullable=False)),
        "lease: new must be filled in, and has no default",
    ),
    "asked for now": (
        lambda op: op.alter_column("lease", "done_at", nullable=False),
        "lease: done_at must be filled in",
    ),
    "empty now": (
        lambda op: op.alter_column("lease", "holder", nullable=True),
        "lease: holder may be empty where it never was",
    ),
    "unique": (
        lambda op: op.create_unique_constraint("u", "lease", ["holder"]),
        "lease: holder must be unique",
    ),
    "unique index": (
        lambda op: op.create_index("u", "lease", ["holder"], unique=True),
        "lease: holder must be unique",
    ),
    "checked": (lambda op: op.create_check_constraint("c", "lease", "token > 0"), "lease: must hold "),
    "belongs": (
        lambda op: op.create_foreign_key("f", "lease", "setting", ["holder"], ["key"], ondelete="CASCADE"),
        "lease: holder must be there in setting",
    ),
    "hangs on": (
        lambda op: op.create_table(
            "new", sa.Column("of", sa.Integer(), sa.ForeignKey("submission.id"), primary_key=True)
        ),
        "new: whoever deletes a row of submission does not know of those that hang on it",
    ),
}


@pytest.mark.parametrize("change", BREAKING)
def test_what_others_could_not_work_with_is_named(laid: Database, change: str) -> None:
    work, breach = BREAKING[change]
    assert any(found.startswith(breach) for found in breaches_of(laid, work)), breaches_of(laid, work)


FITTING: dict[str, Change] = {
    "a column": lambda op: op.add_column("outbox", sa.Column("new", sa.Integer())),
    "a column with a default": lambda op: op.add_column(
        "outbox", sa.Column("new", sa.Integer(), nullable=False, server_default="0")
    ),
    "a unique one that is left out": lambda op: op.add_column(
        "outbox", sa.Column("new", sa.Integer(), unique=True)
    ),
    "an index": lambda op: op.create_index("i", "outbox", ["due_at"]),
    "more room": lambda op: op.alter_column("lease", "holder", type_=sa.String(200)),
    "a table": lambda op: op.create_table("new", sa.Column("id", sa.Integer(), primary_key=True)),
    "a table that goes with what it hangs on": lambda op: op.create_table(
        "new",
        sa.Column("of", sa.Integer(), sa.ForeignKey("submission.id", ondelete="CASCADE"), primary_key=True),
    ),
}


@pytest.mark.parametrize("change", FITTING)
def test_what_others_can_work_with_is_let_through(laid: Database, change: str) -> None:
    assert breaches_of(laid, FITTING[change]) == []


@pytest.fixture(scope="module")
def laid(server: Any) -> Iterator[Database]:
    database = Database(new_database(server, "laid_for_changes"))
    schema.upgrade(database)
    yield database
    database.close()


def breaches_of(database: Database, change: Change) -> list[str]:
    """Return what of a change others could not work with; it is undone."""
    with database.engine.connect() as connection, connection.begin() as transaction:
        before = schema_of(connection)
        change(Operations(MigrationContext.configure(connection)))
        after = schema_of(connection)
        transaction.rollback()
    return breaches(before, after)


def test_what_follows_from_all_migrations_together(monkeypatch: pytest.MonkeyPatch) -> None:
    def follows(**works_from: str) -> str:
        known = {name.removeprefix("r"): said for name, said in reversed(works_from.items())}
        monkeypatch.setattr(schema, "_revisions", lambda: known)
        return schema.works_from()

    assert follows(r0001="0001") == "0001"
    assert follows(r0001="0001", r0002="0002") == "0002"
    assert follows(r0001="0001", r0002="0001") == "0001"
    assert follows(r0001="0001", r0002="0001", r0003="0002") == "0002"
    assert follows(r0001="0001", r0002="0002", r0003="0001", r0004="0003") == "0003"
    # What needs all to have ended is in the way, whatever a later one says.
    assert follows(r0001="0001", r0002="0002", r0003="0001", r0004="0001") == "0002"


def test_revisions_can_be_compared_and_say_what_there_is() -> None:
    revisions = schema._revisions()
    assert all(re.fullmatch(r"[0-9]{4}", revision) for revision in (*revisions, *revisions.values()))
    assert [*revisions] == sorted(revisions, reverse=True)
    assert set(revisions.values()) <= revisions.keys()
