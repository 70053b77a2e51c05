"""forms preview: each window of a form, as the phone shows it, in the terminal or on one HTML page."""

from pathlib import Path

import typer

from bot.commands.form_import import read_workbook
from bot.commands.given import Given
from bot.folders.form_folder import open_library
from bot.folders.own_files import read_text
from domain.errors import RefusalError
from forms.fields import Form
from forms.reading.reader import read_form, shipped_forms
from handlers.settings.previews.forms import preview_of
from locales import LANGUAGES, Speech
from windows.reporting.form_preview import preview_page, window_lines


def preview_form(given: Given, named: str, html: Path | None, language: str | None) -> None:
    """Print every window of the form `named` (an id, or a .toml or .xlsx file), or write them to the new file `html`.

    Raises RefusalError for a form or language that there is not, and for a file that exists.
    """
    if language is not None and language not in LANGUAGES:
        raise RefusalError("form-preview-language", named=language, known=", ".join(LANGUAGES))
    form = _find(given, named)
    speech = Speech(given.words, language or given.language)
    found = preview_of(form, speech, given.today)
    windows, unreached = found.windows, found.unreached
    title = speech.label(
        "form-preview-title", title=form.title[speech.language], form=form.id, version=form.version
    )
    if html is None:
        typer.echo(title)
        for shown in windows:
            typer.echo("\n".join(["", *window_lines(shown)]))
    else:
        write_new(html, preview_page(title, speech.language, windows))
        given.say("command-file-written", path=str(html))
    if unreached:
        given.say_aside("form-preview-unreached", fields=", ".join(unreached))


def _find(given: Given, named: str) -> Form:
    path = Path(named)
    if path.suffix.casefold() == ".xlsx":
        form = read_workbook(given, path, None)
        return read_form(form.text(1, []), f"{form.id}.toml")
    if path.suffix.casefold() == ".toml":
        return read_form(read_text(path), path.name)
    # Forms can be written, and looked at, before there is a configuration; one that was asked for must be there.
    config = given.config_if_any()
    forms = shipped_forms() if config is None else open_library(config)
    if named not in forms:
        raise RefusalError("form-preview-no-form", form=named, known=", ".join(sorted(forms)))
    return forms[named]


def write_new(path: Path, text: str) -> None:
    """Write a new file. Raises RefusalError (command-file-exists)."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise RefusalError("command-file-exists", path=str(path)) from None
