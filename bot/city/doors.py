"""The organ's doors to the hospitals of its installation, put together where configurations are known."""

from collections.abc import Iterable
from functools import partial

from bot.config import Config
from bot.folders.form_folder import open_library
from bot.folders.register_folder import open_registers
from domain.time.clock import Clock
from storage.database import Database
from usecases.city.door import Doors, Hospital
from usecases.site import Site


def doors_to(units: Iterable[Config], clock: Clock) -> Doors:
    """Return the doors to every hospital among `units`; nothing is opened yet."""
    return Doors(
        {
            unit.unit: Hospital(unit.hospital.name, partial(_open, unit, clock))
            for unit in units
            if not unit.is_organ
        }
    )


def _open(config: Config, clock: Clock) -> Site:
    """Open a hospital's database beside its own bot, which may run elsewhere; nothing in it is changed by that."""
    if config.database_file is not None and not config.database_file.exists():
        # SQLite would make an empty one, and the hospital's bot find it there.
        raise FileNotFoundError
    return Site(
        database=Database(config.database_url),
        clock=clock,
        forms=open_library(config),
        duties=config.duties(),
        hours=config.hours,
        working_days=config.working_days(),
        registers=open_registers(config),
        rotation=config.rotation.rule(),
    )
