"""A backup put back: opened, looked through and brought up to date beside the database, and only then in its place."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.config import Config
from domain.errors import RefusalError
from storage.backups.sealed_files import AGE_BEGINS, open_file
from storage.backups.servers import DUMP_BEGINS, find_dumped_revision, restore_dump
from storage.backups.snapshots import SQLITE_BEGINS, is_whole
from storage.database import Database
from storage.schema import current_revision, is_known, upgrade
from storage.sole_use import sole_use
from storage.statements.scrubbing import empty_log

_REPLACED = ".replaced"


def restore_backup(config: Config, backup: Path, identity: str | None, *, force: bool) -> Path | None:
    """Put `backup` in the place of the database; return where the one that was there lies now, if any.

    `identity` is the text of a key file, for one that is sealed. What was there on a PostgreSQL server is gone.
    Raises RefusalError while the bot runs (restore-while-running), for a database that is there, unless `force`
    (restore-exists), for a sealed file without a key (restore-sealed) or with another's (tips-not-opened), for what is
    no backup of this kind of database (restore-not-ours) or of a newer program (command-database-newer), and OSError.
    Then all is as it was.
    """
    sole = sole_use(config.database_url, config.database_file)
    if not sole.take():
        raise RefusalError("restore-while-running")
    try:
        if _holds_something(config) and not force:
            raise RefusalError("restore-exists", path=_name_of(config))
        with _opened(config, backup, identity) as plain:
            if config.database_file is not None:
                return _put_file(config.database_file, plain)
            _put_dump(config, plain)
            return None
    finally:
        sole.give_up()


def _name_of(config: Config) -> str:
    file = config.database_file
    return str(file) if file else config.database_url.rpartition("@")[2].rpartition("//")[2]


def _holds_something(config: Config) -> bool:
    if config.database_file is not None:
        return config.database_file.exists()
    database = Database(config.database_url)
    try:
        return current_revision(database) is not None
    finally:
        database.close()


@contextmanager
def _opened(config: Config, backup: Path, identity: str | None) -> Iterator[Path]:
    """Give the backup as it was before it was sealed, beside the database and never where the backups lie."""
    beside = config.database_file or config.folder / "gridbot"
    opened = beside.with_name(f".{beside.name}.restored")
    _remove(opened)
    try:
        if not _begins(backup, AGE_BEGINS):
            # Copied, since it is brought up to date.
            _copy(backup, opened)
        elif identity is None:
            raise RefusalError("restore-sealed", path=str(backup))
        else:
            open_file(backup, opened, identity)
        yield opened
    finally:
        _remove(opened)


def _begins(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(len(mark)) == mark


def _copy(backup: Path, to: Path) -> None:
    descriptor = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with backup.open("rb") as source, os.fdopen(descriptor, "wb") as target:
        while piece := source.read(2**20):
            target.write(piece)


def _put_file(file: Path, plain: Path) -> Path | None:
    if not (_begins(plain, SQLITE_BEGINS) and is_whole(plain)):
        raise RefusalError("restore-not-ours", path=str(file))
    _bring_up_to_date(f"sqlite:///{plain}")
    with plain.open("rb") as written:
        os.fsync(written.fileno())
    replaced = None
    if file.exists():
        # What its log holds belongs to it, and would be taken for the restored one's.
        if not empty_log(file):
            raise RefusalError("restore-while-running")
        replaced = _free(file.with_name(f"{file.name}{_REPLACED}"))
        file.rename(replaced)
    for log in ("-wal", "-shm"):
        file.with_name(f"{file.name}{log}").unlink(missing_ok=True)
    plain.rename(file)
    return replaced


def _put_dump(config: Config, plain: Path) -> None:
    revision = find_dumped_revision(plain) if _begins(plain, DUMP_BEGINS) else None
    if revision is None:
        raise RefusalError("restore-not-ours", path=_name_of(config))
    if not is_known(revision):
        raise RefusalError("command-database-newer")
    restore_dump(config.database_url, plain)
    _bring_up_to_date(config.database_url)


def _bring_up_to_date(url: str) -> None:
    database = Database(url)
    try:
        if not is_known(current_revision(database)):
            raise RefusalError("command-database-newer")
        upgrade(database)
    finally:
        database.close()


def _free(path: Path) -> Path:
    """Return `path`, or the first with a number behind it that nothing lies at."""
    tried, number = path, 1
    while tried.exists():
        number += 1
        tried = path.with_name(f"{path.name}-{number}")
    return tried


def _remove(path: Path) -> None:
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)
