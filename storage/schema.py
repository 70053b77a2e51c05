"""Bring a database to the newest revision; tell which one it is at."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select

from storage.database import Database
from storage.statements.engines import TIMEOUTS

_UPGRADING = 0x67726964
"""The advisory lock of whoever upgrades; any number that no other program takes."""

_ALEMBIC = threading.Lock()


def upgrade(database: Database) -> None:
    """Create or bring up to date the tables of `database`; of several processes at once, one does and the rest wait."""
    with _without_foreign_keys(database) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            # A transaction on SQLite holds the whole file; here the second would fail on the first one's tables.
            for name in TIMEOUTS:
                connection.exec_driver_sql(f"SET LOCAL {name} = 0")
            connection.execute(select(func.pg_advisory_xact_lock(_UPGRADING)))
        if MigrationContext.configure(connection).get_current_revision() == newest_revision():
            return
        config = _config()
        config.attributes["connection"] = connection
        # alembic keeps what it is doing in its module: two threads, each with a database of its own, would mix them.
        with _ALEMBIC:
            command.upgrade(config, "head")
        if connection.dialect.name == "sqlite":
            lost = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if lost:
                raise RuntimeError(
                    f"the upgrade would leave rows of {lost[0][0]} without what they belong to"
                )


@contextmanager
def _without_foreign_keys(database: Database) -> Iterator[Connection]:
    """Give a connection for migrations: SQLite makes a table anew to change it, and others' rows name it meanwhile.

    The rows are looked through at the end instead; within a transaction the setting can't be changed.
    """
    with database.engine.connect() as connection:
        if connection.dialect.name != "sqlite":
            # Whoever waited is to see what the first one did, and not what was there when it began to wait.
            yield connection.execution_options(isolation_level="READ COMMITTED")
            return
        driver = connection.connection
        driver.cursor().execute("PRAGMA foreign_keys=OFF").close()
        try:
            yield connection
        finally:
            driver.cursor().execute("PRAGMA foreign_keys=ON").close()


def current_revision(database: Database) -> str | None:
    """Return the revision that `database` is at, or None for an empty one."""
    with database.engine.begin() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str:
    """Return the revision that this program needs."""
    return _revisions()[0]


def is_known(revision: str | None) -> bool:
    """Tell whether this program can work from `revision`: that of an empty database, or one it knows."""
    return revision is None or revision in _revisions()


@cache
def _revisions() -> tuple[str, ...]:
    """Return the revisions of this program, the newest first; kept, since every migration is read for it."""
    return tuple(known.revision for known in ScriptDirectory.from_config(_config()).walk_revisions())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
