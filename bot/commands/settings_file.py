"""gridbot settings export and import: what is set in the chat, as one TOML, for whoever prefers files."""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit
import typer
from pydantic import ValidationError

from bot.commands.bounded_files import read_bounded
from bot.commands.given import Given
from bot.commands.opened import open_database
from bot.commands.private_files import write_private
from bot.config import Config
from bot.folders.duty_blocks import take_duties_over
from bot.folders.form_folder import open_library
from bot.hospital_facts import configured_facts
from domain.duties.duty_block import DutyBlock, data_of
from domain.duties.set_changes import DutyDay, WantedDuty
from domain.errors import RefusalError
from domain.text_files import text_of
from domain.time.working_days import WorkingDays
from locales import Speech
from storage.unit_of_work import UnitOfWork
from usecases.live_facts import Fact, facts_in, take_over
from usecases.settings.changes import SetBy
from usecases.settings.duties import change_duty_as, plan_change
from usecases.settings.facts import clean_fact, set_fact
from windows.settings.duty_words import differences, duty_name

LONGEST = 1024 * 1024
HOSPITAL, DUTY = "hospital", "duty"
_BLOCK = re.compile(r"\s*\[\[\s*duty\s*\]\]")


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """What a file says: facts, and of each duty what it is to be; `faults` are (line, sentence)."""

    facts: Mapping[Fact, str] = field(default_factory=dict)
    duties: Sequence[tuple[int, WantedDuty]] = ()
    faults: Sequence[tuple[int, str]] = ()


def export_settings(given: Given, file: Path | None) -> None:
    """Print the settings, or write them to the new `file`."""
    config = given.config()
    with open_database(config) as database:
        text = database.write(lambda uow: settings_text(uow, config, given.speech))
    if file is None:
        typer.echo(text, nl=False)
        return
    write_private(file, text.encode())
    given.say("command-file-written", path=str(file))


def settings_text(uow: UnitOfWork, config: Config, speech: Speech) -> str:
    """Return the settings as they are, as TOML."""
    _take_over(uow, config)
    document = tomlkit.document()
    document.add(tomlkit.comment(speech.label("settings-file-head")))
    document.add(HOSPITAL, tomlkit.item({str(fact): facts_in(uow).get(fact, "") for fact in Fact}))
    blocks = tomlkit.aot()
    for duty_id, kept in uow.set_duties.all().items():
        setting = kept.setting
        block: dict[str, Any] = {"id": duty_id, "on": setting.is_on}
        if setting.starts_on is not None:
            block["from"] = setting.starts_on
        blocks.append(tomlkit.item(block | data_of(setting.terms)))
    document.add(DUTY, blocks)
    return tomlkit.dumps(document)


def import_settings(given: Given, file: Path, *, dry_run: bool) -> None:
    """Set what the file says and print what that changes; a dry run only prints it.

    Raises RefusalError (settings-file-faults) with every fault printed on standard error and nothing set.
    """
    config = given.config()
    text = text_of(read_bounded(file, LONGEST))
    by, forms = SetBy(given.clock.now()), open_library(config)
    with open_database(config) as database:

        def work(uow: UnitOfWork) -> list[str]:
            _take_over(uow, config)
            on = DutyDay(given.today, uow.entered_holidays.over(config.working_days()))
            read = _checked(uow, read_settings(text, given.speech), forms, on, given.speech)
            if read.faults:
                for line, fault in sorted(read.faults):
                    typer.echo(given.speech.label("settings-file-line", line=line, fault=fault), err=True)
                raise RefusalError("settings-file-faults", count=len(read.faults))
            lines = list(_changes(uow, read, on.working_days, by, given.speech))
            if dry_run:
                raise _DryRunError(lines)
            return lines

        try:
            lines = database.write(work)
        except _DryRunError as dry:
            lines = dry.lines
    for line in lines:
        typer.echo(line)
    if not lines:
        given.say("settings-file-same")
    else:
        given.say("settings-file-dry-run" if dry_run else "settings-file-done")


class _DryRunError(Exception):
    """Rolls back what was only to be shown."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.lines = lines


def read_settings(text: str, speech: Speech) -> ReadSettings:
    """Return what the text says, with all its faults."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return ReadSettings(faults=[(_line_of(str(error)), str(error))])
    faults = [
        (_line_with(text, str(key)), speech.label("settings-file-unknown", name=str(key)))
        for key in values
        if key not in {HOSPITAL, DUTY}
    ]
    facts: dict[Fact, str] = {}
    for key, value in dict(values.get(HOSPITAL, {})).items():
        try:
            facts[Fact(key)] = clean_fact(Fact(key), value if isinstance(value, str) else None)
        except ValueError:
            faults.append((_line_with(text, key), speech.label("settings-file-unknown", name=str(key))))
        except RefusalError as refusal:
            faults.append((_line_with(text, key), speech.label(refusal.key, **refusal.details)))
    duties: list[tuple[int, WantedDuty]] = []
    lines = [number for number, line in enumerate(text.splitlines(), start=1) if _BLOCK.match(line)]
    for line, block in zip(lines, values.get(DUTY, []), strict=False):
        found = _read_duty(block, text, line)
        duties += [(line, found)] if isinstance(found, WantedDuty) else []
        faults += found if isinstance(found, list) else []
    return ReadSettings(facts, duties, faults)


def _read_duty(block: Mapping[str, Any], text: str, line: int) -> WantedDuty | list[tuple[int, str]]:
    known = dict(block)
    is_on, starts_on = known.pop("on", True), known.pop("from", None)
    if not isinstance(is_on, bool) or not isinstance(starts_on, date | None):
        return [(line, "on = true / false, from = 2026-01-01")]
    try:
        read = DutyBlock.model_validate(known)
        terms = read.with_form(read.form)
    except ValidationError as error:
        return [
            (_line_with(text, str(fault["loc"][0]) if fault["loc"] else "", line), _place(fault))
            for fault in error.errors()
        ]
    except ValueError as error:
        return [(line, str(error))]
    return WantedDuty(read.id, terms if is_on else None, starts_on)


def _place(fault: Any) -> str:
    return f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}"


def _checked(
    uow: UnitOfWork, read: ReadSettings, forms: Collection[str], on: DutyDay, speech: Speech
) -> ReadSettings:
    """Return the same without what is so already, and with what can't be set among the faults."""
    faults, duties = list(read.faults), []
    for line, wanted in read.duties:
        kept = uow.set_duties.find(wanted.duty_id)
        if wanted.terms is None:
            if kept is not None and kept.is_on:
                duties.append((line, wanted))
            continue
        if wanted.terms.form not in forms:
            faults.append((line, speech.label("settings-file-no-form", form=wanted.terms.form)))
            continue
        is_past = wanted.starts_on is not None and wanted.starts_on <= on.today
        asked = WantedDuty(wanted.duty_id, wanted.terms, None if is_past else wanted.starts_on)
        same = kept is not None and kept.is_on and kept.terms == wanted.terms
        if kept is not None and same and asked.starts_on in {None, kept.starts_on}:
            continue
        try:
            plan_change(uow, asked, on)
        except RefusalError as refusal:
            faults.append((line, speech.label(refusal.key, **refusal.details)))
        else:
            duties.append((line, asked))
    return ReadSettings(read.facts, duties, faults)


def _changes(
    uow: UnitOfWork, read: ReadSettings, working_days: WorkingDays, by: SetBy, speech: Speech
) -> Iterator[str]:
    for fact, value in read.facts.items():
        old = facts_in(uow).get(fact, "")
        if set_fact(uow, by, fact, value) is not None:
            yield speech.label("settings-file-changed", what=str(fact), old=old, new=value)
    for _line, wanted in read.duties:
        was = uow.set_duties.find(wanted.duty_id)
        change_duty_as(uow, by, wanted, working_days)
        name = duty_name(wanted.duty_id, speech, wanted.terms)
        is_on = was is not None and was.is_on
        if wanted.terms is None or not is_on or was is None:
            states = [speech.label(f"duties-set-is-{'on' if on else 'off'}") for on in (is_on, wanted.terms)]
            yield speech.label("settings-file-changed", what=name, old=states[0], new=states[1])
            continue
        for _term, before, after in differences(was.terms, wanted.terms, speech):
            yield speech.label("settings-file-changed", what=name, old=before, new=after)


def _take_over(uow: UnitOfWork, config: Config) -> None:
    take_duties_over(uow, config)
    take_over(uow, configured_facts(config))


def _line_with(text: str, key: str, after: int = 0) -> int:
    """Return the number of the line, from 1, where `key` is given, not before line `after`."""
    for number, line in enumerate(text.splitlines(), start=1):
        if number >= after and re.match(rf"\s*\[?\[?\s*{re.escape(key)}\b", line):
            return number
    return max(after, 1)


def _line_of(error: str) -> int:
    found = re.search(r"line (\d+)", error)
    return int(found[1]) if found else 1
