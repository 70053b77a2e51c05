"""The forms of an installation, with every version kept, and what else the office writes as files."""

from datetime import datetime

from bot.config import Config, ConfigError
from bot.folders.own_files import BroughtIn, read_own
from domain.errors import RefusalError
from forms.campaigns.reader import CampaignTemplates, shipped_campaigns
from forms.library import FormLibrary, read_library
from forms.polls.reader import PollForms, shipped_poll_forms
from forms.reading.faults import FormError
from storage.own_texts.own_texts import CAMPAIGN, FORM, POLL
from storage.unit_of_work import UnitOfWork
from usecases import kept_texts


def own_texts(config: Config, brought: BroughtIn = None) -> dict[str, str]:
    """Return the texts of the office's own forms by the names of their files; raises as `read_own` does."""
    return read_own(config, FORM, brought)


def own_poll_texts(config: Config, brought: BroughtIn = None) -> dict[str, str]:
    """Return the texts of the office's own forms of polls by name; raises as `read_own` does."""
    return read_own(config, POLL, brought)


def own_campaign_texts(config: Config, brought: BroughtIn = None) -> dict[str, str]:
    """Return the texts of the office's own templates of campaigns by name; raises as `read_own` does."""
    return read_own(config, CAMPAIGN, brought)


def open_campaigns(config: Config, brought: BroughtIn = None) -> CampaignTemplates:
    """Return the templates of campaigns in use. Raises ConfigError with the sentence of the first fault."""
    try:
        own = own_campaign_texts(config, brought)
        return CampaignTemplates(own) if own else shipped_campaigns()
    except FormError as error:
        raise ConfigError(error.key, **error.details) from None


def open_poll_forms(config: Config, brought: BroughtIn = None) -> PollForms:
    """Return the forms of polls in use. Raises ConfigError with the sentence of the first fault."""
    try:
        own = own_poll_texts(config, brought)
        return PollForms(own) if own else shipped_poll_forms()
    except FormError as error:
        raise ConfigError(error.key, **error.details) from None


def open_library(config: Config, brought: BroughtIn = None) -> FormLibrary:
    """Return the forms in use. Raises ConfigError with the sentence of the first fault."""
    try:
        return read_library(own_texts(config, brought))
    except FormError as error:
        raise ConfigError(error.key, **error.details) from None


def keep_forms(uow: UnitOfWork, library: FormLibrary, now: datetime) -> FormLibrary:
    """Keep the text of every form in use; return the library with all that was ever in use.

    Raises ConfigError for what can't be used.
    """
    try:
        return kept_texts.keep_forms(uow, library, now)
    except RefusalError as refusal:
        raise ConfigError(refusal.key, **refusal.details) from None
