"""What can be typed about backups: `gridbot backup`, `gridbot restore`."""
# ruff: noqa: PLC0415 - each command loads what it needs and no more, as in bot/commands/line.py

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.given import ConfigPath, find_given

NOT_DONE = 1


def add_backup_commands(app: typer.Typer) -> None:
    """Add both to the command line."""
    app.command("backup", help="backup-help-backup")(backup)
    app.command("restore", help="backup-help-restore")(restore)


def backup(
    ctx: typer.Context,
    out: Annotated[Path | None, typer.Argument(metavar="FILE", help="backup-help-out")] = None,
    recipient: Annotated[
        list[str] | None, typer.Option("--recipient", metavar="age1...", help="backup-help-recipient")
    ] = None,
    config: ConfigPath = None,
    *,
    plain: Annotated[bool, typer.Option("--plain", help="backup-help-plain")] = False,
) -> None:
    """Write the database to one file while the bot runs."""
    from bot.commands.back_up import back_up

    back_up(find_given(ctx, config), out, recipient or [], plain=plain)


def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="backup-help-file")],
    key: Annotated[Path | None, typer.Option("--key", metavar="KEY", help="backup-help-key")] = None,
    config: ConfigPath = None,
    *,
    force: Annotated[bool, typer.Option("--force", help="backup-help-force")] = False,
) -> None:
    """Put a backup in the place of the database."""
    from bot.commands.back_up import restore as put_back

    if not put_back(find_given(ctx, config), file, key, force=force):
        raise typer.Exit(NOT_DONE)
