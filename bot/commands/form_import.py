"""forms import: a form that an office wrote in Excel, as a .toml file in the folder of its own forms."""

import os
import tempfile
import tomllib
from pathlib import Path

import typer

from bot.commands.bounded_files import read_bounded
from bot.commands.given import Given
from domain.errors import RefusalError
from domain.text_files import text_of
from forms.reading.reader import shipped_texts
from forms.xlsform.sheets import BOUNDS
from forms.xlsform.xlsform import ImportedForm, XlsFormError, import_xlsform
from reports.sheets.fault_lines import sheet_fault_lines

FAULTS_SHOWN = 100


def import_form(given: Given, file: Path, folder: Path | None, form_id: str | None, *, replace: bool) -> None:
    """Write the form of the workbook `file` into `folder`, or that of the configuration, and say what was left out.

    Raises RefusalError: form-import-faults, with every fault printed on standard error and nothing written;
    form-import-exists where the form is there, shipped or in the folder, and is not to be replaced.
    """
    form = read_workbook(given, file, form_id)
    target = _folder(given, folder) / f"{form.id}.toml"
    old = _old_text(target)
    version = _version(old)
    if old is not None and target.exists() and _says_the_same(form, old, version):
        given.say("form-import-unchanged", path=str(target), version=version)
        return
    if old is not None and not replace:
        raise RefusalError("form-import-exists", form=form.id, version=version)
    title = form.data["title"][given.language]
    head = [
        given.speech.label("form-import-head", title=title, file=file.name),
        given.speech.label("form-import-head-change"),
    ]
    target.parent.mkdir(parents=True, exist_ok=True)
    _write(target, form.text(version + 1, head))
    count = len(form.data["fields"])
    given.say("form-import-done", path=str(target), title=title, version=version + 1, fields=count)
    given.say("form-import-next", path=str(target))


def read_workbook(given: Given, file: Path, form_id: str | None) -> ImportedForm:
    """Return the form of a workbook, with what was left out told on standard error.

    Raises RefusalError (form-import-faults), with every fault printed there.
    """
    try:
        form = import_xlsform(read_bounded(file, BOUNDS.file_bytes), file.name, form_id)
    except XlsFormError as error:
        for line in sheet_fault_lines(given.speech, error.faults[:FAULTS_SHOWN]):
            typer.echo(line, err=True)
        if len(error.faults) > FAULTS_SHOWN:
            given.say_aside("form-import-more", count=len(error.faults) - FAULTS_SHOWN)
        raise RefusalError("form-import-faults", count=len(error.faults)) from None
    for line in sheet_fault_lines(given.speech, form.remarks):
        given.say_aside("form-import-left-out", what=line)
    return form


def _folder(given: Given, named: Path | None) -> Path:
    if named is not None:
        return named
    found = given.config().forms_folder
    if found is None:
        raise RefusalError("form-import-no-folder")
    return found


def _old_text(target: Path) -> str | None:
    """Return the form that the new one would stand in the place of: in the folder, or else a shipped one."""
    if target.exists():
        return text_of(target.read_bytes(), errors="replace")
    return shipped_texts().get(target.name)


def _version(old: str | None) -> int:
    """Return the version of a form's text, 0 where there is none or it cannot be read."""
    try:
        version = tomllib.loads(old or "").get("version")
    except tomllib.TOMLDecodeError:
        return 0
    # A yes or no is a number too, in Python.
    return version if type(version) is int and version > 0 else 0


def _says_the_same(form: ImportedForm, old: str, version: int) -> bool:
    try:
        return tomllib.loads(old) == tomllib.loads(form.text(version, []))
    except tomllib.TOMLDecodeError:
        return False


def _write(target: Path, text: str) -> None:
    """Write the file in one step, so that a bot starting meanwhile reads the old one or the new one, whole."""
    descriptor, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        # What mkstemp makes is for its owner alone; a form is read by whoever runs the bot.
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
