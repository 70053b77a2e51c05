"""Every migration finds rows in every table that there was before it, on SQLite and on PostgreSQL, and loses none."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Column, Connection, MetaData, exists, inspect, select, table, types

from storage.database import Database
from storage.schema import _config, current_revision, newest_revision, upgrade
from storage.tables import metadata
from tests.storage.older import bring_to
from tests.storage.test_postgresql import server, url

__all__ = ["server", "url"]

EMPTIED: frozenset[str] = frozenset()
"""Tables that a migration empties on purpose."""
SAID: dict[tuple[str, str], Any] = {
    ("setting", "key"): "last_tick_at",
    ("setting", "value"): "2026-05-12T17:30:00.123456+00:00",
    ("audit", "chain"): "office",
    ("tip", "number"): "2026-001",
}
"""What stands in columns whose words migrations read."""


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty one."""
    on_file = f"sqlite:///{tmp_path}/grid.db"
    opened = Database(on_file if request.param == "sqlite" else request.getfixturevalue("url"))
    yield opened
    opened.close()


def test_each_is_given_rows_in_every_table_and_keeps_them(database: Database) -> None:
    numbers, laid = count(1), set[str]()
    revisions = [each.revision for each in ScriptDirectory.from_config(_config()).walk_revisions()]
    for revision in reversed(revisions):
        bring_to(database, revision)
        assert current_revision(database) == revision
        lay_rows(database, laid, numbers)
        assert without_rows(database, laid) <= EMPTIED, revision
    upgrade(database)
    assert current_revision(database) == newest_revision()
    assert laid >= metadata.tables.keys()
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        for known in metadata.sorted_tables:
            # As the program reads them: what cannot be read raises.
            assert connection.execute(select(known)).all()


def tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names()) - {"alembic_version"}


def without_rows(database: Database, names: set[str]) -> set[str]:
    with database.engine.connect() as connection:
        there = names & tables(connection)
        return {
            name
            for name in there
            if not connection.execute(select(exists().select_from(table(name)))).scalar()
        }


def lay_rows(database: Database, laid: set[str], numbers: Iterator[int]) -> None:
    """Put a row into each table that is not among `laid`, and note it there."""
    reflected = MetaData()
    with database.engine.begin() as connection:
        new = tables(connection) - laid
        if not new:
            return
        # With those that they name.
        reflected.reflect(connection, only=sorted(new))
        for found in reflected.sorted_tables:
            if found.name in new:
                values = {column.name: value_of(column, numbers) for column in found.columns}
                for column in found.columns:
                    for key in column.foreign_keys:
                        other = (
                            None
                            if key.column.table is found
                            else connection.execute(select(key.column)).scalars().first()
                        )
                        values[column.name] = other
                connection.execute(found.insert().values(values))
    laid |= new


def value_of(column: Column[Any], numbers: Iterator[int]) -> Any:
    """Return something that a column of this kind takes, another each time."""
    if (column.table.name, column.name) in SAID:
        return SAID[column.table.name, column.name]
    kind, number = column.type, next(numbers)
    for of, value in (
        (types.Boolean, False),
        (types.DateTime, datetime(2026, 5, 12, 2)),  # noqa: DTZ001 - as it lies in the column
        (types.Date, date(2026, 5, 12)),
        (types.LargeBinary, bytes([number % 256]) * 32),
        (types.JSON, {}),
        (types.Numeric, number),
        (types.Integer, number),
    ):
        if isinstance(kind, of):
            return value
    return f"{number}"[: getattr(kind, "length", None) or 8]
