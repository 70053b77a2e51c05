"""A SQLite database as it is at one moment, in a file of its own, while others go on writing."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

SQLITE_BEGINS = b"SQLite format 3\x00"
_OWNER_ONLY = 0o600


def copy_database(file: Path, to: Path) -> None:
    """Write what `file` holds now to the new file `to`, which its owner alone may read. Raises OSError, sqlite3.Error.

    `VACUUM INTO` and not SQLite's online backup: that one copies pages as they lie, and begins anew with each write of
    others. This writes table by table, so that the order of pages tells nothing of the order in which rows came
    (docs/threat-model.md), and takes nothing of what was deleted. Nobody who writes waits for it.
    """
    os.close(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY))
    with closing(
        sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    ) as source:
        source.execute("VACUUM INTO ?", (str(to),)).close()


def is_whole(file: Path) -> bool:
    """Tell whether `file` is a SQLite database that holds together and has our tables."""
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as copy:
            said = copy.execute("PRAGMA integrity_check").fetchall()
            ours = copy.execute(
                "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
            ).fetchone()
    except sqlite3.DatabaseError:
        return False
    return said == [("ok",)] and ours == (1,)
