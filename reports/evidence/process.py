"""The process in which files of others are taken apart: `python -m reports.evidence.process`, as cleaning_apart does.

It has the libraries loaded and never sees a file itself. For each it forks a process that reads the file from a
socket, answers there and ends; whose budget runs out, the kernel ends. Nothing is written to a disk.
"""

import codecs
import contextlib
import gc
import json
import os
import resource
import signal
import socket
import struct
from collections.abc import Callable, Mapping
from pathlib import Path

from PIL import Image, MpoImagePlugin, WebPImagePlugin

from domain.errors import RefusalError
from reports.evidence.cleaning import clean
from reports.evidence.returned_document import rebuild

ORDER = struct.Struct("!BIIIHI")
"""What is ordered: the job, seconds of processor time, seconds, MiB, and the lengths of name and content in bytes."""
ANSWER = struct.Struct("!II")
"""The lengths of what is said of the outcome, in JSON, and of the new content."""
OUT_OF_MEMORY = "out-of-memory"
WHOLE, LESS = "whole", "less"

_MIB = 1024 * 1024
_POLITENESS = 5  # of nice(2): whoever waits for an answer of the bot goes first
_KILLED_FIRST = "1000"  # of oom_score_adj: should the machine's memory end, this goes and not the bot

_Job = Callable[[bytes, str], tuple[bytes, str]]
"""Of a file's content and name makes the new content and a word: its ending, or how whole it is."""


def _evidence(content: bytes, name: str) -> tuple[bytes, str]:
    cleaned = clean(content, name)
    return cleaned.content, cleaned.extension


def _document(content: bytes, _name: str) -> tuple[bytes, str]:
    rebuilt, lost = rebuild(content)
    return rebuilt, LESS if lost else WHOLE


JOBS: Mapping[int, _Job] = {0: _evidence, 1: _document}


def serve() -> None:
    """Fork a process for each socket that comes in through standard input, until that is closed."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they ended
    control = socket.socket(fileno=os.dup(0))
    while True:
        sign, sockets, _, _ = socket.recv_fds(control, 1, 1)
        if not sign:
            return
        if os.fork() == 0:
            _do_one(socket.socket(fileno=sockets[0]))
        for number in sockets:
            os.close(number)


def _do_one(connection: socket.socket) -> None:
    """Do what the socket orders, within its limits, and end the process."""
    try:
        with connection.makefile("rwb") as stream:
            job, processor_s, longest_s, memory_mib, name_length, length = ORDER.unpack(
                stream.read(ORDER.size)
            )
            _limit(processor_s, longest_s, memory_mib)
            name = stream.read(name_length).decode(errors="replace")
            said, content = _outcome(JOBS[job], stream.read(length), name)
            stream.write(ANSWER.pack(len(said), len(content)) + said)
            stream.write(content)
            stream.flush()
    finally:
        os._exit(0)


def _limit(processor_s: int, longest_s: int, memory_mib: int) -> None:
    """Let the kernel end this process at its limits; it can open no file and no connection, and leaves no core."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(longest_s)
    resource.setrlimit(resource.RLIMIT_CPU, (processor_s, processor_s))
    for limit in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_NOFILE):
        resource.setrlimit(limit, (0, 0))
    with contextlib.suppress(ValueError, OSError):  # macOS knows the limit and does not keep it
        resource.setrlimit(resource.RLIMIT_AS, (memory_mib * _MIB, memory_mib * _MIB))


def _outcome(job: _Job, content: bytes, name: str) -> tuple[bytes, bytes]:
    """Return what is said of the outcome, and the new content."""
    try:
        cleaned, word = job(content, name)
    except RefusalError as refusal:
        return json.dumps({"refused": refusal.key, "details": refusal.details}).encode(), b""
    except MemoryError:
        return json.dumps({"refused": OUT_OF_MEMORY, "details": {}}).encode(), b""
    return json.dumps({"word": word}).encode(), cleaned


def _prepare() -> None:
    """Load what would be loaded from disk at first use: the processes can open nothing."""
    Image.preinit()
    for plugin in (MpoImagePlugin, WebPImagePlugin):
        plugin.__name__  # noqa: B018 - imported for what it registers
    for encoding in ("utf-8-sig", "gb18030", "utf-16", "utf-16-le", "ascii", "latin-1", "cp437"):
        codecs.lookup(encoding)
    os.nice(_POLITENESS)
    with contextlib.suppress(OSError):  # there is such a thing on Linux only
        Path("/proc/self/oom_score_adj").write_text(_KILLED_FIRST, encoding="ascii")
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    _prepare()
    serve()
