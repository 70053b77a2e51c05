"""audit settings: what was set, when and by whom, from what to what; whether the audit log says the same."""

import typer

from bot.commands.audit import open_kept
from bot.commands.given import Given
from domain.time.clock import SHANGHAI
from locales import Speech
from storage.setting_changes import SettingChange
from storage.unit_of_work import UnitOfWork
from usecases.settings.changes import is_covered
from windows.settings.changes import words_of


def list_changes(given: Given) -> bool:
    """Print every change of a setting, oldest first; tell whether the audit log covers each as it is kept.

    Raises RefusalError (audit-no-database) where there is nothing to look at.
    """
    with open_kept(given) as database:
        found = database.look(_all_changes)
    for change, covered in found:
        typer.echo(_line(change, given.speech))
        if not covered:
            typer.echo(given.speech.label("audit-setting-other", number=change.number))
    if not found:
        typer.echo(given.speech.label("audit-settings-none"))
    return all(covered for _change, covered in found)


def _all_changes(uow: UnitOfWork) -> list[tuple[SettingChange, bool]]:
    return [(change, is_covered(uow, change)) for change in reversed(uow.setting_changes.everything())]


def _line(change: SettingChange, speech: Speech) -> str:
    words, nothing = words_of(change, speech), speech.label("setting-nothing")
    return speech.label(
        "audit-setting-line",
        number=change.number,
        when=f"{change.changed_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
        who=change.name or speech.label("setting-by-command-line"),
        what=words.what,
        old=words.old or nothing,
        new=words.new or nothing,
    )
