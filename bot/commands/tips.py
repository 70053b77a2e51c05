"""open-tip: read, on the office's own computer, what was sealed to the office's key."""

import unicodedata
from pathlib import Path

import typer

from bot.commands.given import Given
from bot.commands.private_files import refuse_to_overwrite, write_private
from storage.sealing import open_text


def open_file(given: Given, sealed: Path, key: Path, out: Path | None) -> None:
    """Open the tip in the file `sealed` with the key file `key`; print it, or write it to the new file `out`.

    Raises RefusalError for a key that is none or another, a damaged file, and an `out` that exists.
    """
    if out is not None:
        refuse_to_overwrite(out)
    text = open_text(sealed.read_bytes(), key.read_text(encoding="utf-8-sig", errors="replace"))
    if out is None:
        typer.echo(_harmless(text))
        return
    write_private(out, f"{text}\n".encode())
    given.say("command-file-written", path=str(out))


def _harmless(text: str) -> str:
    """Return `text` without what would steer a terminal: a stranger wrote it."""
    return "".join(one for one in text if one in "\n\t" or unicodedata.category(one) != "Cc")
