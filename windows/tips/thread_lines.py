"""A tip's thread as its reporter reads it (docs/domain.md section 7, promise 4). Values in, lines out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from locales import Speech
from locales.dates import day_name

SHOWN = 2_400
"""Characters of a thread in one window; a message of Telegram holds 4,096."""


@dataclass(frozen=True, slots=True, repr=False)
class ReadThread:
    """Day and words of each message, oldest first; None for the reporter's own, which only the body can open.

    `asked` tells whether the last word is the handler's; `files` counts the evidence so far.
    """

    messages: Sequence[tuple[date, str | None]]
    asked: bool
    files: int


def thread_lines(thread: ReadThread, speech: Speech) -> list[str]:
    """Return the thread as HTML, oldest first; of a very long one the newest part, and how much came before."""
    lines: list[str] = []
    left = SHOWN
    for number, (day, words) in reversed(list(enumerate(thread.messages, start=1))):
        line = _line(day, words, speech)
        left -= len(line)
        if left < 0:
            lines.append(speech.text("tips-thread-earlier", count=number))
            break
        lines.append(line)
    return list(reversed(lines))


def _line(day: date, words: str | None, speech: Speech) -> str:
    said = day_name(speech, day)
    if words is None:
        return speech.text("tips-thread-yours", day=said)
    return f"<b>{speech.text('tips-thread-asked', day=said)}</b>\n{escape(words, quote=False)}"
