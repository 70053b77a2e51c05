"""polls preview: the windows in which a poll is answered, for whoever writes its form."""

from pathlib import Path

import typer

from bot.commands.form_preview import write_new
from bot.commands.given import Given
from bot.folders.form_folder import open_poll_forms
from bot.folders.own_files import read_text
from domain.errors import RefusalError
from forms.polls.language import PollForm
from forms.polls.reader import read_poll_form, shipped_poll_forms
from handlers.settings.previews.polls import poll_windows
from locales import LANGUAGES, Speech
from windows.reporting.form_preview import preview_page, window_lines


def preview_poll(given: Given, named: str, html: Path | None, language: str | None) -> None:
    """Print all windows of the form `named` (an id or a .toml file), or write them into the new file `html`.

    Raises RefusalError for a form or language that there is not and for a file that exists, FormError for a faulty one.
    """
    if language is not None and language not in LANGUAGES:
        raise RefusalError("register-preview-language", named=language, known=", ".join(LANGUAGES))
    form, speech = _find(given, named), Speech(given.words, language or given.language)
    windows = poll_windows(form, speech, given.today)
    if html is not None:
        write_new(html, preview_page(form.title[speech.language], speech.language, windows))
        given.say("command-file-written", path=str(html))
        return
    for shown in windows:
        typer.echo("\n".join(["", *window_lines(shown)]))


def _find(given: Given, named: str) -> PollForm:
    path = Path(named)
    if path.suffix.casefold() == ".toml":
        return read_poll_form(read_text(path), path.name)
    config = given.config_if_any()
    forms = open_poll_forms(config) if config else shipped_poll_forms()
    if named not in forms:
        raise RefusalError("polls-preview-no-form", form=named, known=", ".join(sorted(forms)))
    return forms[named]
