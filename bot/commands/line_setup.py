"""What can be typed to install: `gridbot service`, `gridbot setup`."""
# ruff: noqa: PLC0415 - each command loads what it needs and no more, as in bot/commands/line.py

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.given import ConfigPath, find_given

User = Annotated[str | None, typer.Option("--user", metavar="NAME", help="setup-help-user")]
Folder = Annotated[Path | None, typer.Option("--folder", metavar="FOLDER", help="setup-help-folder")]


def add_setup_commands(app: typer.Typer) -> None:
    """Add both to the command line."""
    app.command("service", help="setup-help-service")(service)


def service(ctx: typer.Context, user: User = None, folder: Folder = None, config: ConfigPath = None) -> None:
    """Print a systemd unit."""
    from bot.commands.service import print_unit

    print_unit(find_given(ctx, config), user, folder)
