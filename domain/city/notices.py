"""What the organ sends to all its hospitals' offices (传达): a text, since a file of one bot is none of another's."""

from dataclasses import dataclass
from datetime import datetime

from domain.errors import RefusalError

TEXT_LIMIT = 3000
"""UTF-16 units: with its heading it must fit one message of 4,096."""


@dataclass(frozen=True, slots=True)
class CityNotice:
    """One of them: `number` is the organ's, `sent_at` aware."""

    number: int
    text: str
    sent_at: datetime


def checked_text(text: str) -> str:
    """Return what is to be sent, trimmed. Raises RefusalError for nothing (city-notice-empty) and too much."""
    trimmed = text.strip()
    if not trimmed:
        raise RefusalError("city-notice-empty")
    if len(trimmed.encode("utf-16-le")) // 2 > TEXT_LIMIT:
        raise RefusalError("city-notice-long", most=TEXT_LIMIT)
    return trimmed
