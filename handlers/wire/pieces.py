"""A text of over 4,096 UTF-16 units, which the phone cuts in pieces: none of them is what the person meant to send."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from aiogram.types import Message

from domain.errors import RefusalError
from usecases.house import Request
from usecases.memory import Remembered

HALF_MESSAGE = 2048
"""A phone cuts such a text somewhere in the second half of a message."""
PIECES_APART = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Overlong(Remembered):
    """That the chat sent a text so long that phones cut it in pieces, and when."""

    sent_at: datetime


def is_piece(message: Message, request: Request) -> bool:
    """Tell whether this is what was left of a text that the phone had to cut; remember a text that may go on."""
    if message.text is None:
        return False
    begun = request.memory.take(Overlong)
    if len(message.text.encode("utf-16-le")) // 2 >= HALF_MESSAGE:
        request.memory.put(Overlong(message.date))
    return begun is not None and message.date - begun.sent_at <= PIECES_APART


def whole_text(message: Message, request: Request) -> str:
    """Return what was typed; raises RefusalError for a piece (report-piece-of-long), or no text (suggestion-empty)."""
    if is_piece(message, request):
        raise RefusalError("report-piece-of-long")
    if message.text is None:
        raise RefusalError("suggestion-empty")
    return message.text
