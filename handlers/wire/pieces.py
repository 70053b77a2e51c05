"""A text of over 4,096 UTF-16 units, which the phone cuts in pieces: none of them is what the person meant to send."""

from datetime import timedelta

from aiogram.types import Message

from domain.errors import RefusalError
from usecases.house import Request

HALF_MESSAGE = 2048
"""A phone cuts such a text somewhere in the second half of a message."""
PIECES_APART = timedelta(seconds=5)


def is_piece(message: Message, request: Request) -> bool:
    """Tell whether this is what was left of a text that the phone had to cut; remember a text that may go on."""
    if message.text is None:
        return False
    overlong = request.house.overlong
    begun_at = overlong.pop(request.chat_id, None)
    if len(message.text.encode("utf-16-le")) // 2 >= HALF_MESSAGE:
        overlong.put(request.chat_id, message.date)
    return begun_at is not None and message.date - begun_at <= PIECES_APART


def whole_text(message: Message, request: Request) -> str:
    """Return what was typed; raises RefusalError for a piece (report-piece-of-long), or no text (suggestion-empty)."""
    if is_piece(message, request):
        raise RefusalError("report-piece-of-long")
    if message.text is None:
        raise RefusalError("suggestion-empty")
    return message.text
