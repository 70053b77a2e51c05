"""campaign preview: the phases and tasks of a template by their days, for whoever writes it."""

from datetime import date
from pathlib import Path

import typer

from bot.commands.given import Given
from bot.folders.form_folder import open_campaigns
from bot.folders.own_files import read_text
from domain.errors import RefusalError
from forms.campaigns.language import CampaignTemplate
from forms.campaigns.reader import read_campaign, shipped_campaigns
from handlers.settings.previews.campaigns import campaign_lines
from locales import LANGUAGES, Speech


def preview_campaign(given: Given, named: str, start: str | None, language: str | None) -> None:
    """Print when the phases of the template `named` (an id or a .toml file) would begin, and its tasks fall due.

    Raises RefusalError for a template, day or language that there is not, FormError for a faulty one.
    """
    if language is not None and language not in LANGUAGES:
        raise RefusalError("register-preview-language", named=language, known=", ".join(LANGUAGES))
    starts_on = given.today
    if start is not None:
        try:
            starts_on = date.fromisoformat(start)
        except ValueError:
            raise RefusalError("campaign-preview-no-day", day=start) from None
    template = _find(given, named)
    for line in campaign_lines(template, starts_on, Speech(given.words, language or given.language)):
        typer.echo(line)


def _find(given: Given, named: str) -> CampaignTemplate:
    path = Path(named)
    if path.suffix.casefold() == ".toml":
        return read_campaign(read_text(path), path.name)
    config = given.config_if_any()
    templates = open_campaigns(config) if config else shipped_campaigns()
    if named not in templates:
        raise RefusalError("campaign-preview-no-template", template=named, known=", ".join(sorted(templates)))
    return templates[named]
