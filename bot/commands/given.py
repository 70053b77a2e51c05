"""What every command is given: the language to speak, the clock, and where the configuration lies."""

import os
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.language import spoken_language
from domain.time.clock import Clock, SystemClock, day_in_shanghai
from locales import Argument, Speech, Words

if TYPE_CHECKING:
    from bot.city.units import Installation
    from bot.config import Config

DEFAULT_CONFIG = Path("config.toml")
ConfigPath = Annotated[Path | None, typer.Option("--config", metavar="PATH", help="command-help-config")]


@dataclass
class Given:
    """One run of the command line."""

    clock: Clock = field(default_factory=SystemClock)
    words: Words = field(default_factory=Words)
    language: str = field(default_factory=lambda: spoken_language(os.environ))
    config_path: Path = DEFAULT_CONFIG
    debug: bool = False
    units: tuple[str, ...] = ()
    """The codes of the units that --unit names."""
    secrets: set[str] = field(default_factory=set)
    """The tokens, once they are known: they are taken out of whatever is said about an error."""

    @property
    def speech(self) -> Speech:
        """The words of the command line."""
        return Speech(self.words, self.language)

    @property
    def today(self) -> date:
        """The day in Shanghai."""
        return day_in_shanghai(self.clock.now())

    def config(self) -> "Config":
        """Read the configuration of the unit. Raises ConfigError, also where there are several and none is named."""
        from bot.config import ConfigError  # noqa: PLC0415 - pydantic, which --help does without

        installation = self.installation()
        units = installation.chosen(self.units)
        if len(units) > 1:
            raise ConfigError("city-which-unit", known="、".join(unit.unit for unit in units))
        _ = units[0].token  # a secret that is not there is said now
        return units[0]

    def installation(self) -> "Installation":
        """Read the configuration of all units. Raises ConfigError."""
        from bot.city.units import read_units  # noqa: PLC0415 - pydantic, which --help does without

        installation = read_units(self.config_path)
        for unit in installation.chosen(self.units):
            with suppress(OSError):  # the secret of another unit may not be there yet
                self.secrets.add(unit.token)
        return installation

    def without_secrets(self, text: str) -> str:
        """Return `text` with no token in it."""
        for secret in self.secrets - {""}:
            text = text.replace(secret, "***")
        return text

    def config_if_any(self) -> "Config | None":
        """Read the configuration; None where there is none and none was asked for: forms can be written without it."""
        if self.config_path == DEFAULT_CONFIG and not self.config_path.exists():
            return None
        return self.config()

    def say(self, key: str, **arguments: Argument) -> None:
        """Print a sentence."""
        typer.echo(self.speech.label(key, **arguments))

    def say_aside(self, key: str, **arguments: Argument) -> None:
        """Print a sentence on standard error: what is printed besides the result."""
        typer.echo(self.speech.label(key, **arguments), err=True)


def find_given(ctx: typer.Context, config: Path | None) -> Given:
    """Return what the command line shares; a --config after the command outweighs one before it."""
    given = ctx.find_object(Given)
    if given is None:
        raise RuntimeError("the command line was started without Given")
    if config is not None:
        given.config_path = config
    return given
