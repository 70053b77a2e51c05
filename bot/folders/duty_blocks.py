"""The duty blocks of config.toml: taken over once, and otherwise looked at by doctor alone."""

from collections.abc import Mapping

import tomlkit

from bot.config import Config
from domain.duties.duties import Duty
from domain.duties.duty_block import DutyTerms, data_of
from forms.duties.catalogue import first_duties
from storage.unit_of_work import UnitOfWork
from usecases.settings.taking_over import WrittenDuty, duties_to_be, take_over


def written_duties(config: Config) -> dict[str, WrittenDuty]:
    """Return the duties of config.toml by id. Raises ConfigError as Config.duty_terms."""
    terms = config.duty_terms()
    return {
        block.id: WrittenDuty(terms[block.id], data_of(block)) for block in config.duty if block.id in terms
    }


def first_installed() -> dict[str, Duty]:
    """Return the duties that a new installation has on."""
    return {duty_id: terms.called(duty_id) for duty_id, terms in first_duties().items()}


def take_duties_over(uow: UnitOfWork, config: Config, *, with_asked: bool = True) -> bool:
    """Take them over, if that is still to be done; tell whether it was."""
    return take_over(uow, written_duties(config), with_asked=with_asked)


def as_blocks(duties: Mapping[str, DutyTerms]) -> str:
    """Return duties as blocks of a config.toml."""
    return tomlkit.dumps({"duty": [{"id": duty_id, **data_of(terms)} for duty_id, terms in duties.items()]})


def take_and_read(uow: UnitOfWork, config: Config) -> dict[str, Duty]:
    """Take them over, if that is still to be done, and return the installation's duties by id."""
    take_duties_over(uow, config)
    return installed_duties(uow, config)


def installed_duties(uow: UnitOfWork, config: Config) -> dict[str, Duty]:
    """Return the duties of the installation by id, also before its first start."""
    return duties_to_be(uow, written_duties(config))
