"""Whether anything of a tip lies on a disk: in the servers' folders, their logs, or those of the processes."""

import mmap
from collections.abc import Collection, Iterable
from pathlib import Path

from tests.handlers.tips.test_tip_leaks import writings


def holding(folders: Iterable[Path], words: Iterable[str], codes: Iterable[str] = ()) -> list[str]:
    """Return the files below `folders` that hold a code, or one of `words` in whatever way a text may lie in a file."""
    sought = {way for word in words for way in writings(word)} | {code.encode() for code in codes}
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return [str(path) for path in files if path.stat().st_size and _holds(path, sought)]


def _holds(path: Path, sought: Collection[bytes]) -> bool:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return any(content.find(each) >= 0 for each in sought)
