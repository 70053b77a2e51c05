"""What doctor says of the nightly backups."""

from collections.abc import Iterator

from bot.backups.kept import backup_folder, check_backups, days_behind, kept_days
from bot.commands.findings import Finding, fault, good, note
from bot.commands.given import Given
from bot.config import Config
from locales.dates import day_name


def check_nightly_backups(config: Config, given: Given) -> Iterator[Finding]:
    """Tell the newest and how many there are. Raises ConfigError for backups that nobody could open."""
    check_backups(config)
    folder = backup_folder(config)
    if folder is None:
        yield note("backup-doctor-off")
        return
    kept = kept_days(folder)
    if not kept:
        yield note("backup-doctor-none", path=str(folder))
        return
    day = day_name(given.speech, max(kept))
    behind = days_behind(config, given.clock.now())
    if behind:
        yield fault("backup-doctor-behind", day=day, days=behind, path=str(folder))
    else:
        yield good("backup-doctor", day=day, count=len(kept), path=str(folder))
