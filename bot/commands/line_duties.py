"""What can be typed about duties: when they fall due, and which messages about them did not arrive."""
# ruff: noqa: PLC0415 - each command loads what it needs and no more, as in bot/commands/line.py

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.given import ConfigPath, find_given

_FIRST_YEAR, _LAST_YEAR = 2001, 2098


def calendar(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    ctx: typer.Context,
    year: Annotated[
        int | None,
        typer.Option("--year", metavar="YEAR", min=_FIRST_YEAR, max=_LAST_YEAR, help="calendar-help-year"),
    ] = None,
    duty: Annotated[list[str] | None, typer.Option("--duty", metavar="ID", help="calendar-help-duty")] = None,
    grid: Annotated[str | None, typer.Option("--grid", metavar="CODE", help="calendar-help-grid")] = None,
    ics: Annotated[Path | None, typer.Option("--ics", metavar="FILE", help="calendar-help-ics")] = None,
    config: ConfigPath = None,
) -> None:
    """Show when every duty falls due."""
    from bot.commands.calendar import WantedCalendar, show_calendar

    show_calendar(find_given(ctx, config), WantedCalendar(year, tuple(duty or ()), grid), ics)


def outbox(ctx: typer.Context, config: ConfigPath = None) -> None:
    """List the messages that did not arrive."""
    from bot.commands.undelivered import list_undelivered

    list_undelivered(find_given(ctx, config))


def add_duty_commands(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.command("calendar", help="calendar-help-command")(calendar)
    app.command("outbox", help="delivery-help-outbox")(outbox)
