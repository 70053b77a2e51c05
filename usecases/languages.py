"""The language that a stranger chose, or an official was last spoken to in: an error must not have to look."""

from dataclasses import dataclass
from datetime import datetime

from domain.in_memory import InMemoryOnly
from domain.people.people import FIRST_LANGUAGE
from usecases.memory import Memory, Remembered


@dataclass(frozen=True, slots=True)
class Spoken(InMemoryOnly, Remembered):
    """What somebody was last spoken to in, whichever chat that was: it is kept for an account."""

    language: str


def spoken_with(memory: Memory, telegram_id: int, now: datetime) -> str:
    """Return the language; the first where none is known."""
    spoken = memory.get(telegram_id, Spoken, now)
    return FIRST_LANGUAGE if spoken is None else spoken.language


def speak(memory: Memory, telegram_id: int, language: str, now: datetime) -> None:
    """Remember the language."""
    memory.put(telegram_id, Spoken(language), now)
