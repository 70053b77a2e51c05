"""The registers of an installation, with every version kept."""

from datetime import datetime

from bot.config import Config, ConfigError
from bot.folders.own_files import BroughtIn, read_own
from domain.errors import RefusalError
from forms.reading.faults import FormError
from registers.library import RegisterLibrary
from storage.own_texts.own_texts import REGISTER
from storage.unit_of_work import UnitOfWork
from usecases import kept_texts


def own_register_texts(config: Config, brought: BroughtIn = None) -> dict[str, str]:
    """Return the texts of the office's own registers by name; raises as `read_own` does."""
    return read_own(config, REGISTER, brought)


def open_registers(config: Config, brought: BroughtIn = None) -> RegisterLibrary:
    """Return the registers in use. Raises ConfigError with the sentence of the first fault."""
    try:
        return RegisterLibrary(own_register_texts(config, brought))
    except FormError as error:
        raise ConfigError(error.key, **error.details) from None


def keep_registers(uow: UnitOfWork, library: RegisterLibrary, now: datetime) -> RegisterLibrary:
    """Keep the text of every register in use and return the library; raises ConfigError for what can't be used."""
    try:
        return kept_texts.keep_registers(uow, library, now)
    except RefusalError as refusal:
        raise ConfigError(refusal.key, **refusal.details) from None
