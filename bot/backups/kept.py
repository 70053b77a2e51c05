"""Which backups there are, by their names, and where the next one goes."""

import re
from datetime import date, datetime, timedelta
from pathlib import Path

from bot.config import Config, ConfigError
from domain.errors import RefusalError
from domain.time.clock import SHANGHAI, day_in_shanghai
from storage.tips.sealing import check_recipient

_NAME = re.compile(r"gridbot-(\d{4}-\d{2}-\d{2})\.(?:db|dump)\.age")
LATE = timedelta(hours=6)
"""How long after the hour of the night a backup may still be on its way."""


def backup_folder(config: Config) -> Path | None:
    """Return the folder of the nightly backups; None where none are made."""
    return None if config.backup.folder is None else (config.folder / config.backup.folder).resolve()


def backup_name(config: Config, day: date, *, sealed: bool = True) -> str:
    """Return what the backup of `day` is called."""
    kind = "dump" if config.database_file is None else "db"
    return f"gridbot-{day.isoformat()}.{kind}{'.age' if sealed else ''}"


def backup_keys(config: Config) -> tuple[str, ...]:
    """Return the public keys that backups are sealed to: their own, else the office's. May be empty."""
    return config.backup.recipients or config.tips.office_recipients


def check_backups(config: Config) -> None:
    """Raise ConfigError where nightly backups could not be opened by anybody, or would outlive what was erased."""
    if config.backup.folder is None:
        return
    keys = backup_keys(config)
    if not keys:
        raise ConfigError("backup-no-key")
    for key in keys:
        try:
            check_recipient(key)
        except RefusalError:
            raise ConfigError("backup-key-unreadable", recipient=key) from None
    days = config.tips.keep_closed_days
    if config.backup.keep > days:
        raise ConfigError("backup-kept-too-long", keep=config.backup.keep, days=days)


def kept_days(folder: Path) -> dict[date, Path]:
    """Return the backups in `folder` by their days, the oldest first; none where there is no such folder.

    What is called otherwise is somebody else's, and neither counted nor removed.
    """
    if not folder.is_dir():
        return {}
    found: dict[date, Path] = {}
    for path in sorted(folder.iterdir()):
        if (named := _NAME.fullmatch(path.name)) is not None:
            try:
                found[date.fromisoformat(named.group(1))] = path
            except ValueError:
                continue
    return found


def day_due(config: Config, now: datetime) -> date:
    """Return the day whose backup is the newest that should be there at `now` (aware)."""
    today = day_in_shanghai(now)
    at = datetime.combine(today, config.backup.at, SHANGHAI)
    return today if now >= at else today - timedelta(days=1)


def days_behind(config: Config, now: datetime) -> int:
    """Return how many days the newest backup is behind what should be there at `now`; each has LATE for its making.

    A folder without any is as far behind as backups are kept. One of a day to come, made while the clock was set on by
    mistake, stands for none.
    """
    folder = backup_folder(config)
    if folder is None:
        return 0
    due, today = day_due(config, now - LATE), day_in_shanghai(now)
    days = [day for day in kept_days(folder) if day <= today]
    return max((due - max(days)).days, 0) if days else config.backup.keep
