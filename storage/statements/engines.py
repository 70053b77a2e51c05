"""Engines: how a database is opened, and what is said when it can't be used."""

from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, InternalError, OperationalError

from storage.statements.hooks import POOLED, send_before_others

LOCK_WAIT_S = 30


READS = "gridbot_reads"
SERVER_CONNECTIONS: Final = 5
"""How many connections to PostgreSQL are kept: who writes, who reads (reads.READERS), one for whoever else comes."""
TIMEOUTS: Final = {
    "lock_timeout": "8s",
    "statement_timeout": "2min",
    "idle_in_transaction_session_timeout": "1min",
}
"""How long PostgreSQL waits: for others' locks, as long as people do; for one statement, where the longest read of a
city takes seconds; for whoever has begun and says no more (a process that sleeps), before others need what it holds."""
_NOTICED: Final = {
    "connect_timeout": 5,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "tcp_user_timeout": 15_000,
}
"""That a server has gone without a word is noticed after so long (seconds, milliseconds the last)."""
_AWAY: Final = ("08", "57P", "25P03", "53300")
"""The SQLSTATEs of a server that goes, comes, or takes nobody more; of a connection that it ends."""


def find_trouble(error: BaseException) -> str | None:
    """Return in one line why the database can't be used, where that is what `error` says; else None."""
    if isinstance(error, ModuleNotFoundError) and error.name == "psycopg":
        return f"{error}; pip install 'gridbot[postgresql]'"
    # Its own kind alone: those below DatabaseError, but for the two, tell of a fault in what was asked.
    if isinstance(error, OperationalError | InterfaceError) or type(error) is DatabaseError:
        return str(error.orig).strip().partition("\n")[0]
    return None


def is_away(error: BaseException | None) -> bool:
    """Tell whether `error` says that PostgreSQL is not there, or ends this connection: it may be there again soon."""
    if not isinstance(error, DBAPIError):
        return False
    # Whoever could not even connect has no SQLSTATE; an error of SQLite's never has.
    state = getattr(error.orig, "sqlstate", "")
    if state is None:
        return isinstance(error, OperationalError)
    return error.connection_invalidated or state.startswith(_AWAY)


def is_of_the_database(error: BaseException) -> bool:
    """Tell whether `error` is the database's (away, busy, full, a transaction that can't go on), and no wrong question.

    Whoever asked for something else would be told the same: nothing is known of what was asked.
    """
    # psycopg and SQLite each have more classes, all below these.
    return (
        isinstance(error, OperationalError | InterfaceError | InternalError) or type(error) is DatabaseError
    )


def _server_engine(url: str) -> Engine:
    given = make_url(url).query
    arguments = {name: value for name, value in _NOTICED.items() if name not in given}
    engine = create_engine(
        url,
        pool_size=SERVER_CONNECTIONS,
        isolation_level="SERIALIZABLE",
        connect_args=arguments,
        hide_parameters=True,
    )
    send_before_others(engine)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, record: Any) -> None:
        connection.autocommit = True
        # A pooler hands out numbers of its own (pgbouncer, in every mode): what a session keeps may be lost behind it.
        record.info[POOLED] = (
            connection.execute("SELECT pg_backend_pid()").fetchone()[0] != connection.info.backend_pid
        )
        if record.info[POOLED]:
            connection.prepare_threshold = None
        else:
            for name, value in TIMEOUTS.items():
                connection.execute(f"SET {name} = '{value}'")
        connection.autocommit = False

    return engine


def make_engine(url: str) -> Engine:
    """Return an engine for `url`; on SQLite with WAL, foreign keys, erased deletions and immediate transactions."""
    if not url.startswith("sqlite"):
        return _server_engine(url)
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
