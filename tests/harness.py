"""A hospital in a folder: the simulator, the bot on it over HTTP, the sample hospital, a clock that tests move."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from bot.stage.stage import TOKEN, Stage, open_stage, write_config
from domain.time.clock import SHANGHAI, day_in_shanghai
from reports.sheets.sample_hospital import sample_roster
from tests.migrated import lay_database

__all__ = ["MAY", "TOKEN", "USERNAME", "Hospital", "open_hospital", "write_config"]

Hospital = Stage
"""Everything a test needs; `app` is replaced by a restart."""
USERNAME = "gridbot_test"
MAY = datetime(2026, 5, 12, 10, 0, tzinfo=SHANGHAI)
"""A day on which the monthly report is the only thing open."""


@asynccontextmanager
async def open_hospital(folder: Path, start: datetime = MAY) -> AsyncIterator[Hospital]:
    """Open the sample hospital at `start`; everything ends with the block."""
    lay_database(folder / "gridbot.db")
    async with open_stage(folder, start, USERNAME) as hospital:
        await hospital.import_roster(sample_roster(day_in_shanghai(start)))
        await hospital.start()
        await hospital.app.tick()
        yield hospital
