"""backup and restore, typed as the README says."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command

from bot.backups import making, restoring
from storage import schema
from storage.backups.snapshots import copy_database
from storage.database import Database
from storage.schema import newest_revision
from storage.sole_use import sole_use
from tests.bot.commands.typing_hand import Hand

PERSON = "INSERT INTO person VALUES (1, '1', '心内科主任', '主任', '中层', 0, '1', NULL, NULL)"
BACKUP = "gridbot-2026-05-12.db.age"


def people(file: Path) -> int:
    with closing(sqlite3.connect(file)) as database:
        return int(database.execute("SELECT count(*) FROM person").fetchone()[0])


def left_over(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))


@pytest.fixture
def settled(hand: Hand) -> Hand:
    hand.settles_in()
    hand.imports_the_sample()
    return hand


def test_a_backup_is_sealed_and_put_back_with_the_office_key_and_ends_in_doctor(settled: Hand) -> None:
    database, known = settled.folder / "gridbot.db", people(settled.folder / "gridbot.db")
    made = settled.types("backup")
    assert (made.code, made.out.splitlines()[0]) == (0, f"已写入 {BACKUP}")
    sealed = (settled.folder / BACKUP).read_bytes()
    assert sealed.startswith(b"age-encryption.org/v1\n")
    assert "心内科".encode() not in sealed
    assert (settled.folder / BACKUP).stat().st_mode & 0o777 == 0o600
    again = settled.types("backup")
    assert (again.code, again.complaint) == (1, f"{BACKUP} 已存在，未覆盖。")
    database.unlink()
    back = settled.types("restore", BACKUP, "--key", "office-key.txt")
    # Without a token doctor finds a fault, as it should.
    assert (back.code, back.out.splitlines()[0]) == (1, f"已还原 {BACKUP}")
    assert "✓ 数据库：版本" in back.out
    assert people(database) == known > 70
    assert left_over(settled.folder) == []
    assert "2 条" in settled.types("audit", "verify").out


def test_what_is_there_is_not_written_over_and_is_kept_when_it_is_to_be_replaced(settled: Hand) -> None:
    database = settled.folder / "gridbot.db"
    settled.types("backup", "then.age")
    with closing(sqlite3.connect(database)) as opened:
        opened.execute("INSERT INTO setting VALUES ('since', 'then')")
        opened.commit()
    refused = settled.types("restore", "then.age", "--key", "office-key.txt")
    assert (refused.code, refused.complaint.partition("。")[0]) == (1, f"{database} 已存在，未覆盖")
    forced = settled.types("restore", "then.age", "--key", "office-key.txt", "--force")
    assert f"原来的数据库在 {database}.replaced" in forced.out
    since = "SELECT count(*) FROM setting WHERE key = 'since'"
    for file, count in ((database, 0), (settled.folder / "gridbot.db.replaced", 1)):
        with closing(sqlite3.connect(file)) as opened:
            assert opened.execute(since).fetchone() == (count,), file
    settled.types("restore", "then.age", "--key", "office-key.txt", "--force")
    assert (settled.folder / "gridbot.db.replaced-2").exists()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder: (folder / BACKUP).write_bytes((folder / BACKUP).read_bytes()[:-100_000]), "打不开"),
        (lambda folder: (folder / BACKUP).write_bytes(b"SQLite format 3\x00" + bytes(5000)), "或已损坏"),
        (lambda folder: (folder / BACKUP).write_bytes(b""), "或已损坏"),
        (lambda folder: (folder / "office-key.txt").write_text("没有密钥"), "密钥格式不对"),
        (lambda folder: (folder / BACKUP).unlink(), BACKUP),
    ],
)
def test_a_file_that_is_none_or_is_damaged_or_another_key_changes_nothing(
    settled: Hand, spoil: object, said: str
) -> None:
    settled.types("backup")
    before = (settled.folder / "gridbot.db").read_bytes()
    assert callable(spoil)
    spoil(settled.folder)
    ended = settled.types("restore", BACKUP, "--key", "office-key.txt", "--force")
    assert ended.code == 1
    assert said in ended.complaint
    assert (settled.folder / "gridbot.db").read_bytes() == before
    assert left_over(settled.folder) == []


def test_one_of_a_newer_program_is_refused_and_one_that_is_sealed_wants_a_key(settled: Hand) -> None:
    settled.types("backup", "plain.db", "--plain")
    sealed = settled.types("backup", "sealed.age")
    assert sealed.code == 0
    assert "请用 --key" in settled.types("restore", "sealed.age", "--force").complaint
    with closing(sqlite3.connect(settled.folder / "plain.db")) as opened:
        opened.execute("UPDATE alembic_version SET version_num = '9999'")
        opened.commit()
    before = (settled.folder / "gridbot.db").read_bytes()
    assert settled.types("restore", "plain.db", "--force").code == 1
    assert (settled.folder / "gridbot.db").read_bytes() == before


def test_nothing_is_put_back_below_a_bot_that_runs(settled: Hand) -> None:
    settled.types("backup")
    file = settled.folder / "gridbot.db"
    running = sole_use(f"sqlite:///{file}", file)
    assert running.take()
    try:
        ended = settled.types("restore", BACKUP, "--key", "office-key.txt", "--force")
    finally:
        running.give_up()
    assert (ended.code, "机器人正在运行" in ended.complaint) == (1, True)


def test_without_a_key_nothing_is_written_unless_that_is_meant(settled: Hand) -> None:
    config = settled.folder / "config.toml"
    lines = config.read_text("utf-8").splitlines()
    config.write_text("\n".join(line for line in lines if not line.startswith("office_recipients")), "utf-8")
    refused = settled.types("backup")
    assert (refused.code, "请加 --plain" in refused.complaint) == (1, True)
    assert not (settled.folder / BACKUP).exists()
    assert settled.types("backup", "--plain").out.startswith("已写入 gridbot-2026-05-12.db\n")
    assert people(settled.folder / "gridbot-2026-05-12.db") > 70


def test_a_full_disk_leaves_no_half_of_a_backup(settled: Hand, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28), "gridbot.db")

    for part in ("copy_database", "seal_file"):
        with monkeypatch.context() as patch:
            patch.setattr(making, part, full)
            assert settled.types("backup").code == 1
        assert left_over(settled.folder) == []
        assert not (settled.folder / BACKUP).exists()
    settled.types("backup")
    with monkeypatch.context() as patch:
        patch.setattr(restoring, "open_file", full)
        assert settled.types("restore", BACKUP, "--key", "office-key.txt", "--force").code == 1
    assert people(settled.folder / "gridbot.db") > 70


def test_any_age_tool_opens_it(settled: Hand) -> None:
    if shutil.which("age") is None:
        pytest.skip("age is not installed")
    settled.types("backup")
    opened = subprocess.run(  # noqa: S603 - the file that was just made
        ["age", "--decrypt", "-i", "office-key.txt", "-o", "opened.db", BACKUP],  # noqa: S607
        cwd=settled.folder,
        check=True,
    )
    assert opened.returncode == 0
    assert people(settled.folder / "opened.db") > 70


def test_a_backup_of_every_earlier_revision_is_put_back_and_brought_up_to_date(settled: Hand) -> None:
    """With a row from the first one on, which must still be there."""
    old = settled.folder / "old.db"
    database = Database(f"sqlite:///{old}")
    revisions = list(reversed(schema._revisions()))
    for revision in revisions:
        with schema._without_foreign_keys(database) as connection, connection.begin():
            config = schema._config()
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            if revision == revisions[0]:
                connection.exec_driver_sql(PERSON)
        copy_database(old, settled.folder / f"{revision}.db")
    database.close()
    for revision in revisions:
        ended = settled.types("restore", f"{revision}.db", "--force")
        assert f"✓ 数据库：版本 {newest_revision()}" in ended.out, revision
        assert people(settled.folder / "gridbot.db") == 1, revision
