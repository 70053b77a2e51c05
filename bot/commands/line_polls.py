"""What can be typed about forms of polls: `gridbot polls ...`."""
# ruff: noqa: PLC0415 - each command loads what it needs and no more, as in bot/commands/line.py

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.given import ConfigPath, find_given

NOT_DONE = 1

polls_app = typer.Typer(name="polls", rich_markup_mode=None)


@polls_app.command("check", help="polls-help-check")
def check(
    ctx: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILES", help="polls-help-files")] = None,
    config: ConfigPath = None,
) -> None:
    """Look for faults in the forms of polls of this installation, or in the files given."""
    from bot.commands.poll_check import check_polls_of

    if not check_polls_of(find_given(ctx, config), files or []):
        raise typer.Exit(NOT_DONE)


@polls_app.command("preview", help="polls-help-preview")
def preview(
    ctx: typer.Context,
    form: Annotated[str, typer.Argument(metavar="ID|FILE", help="polls-help-form")],
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="polls-help-html")] = None,
    language: Annotated[
        str | None, typer.Option("--language", metavar="zh|en", help="polls-help-language")
    ] = None,
    config: ConfigPath = None,
) -> None:
    """Show each window in which a poll of this form is answered."""
    from bot.commands.poll_preview import preview_poll

    preview_poll(find_given(ctx, config), form, html, language)


def add_poll_commands(app: typer.Typer) -> None:
    """Add `polls` and what is below it to the command line."""
    app.add_typer(polls_app, name="polls", help="polls-help-command")
