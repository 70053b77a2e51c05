"""Bring a database to the newest revision; tell which one it is at, and whether this program can work with it.

A migration says `works_from`: from which revision on programs can work with what it makes. The newest program writes
down what follows from all of them (docs/upgrading.md), so that older ones go on, and start, on a newer database. A
migration that does not say it needs all of them to have ended.
"""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from functools import cache
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, inspect, select
from sqlalchemy.exc import DBAPIError

from domain.errors import RefusalError
from storage.database import Database
from storage.leases.leases import Leases
from storage.leases.processes import RunningProcesses
from storage.leases.right import this_process
from storage.leases.tables import leases, running_processes
from storage.settings import Settings
from storage.statements.engines import TIMEOUTS
from storage.tables import settings
from storage.transactions.serial import LOCK_ALONE

_UPGRADING = 0x67726964
"""The advisory lock of whoever upgrades; any number that no other program takes."""
WORKS_FROM: Final = "works_from"
"""The setting that says from which revision on programs can work with the database as it is."""
BESIDE: Final = {"lock_timeout": "2s", "statement_timeout": "6s"}
"""How long an upgrade waits for a table, and may take for one change, while others work: they wait for 8 s."""
AGAIN_S: Final = 1.0
"""After how long it is tried again: those who have waited behind it go first."""
PATIENCE_S: Final = 180.0
_HELD_UP: Final = frozenset({"55P03", "57014", "40P01"})
"""The SQLSTATEs of who has waited for a lock, or worked, for longer than that, or was in a circle of who waits."""
_ALEMBIC = threading.Lock()
log = logging.getLogger(__name__)


class SchemaStanding(Enum):
    """How a database stands to this program."""

    EMPTY = auto()
    OLDER = auto()
    NEWEST = auto()
    NEWER_WORKS = auto()
    """A newer version has written it, and says that this one can work with it."""
    NEWER = auto()
    """A newer version has written it, and this one can't."""


def upgrade(database: Database) -> None:
    """Create or bring up to date the tables of `database`; of several processes at once, one does and the rest wait.

    One that is newer and works is left as it is. While others work on a server, it waits for nobody for long, so that
    nobody waits long for it; it is tried again instead. Raises RefusalError: command-database-newer for one that is
    newer and does not work, command-others-older while processes run that could not work with what it would make,
    command-upgrade-held-up where it finds no room for three minutes.
    """
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            _try_to_upgrade(database)
        except DBAPIError as error:
            if getattr(error.orig, "sqlstate", None) not in _HELD_UP:
                raise
            if time.monotonic() > until:
                raise RefusalError("command-upgrade-held-up") from error
            log.info("the database is in use, it is brought up to date in a moment")
            threading.Event().wait(AGAIN_S)
        else:
            return


def _try_to_upgrade(database: Database) -> None:
    with _without_foreign_keys(database) as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            # A transaction on SQLite holds the whole file; here the second would fail on the first one's tables.
            _limit(connection, dict.fromkeys(TIMEOUTS, "0"))
            connection.execute(select(func.pg_advisory_xact_lock(_UPGRADING)))
        standing = _standing(connection)
        if standing is SchemaStanding.NEWER:
            raise RefusalError("command-database-newer")
        if standing in (SchemaStanding.NEWEST, SchemaStanding.NEWER_WORKS):
            return
        if standing is SchemaStanding.OLDER and connection.dialect.name == "postgresql":
            _make_room(connection)
        config = _config()
        config.attributes["connection"] = connection
        # alembic keeps what it is doing in its module: two threads, each with a database of its own, would mix them.
        with _ALEMBIC:
            command.upgrade(config, "head")
        Settings(connection).put(WORKS_FROM, works_from())
        if connection.dialect.name == "sqlite":
            lost = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if lost:
                raise RuntimeError(
                    f"the upgrade would leave rows of {lost[0][0]} without what they belong to"
                )


def _make_room(connection: Connection) -> None:
    """Have nobody write from here on to the end, and see that whoever goes on then can; wait for nobody for long."""
    others = _others(connection)
    if unfit := [holder for holder, revision in others.items() if revision < works_from()]:
        names = "、".join(sorted(holder.rpartition(":")[0] for holder in unfit))
        raise RefusalError("command-others-older", processes=names)
    if others:
        _limit(connection, BESIDE)
    # Before any table: whoever writes has this lock first as well, so that nobody waits in a circle.
    connection.exec_driver_sql(LOCK_ALONE)


def _others(connection: Connection) -> dict[str, str]:
    """Return the revisions of the other processes that run, by their names; empty for one that does not say it."""
    tables = inspect(connection).get_table_names()
    others: dict[str, str] = {}
    if leases.name in tables:
        found = Leases(connection)
        now = found.now()
        others = {lease.holder: "" for lease in found.all() if lease.is_held(now)}
    if running_processes.name in tables:
        living = RunningProcesses(connection).living()
        others |= {process.holder: process.revision for process in living}
    others.pop(this_process(), None)
    return others


def _limit(connection: Connection, limits: dict[str, str]) -> None:
    for name, value in limits.items():
        connection.exec_driver_sql(f"SET LOCAL {name} = '{value}'")


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


def standing_of(database: Database) -> SchemaStanding:
    """Return how `database` stands to this program; nothing is changed."""
    with database.engine.begin() as connection:
        return _standing(connection)


def is_usable(database: Database) -> bool:
    """Tell whether `database` has all that this program asks for: brought up to date, or newer and it works."""
    return standing_of(database) in (SchemaStanding.NEWEST, SchemaStanding.NEWER_WORKS)


def _standing(connection: Connection) -> SchemaStanding:
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is None:
        return SchemaStanding.EMPTY
    if revision == newest_revision():
        return SchemaStanding.NEWEST
    if is_known(revision):
        return SchemaStanding.OLDER
    said = Settings(connection).find(WORKS_FROM) if inspect(connection).has_table(settings.name) else None
    works = said is not None and newest_revision() >= said
    return SchemaStanding.NEWER_WORKS if works else SchemaStanding.NEWER


def newest_revision() -> str:
    """Return the revision that this program needs."""
    return next(iter(_revisions()))


def works_from() -> str:
    """Return the revision from which on programs can work with what all migrations of this one together make.

    Revisions are numbers of four digits, compared as texts.
    """
    fit, asked = newest_revision(), ""
    for revision, its_own in _revisions().items():
        # What the migrations after this one ask for at least.
        if asked > revision:
            break
        fit, asked = revision, max(asked, its_own)
    return fit


def is_known(revision: str | None) -> bool:
    """Tell whether this program can work from `revision`: that of an empty database, or one it knows."""
    return revision is None or revision in _revisions()


@cache
def _revisions() -> dict[str, str]:
    """Return the revisions of this program, the newest first, with what each `works_from`: itself where it is silent.

    Kept, since every migration is read for it.
    """
    known = ScriptDirectory.from_config(_config()).walk_revisions()
    return {script.revision: getattr(script.module, WORKS_FROM, script.revision) for script in known}


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
