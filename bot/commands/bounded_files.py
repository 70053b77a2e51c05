"""Reading a file that somebody names on the command line, without taking in more than can be used."""

from pathlib import Path


def read_bounded(file: Path, most_bytes: int) -> bytes:
    """Return the file's content, cut one byte beyond `most_bytes` for its reader to refuse. Raises OSError."""
    with file.open("rb") as opened:
        return opened.read(most_bytes + 1)
