"""The backup of each night, by a clock that is moved."""

import logging
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.app import App
from bot.backups import nightly
from bot.backups.kept import check_backups, days_behind, kept_days
from bot.backups.nightly import NightlyBackups
from bot.blocks.office_blocks import BackupBlock, TipsBlock
from bot.config import Config, ConfigError
from bot.watch.watch import Watch
from storage.backups.sealed_files import open_file
from storage.backups.snapshots import is_whole
from storage.tips.sealing import new_office_key
from tests.desks import shanghai
from tests.harness import Hospital

KEY = new_office_key()


def with_backups(hospital: Hospital, folder: Path, keep: int = 3) -> Config:
    block = BackupBlock(folder=folder, keep=keep, recipients=(KEY.recipient,))
    return hospital.config.model_copy(update={"backup": block})


async def test_each_night_has_one_also_after_a_downtime_and_no_more_are_kept_than_wanted(
    hospital: Hospital, tmp_path: Path
) -> None:
    folder = tmp_path / "apart" / "backups"
    backups = NightlyBackups(with_backups(hospital, folder), hospital.clock)
    hospital.clock.move_to(shanghai(5, 13, 2, 29))
    assert await backups.make_if_due()
    assert list(kept_days(folder)) == [date(2026, 5, 12)]
    assert not await backups.make_if_due()
    hospital.clock.move_to(shanghai(5, 13, 2, 30))
    assert await backups.make_if_due()
    assert not await backups.make_if_due()
    for day in (16, 17, 18):
        hospital.clock.move_to(shanghai(5, day, 12))
        assert await backups.make_if_due()
    (folder / "gridbot-2026-02-31.db.age").write_bytes(b"")
    (folder / "别的文件").write_bytes(b"")
    assert [day.day for day in kept_days(folder)] == [16, 17, 18]
    newest = max(kept_days(folder).items())[1]
    open_file(newest, tmp_path / "opened.db", KEY.identity)
    assert is_whole(tmp_path / "opened.db")
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


async def test_what_fails_is_tried_again_within_an_hour_and_told_of_without_values(
    hospital: Hospital, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    tried = []

    def full(*_: object) -> None:
        tried.append(1)
        raise OSError(28, "secret-name")

    config = with_backups(hospital, tmp_path / "backups")
    backups = NightlyBackups(config, hospital.clock)
    with monkeypatch.context() as patch, caplog.at_level(logging.ERROR):
        patch.setattr(nightly, "make_backup", full)
        assert not await backups.make_if_due()
        assert not await backups.make_if_due()
        assert len(tried) == 1
    assert ("2026-05-12" in caplog.text, "secret-name" in caplog.text) == (True, False)
    hospital.clock.advance(timedelta(hours=1))
    assert await backups.make_if_due()


async def test_backups_that_stay_away_are_told_to_level_one_and_shown_to_whoever_watches(
    hospital: Hospital, tmp_path: Path
) -> None:
    office = await hospital.phone_of("监察室主任")
    config = with_backups(hospital, tmp_path / "backups")
    hospital.clock.move_to(shanghai(5, 12, 10, 5))
    watch = Watch(config, hospital.app.desk, lambda: None, hospital.app.pulse)
    await hospital.app.tick()
    assert "backup" not in {check.name for check in (await watch.look()).checks}
    hospital.clock.advance(timedelta(hours=1))
    await hospital.app.tick()
    assert (await watch.look()).troubles == ("backup",)
    await hospital.app.tick()
    assert "未能按时备份数据" in (await office.see("未能按时备份数据")).text
    assert await NightlyBackups(config, hospital.clock).make_if_due()
    assert (await watch.look()).ok
    hospital.clock.move_to(shanghai(5, 14, 8, 31))
    await hospital.app.tick()
    assert [check.detail for check in (await watch.look()).checks if check.name == "backup"] == [2]


async def test_a_backup_of_a_day_to_come_hides_none_that_is_missing(
    hospital: Hospital, tmp_path: Path
) -> None:
    """As of a clock that was set on by a year, and back."""
    config = with_backups(hospital, tmp_path / "backups")
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "gridbot-2027-05-12.db.age").write_bytes(b"")
    assert days_behind(config, hospital.clock.now()) == config.backup.keep
    assert await NightlyBackups(config, hospital.clock).make_if_due()
    assert days_behind(config, hospital.clock.now()) == 0


async def test_a_bot_without_a_folder_for_them_makes_none(hospital: Hospital) -> None:
    assert not await NightlyBackups(hospital.config, hospital.clock).make_if_due()


async def test_a_bot_that_runs_makes_them(hospital: Hospital, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    other = App(with_backups(hospital, folder), hospital.clock)
    try:
        assert await other._backups.make_if_due()
    finally:
        await other.close()
    assert len(kept_days(folder)) == 1


@pytest.mark.parametrize(
    ("tips", "backup", "said"),
    [
        ({}, {}, "backup-no-key"),
        ({"office_recipients": ("age1nothing",)}, {}, "backup-key-unreadable"),
        ({"office_recipients": (KEY.recipient,)}, {"keep": 91}, "backup-kept-too-long"),
    ],
)
def test_backups_that_nobody_could_open_or_that_outlive_what_is_erased_are_refused(
    tips: dict[str, object], backup: dict[str, object], said: str
) -> None:
    block = BackupBlock.model_validate({"folder": "backups", **backup})
    config = Config(tips=TipsBlock.model_validate(tips), backup=block)
    with pytest.raises(ConfigError) as refused:
        check_backups(config)
    assert refused.value.key == said
    check_backups(Config(backup=BackupBlock(keep=91)))
