"""service: the systemd unit of this installation, on standard output."""

import getpass
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import typer

from bot.backups.kept import backup_folder
from bot.city.units import read_units
from bot.commands.given import DEFAULT_CONFIG, Given
from bot.config import Config
from bot.installing import machine
from bot.installing.program import find_program
from bot.installing.unit import ServiceUnit

ACCOUNT = "gridbot"
HOME = Path("/var/lib/gridbot")


@dataclass(frozen=True, slots=True)
class Place:
    """Who runs the bot, and in which folder its configuration lies."""

    user: str
    folder: Path


def find_place(given: Given, user: str | None, folder: Path | None) -> Place:
    """Return what is named; else for root the account and folder of a service, for others themselves and here.

    A configuration named by --config says the folder, too.
    """
    by_config = None if given.config_path == DEFAULT_CONFIG else given.config_path.parent
    found = folder or by_config or (HOME if machine.is_root() else Path())
    return Place(user or (ACCOUNT if machine.is_root() else getpass.getuser()), found.resolve())


def unit_for(place: Place, configs: Iterable[Config]) -> str:
    """Return the service's text; what is to be written to besides the folder, `configs` say."""
    writable: list[Path] = []
    for config in configs:
        backups = backup_folder(config)
        database = config.database_file
        writable += [path for path in (database and database.parent, backups) if path is not None]
    return ServiceUnit(place.user, place.folder, find_program(), tuple(dict.fromkeys(writable))).text()


def print_unit(given: Given, user: str | None, folder: Path | None) -> None:
    """Print the unit. Raises ConfigError for a configuration that is there and can't be read."""
    place = find_place(given, user, folder)
    path = place.folder / given.config_path.name
    typer.echo(unit_for(place, read_units(path).units if path.exists() else ()), nl=False)
