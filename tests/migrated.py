"""A database with all tables and nothing in them, made once a process: a migration takes longer than most tests."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from sqlalchemy import Connection

from storage import schema
from storage.database import Database

_MANAGED = ("BEGIN", "COMMIT")


def lay_database(path: Path) -> None:
    """Put a migrated SQLite file at `path`, unless one is there: then it is a restart."""
    if not path.exists():
        path.write_bytes(_migrated()[0])


def is_empty(connection: Connection) -> bool:
    """Tell whether a SQLite file holds nothing at all yet."""
    return connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar() == 0


def lay_tables(connection: Connection) -> None:
    """Give an empty SQLite file what all migrations together make, in the transaction that is open."""
    driver = connection.connection.driver_connection
    assert driver is not None
    for statement in _migrated()[1]:
        driver.execute(statement).close()


@cache
def _migrated() -> tuple[bytes, tuple[str, ...]]:
    """Return what the migrations themselves make of an empty file: the file, and the statements that make it anew."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "grid.db"
        database = Database(f"sqlite:///{path}")
        with database.engine.begin() as connection:
            config = schema._config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            driver = connection.connection.driver_connection
            assert driver is not None
            statements = tuple(line for line in driver.iterdump() if not line.startswith(_MANAGED))
        database.close()
        return path.read_bytes(), statements
