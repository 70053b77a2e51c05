"""What can be typed about templates of campaigns: `gridbot campaign ...`."""
# ruff: noqa: PLC0415 - each command loads what it needs and no more, as in bot/commands/line.py

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.given import ConfigPath, find_given

NOT_DONE = 1

campaign_app = typer.Typer(name="campaign", rich_markup_mode=None)


@campaign_app.command("check", help="campaign-help-check")
def check(
    ctx: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILES", help="campaign-help-files")] = None,
    config: ConfigPath = None,
) -> None:
    """Look for faults in the templates of this installation, or in the files given."""
    from bot.commands.campaign_check import check_campaigns_of

    if not check_campaigns_of(find_given(ctx, config), files or []):
        raise typer.Exit(NOT_DONE)


@campaign_app.command("preview", help="campaign-help-preview")
def preview(
    ctx: typer.Context,
    template: Annotated[str, typer.Argument(metavar="ID|FILE", help="campaign-help-template")],
    start: Annotated[str | None, typer.Option("--start", metavar="DAY", help="campaign-help-start")] = None,
    language: Annotated[
        str | None, typer.Option("--language", metavar="zh|en", help="campaign-help-language")
    ] = None,
    config: ConfigPath = None,
) -> None:
    """Show when each phase would begin and each task fall due."""
    from bot.commands.campaign_preview import preview_campaign

    preview_campaign(find_given(ctx, config), template, start, language)


def add_campaign_commands(app: typer.Typer) -> None:
    """Add `campaign` and what is below it to the command line."""
    app.add_typer(campaign_app, name="campaign", help="campaign-help-command")
