"""Files of others are taken apart in a process of their own, within a budget (docs/domain.md section 7, promise 6).

Whatever a file makes a library do, it does it there, to nobody else's file and not for long. Files pass through
sockets alone: nothing of them is on a disk, in an argument or in an environment.
"""

import atexit
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

from domain.errors import RefusalError
from reports.evidence.cleaning import FILE_LIMIT, Cleaned
from reports.evidence.process import ANSWER, LESS, ORDER, OUT_OF_MEMORY

_ROOT: Final = str(Path(__file__).parents[2])
_SAID_LIMIT: Final = 1_000  # bytes
_GRACE_S: Final = 10  # beyond the longest time, should the machine be busy
_NEARLY: Final = 0.9
_EVIDENCE, _DOCUMENT = 0, 1  # of cleaning_process.JOBS


@dataclass(frozen=True, slots=True)
class Budget:
    """What one file may cost: seconds of processor time, seconds, and MiB of addresses."""

    processor_s: int
    longest_s: int
    memory_mib: int = 1_536


QUICK: Final = Budget(processor_s=3, longest_s=5)
"""Enough for nearly every file; what needs more waits until it holds nobody up."""
FULL: Final = Budget(processor_s=25, longest_s=60)
"""What the largest honest file needs, a few times over on a slow machine."""


class OverBudgetError(Exception):
    """The file was not done within its budget."""


class Workshop:
    """The process that is forked for each file; started when the first one comes, and again should it have ended."""

    def __init__(self) -> None:
        """Start nothing yet."""
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def connect(self) -> socket.socket:
        """Return a socket to a fresh process, which reads one order from it."""
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            try:
                self._hand(theirs)
            except OSError:
                self._end()
                self._hand(theirs)
        return ours

    def close(self) -> None:
        """End the process; it is started again when it is needed."""
        with self._lock:
            self._end()

    def _hand(self, theirs: socket.socket) -> None:
        if self._control is None or self._process is None or self._process.poll() is not None:
            self._end()
            self._control = self._start()
        socket.send_fds(self._control, [b"."], [theirs.fileno()])

    def _start(self) -> socket.socket:
        """Start it without the bot's environment, in which the token may be, and away from the terminal's signals."""
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "reports.evidence.process"],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env={"PYTHONPATH": os.pathsep.join([_ROOT, *sys.path]), "LC_ALL": "C.UTF-8"},
                start_new_session=True,
            )
        return ours

    def _end(self) -> None:
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._process is not None:
            self._process.terminate()
            self._process.wait()
            self._process = None


_WORKSHOP: Final = Workshop()
atexit.register(_WORKSHOP.close)


def clean_apart(content: bytes, name: str, budget: Budget) -> Cleaned:
    """Return what `cleaning.clean` makes of the file, in a process of its own; call it in a worker thread.

    Raises RefusalError as `clean` does; OverBudgetError where it took longer, or more memory, than `budget` allows.
    """
    cleaned, extension = _done_apart(_EVIDENCE, content, name, budget)
    return Cleaned(cleaned, extension)


def rebuild_apart(content: bytes, budget: Budget) -> tuple[bytes, bool]:
    """Return what `returned_document.rebuild` makes of the docx, as `clean_apart` does; raises as it and `rebuild`."""
    try:
        rebuilt, word = _done_apart(_DOCUMENT, content, "", budget)
    except RefusalError as refusal:
        if refusal.key.startswith("documents-"):
            raise
        raise RefusalError("documents-refused-damaged") from None
    return rebuilt, word == LESS


def _done_apart(job: int, content: bytes, name: str, budget: Budget) -> tuple[bytes, str]:
    """Return the new content and the word that `job` of `cleaning_process.JOBS` gives; raises as `clean_apart`."""
    began = time.monotonic()
    try:
        said, cleaned = _exchanged(job, content, name.encode()[:_SAID_LIMIT], budget)
    except (OSError, EOFError):
        if time.monotonic() - began >= _NEARLY * budget.processor_s:
            raise OverBudgetError from None
        raise RefusalError("evidence-refused-broken") from None
    return _outcome(said, cleaned)


def _exchanged(job: int, content: bytes, name: bytes, budget: Budget) -> tuple[bytes, bytes]:
    order = ORDER.pack(job, budget.processor_s, budget.longest_s, budget.memory_mib, len(name), len(content))
    with _WORKSHOP.connect() as connection:
        connection.settimeout(budget.longest_s + _GRACE_S)
        connection.sendall(order + name)
        connection.sendall(content)
        with connection.makefile("rb") as stream:
            said_length, length = ANSWER.unpack(_exactly(stream, ANSWER.size))
            if said_length > _SAID_LIMIT or length > FILE_LIMIT:
                raise EOFError
            return _exactly(stream, said_length), _exactly(stream, length)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    found = stream.read(length)
    if len(found) != length:
        raise EOFError
    return found


def _outcome(said: bytes, cleaned: bytes) -> tuple[bytes, str]:
    """Read what the process said, which may be any bytes, should a file have taken it over."""
    try:
        told: Mapping[str, Any] = json.loads(said)
        if "word" in told:
            return cleaned, _word(told["word"])
        key, details = (
            str(told["refused"]),
            {str(word): int(count) for word, count in told["details"].items()},
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        raise RefusalError("evidence-refused-broken") from None
    if key == OUT_OF_MEMORY:
        raise OverBudgetError
    raise RefusalError(key, **details)


def _word(told: object) -> str:
    if not isinstance(told, str) or not told.removeprefix(".").isalnum() or len(told) > len(".docx"):
        raise ValueError("no such word")
    return told
