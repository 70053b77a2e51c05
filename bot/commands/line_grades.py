"""What can be typed about the grading file: `gridbot grades ...`."""
# ruff: noqa: PLC0415 - each command loads what it needs and no more, as in bot/commands/line.py

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.given import ConfigPath, find_given

NOT_DONE = 1

grades_app = typer.Typer(name="grades", rich_markup_mode=None)


@grades_app.callback()
def grades() -> None:
    """Keep `check` a word of its own: a single command would take the place of the group."""


@grades_app.command("check", help="grading-help-check")
def check(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help="grading-help-file")] = None,
    config: ConfigPath = None,
) -> None:
    """Look for faults in the grading file in use, or in the one given; without any, count an example by it."""
    from bot.commands.grade_check import check_grading

    if not check_grading(find_given(ctx, config), file):
        raise typer.Exit(NOT_DONE)


def add_grade_commands(app: typer.Typer) -> None:
    """Add `grades` and what is below it to the command line."""
    app.add_typer(grades_app, name="grades", help="grading-help-command")
