"""The backup of each night, made beside the bot while it runs."""

import logging
from datetime import timedelta
from pathlib import Path

from bot.backups.kept import backup_folder, backup_keys, backup_name, day_due, kept_days
from bot.backups.making import make_backup
from bot.config import Config
from domain.errors import RefusalError
from domain.threads import in_a_thread
from domain.time.clock import Clock

log = logging.getLogger(__name__)

TRIED_AGAIN_AFTER = timedelta(hours=1)


class NightlyBackups:
    """Makes the day's backup once its hour has come, and removes what is older than is kept."""

    def __init__(self, config: Config, clock: Clock) -> None:
        """Do nothing yet."""
        self._config = config
        self._clock = clock
        self._failed: timedelta | None = None

    async def make_if_due(self) -> bool:
        """Make what is due; return whether there was anything to do that could be done. Never raises.

        One night's is made once, also by a bot that was started later in the day; what fails is tried again within
        an hour, and the watch tells of it.
        """
        folder = backup_folder(self._config)
        if folder is None or self._waits():
            return False
        day = day_due(self._config, self._clock.now())
        if day in kept_days(folder):
            return False
        try:
            await in_a_thread(self._make, folder / backup_name(self._config, day))
        except (OSError, RefusalError, RuntimeError, ValueError) as error:
            self._failed = self._clock.elapsed()
            # The error's own text may name what lies in the database.
            what = error.key if isinstance(error, RefusalError) else type(error).__name__
            log.error("the backup of %s was not made: %s", day, what)  # noqa: TRY400 - without its values
            return False
        self._failed = None
        return True

    def _waits(self) -> bool:
        return self._failed is not None and self._clock.elapsed() - self._failed < TRIED_AGAIN_AFTER

    def _make(self, to: Path) -> None:
        to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        make_backup(self._config, to, backup_keys(self._config))
        for _day, path in sorted(kept_days(to.parent).items())[: -self._config.backup.keep]:
            path.unlink()
