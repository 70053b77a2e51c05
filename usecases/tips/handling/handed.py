"""Which files were handed to a handler at /h last: the audit log has it, and each of them may be fetched then."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from usecases.memory import Remembered


@dataclass(frozen=True, slots=True)
class HandedFiles(Remembered):
    """Files (by their ids) of the tip `number`: opened on the server (`is_open`), or sealed, originals or not."""

    number: str
    files: frozenset[int]
    is_open: bool
    original: bool = False
    life: ClassVar[timedelta | None] = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class HandOverBegun(Remembered):
    """The tips whose headers were handed out for a hand-over: one, in however many pieces it comes back."""

    name: str
    numbers: tuple[str, ...]
    life: ClassVar[timedelta | None] = timedelta(minutes=30)
