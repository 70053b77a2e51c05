"""A database on a PostgreSQL server, backed up and put back by the server's own programs."""

from pathlib import Path

import pytest

from bot.backups.making import make_backup
from bot.backups.restoring import restore_backup
from bot.config import Config, DatabaseBlock
from domain.errors import RefusalError
from storage.database import Database
from storage.schema import upgrade
from storage.tips.sealing import new_office_key
from tests.installed_postgresql import find_programs, installed_server


def test_a_database_on_a_server_is_backed_up_and_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Into an empty one, and in the place of what has changed since."""
    programs = find_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed (Debian: apt install postgresql)")
    with installed_server(programs) as urls:
        _check(urls % "one", urls % "two", programs, tmp_path, monkeypatch)


def _check(url: str, other_url: str, programs: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key, backup = new_office_key(), folder / "then.age"
    config = Config(database=DatabaseBlock(url=url), folder=folder)
    other = Config(database=DatabaseBlock(url=other_url), folder=folder)
    with monkeypatch.context() as patch:
        patch.setenv("PATH", "")
        with pytest.raises(RefusalError, match="backup-no-tool"):
            make_backup(config, backup, [key.recipient])
    monkeypatch.setenv("PATH", str(programs))
    database = Database(url)
    upgrade(database)
    database.write(lambda uow: uow.settings.put("k", "then"))
    make_backup(config, backup, [key.recipient])
    database.write(lambda uow: uow.settings.put("k", "since"))
    database.close()
    restore_backup(other, backup, key.identity, force=False)
    assert _value(other_url) == "then"
    with pytest.raises(RefusalError, match="restore-exists"):
        restore_backup(config, backup, key.identity, force=False)
    with pytest.raises(RefusalError, match="restore-not-ours"):
        _restore_text(config, folder)
    assert _value(url) == "since"
    restore_backup(config, backup, key.identity, force=True)
    assert _value(url) == "then"
    assert sorted(path.name for path in folder.iterdir() if path.name.startswith(".")) == []


def _restore_text(config: Config, folder: Path) -> None:
    text = folder / "no.dump"
    text.write_bytes(b"SQLite format 3\x00")
    restore_backup(config, text, None, force=True)


def _value(url: str) -> str | None:
    database = Database(url)
    try:
        return database.write(lambda uow: uow.settings.find("k"))
    finally:
        database.close()
