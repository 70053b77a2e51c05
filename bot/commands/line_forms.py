"""What can be typed about forms: `gridbot forms ...`."""
# ruff: noqa: PLC0415 - each command loads what it needs and no more, as in bot/commands/line.py

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.given import ConfigPath, find_given

NOT_DONE = 1

forms_app = typer.Typer(name="forms", rich_markup_mode=None)


@forms_app.command("check", help="forms-help-check")
def check(
    ctx: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILES", help="forms-help-files")] = None,
    config: ConfigPath = None,
) -> None:
    """Look for faults in the forms of this installation, or in the files given."""
    from bot.commands.form_check import check_forms_of

    if not check_forms_of(find_given(ctx, config), files or []):
        raise typer.Exit(NOT_DONE)


@forms_app.command("import", help="forms-help-import")
def import_form(  # noqa: PLR0913 - each is an option that can be typed
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="forms-help-workbook")],
    folder: Annotated[Path | None, typer.Option("--folder", metavar="DIR", help="forms-help-folder")] = None,
    form_id: Annotated[str | None, typer.Option("--id", metavar="ID", help="forms-help-id")] = None,
    config: ConfigPath = None,
    *,
    replace: Annotated[bool, typer.Option("--replace", help="forms-help-replace")] = False,
) -> None:
    """Import a form that was written in Excel."""
    from bot.commands.form_import import import_form as import_file

    import_file(find_given(ctx, config), file, folder, form_id, replace=replace)


@forms_app.command("preview", help="forms-help-preview")
def preview(
    ctx: typer.Context,
    form: Annotated[str, typer.Argument(metavar="FORM_ID|FILE", help="forms-help-form")],
    html: Annotated[Path | None, typer.Option("--html", metavar="OUT.html", help="forms-help-html")] = None,
    language: Annotated[
        str | None, typer.Option("--language", metavar="zh|en", help="forms-help-language")
    ] = None,
    config: ConfigPath = None,
) -> None:
    """Show each window of a form."""
    from bot.commands.form_preview import preview_form

    preview_form(find_given(ctx, config), form, html, language)


def add_form_commands(app: typer.Typer) -> None:
    """Add `forms` and what is below it to the command line."""
    app.add_typer(forms_app, name="forms", help="forms-help-command")
