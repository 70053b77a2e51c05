"""A backup made: the database copied, sealed, put where it belongs, whole or not at all."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from bot.config import Config
from domain.errors import RefusalError
from storage.backups.sealed_files import seal_file
from storage.backups.servers import dump_database
from storage.backups.snapshots import copy_database

_PARTIAL = ".partial"


def make_backup(config: Config, to: Path, keys: Sequence[str]) -> None:
    """Write the database as it is now to the new file `to`, sealed to `keys`; without any, as it is.

    The bot may run. Until it is sealed the copy lies beside the database, whose secrets it has, and nowhere else.
    Raises RefusalError for a database that there is not (backup-no-database), a missing or failing tool of
    PostgreSQL's, a key that is none, and for `to` where something is there already (command-file-exists); OSError.
    """
    if to.exists():
        raise RefusalError("command-file-exists", path=str(to))
    beside = config.database_file or config.folder / "gridbot"
    with _removed_after(beside.with_name(f".{beside.name}.backup{_PARTIAL}")) as copied:
        _copy(config, copied)
        if not keys:
            _put(copied, to)
            return
        with _removed_after(to.with_name(f".{to.name}{_PARTIAL}")) as sealed:
            seal_file(copied, sealed, keys)
            _put(sealed, to)


def _copy(config: Config, to: Path) -> None:
    file = config.database_file
    if file is None:
        dump_database(config.database_url, to)
    elif file.exists():
        copy_database(file, to)
    else:
        raise RefusalError("backup-no-database", path=str(file))


@contextmanager
def _removed_after(path: Path) -> Iterator[Path]:
    """Give `path` for a file that is gone afterwards, and that one who was killed may have left behind."""
    path.unlink(missing_ok=True)
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _put(written: Path, to: Path) -> None:
    """Have `written` at `to`, for good: what is on the disk under that name is whole."""
    try:
        # Unlike a rename, this never writes over what has come there meanwhile.
        os.link(written, to)
    except FileExistsError:
        raise RefusalError("command-file-exists", path=str(to)) from None
    except OSError:
        # Another file system, or one that knows no links (a share of the network).
        _carry(written, to)
    with suppress(OSError):  # not every file system lets a folder be opened
        descriptor = os.open(to.parent, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _carry(written: Path, to: Path) -> None:
    if written.stat().st_dev == to.parent.stat().st_dev:
        written.rename(to)
        return
    on_its_way = to.with_name(f".{to.name}{_PARTIAL}")
    with _removed_after(on_its_way), written.open("rb") as source:
        descriptor = os.open(on_its_way, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as target:
            while piece := source.read(2**20):
                target.write(piece)
            target.flush()
            os.fsync(target.fileno())
        on_its_way.rename(to)
