"""A city on a stage: two hospitals and the organ above them, each with its bot, in one installation."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.app import App
from bot.city.doors import doors_to
from bot.city.units import read_units
from bot.folders.duty_blocks import as_blocks
from bot.stage.stage import Stage
from domain.people.people import Role
from domain.people.roster import Roster
from domain.time.clock import SteerableClock, day_in_shanghai
from forms.duties.catalogue import first_duties
from reminders.delivery.pacing import UNPACED
from reports.sheets.sample_hospital import sample_roster
from simulator.phone import Phones
from simulator.remote import Beside
from simulator.server import Simulator
from storage.tips.sealing import OfficeKey, new_office_key
from tests.harness import MAY
from tests.migrated import lay_database

FIRST, SECOND, ORGAN = "first", "second", "organ"
NAMES = {FIRST: "某市第一医院", SECOND: "某市第二医院", ORGAN: "驻市卫生健康委纪检监察组"}
TOKENS = {code: f"{number}:AA{code}" for number, code in enumerate(NAMES, start=42)}


@dataclass(frozen=True)
class City:
    """The units by their codes; each is a stage by itself."""

    folder: Path
    units: Mapping[str, Stage]

    def __getitem__(self, code: str) -> Stage:
        """Return the unit of this code."""
        return self.units[code]


@asynccontextmanager
async def open_city(folder: Path, start: datetime = MAY) -> AsyncIterator[City]:
    """Open the city at `start`: rosters imported, the first tick behind it, its bots answer."""
    clock = SteerableClock(start)
    simulator = Simulator(now=clock.now)
    keys = {code: new_office_key() for code in NAMES}
    for code, token in TOKENS.items():
        simulator.add_bot(token, f"{code}_bot")
    async with AsyncExitStack() as opened:
        url = await opened.enter_async_context(simulator.serve())
        units = read_units(_write(folder, url, keys)).units
        doors = doors_to(units, clock)
        opened.callback(doors.close)
        stages = {}
        for config in units:
            code = config.unit
            config.folder.mkdir(parents=True)
            assert config.database_file is not None
            lay_database(config.database_file)
            phones = await opened.enter_async_context(Phones(Beside(simulator, f"{code}_bot")))
            app = App(config, clock, UNPACED, below=doors if config.is_organ else None)
            stage = Stage(config.folder, config, clock, simulator, phones, keys[code], app, f"{code}_bot")
            opened.push_async_callback(stage.end)
            await stage.import_roster(organ_roster(start) if config.is_organ else _roster(start))
            await stage.start()
            await stage.app.tick()
            stages[code] = stage
        yield City(folder, stages)


def _roster(start: datetime) -> Roster:
    return sample_roster(day_in_shanghai(start))


def organ_roster(start: datetime) -> Roster:
    """Return the organ's own: its first-level grid, and who holds its post there."""
    whole = _roster(start)
    unit = next(grid for grid in whole.grids if grid.level == 1)
    kept = [
        each for each in whole.appointments if each.grid_code == unit.code and each.role is Role.SUPERVISOR
    ]
    numbers = {each.staff_number for each in kept}
    people = [official for official in whole.officials if official.staff_number in numbers]
    return Roster((unit,), tuple(people), tuple(kept))


def _write(folder: Path, url: str, keys: Mapping[str, OfficeKey]) -> Path:
    blocks = [f'[telegram]\napi_base_url = "{url}"\n', as_blocks(first_duties(with_asked=False))]
    for code, name in NAMES.items():
        blocks.append(f'[[unit]]\ncode = "{code}"\nname = "{name}"\ntoken = "{TOKENS[code]}"')
        blocks.append('kind = "organ"' if code == ORGAN else "")
        blocks.append(f'[unit.tips]\noffice_recipients = ["{keys[code].recipient}"]\n')
    path = folder / "config.toml"
    path.write_text("\n".join(blocks), encoding="utf-8")
    return path
