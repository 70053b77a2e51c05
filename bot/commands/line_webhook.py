"""What can be typed about where Telegram sends updates: `gridbot webhook ...`."""
# ruff: noqa: PLC0415 - each command loads what it needs and no more, as in bot/commands/line.py

import typer

from bot.commands.given import ConfigPath, find_given
from bot.commands.saying import NOT_DONE

webhook_app = typer.Typer(name="webhook", rich_markup_mode=None)


@webhook_app.command("set", help="webhook-help-set")
def set_(ctx: typer.Context, config: ConfigPath = None) -> None:
    """Have Telegram send updates to [webhook] url."""
    from bot.commands.webhook import set_it

    _end(set_it(find_given(ctx, config)))


@webhook_app.command("remove", help="webhook-help-remove")
def remove(ctx: typer.Context, config: ConfigPath = None) -> None:
    """Have updates fetched again."""
    from bot.commands.webhook import remove_it

    _end(remove_it(find_given(ctx, config)))


@webhook_app.command("show", help="webhook-help-show")
def show(ctx: typer.Context, config: ConfigPath = None) -> None:
    """Print what Telegram knows."""
    from bot.commands.webhook import show_it

    _end(show_it(find_given(ctx, config)))


def _end(done: bool) -> None:  # noqa: FBT001 - what a command came to
    if not done:
        raise typer.Exit(NOT_DONE)


def add_webhook_commands(app: typer.Typer) -> None:
    """Add `webhook` and what is below it to the command line."""
    app.add_typer(webhook_app, name="webhook", help="webhook-help-command")
