"""open-tip: read, on the office's own computer, what was sealed to the office's key."""

from pathlib import Path

import typer

from bot.commands.given import Given
from bot.commands.private_files import read_key, refuse_to_overwrite, write_private
from domain.characters import admit
from domain.errors import RefusalError
from domain.tips.padding import unpad_file
from storage.tips.custody import lock_key
from storage.tips.sealing import open_sealed

PASSPHRASE_LENGTH = 12


def open_file(given: Given, sealed: Path, key: Path, out: Path | None, *, original: bool = False) -> None:
    """Open the file `sealed` with the key file `key`; print it, or write it to the new file `out`, byte for byte.

    A file of the page is cleaned first, unless it is asked for as it is (`original`). What is no text is not
    printed. Raises RefusalError for that, for a key that is none or another, a damaged file, one that can't be cleaned,
    and an `out` that exists.
    """
    if out is not None:
        refuse_to_overwrite(out)
    content = open_sealed(sealed.read_bytes(), read_key(key))
    if (sent := unpad_file(content)) is not None:
        content = sent if original else _cleaned(sent, sealed)
    if out is None:
        typer.echo(admit(_printable(content, sealed)))  # a stranger wrote it, and it could steer a terminal
        return
    write_private(out, content)
    given.say("command-file-written", path=str(out))


def lock_file(given: Given, key: Path, out: Path) -> None:
    """Write the key file `key` under a passphrase to the new file `out`; the passphrase is asked for twice.

    Raises RefusalError for a key that is none, an `out` that exists, a passphrase that is too short.
    """
    refuse_to_overwrite(out)
    asked = given.speech.label("unlock-ask-passphrase")
    passphrase = typer.prompt(asked, hide_input=True, err=True)
    if len(passphrase) < PASSPHRASE_LENGTH:
        raise RefusalError("unlock-passphrase-short", limit=PASSPHRASE_LENGTH)
    again = typer.prompt(given.speech.label("unlock-ask-again"), hide_input=True, err=True)
    if again != passphrase:
        raise RefusalError("unlock-not-the-same")
    write_private(out, lock_key(read_key(key), passphrase))
    given.say("command-file-written", path=str(out))


def _cleaned(sent: bytes, sealed: Path) -> bytes:
    """Return a copy without metadata of what came from the page; raises RefusalError (command-tip-unclean)."""
    # Here, since most sealed files are texts: cleaning loads what reads pictures and papers.
    from reports.evidence.apart import FULL, OverBudgetError, clean_apart  # noqa: PLC0415

    try:
        return clean_apart(sent, sealed.stem, FULL).content
    except (RefusalError, OverBudgetError) as error:
        raise RefusalError("command-tip-unclean") from error


def _printable(content: bytes, sealed: Path) -> str:
    """Return the text that `content` is, without its padding; raises RefusalError for what is no text."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise RefusalError("command-tip-is-file", out=sealed.stem)
    return text.rstrip()
