"""The database of a command: opened, brought to the newest revision, closed again."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.config import Config
from storage.database import Database
from storage.schema import upgrade


@contextmanager
def open_database(config: Config) -> Iterator[Database]:
    """Open the database for the length of the block; a bot that runs meanwhile is not disturbed.

    One that a newer version of this program has written stays as it is. Raises RefusalError as `upgrade` says.
    """
    if config.unit:
        config.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = Database(config.database_url)
    try:
        upgrade(database)
        yield database
    finally:
        database.close()
