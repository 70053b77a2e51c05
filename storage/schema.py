"""Bring a database to the newest revision; tell which one it is at."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from storage.database import Database


def upgrade(database: Database) -> None:
    """Create or bring up to date the tables of `database`; several processes at once are harmless on PostgreSQL."""
    with database.engine.begin() as connection:
        if MigrationContext.configure(connection).get_current_revision() == newest_revision():
            return
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def current_revision(database: Database) -> str | None:
    """Return the revision that `database` is at, or None for an empty one."""
    with database.engine.begin() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    """Return the revision that this program needs."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config
