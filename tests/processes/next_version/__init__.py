"""The next version of this program, for trials: a migration, a letter and a button that the version of today lacks."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic.config import Config

import handlers
import reminders
from storage import schema

HERE = Path(__file__).parent
NEXT = "9999"
"""Its newest revision."""


def become_next() -> None:
    """Have this process be of the next version, from now on and before anything is asked for."""
    for room in (handlers, reminders):
        room.__path__ = [*room.__path__, str(HERE / room.__name__)]
    lay_next_revision()


def lay_next_revision() -> None:
    """Have this process know the migration of the next version."""
    of_today = schema._config

    def config() -> Config:
        found = of_today()
        own = Path(schema.__file__).parent / "migrations" / "versions"
        found.set_main_option("path_separator", "newline")
        found.set_main_option("version_locations", f"{own}\n{HERE / 'versions'}")
        return found

    vars(schema)["_config"] = config
    schema._revisions.cache_clear()


@contextmanager
def knowing_next_revision() -> Iterator[None]:
    """Have this process know the migration of the next version while the block runs."""
    of_today = schema._config
    lay_next_revision()
    try:
        yield
    finally:
        vars(schema)["_config"] = of_today
        schema._revisions.cache_clear()
