"""How the demo looks in a terminal: lines of at most 80 columns, a Chinese character being two."""

import asyncio
import re
from collections.abc import Callable, Iterable
from datetime import datetime
from unicodedata import east_asian_width

from domain.time.clock import SHANGHAI
from locales import Speech
from simulator.screen import Message

COLUMNS = 80
_INDENT = " " * 13
_BAR = "│ "
_PAUSE_A_LINE_S = 0.03
_PAUSES_S = 15.0
"""All pauses together, so that the demo stays under a minute."""
# A word, blanks, or a wide character with the marks that must not begin a line.
_PIECES = re.compile(r" +|[!-~]+|.[，。、；：？！）」”…]*")
_BOLD, _DIM, _CYAN, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[36m", "\x1b[0m"


def columns(text: str) -> int:
    """Return how many columns `text` takes in a terminal."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def wrap(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` columns, broken between words or wide characters."""
    lines = [""]
    for piece in _PIECES.findall(text):
        if columns(lines[-1] + piece) > width and lines[-1]:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        # What is wider than a whole line, a link for example, is cut.
        for character in piece.lstrip() if not lines[-1] else piece:
            if columns(lines[-1] + character) > width:
                lines.append("")
            lines[-1] += character
    return lines


class StoryPage:
    """Writes the story down, line by line."""

    def __init__(self, write: Callable[[str], None], speech: Speech, *, live: bool, colour: bool) -> None:
        """Give each line to `write`; `live` (a terminal): pause for the reader, and count on one line."""
        self._write = write
        self._speech = speech
        self._live = live
        self._colour = colour
        self._unread = 0
        self._pauses_left_s = _PAUSES_S

    def scene(self, title: str) -> None:
        """Begin a part of the story."""
        self._lines(["", self._dyed(_BOLD, f"── {title} ──")])

    def note(self, text: str) -> None:
        """Say something as the narrator."""
        for line in text.splitlines():
            self._lines(wrap(line, COLUMNS))

    def act(self, moment: datetime, who: str, what: str) -> None:
        """Write what somebody taps or types at `moment`."""
        said = " ".join(what.split())
        first, *more = wrap(f"{who} → {said}", COLUMNS - len(_INDENT))
        self._lines([f"{self._stamp(moment)}{self._dyed(_CYAN, first)}"])
        self._lines(f"{_INDENT}{self._dyed(_CYAN, line)}" for line in more)

    def arrival(self, moment: datetime, who: str) -> None:
        """Write that somebody gets a message unasked."""
        self._lines([f"{self._stamp(moment)}{who} ←"])

    def window(self, message: Message) -> None:
        """Write what the bot shows: its text without formatting, and its buttons, a row a line."""
        width = COLUMNS - len(_INDENT) - len(_BAR)
        lines = [line for text in _said(message, self._speech) for line in wrap(text, width)]
        buttons = [line for row in message.buttons for line in wrap("  ".join(f"[{b}]" for b in row), width)]
        bar = f"{_INDENT}{self._dyed(_DIM, _BAR)}"
        self._lines(f"{bar}{line}" for line in lines)
        self._lines(f"{bar}{self._dyed(_DIM, line)}" for line in buttons)

    def count(self, text: str, done: int, total: int) -> None:
        """Write how far something has got that is not shown in full: on one line, which a terminal sees grow."""
        line = f"{_INDENT}{text}  {done}/{total}"
        if done == total:
            self._lines([line])
        elif self._live:
            self._write(f"{line}\r")

    async def breathe(self) -> None:
        """Let the reader catch up; where nobody reads along, go on at once."""
        seconds = min(self._unread * _PAUSE_A_LINE_S, self._pauses_left_s)
        self._unread = 0
        if self._live and seconds > 0:
            self._pauses_left_s -= seconds
            await asyncio.sleep(seconds)

    def _lines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._unread += 1
            self._write(f"{line.rstrip()}\n")

    def _stamp(self, moment: datetime) -> str:
        return self._dyed(_DIM, f"{moment.astimezone(SHANGHAI):%m-%d %H:%M}  ")

    def _dyed(self, dye: str, text: str) -> str:
        return f"{dye}{text}{_PLAIN}" if self._colour else text


def _said(message: Message, speech: Speech) -> list[str]:
    lines = message.text.splitlines()
    if message.file_kind == "photo":
        return [speech.label("demo-picture"), *lines]
    if message.file_kind is not None:
        return [speech.label("demo-file", name=message.file_name or message.file_kind), *lines]
    return lines
