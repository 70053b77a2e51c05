"""What can be typed about registers: `gridbot registers ...`."""
# ruff: noqa: PLC0415 - each command loads what it needs and no more, as in bot/commands/line.py

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.given import ConfigPath, find_given

NOT_DONE = 1

registers_app = typer.Typer(name="registers", rich_markup_mode=None)


@registers_app.command("check", help="registers-help-check")
def check(
    ctx: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILES", help="registers-help-files")] = None,
    config: ConfigPath = None,
) -> None:
    """Look for faults in the registers of this installation, or in the files given."""
    from bot.commands.register_check import check_registers_of

    if not check_registers_of(find_given(ctx, config), files or []):
        raise typer.Exit(NOT_DONE)


@registers_app.command("preview", help="registers-help-preview")
def preview(  # noqa: PLR0913 - the options of a command
    ctx: typer.Context,
    register: Annotated[str, typer.Argument(metavar="ID|FILE", help="registers-help-register")],
    language: Annotated[
        str | None, typer.Option("--language", metavar="zh|en", help="registers-help-language")
    ] = None,
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="registers-help-html")] = None,
    config: ConfigPath = None,
    *,
    mermaid: Annotated[bool, typer.Option("--mermaid", help="registers-help-mermaid")] = False,
) -> None:
    """Say in words what a register is and show every window of it, or draw its states."""
    from bot.commands.register_preview import draw_register, preview_register

    if mermaid:
        draw_register(find_given(ctx, config), register, language)
    else:
        preview_register(find_given(ctx, config), register, language, html)


def add_register_commands(app: typer.Typer) -> None:
    """Add `registers` and what is below it to the command line."""
    app.add_typer(registers_app, name="registers", help="registers-help-command")
