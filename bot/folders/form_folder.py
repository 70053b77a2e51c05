"""The forms of an installation: the shipped ones and those of the configured folder, with every version kept."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from bot.config import Config, ConfigError
from domain.text_files import text_of
from forms.campaigns.reader import CampaignTemplates, shipped_campaigns
from forms.library import FormLibrary, Version, read_library
from forms.polls.reader import PollForms, shipped_poll_forms
from forms.reading.faults import FormError
from storage.unit_of_work import UnitOfWork

SUFFIX = ".toml"


def own_texts(config: Config) -> dict[str, str]:
    """Return the files of the office's own forms by name, none where no folder is configured.

    Raises ConfigError for a folder that is not there, FormError for a file that is not in UTF-8.
    """
    return _texts_in(config.forms_folder, "forms-no-folder")


def own_register_texts(config: Config) -> dict[str, str]:
    """Return the files of the office's own registers by name; raises as `own_texts` does."""
    return _texts_in(config.registers_folder, "registers-no-folder")


def own_poll_texts(config: Config) -> dict[str, str]:
    """Return the files of the office's own forms of polls by name; raises as `own_texts` does."""
    folder = config.polls.folder
    return _texts_in(folder and (config.folder / folder).resolve(), "polls-no-folder")


def own_campaign_texts(config: Config) -> dict[str, str]:
    """Return the files of the office's own templates of campaigns by name; raises as `own_texts` does."""
    folder = config.campaigns.folder
    return _texts_in(folder and (config.folder / folder).resolve(), "campaign-no-folder")


def open_campaigns(config: Config) -> CampaignTemplates:
    """Return the templates of campaigns in use. Raises ConfigError with the sentence of the first fault."""
    try:
        own = own_campaign_texts(config)
        return CampaignTemplates(own) if own else shipped_campaigns()
    except FormError as error:
        raise ConfigError(error.key, **error.details) from None


def open_poll_forms(config: Config) -> PollForms:
    """Return the forms of polls in use. Raises ConfigError with the sentence of the first fault."""
    try:
        own = own_poll_texts(config)
        return PollForms(own) if own else shipped_poll_forms()
    except FormError as error:
        raise ConfigError(error.key, **error.details) from None


def _texts_in(folder: Path | None, refusal: str) -> dict[str, str]:
    if folder is None:
        return {}
    if not folder.is_dir():
        raise ConfigError(refusal, path=str(folder))
    return {path.name: read_text(path) for path in sorted(folder.iterdir()) if path.suffix == SUFFIX}


def read_text(path: Path) -> str:
    """Return the text of a form's file. Raises FormError where it is not in UTF-8, OSError where it can't be read."""
    try:
        return text_of(path.read_bytes())
    except UnicodeDecodeError:
        raise FormError(path.name, "form-fault-not-utf8", {}) from None


def open_library(config: Config) -> FormLibrary:
    """Return the forms in use. Raises ConfigError with the sentence of the first fault."""
    try:
        return read_library(own_texts(config))
    except FormError as error:
        raise ConfigError(error.key, **error.details) from None


def keep_forms(uow: UnitOfWork, library: FormLibrary, now: datetime) -> FormLibrary:
    """Keep the text of every form in use; return the library with all that was ever in use.

    Raises ConfigError: forms-changed for a form that was changed without a new version, since what was filed under the
    old text would be read by the new one; forms-kind-changed for a key whose answers are of another kind than before.
    """
    kept: Mapping[Version, str] = uow.form_versions.texts()
    for form_id, version in library.changed(kept):
        raise ConfigError("forms-changed", form=form_id, version=version, next=version + 1)
    new = {version: text for version, text in library.texts().items() if version not in kept}
    whole = library.with_kept({**new, **kept})
    for change in whole.kind_changes():
        raise ConfigError("forms-kind-changed", **asdict(change))
    uow.form_versions.keep(new, now)
    return whole
