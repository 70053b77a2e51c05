"""The log: standard error, through one gate that every record of every library passes (docs/threat-model.md).

What may concern a private chat is counted, and told with the first tick of the day after: as a type and a day. A line
written when it happens would tell the minute, by its own stamp, by its neighbours' or by that of whoever keeps it.
"""

import logging
import re
import sys
import threading
import traceback
import warnings
from collections import Counter
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

from storage.statements.engines import find_trouble

OPEN = (
    "bot",
    "domain",
    "forms",
    "locales",
    "registers",
    "reminders",
    "reports",
    "storage",
    "aiogram.dispatcher",
)
"""Loggers whose records can concern no private chat.

Our rooms but handlers/, web/, usecases/ and windows/, the fetching of updates, the clock.
"""
OURS = (
    "bot",
    "domain",
    "forms",
    "handlers",
    "locales",
    "private",
    "registers",
    "reminders",
    "reports",
    "storage",
    "usecases",
    "web",
    "windows",
)
"""Loggers whose words we write: never with anything that a person wrote, nor with who they are."""
OF_TIPS = re.compile(
    r"tip|receipt|evidence|seal|custody|unlock|fact|rewrap|hand_over|_key|chat_traces|cleaning"
)
"""Files whose names alone, in a traceback, would say that a tip was in hand."""
FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"

UNIT: ContextVar[str] = ContextVar("unit", default="")
"""The code of the unit whose work this is, where one process has several: it stands before the words."""
private = logging.getLogger("private")
"""For errors that may concern a private chat; words and types, no frames."""
_HOME = Path(__file__).parents[1]


class LogGate(logging.Handler):
    """Lets through what concerns no private chat, without values; of the rest tells a day later how often it was."""

    def __init__(self, out: logging.Handler, *secrets: str) -> None:
        """Write to `out`, `secrets` taken out of everything; an empty one hides nothing."""
        super().__init__()
        self._out = out
        self._secrets = [secret for secret in secrets if secret]
        self._day: date | None = None
        self._held: Counter[tuple[int, str, str]] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        """Write or count `record`; never raises, and never shows one that can't be put into words."""
        try:
            if _is_of(record, OPEN) and (_is_of(record, OURS) or record.levelno >= logging.WARNING):
                self._write(record.levelno, record.name, _words(record), record.created)
            elif record.levelno >= logging.WARNING:
                self._held[record.levelno, record.name, _brief(record)] += 1
        except Exception as error:  # noqa: BLE001 - logging itself would print the record with all its values
            self._held[logging.ERROR, __name__, _names(error)] += 1

    def day_is(self, day: date) -> None:
        """Tell what was counted before `day`, the day in Shanghai, if it is a new one."""
        self.acquire()
        try:
            before, self._day = self._day or day, day
            if before == day:
                return
            told, self._held = sorted(self._held.items()), Counter()
        finally:
            self.release()
        for (level, name, brief), times in told:
            self._write(level, name, f"on {before}, at a time that is not kept, {times} of: {brief}")

    def _write(self, level: int, name: str, text: str, created: float | None = None) -> None:
        for secret in self._secrets:
            text = text.replace(secret, "***")
        unit = UNIT.get()
        shown = f"[{unit}] {text}" if unit else text
        clean = logging.LogRecord(name, level, "", 0, shown, (), None)
        if created is not None:
            clean.created = created
        self._out.handle(clean)


def set_up(*tokens: str, level: int = logging.INFO) -> None:
    """Log to standard error: our own rooms from `level` on, libraries from WARNING on, all of it through the gate."""
    logging.basicConfig(level=logging.WARNING, handlers=[gate_to(sys.stderr, *tokens)], force=True)
    for room in OURS:
        logging.getLogger(room).setLevel(level)
    hear_the_unheard()


def gate_to(stream: TextIO, *tokens: str) -> LogGate:
    """Return a gate that writes to `stream`."""
    out = logging.StreamHandler(stream)
    out.setFormatter(logging.Formatter(FORMAT))
    return LogGate(out, *tokens)


def hear_the_unheard() -> None:
    """Have what Python would print by itself, with all its values, logged as a type."""

    def warned(_message: Warning | str, category: type[Warning], *_: Any) -> None:
        # aiogram puts a whole update into the words, and the place may be a file of tips.
        private.warning("warned: %s", category.__name__)

    def unraisable(found: "sys.UnraisableHookArgs") -> None:
        private.error("raised where nobody heard it: %s", found.exc_type.__name__)

    def ended(found: threading.ExceptHookArgs) -> None:
        private.error("a thread has ended: %s", found.exc_type.__name__)

    logging.raiseExceptions = False
    setattr(warnings, "showwarning", warned)  # noqa: B010 - it is called by position, mypy knows names too
    sys.unraisablehook = unraisable
    threading.excepthook = ended


def day_is(day: date) -> None:
    """Tell every gate of this process the day in Shanghai."""
    for handler in logging.getLogger().handlers:
        if isinstance(handler, LogGate):
            handler.day_is(day)


def place_of(error: BaseException) -> str:
    """Return the file and line of ours in which `error` arose; empty where it came through a file of tips."""
    frames = [frame for each in _chain(error) for frame in _frames(each.__traceback__)]
    if any(OF_TIPS.search(_short(frame)) for frame in frames):
        return ""
    ours = [frame for frame in _frames(error.__traceback__) if _is_ours(frame)]
    return f"{_short(ours[-1])}:{ours[-1].lineno}" if ours else ""


def _is_of(record: logging.LogRecord, loggers: tuple[str, ...]) -> bool:
    return any(record.name == name or record.name.startswith(f"{name}.") for name in loggers)


def _words(record: logging.LogRecord) -> str:
    """Return a record's words, of an exception its frames and its kind; what it says itself may hold anything."""
    if isinstance(record.args, tuple):
        said = tuple(_said(part) if isinstance(part, BaseException) else part for part in record.args)
        text = str(record.msg) % said if said else str(record.msg)
    else:
        text = record.getMessage()
    error = record.exc_info[1] if record.exc_info else None
    return text if error is None else "\n".join([text, *_told(error)])


def _brief(record: logging.LogRecord) -> str:
    """Return what may be kept of a record of a private chat: our own words, of a library's the exception's type."""
    error = record.exc_info[1] if record.exc_info else None
    names = "" if error is None else _names(error)
    return f"{record.getMessage()} {names}".strip() if _is_of(record, OURS) else names or "no exception"


def _said(error: BaseException) -> str:
    """Return an exception in words where they are known to hold nothing of a person; else its type."""
    trouble = find_trouble(error) or (error.strerror if isinstance(error, OSError) else None)
    if trouble is None and any(kind.__name__ == "TelegramAPIError" for kind in type(error).__mro__):
        # Of the fetching of updates alone, which names no chat; what can't be read in one is no such error.
        trouble = str(error)
    return trouble or type(error).__name__


def _told(error: BaseException) -> Iterator[str]:
    for each in _chain(error):
        for frame in _frames(each.__traceback__):
            if not OF_TIPS.search(_short(frame)):
                yield f"  {_short(frame)}:{frame.lineno} {frame.name}"
        trouble = find_trouble(each)
        yield type(each).__name__ if trouble is None else f"{type(each).__name__}: {trouble}"


def _names(error: BaseException) -> str:
    return " from ".join(type(each).__name__ for each in _chain(error))


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield `error`, those in it if it is a group, and what each came from."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        each = waiting.pop(0)
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        if isinstance(each, BaseExceptionGroup):
            waiting.extend(each.exceptions)
        waiting.append(each.__cause__ or (None if each.__suppress_context__ else each.__context__))


def _frames(found: TracebackType | None) -> list[traceback.FrameSummary]:
    return list(traceback.extract_tb(found))


def _is_ours(frame: traceback.FrameSummary) -> bool:
    return _short(frame).partition("/")[0] in OURS


def _short(frame: traceback.FrameSummary) -> str:
    """Return a frame's file, of ours without the folder that the project lies in."""
    path = Path(frame.filename)
    return str(path.relative_to(_HOME)) if path.is_relative_to(_HOME) else str(path)
