"""A database on a PostgreSQL server, backed up and put back by the server's own programs."""

import asyncio
from pathlib import Path

import pytest

from bot.backups.making import make_backup
from bot.backups.restoring import restore_backup
from bot.config import Config, DatabaseBlock
from domain.errors import RefusalError
from domain.threads import in_a_thread
from reports.sheets.sample_hospital import sample_roster
from storage.audit import AuditEntry
from storage.database import Database
from storage.schema import upgrade
from storage.tips.sealing import new_office_key
from storage.unit_of_work import UnitOfWork
from tests.desks import MAY, import_roster
from tests.installed_postgresql import find_programs, installed_server

WRITERS = 3


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


async def test_a_backup_that_is_made_while_people_write_is_of_one_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What one transaction wrote together is together in each of them, and the audit log's chain is whole."""
    programs = find_programs()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed (Debian: apt install postgresql)")
    monkeypatch.setenv("PATH", str(programs))
    with installed_server(programs) as urls:
        database = Database(urls % "one")
        upgrade(database)
        import_roster(database, sample_roster(MAY.date()), MAY.date())
        key, written = new_office_key(), Written()
        writers = [asyncio.ensure_future(written.write(database, writer)) for writer in range(WRITERS)]
        backed_up = Config(database=DatabaseBlock(url=urls % "one"), folder=tmp_path)
        await written.begun.wait()
        for number in range(2):
            before = written.times
            await in_a_thread(make_backup, backed_up, tmp_path / f"{number}.age", [key.recipient])
            assert written.times > before, "nobody wrote meanwhile"
        written.is_over = True
        await asyncio.gather(*writers)
        database.close()
        other = Config(database=DatabaseBlock(url=urls % "two"), folder=tmp_path)
        for number in range(2):
            restore_backup(other, tmp_path / f"{number}.age", key.identity, force=True)
            check_whole(urls % "two")


class Written:
    """What is written meanwhile: two numbers and a line of the audit log in each transaction."""

    def __init__(self) -> None:
        self.times, self.is_over, self.begun = 0, False, asyncio.Event()

    async def write(self, database: Database, writer: int) -> None:
        """Write until it is over."""
        number = 0

        def work(uow: UnitOfWork) -> None:
            for name in ("one", "two"):
                uow.settings.put(f"{name}{writer}", str(number))
            uow.audit.add(AuditEntry(MAY, None, "tested", f"{writer}:{number}"))

        while not self.is_over:
            number += 1
            await database.run(work)
            self.times += 1
            if self.times > 3 * WRITERS:
                self.begun.set()


def check_whole(url: str) -> None:
    """See that what was put back hangs together."""
    database = Database(url)

    def look(uow: UnitOfWork) -> tuple[list[str | None], list[str | None], list[int], object]:
        ones, twos = ([uow.settings.find(f"{name}{n}") for n in range(WRITERS)] for name in ("one", "two"))
        lines = [len(uow.audit.all_about(f"{n}:{one}")) for n, one in enumerate(ones)]
        return ones, twos, lines, uow.audit.verify()

    ones, twos, lines, faults = database.write(look)
    # It is one that can be worked on, too.
    database.write(lambda uow: uow.audit.add(AuditEntry(MAY, None, "tested", "since")))
    database.close()
    assert ones == twos
    assert lines == [1] * WRITERS
    assert faults == []
