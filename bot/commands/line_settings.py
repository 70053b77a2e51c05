"""What can be typed about settings: `gridbot settings export`, `gridbot settings import`."""
# ruff: noqa: PLC0415 - each command loads what it needs and no more, as in bot/commands/line.py

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.given import ConfigPath, find_given

settings_app = typer.Typer(name="settings", rich_markup_mode=None)


@settings_app.command("export", help="settings-help-export")
def export(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="settings-help-new-file")] = None,
    config: ConfigPath = None,
) -> None:
    """Print what is set, or write it to a new file."""
    from bot.commands.settings_file import export_settings

    export_settings(find_given(ctx, config), file)


@settings_app.command("import", help="settings-help-import")
def bring_in(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="settings-help-file")],
    config: ConfigPath = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="settings-help-dry-run")] = False,
) -> None:
    """Set what a file says, or show what that would change."""
    from bot.commands.settings_file import import_settings

    import_settings(find_given(ctx, config), file, dry_run=dry_run)


def add_settings_commands(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.add_typer(settings_app, help="settings-help-settings")
