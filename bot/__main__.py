"""The command line: gridbot, also python -m bot. Exit codes: 0 done, 1 not done, 2 wrong usage or configuration."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.config import Config, ConfigError, read_config

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


class _Given:
    path = Path("config.toml")


@app.callback()
def common(
    config: Annotated[Path, typer.Option("--config", help="the configuration file")] = Path("config.toml"),
) -> None:
    """清廉网格: a Telegram bot for grid-based integrity supervision in public hospitals."""
    _Given.path = config


@app.command()
def run() -> None:
    """Run the bot until it is stopped."""
    from bot.app import App  # noqa: PLC0415
    from bot.logs import set_up  # noqa: PLC0415

    config = _config()
    set_up(config.token)
    asyncio.run(App(config).run())


def _config() -> Config:
    try:
        return read_config(_Given.path)
    except ConfigError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None


def main() -> None:
    """Run the command line."""
    app()


if __name__ == "__main__":
    main()
