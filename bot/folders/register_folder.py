"""The registers of an installation: the shipped ones and those of the configured folder, with every version kept."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.config import Config, ConfigError
from bot.folders.form_folder import own_register_texts
from domain.errors import RefusalError
from domain.registers.entries import EntryFilter
from forms.reading.faults import FormError
from registers.counting import MonthlyFigure, recounted
from registers.language import Register
from registers.library import RegisterLibrary
from storage.registers.entry_figures import MonthFigure
from storage.statements.chunks import in_chunks
from storage.unit_of_work import UnitOfWork
from usecases.registers.stand import sought_by


def open_registers(config: Config) -> RegisterLibrary:
    """Return the registers in use. Raises ConfigError with the sentence of the first fault."""
    try:
        return RegisterLibrary(own_register_texts(config))
    except FormError as error:
        raise ConfigError(error.key, **error.details) from None


def keep_registers(uow: UnitOfWork, library: RegisterLibrary, now: datetime) -> RegisterLibrary:
    """Keep the text of every register in use and return the library.

    What a changed one counts is counted anew, and by whom its entries are found.
    Raises ConfigError: registers-changed for one that was changed without a new version; registers-state-gone where
    entries stand in a state that it no longer has.
    """
    kept = uow.form_versions.register_texts()
    for refusal in register_refusals(uow, library):
        raise ConfigError(refusal.key, **refusal.details)
    new = {version: text for version, text in library.texts().items() if version not in kept}
    known = {register_id for register_id, _version in kept}
    for register_id, _version in new:
        if register_id in known:
            uow.entry_figures.replace_all(register_id, _recounted(uow, library[register_id]))
            _seek_anew(uow, library[register_id])
    uow.form_versions.keep_registers(new, now)
    return library


def register_refusals(uow: UnitOfWork, library: RegisterLibrary) -> Iterator[RefusalError]:
    """Yield why the bot would not start with these registers, given what was in use before."""
    for register_id, version in library.changed(uow.form_versions.register_texts()):
        yield RefusalError("registers-changed", register=register_id, version=version, next=version + 1)
    for register_id, register in library.items():
        states = {state.id for state in register.states}
        for state, count in uow.entries.states_of(register_id).items():
            if state not in states:
                yield RefusalError("registers-state-gone", register=register_id, state=state, count=count)


def _recounted(uow: UnitOfWork, register: Register) -> Iterable[MonthFigure]:
    found: Counter[tuple[str, MonthlyFigure]] = Counter()
    for unit_code in uow.rosters.units():
        for some in in_chunks(uow.entries.all_of(EntryFilter(register.id, unit_code))):
            ids = [entry.id for entry in some] if register.counts_by_history else []
            for counted, amount in recounted(register, some, uow.entry_moves.of_entries(ids)).items():
                found[unit_code, counted] += amount
    return [MonthFigure(unit, *counted, amount) for (unit, counted), amount in found.items()]


def _seek_anew(uow: UnitOfWork, register: Register) -> None:
    """Have entries found by whom they name in groups, where an earlier version did not look there."""
    for unit_code in uow.rosters.units() if register.named_in else ():
        for entry in uow.entries.all_of(EntryFilter(register.id, unit_code)):
            uow.entries.find_by(entry.id, sought_by(register, entry.title, entry.answers))
