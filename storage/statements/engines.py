"""Engines: how a database is opened, and what is said when it can't be used."""

from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, InterfaceError, OperationalError

from storage.statements.hooks import send_before_others

LOCK_WAIT_S = 30


READS = "gridbot_reads"


def find_trouble(error: BaseException) -> str | None:
    """Return in one line why the database can't be used, where that is what `error` says; else None."""
    if isinstance(error, ModuleNotFoundError) and error.name == "psycopg":
        return f"{error}; pip install 'gridbot[postgresql]'"
    # Its own kind alone: those below DatabaseError, but for the two, tell of a fault in what was asked.
    if isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError:
        return str(error.orig).strip().partition("\n")[0]
    return None


def make_engine(url: str) -> Engine:
    """Return an engine for `url`; on SQLite with WAL, foreign keys, erased deletions and immediate transactions."""
    if not url.startswith("sqlite"):
        engine = create_engine(url, pool_size=2, hide_parameters=True)
        send_before_others(engine)
        return engine
    arguments = {"timeout": LOCK_WAIT_S, "check_same_thread": False}
    engine = create_engine(url, connect_args=arguments, hide_parameters=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # sqlite3 must not begin transactions behind SQLAlchemy's back
        for pragma in (
            "journal_mode=WAL",
            "synchronous=NORMAL",
            "foreign_keys=ON",
            "secure_delete=ON",
            "temp_store=MEMORY",
            # Whenever the log begins anew, what is left of the old one is cut off.
            "journal_size_limit=0",
        ):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # Whoever only reads waits for no lock.
        reads = connection.get_execution_options().get(READS)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine
