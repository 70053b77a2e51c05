"""`python -m tests.bench.import_roster CONFIG MOMENT FILE`: `gridbot import-roster`, on a day that the bench chose."""

import sys
from datetime import datetime
from pathlib import Path

from bot.commands.given import Given
from bot.commands.rosters import import_file
from tests.running_clock import RunningClock

if __name__ == "__main__":
    given = Given(clock=RunningClock(datetime.fromisoformat(sys.argv[2])), config_path=Path(sys.argv[1]))
    import_file(given, Path(sys.argv[3]), dry_run=False, confirmed=True)
