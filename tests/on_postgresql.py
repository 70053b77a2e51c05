"""`pytest -p tests.on_postgresql`: tests that open a SQLite file of their own are given a database on PostgreSQL.

One server for each process of the tests; each file has a database of its own behind it, made from one that was migrated
once, or an empty one where what an earlier version left is brought up to date (OLDER). Whoever opens the same file
again finds the same database. What is about SQLite itself (SKIPPED) is skipped.
"""

import atexit
import os
from contextlib import ExitStack
from functools import cache
from itertools import count
from typing import Any

import pytest

from storage import database as opened
from storage.database import Database
from storage.schema import upgrade
from storage.statements import engines
from tests import desks, migrated
from tests.postgresql_server import new_database, postgresql_server

SQLITE = "sqlite:///"
BROKEN_ROWS = "rows are laid or broken in SQLite's own words"
COUNTED = "what SQLite is asked, or how it finds it, is looked at"
SKIPPED: dict[str, str] = {
    "storage/test_audit.py": BROKEN_ROWS,
    "test_rows_of_before_hang_together_and_count_no_more": COUNTED,
    "registers/test_plans.py": COUNTED,
    "who_is_reached_as_counted_one_by_one": COUNTED,
    "test_what_waits_for_a_branch_is_looked_for_by_branch_however_few_duties_there_are": COUNTED,
}
OLDER = (
    "migration",
    "test_whoever_was_there_before_names_had_keys_is_found_by_them",
    "test_what_was_assessed_before_stands_as_it_was_and_can_be_graded",
    "test_what_one_process_enters_another_counts_by",
    "test_the_table_comes_with_rows_in_place",
)
"""Parts of the names of tests that bring an empty database to an earlier revision first."""

_HELD = ExitStack()
_NUMBERS = count(1)
_FOUND: dict[str, str] = {}
_make = engines.make_engine


@cache
def _server() -> Any:
    """The server, with a migrated database called model; it ends with the process."""
    server = _HELD.enter_context(postgresql_server("fsync = off", "synchronous_commit = off"))
    atexit.register(_HELD.close)
    database = Database(new_database(server, "model"))
    upgrade(database)
    database.close()
    return server


def _engine(url: str) -> Any:
    if not url.startswith(SQLITE):
        return _make(url)
    if url not in _FOUND:
        server, name = _server(), f"of_{next(_NUMBERS)}"
        is_empty = any(part in os.environ.get("PYTEST_CURRENT_TEST", "") for part in OLDER)
        server.psql(f"CREATE DATABASE {name} {'' if is_empty else 'TEMPLATE model STRATEGY file_copy'}")
        _FOUND[url] = str(server.get_uri(database=name)).replace("postgresql://", "postgresql+psycopg://")
    return _make(_FOUND[url])


def pytest_configure() -> None:
    """Have every database opened so from now on; no file is laid for it."""
    opened.make_engine = _engine  # type: ignore[attr-defined]
    migrated._migrated = lambda: (b"", ())  # type: ignore[assignment]
    desks.IS_COPIED = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, by name and with its reason, what is about SQLite itself."""
    for item in items:
        for name, reason in SKIPPED.items():
            if name in item.nodeid:
                item.add_marker(pytest.mark.skip(reason=reason))
