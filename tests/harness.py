"""A hospital in a folder: the simulator, the bot on it over HTTP, the sample hospital, a clock that tests move."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.logs import day_is
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


_first_days: dict[datetime, Mapping[str, bytes]] = {}


@asynccontextmanager
async def open_hospital(folder: Path, start: datetime = MAY) -> AsyncIterator[Hospital]:
    """Open the sample hospital at `start`, its first tick behind it; everything ends with the block."""
    if start not in _first_days:
        with TemporaryDirectory() as elsewhere:
            _first_days[start] = await _first_day(Path(elsewhere), start)
    for name, content in _first_days[start].items():
        (folder / name).write_bytes(content)
    async with open_stage(folder, start, USERNAME) as hospital:
        day_is(day_in_shanghai(start))
        hospital.app.pulse.beat()
        await hospital.start()
        yield hospital


async def _first_day(folder: Path, start: datetime) -> Mapping[str, bytes]:
    """Return what lies in a hospital's folder after its roster was imported and the clock has ticked once.

    Most tests begin there: made once a process for each `start`, it is a quarter of what a hospital takes to open.
    """
    lay_database(folder / "gridbot.db")
    async with open_stage(folder, start, USERNAME) as hospital:
        await hospital.import_roster(sample_roster(day_in_shanghai(start)))
        await hospital.start()
        await hospital.app.tick()
    return _files_in(folder)


def _files_in(folder: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "config.toml"}
