"""new-key and hand-over: a handler's own key, and sealing tips to today's handlers, on the handler's own computer."""

from pathlib import Path

import typer

from bot.commands.given import Given
from bot.commands.private_files import read_key, refuse_to_overwrite, write_private
from bot.commands.set_up import key_file
from reports.tips.hand_over_bundle import hand_over_rows, read_hand_over, write_handed_over
from storage.tips.sealing import new_office_key

_YES = frozenset({"y", "yes", "是"})


def make_key(given: Given, out: Path) -> None:
    """Write a new secret key to the new file `out` and show the public one. Raises RefusalError for one that exists."""
    refuse_to_overwrite(out)
    key = new_office_key()
    write_private(out, key_file(given, key).encode())
    given.say("keys-command-new", path=str(out), recipient=key.recipient)


def hand_over_file(given: Given, file: Path, key: Path, out: Path, *, asked: bool) -> None:
    """Write the rows of the hand-over file `file`, sealed anew by the key file `key`, to the new file `out`.

    To whom is shown, and asked about unless `asked` already. Raises RefusalError for a file that is none, a key that is
    none, and an `out` that exists.
    """
    refuse_to_overwrite(out)
    wanted = read_hand_over(file.read_bytes())
    identity = read_key(key)
    given.say("keys-command-to")
    named = {recipient: name for name, recipient in wanted.handlers}
    for recipient in sorted({reader for row in wanted.rows for reader in row.to}):
        given.say("keys-command-one", name=named.get(recipient, "-"), recipient=recipient)
    if not asked and not _agreed(given):
        given.say("keys-command-none")
        raise typer.Exit(1)
    rows, left = hand_over_rows(wanted, identity)
    write_private(out, write_handed_over(rows))
    given.say("keys-command-done", count=len(rows), path=str(out))
    if left:
        given.say("keys-command-left", count=left)


def _agreed(given: Given) -> bool:
    """Ask, in our own words alone; whatever is not plainly yes is no."""
    asked = given.speech.label("keys-command-sure")
    return typer.prompt(asked, default="", show_default=False, err=True).strip().casefold() in _YES
