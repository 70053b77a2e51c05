"""forms check, and what doctor says of forms: every fault of theirs, a line each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from bot.commands.findings import Finding, fault, good, note
from bot.commands.given import Given
from bot.config import Config, ConfigError
from bot.folders.form_folder import open_library, own_texts
from bot.folders.own_files import read_text
from bot.folders.register_folder import open_registers
from domain.errors import RefusalError
from forms.fields import Form
from forms.library import FormLibrary, Version, all_faults
from forms.reading.reader import FormError, read_form, shipped_forms, shipped_texts
from registers.checking.counted import unknown_counts
from registers.reader import shipped_registers
from storage.database import Database
from storage.schema import is_usable
from storage.unit_of_work import UnitOfWork
from usecases.kept_texts import form_refusals

SHIPPED, OWN, REPLACING = 0, 1, 2


def check_forms_of(given: Given, files: Sequence[Path]) -> bool:
    """Print a line for every fault of `files`, or of all forms; where there is none, one for every form.

    Tells whether there is no fault. Raises ConfigError, FormError for a file that is not in UTF-8, and OSError.
    """
    config = given.config_if_any()
    own = own_texts(config) if config is not None else {}
    texts = {str(file): read_text(file) for file in files} or {**shipped_texts(), **own}
    faults: list[RefusalError] = [*all_faults(texts, {**shipped_forms(), **_sound(own)})]
    if not faults:
        own_forms = {
            form.id: form
            for name, text in texts.items()
            if name in own or files
            for form in [read_form(text, name)]
        }
        faults = _uncounted(config, own_forms.values())
    if not faults and config is not None and not files:
        faults = _changed(config)
    for error in faults:
        given.say(error.key, **error.details)
    if faults:
        given.say_aside("forms-check-faulty", count=len(faults))
        return False
    for name, text in sorted(texts.items()):
        form = read_form(text, name)
        whose = (REPLACING if name in shipped_texts() else OWN) if name in own else SHIPPED
        _say_form(given, form, whose)
    return True


def check_own_forms(config: Config) -> Iterator[Finding]:
    """Say whose forms there are, or everything that is wrong with the office's own."""
    own = own_texts(config)
    faults = list(all_faults(own, shipped_forms()))
    for error in faults:
        yield fault(error.key, **error.details)
    if not faults:
        library = open_library(config)
        yield good("forms-doctor", count=len(library), own=len(own))
        if library.replaced:
            yield note("forms-doctor-replaced", forms=", ".join(sorted(library.replaced)))


def check_kept_forms(uow: UnitOfWork, config: Config) -> Iterator[Finding]:
    """Say which forms were changed without a new version, and which old versions are lost."""
    try:
        library = open_library(config)
    except ConfigError:
        return  # said already
    kept = uow.form_versions.texts()
    for refusal in form_refusals(library, kept):
        yield fault(refusal.key, **refusal.details)
    if lost := _lost(library, kept):
        yield note("forms-doctor-lost", forms=", ".join(f"{form_id} {number}" for form_id, number in lost))


def _sound(texts: Mapping[str, str]) -> dict[str, Form]:
    found: dict[str, Form] = {}
    for name, text in texts.items():
        try:
            form = read_form(text, name)
        except FormError:
            continue  # a fault of its own
        found[form.id] = form
    return found


def _uncounted(config: Config | None, forms: Iterable[Form]) -> list[RefusalError]:
    """Return what of `forms` names figures that no register in use has: they would be offered to nobody."""
    registers = shipped_registers() if config is None else open_registers(config)
    return [
        RefusalError("forms-counted-unknown", form=form.id, field=key, counted=counted)
        for form in forms
        for key, counted in unknown_counts(registers, form)
    ]


def _changed(config: Config) -> list[RefusalError]:
    """Return what the database says against the forms in use; a database that is not there yet says nothing."""
    if config.database_file is not None and not config.database_file.exists():
        return []
    library = open_library(config)
    database = Database(config.database_url)
    try:
        if not is_usable(database):
            return []
        return database.write(lambda uow: list(form_refusals(library, uow.form_versions.texts())))
    finally:
        database.close()


def _lost(library: FormLibrary, kept: Mapping[Version, str]) -> list[Version]:
    """Return the versions that are kept and can no longer be read."""
    whole = library.with_kept(kept)
    lost: list[Version] = []
    for form_id, number in sorted(kept):
        try:
            whole.version(form_id, number)
        except KeyError:
            lost.append((form_id, number))
    return lost


def _say_form(given: Given, form: Form, whose: int) -> None:
    title = form.title[given.language]
    given.say(
        "forms-check-good",
        form=form.id,
        version=form.version,
        fields=sum(1 for _ in form.all_fields()),
        title=title,
        own=whose,
    )
