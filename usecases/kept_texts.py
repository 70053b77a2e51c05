"""The text of every version that was ever in use is kept, so that what was begun or filed with it can be told."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime

from domain.errors import RefusalError
from domain.registers.entries import EntryFilter
from forms.library import FormLibrary, Version
from registers.counting import MonthlyFigure, recounted
from registers.language import Register
from registers.library import RegisterLibrary
from registers.people.sought import sought_by
from storage.registers.entry_figures import MonthFigure
from storage.statements.chunks import in_chunks
from storage.unit_of_work import UnitOfWork


def form_refusals(library: FormLibrary, kept: Mapping[Version, str]) -> Iterator[RefusalError]:
    """Yield why these forms can't be used, given the texts `kept` of what was in use before.

    forms-changed for a form that was changed without a new version, since what was filed under the old text would be
    read by the new one; forms-kind-changed for a key whose answers are of another kind than before.
    """
    for form_id, version in library.changed(kept):
        yield RefusalError("forms-changed", form=form_id, version=version, next=version + 1)
    for change in library.with_kept({**library.texts(), **kept}).kind_changes():
        yield RefusalError("forms-kind-changed", **asdict(change))


def keep_forms(uow: UnitOfWork, library: FormLibrary, now: datetime) -> FormLibrary:
    """Keep the text of every form in use; return the library with all that was ever in use.

    Raises RefusalError as `form_refusals` says.
    """
    kept: Mapping[Version, str] = uow.form_versions.texts()
    for refusal in form_refusals(library, kept):
        raise refusal
    new = {version: text for version, text in library.texts().items() if version not in kept}
    uow.form_versions.keep(new, now)
    return library.with_kept({**new, **kept})


def register_refusals(uow: UnitOfWork, library: RegisterLibrary) -> Iterator[RefusalError]:
    """Yield why these registers can't be used, given what was in use before.

    registers-changed for one that was changed without a new version; registers-state-gone where entries stand in a
    state that it no longer has.
    """
    for register_id, version in library.changed(uow.form_versions.register_texts()):
        yield RefusalError("registers-changed", register=register_id, version=version, next=version + 1)
    for register_id, register in library.items():
        states = {state.id for state in register.states}
        for state, count in uow.entries.states_of(register_id).items():
            if state not in states:
                yield RefusalError("registers-state-gone", register=register_id, state=state, count=count)


def keep_registers(uow: UnitOfWork, library: RegisterLibrary, now: datetime) -> RegisterLibrary:
    """Keep the text of every register in use; return the library with all that was ever in use.

    What a changed one counts is counted anew, and by whom its entries are found.
    Raises RefusalError as `register_refusals` says.
    """
    kept = uow.form_versions.register_texts()
    for refusal in register_refusals(uow, library):
        raise refusal
    new = {version: text for version, text in library.texts().items() if version not in kept}
    known = {register_id for register_id, _version in kept}
    for register_id, _version in new:
        if register_id in known:
            count_anew(uow, library[register_id])
    uow.form_versions.keep_registers(new, now)
    return library.with_kept({**new, **kept})


def count_anew(uow: UnitOfWork, register: Register) -> None:
    """Have what the register counts, and by whom its entries are found, be as it says now."""
    uow.entry_figures.replace_all(register.id, _recounted(uow, register))
    # An earlier version did not look for people there.
    for unit_code in uow.rosters.units() if register.named_in else ():
        for entry in uow.entries.all_of(EntryFilter(register.id, unit_code)):
            uow.entries.find_by(entry.id, sought_by(register, entry.title, entry.answers))


def _recounted(uow: UnitOfWork, register: Register) -> Iterable[MonthFigure]:
    found: Counter[tuple[str, MonthlyFigure]] = Counter()
    for unit_code in uow.rosters.units():
        for some in in_chunks(uow.entries.all_of(EntryFilter(register.id, unit_code))):
            ids = [entry.id for entry in some] if register.counts_by_history else []
            for counted, amount in recounted(register, some, uow.entry_moves.of_entries(ids)).items():
                found[unit_code, counted] += amount
    return [MonthFigure(unit, *counted, amount) for (unit, counted), amount in found.items()]
