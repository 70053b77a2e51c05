"""`python -m tests.bench.import_roster CONFIG MOMENT FILE`: `gridbot import-roster`, on a day that the bench chose.

FILE is a roster that has been read (big_hospital.roster_file); all that comes after is the command's own.
"""

import pickle
import sys
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

from bot.commands import rosters
from bot.commands.given import Given
from tests.running_clock import RunningClock

if __name__ == "__main__":
    given = Given(clock=RunningClock(datetime.fromisoformat(sys.argv[2])), config_path=Path(sys.argv[1]))
    with (
        patch.object(rosters, "read_roster", pickle.loads),
        patch.object(rosters, "read_bounded", lambda file, _: file.read_bytes()),
    ):
        rosters.import_file(given, Path(sys.argv[3]), dry_run=False, confirmed=True)
