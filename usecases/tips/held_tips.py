"""That a chat holds something of a tip: in memory alone, and forgotten after half an hour without a word.

docs/domain.md section 7, promise 3. What it holds is the conversation's own (handlers/tips/memory.py).
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from domain.in_memory import InMemoryOnly
from usecases.memory import ChatMemory, Remembered

IDLE_LIFE = timedelta(minutes=30)
"""How long an unfinished tip, and the list of its messages, are kept without a word."""
MARK_LIFE = timedelta(days=1)
"""How long a chat is known to have had one: its next word must not be taken for something else."""


class HeldTip(InMemoryOnly, Remembered):
    """What a chat holds of a tip: one of these at a time."""

    __slots__ = ()
    life: ClassVar[timedelta | None] = IDLE_LIFE


@dataclass(frozen=True, slots=True)
class TipOpen(InMemoryOnly, Remembered):
    """The bare mark that a tip is open, or was and is forgotten: its conversation hears everything first."""

    life: ClassVar[timedelta | None] = MARK_LIFE


def forget(memory: ChatMemory) -> None:
    """Hold nothing of a tip any more, nor that there was one."""
    memory.take(HeldTip)
    memory.take(TipOpen)
