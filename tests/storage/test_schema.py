from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from storage.database import Database
from storage.schema import current_revision, newest_revision, upgrade
from storage.tables import Moment, metadata


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(f"sqlite:///{tmp_path}/grid.db")
    yield opened
    opened.close()


def test_an_empty_database_is_at_no_revision_and_is_brought_to_the_newest(database: Database) -> None:
    assert current_revision(database) is None
    upgrade(database)
    assert current_revision(database) == newest_revision()
    assert newest_revision() is not None


def test_upgrading_again_changes_nothing(database: Database) -> None:
    upgrade(database)
    before = inspect(database.engine).get_table_names()
    upgrade(database)
    assert inspect(database.engine).get_table_names() == before


def test_the_migrations_make_exactly_the_tables_of_the_program(database: Database) -> None:
    upgrade(database)
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []


def test_a_moment_is_stored_as_utc_and_one_without_a_zone_is_refused(database: Database) -> None:
    moment, dialect = Moment(), database.engine.dialect
    at = datetime(2026, 5, 12, 2, tzinfo=UTC)
    stored = moment.process_bind_param(at, dialect)
    assert moment.process_result_value(stored, dialect) == at
    with pytest.raises(ValueError, match="needs a zone"):
        moment.process_bind_param(datetime(2026, 5, 12), dialect)  # noqa: DTZ001
