"""--unit CODE of every command that reads a configuration: which unit it is about, where there are several."""

from typing import Annotated, Any

import typer

from bot.commands.given import Given

UNITS_VARIABLE = "GRIDBOT_UNITS"
"""Codes with spaces between: for a container of which several run."""


def offer_units(command: Any, option: Any = None) -> None:
    """Add --unit to `command` and to all below it that have --config; it may be said before the command as well."""
    option = option or _option()
    names = {parameter.name for parameter in command.params}
    if "config" in names and "units" not in names:
        command.params.append(option)
    for below in getattr(command, "commands", {}).values():
        offer_units(below, option)


def _keep(context: typer.Context, codes: list[str] | None) -> None:
    given = context.find_object(Given)
    if given is not None and codes:
        given.units = tuple(codes)


def _naming_units(
    units: Annotated[
        list[str] | None,
        typer.Option(
            "--unit",
            metavar="CODE",
            envvar=UNITS_VARIABLE,
            help="city-help-unit",
            callback=_keep,
            expose_value=False,
        ),
    ] = None,
) -> None:
    """Stand for every command in this: typer makes options of a function's parameters alone."""


def _option() -> Any:
    naming = typer.Typer(add_completion=False)
    naming.command()(_naming_units)
    params: list[Any] = list(typer.main.get_command(naming).params)
    return params[0]
