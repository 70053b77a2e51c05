"""Files that nobody but their owner reads, key files first, and that are never written over."""

import os
from pathlib import Path

from domain.errors import RefusalError
from domain.text_files import text_of

_OWNER_ONLY = 0o600


def refuse_to_overwrite(*paths: Path) -> None:
    """Raise RefusalError (command-file-exists) where one of `paths` exists."""
    for path in paths:
        if path.exists():
            raise RefusalError("command-file-exists", path=str(path))


def read_key(path: Path) -> str:
    """Return what stands in a key file; what is no text comes out as no key. Raises OSError."""
    return text_of(path.read_bytes(), errors="replace")


def write_private(path: Path, content: bytes) -> None:
    """Write a new file that its owner alone may read; raises RefusalError as above, OSError as usual."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    except FileExistsError:
        raise RefusalError("command-file-exists", path=str(path)) from None
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
