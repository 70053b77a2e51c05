"""open-tip: read, on the office's own computer, what was sealed to the office's key."""

from pathlib import Path

import typer

from bot.commands.given import Given
from bot.commands.private_files import read_key, refuse_to_overwrite, write_private
from domain.characters import admit
from domain.errors import RefusalError
from storage.tips.custody import lock_key
from storage.tips.sealing import open_sealed

PASSPHRASE_LENGTH = 12


def open_file(given: Given, sealed: Path, key: Path, out: Path | None) -> None:
    """Open the file `sealed` with the key file `key`; print it, or write it to the new file `out`, byte for byte.

    What is no text is not printed. Raises RefusalError for that, for a key that is none or another, a damaged file,
    and an `out` that exists.
    """
    if out is not None:
        refuse_to_overwrite(out)
    content = open_sealed(sealed.read_bytes(), read_key(key))
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


def _printable(content: bytes, sealed: Path) -> str:
    """Return the text that `content` is, without its padding; raises RefusalError for what is no text."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise RefusalError("command-tip-is-file", out=sealed.stem)
    return text.rstrip()
