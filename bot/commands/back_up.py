"""backup and restore: the whole database into one sealed file, and back."""

from collections.abc import Sequence
from pathlib import Path

import typer

from bot.backups.kept import backup_folder, backup_keys, backup_name
from bot.backups.making import make_backup
from bot.backups.restoring import restore_backup
from bot.commands.doctor import examine
from bot.commands.given import Given
from bot.commands.opened import open_database
from bot.commands.private_files import read_key
from domain.errors import RefusalError
from storage.audit import COMMAND_LINE, AuditEntry, subject_of
from storage.backups.sealed_files import AGE_BEGINS
from storage.tips.custody import open_key


def back_up(given: Given, out: Path | None, recipients: Sequence[str], *, plain: bool) -> None:
    """Write a backup to the new file `out`, by default where the nightly ones lie, or here; say what to do with it.

    Sealed to `recipients`, by default to the configuration's, and to nobody if it is to be `plain`. Raises RefusalError
    where there is nobody to seal it to (backup-no-recipient), and as make_backup.
    """
    config = given.config()
    keys = () if plain else tuple(recipients) or backup_keys(config)
    if not keys and not plain:
        raise RefusalError("backup-no-recipient")
    to = out or (backup_folder(config) or Path()) / backup_name(config, given.today, sealed=not plain)
    if not to.parent.is_dir():
        to.parent.mkdir(mode=0o700, parents=True)
    make_backup(config, to, keys)
    given.say("backup-written", path=str(to))
    given.say("backup-written-plain" if plain else "backup-written-sealed", keys=len(keys))
    given.say("backup-not-in-it", config=str(given.config_path))


def restore(given: Given, backup: Path, key: Path | None, *, force: bool) -> bool:
    """Put `backup` in the place of the database, then look at everything as doctor does; return what doctor returns.

    Raises RefusalError as restore_backup.
    """
    config = given.config()
    identity = None if key is None else _identity(given, key)
    replaced = restore_backup(config, backup, identity, force=force)
    with open_database(config) as database:
        subject = subject_of(backup.name)
        entry = AuditEntry(given.clock.now(), None, "restored", subject, actor=COMMAND_LINE)
        database.write(lambda uow: uow.audit.add(entry))
    given.say("restore-done", path=str(backup))
    if replaced is not None:
        given.say("restore-replaced", path=str(replaced))
    given.say("restore-since-then")
    return examine(given)


def _identity(given: Given, key: Path) -> str:
    """Return the text of a key file; of one under a passphrase (gridbot lock-key), which is asked for."""
    content = key.read_bytes()
    if not content.startswith(AGE_BEGINS):
        return read_key(key)
    asked = given.speech.label("unlock-ask-passphrase")
    return open_key(content, typer.prompt(asked, hide_input=True, err=True))
