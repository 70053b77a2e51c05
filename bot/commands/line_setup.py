"""What can be typed to install: `gridbot service`, `gridbot setup`."""
# ruff: noqa: PLC0415 - each command loads what it needs and no more, as in bot/commands/line.py

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.given import ConfigPath, find_given
from bot.commands.saying import NOT_DONE

Backups = Annotated[str | None, typer.Option("--backups", metavar="FOLDER", help="setup-help-backups")]
RosterFile = Annotated[Path | None, typer.Option("--roster", metavar="FILE.xlsx", help="setup-help-roster")]
ApiBaseUrl = Annotated[
    str | None,
    typer.Option("--api-base-url", metavar="URL", envvar="GRIDBOT_API_BASE_URL", help="setup-help-api"),
]
Proxy = Annotated[
    str | None, typer.Option("--proxy", metavar="URL", envvar="GRIDBOT_PROXY", help="setup-help-proxy")
]
Listen = Annotated[
    str | None,
    typer.Option("--listen", metavar="HOST:PORT", envvar="GRIDBOT_LISTEN", help="setup-help-listen"),
]
User = Annotated[str | None, typer.Option("--user", metavar="NAME", help="setup-help-user")]
Folder = Annotated[Path | None, typer.Option("--folder", metavar="FOLDER", help="setup-help-folder")]

Service = Annotated[bool | None, typer.Option("--service/--no-service", help="setup-help-with-service")]
Hearings = Annotated[bool | None, typer.Option("--hearings/--no-hearings", help="setup-help-hearings")]


def add_setup_commands(app: typer.Typer) -> None:
    """Add both to the command line."""
    app.command("setup", help="setup-help-setup")(setup)
    app.command("service", help="setup-help-service")(service)


def service(ctx: typer.Context, user: User = None, folder: Folder = None, config: ConfigPath = None) -> None:
    """Print a systemd unit."""
    from bot.commands.service import print_unit

    print_unit(find_given(ctx, config), user, folder)


def setup(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    ctx: typer.Context,
    hospital: Annotated[
        str | None, typer.Option("--hospital", metavar="NAME", help="setup-help-hospital")
    ] = None,
    token_file: Annotated[
        Path | None, typer.Option("--token-file", metavar="FILE", help="setup-help-token")
    ] = None,
    letters_to: Annotated[
        str | None, typer.Option("--letters-to", metavar="TEXT", help="setup-help-letters")
    ] = None,
    backups: Backups = None,
    roster: RosterFile = None,
    api_base_url: ApiBaseUrl = None,
    proxy: Proxy = None,
    listen: Listen = None,
    user: User = None,
    folder: Folder = None,
    config: ConfigPath = None,
    *,
    service: Service = None,
    hearings: Hearings = None,
) -> None:
    """Go from nothing to a bot that can be started."""
    from bot.installing.talk import SetupOptions
    from bot.installing.wizard import set_up_all

    places = (user, folder, service, listen, hearings)
    options = SetupOptions(hospital, token_file, api_base_url, proxy, letters_to, backups, roster, *places)
    if not set_up_all(find_given(ctx, config), options):
        raise typer.Exit(NOT_DONE)
