"""doctor: look at everything that an installation needs, and say what to do where something is missing."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path

import typer

from bot.commands.account import find_account
from bot.commands.backup_check import check_nightly_backups
from bot.commands.calendar_check import check_calendar
from bot.commands.campaign_check import check_own_campaigns
from bot.commands.database_check import NAMED, bodies_with_own_keys, check_database, looked_up_duties
from bot.commands.facts_check import check_letters_to
from bot.commands.findings import Finding, Sign, fault, found_by, good, note
from bot.commands.form_check import check_own_forms
from bot.commands.given import Given
from bot.commands.grade_check import check_own_grading
from bot.commands.own_text_check import check_brought_in
from bot.commands.page_check import check_page_served
from bot.commands.poll_check import check_own_polls
from bot.commands.register_check import check_own_registers, check_rotation
from bot.commands.set_up import key_beside
from bot.commands.shared_check import check_redis
from bot.commands.start import check_duty_forms
from bot.commands.webhook import check_webhook
from bot.config import Config, ConfigError
from bot.folders.form_folder import open_library
from domain.errors import RefusalError
from domain.tips.routing import Body
from locales import DEFAULT_LANGUAGE, LANGUAGES, Words
from storage.tips.sealing import seal

CLOCK_TOLERANCE = timedelta(seconds=30)
FREE_MIB_NEEDED = 50
FREE_MIB_WISHED = 500
_OTHERS = 0o077


def examine(given: Given) -> bool:
    """Print a line for everything that was looked at; tell whether nothing is at fault.

    Raises ConfigError for a configuration that can't be read: then there is nothing else to look at.
    """
    installation = given.installation()
    if not installation.is_city:
        return _examine(given, given.config())
    sound = True
    for config in installation.chosen(given.units):
        typer.echo(given.speech.label("city-doctor-unit", unit=config.unit, name=config.hospital.name))
        sound = _examine(given, config) and sound
    return sound


def _examine(given: Given, config: Config) -> bool:
    sound = True
    checks = (
        partial(check_config_file, config, given.config_path),
        partial(check_own_forms, config),
        partial(check_own_registers, config),
        partial(check_rotation, config, given.speech),
        partial(check_own_polls, config),
        partial(check_own_grading, config),
        partial(check_own_campaigns, config),
        partial(check_brought_in, config),
        partial(check_duties, config),
        partial(check_keys, config, given),
        partial(check_database, config, given),
        partial(check_account, config, given),
        partial(check_webhook, config, given),
        partial(check_calendar, config, given),
        partial(check_words, given.words),
        partial(check_nightly_backups, config, given),
        partial(check_page_served, config),
        partial(check_redis, config),
        partial(check_disk, config),
    )
    for finding in found_by(checks):
        typer.echo(f"{finding.sign} {given.speech.label(finding.key, **finding.details)}")
        sound = sound and finding.sign is not Sign.FAULT
    return sound


def check_config_file(config: Config, path: Path) -> Iterator[Finding]:
    """Others on the machine must not read a file that holds the token."""
    if config.telegram.token.get_secret_value() and path.stat().st_mode & _OTHERS:
        yield note("command-doctor-config-open", path=str(path))
    else:
        yield good("command-doctor-config", path=str(path))


def check_duties(config: Config) -> Iterator[Finding]:
    """Every duty asks for a form that there is; what is changed in config.toml, and does nothing, is named."""
    try:
        forms = open_library(config)
    except ConfigError:
        return  # what is wrong with the forms themselves is said by check_own_forms
    duties, ignored = looked_up_duties(config)
    check_duty_forms(duties, forms)
    running = sum(not duty.is_ended for duty in duties.values())
    if running:
        yield good("command-doctor-duties", count=running)
    else:
        yield note("command-doctor-no-duties")
    for duty_id in ignored:
        yield note("command-doctor-duty-ignored", duty=duty_id)


def check_keys(config: Config, given: Given) -> Iterator[Finding]:
    """Tips can be sealed, and the key that opens them is somewhere else."""
    config.locked_keys()
    recipients = (*config.tips.office_recipients, *config.tips.supervisor_recipients)
    for number, recipient in enumerate(recipients, start=1):
        try:
            seal(b"", [recipient])
        except RefusalError:
            yield fault("command-doctor-key-unreadable", number=number)
            return
    own = bodies_with_own_keys(config, given.today)
    if config.tips.office_recipients:
        yield good("command-doctor-keys", count=len(config.tips.office_recipients))
    elif Body.OFFICE not in own:
        yield fault("command-doctor-no-keys")
    if not config.tips.supervisor_recipients and Body.SUPERVISOR not in own:
        yield note("command-doctor-no-supervisor-key")
    yield from check_letters_to(config)
    if (secret := key_beside(given.config_path)) is not None:
        yield note("command-doctor-key-beside", path=str(secret))


def check_account(config: Config, given: Given) -> Iterator[Finding]:
    """The token opens a bot, and the machine's clock agrees with the server's."""
    try:
        account = find_account(config)
    except RefusalError as refusal:
        if refusal.key != "command-offline":
            raise
        yield note(refusal.key, **refusal.details)
        return
    yield good("command-doctor-account", username=account.username)
    wanted = config.telegram.username.removeprefix("@")
    if wanted and wanted.lower() != account.username.lower():
        yield fault("command-doctor-other-username", wanted=wanted, username=account.username)
    if account.answered_at is None:
        return
    off = given.clock.now() - account.answered_at
    if abs(off) > CLOCK_TOLERANCE:
        yield fault("command-doctor-clock-off", seconds=round(abs(off).total_seconds()))
    else:
        yield good("command-doctor-clock")


def check_words(words: Words) -> Iterator[Finding]:
    """Every sentence exists in every language."""
    keys = {language: words.keys(language) for language in LANGUAGES}
    everything = frozenset().union(*keys.values())
    for language in LANGUAGES:
        if missing := sorted(everything - keys[language]):
            # Where another language lacks a sentence people read the default one; that one must be whole.
            say = fault if language == DEFAULT_LANGUAGE else note
            first = ", ".join(missing[:NAMED])
            yield say("command-doctor-words-missing", lacking=language, count=len(missing), keys=first)
    if all(keys[language] == everything for language in LANGUAGES):
        yield good("command-doctor-words", count=len(everything))


def check_disk(config: Config) -> Iterator[Finding]:
    """There is room to write."""
    file = config.database_file
    folder = config.folder if file is None else file.parent
    # A unit's own is made by its first start.
    there = next(each for each in (folder, *folder.parents) if each.exists())
    free_mib = shutil.disk_usage(there).free // 2**20
    say = fault if free_mib < FREE_MIB_NEEDED else note if free_mib < FREE_MIB_WISHED else good
    yield say("command-doctor-disk" if say is good else "command-doctor-disk-full", free=free_mib)
