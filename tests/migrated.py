"""A database with all tables and nothing in them, made once a process: a migration takes longer than most tests."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from storage.database import Database
from storage.schema import upgrade


def lay_database(path: Path) -> None:
    """Put a migrated SQLite file at `path`, unless one is there: then it is a restart."""
    if not path.exists():
        path.write_bytes(_migrated())


@cache
def _migrated() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "grid.db"
        database = Database(f"sqlite:///{path}")
        upgrade(database)
        database.close()
        return path.read_bytes()
