"""What every command is given: the language to speak, the clock, and where the configuration lies."""

import os
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.language import spoken_language
from domain.time.clock import Clock, SystemClock, day_in_shanghai
from locales import Argument, Speech, Words

if TYPE_CHECKING:
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
    secret: str = ""
    """The token, once it is known: it is taken out of whatever is said about an error."""

    @property
    def speech(self) -> Speech:
        """The words of the command line."""
        return Speech(self.words, self.language)

    @property
    def today(self) -> date:
        """The day in Shanghai."""
        return day_in_shanghai(self.clock.now())

    def config(self) -> "Config":
        """Read the configuration. Raises ConfigError."""
        from bot.config import read_config  # noqa: PLC0415 - pydantic, which --help does without

        config = read_config(self.config_path)
        self.secret = config.token
        return config

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
