"""config.toml, filled in where it is empty: what somebody wrote there, comments too, stays as it is."""

import os
from pathlib import Path
from typing import Any

import tomlkit

from domain.text_files import text_of

_OWNER_ONLY = 0o600
_COMMENTED_FOLDER = '# folder = "backups" '


def fill_in(path: Path, block: str, key: str, value: str | list[str]) -> None:
    """Write `value` into the file at `path`: all of the new file or all of the old one, whatever comes between.

    The caller has seen that nothing stands there yet. Raises OSError.
    """
    path = path.resolve()
    text = text_of(path.read_bytes())
    if (block, key) == ("backup", "folder"):
        text = text.replace(
            _COMMENTED_FOLDER, 'folder = ""' + " " * (len(_COMMENTED_FOLDER) - len('folder = ""'))
        )
    document = tomlkit.parse(text)
    table: Any = document.setdefault(block, tomlkit.table())
    table[key] = value
    _replace(path, tomlkit.dumps(document).encode())


def one_line(text: str) -> str:
    """Return what was typed without what no line has: blanks at its ends, control characters."""
    return "".join(character for character in text if character.isprintable()).strip()


def _replace(path: Path, content: bytes) -> None:
    new = path.with_name(f".{path.name}.part")
    new.unlink(missing_ok=True)  # of a run that was broken off
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as file:
        os.fchmod(descriptor, path.stat().st_mode & 0o777)
        file.write(content)
        file.flush()
        os.fsync(descriptor)
    new.replace(path)
