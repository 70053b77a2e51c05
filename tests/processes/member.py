"""One of many processes, as `gridbot run --webhook`, in a time of its own.

`python -m tests.processes.member CONFIG CLOCK` is one such process that goes by the clock in the file CLOCK
(tests/processes/moved_clock.py). Without arguments it imports everything once; then it forks, for every line of JSON on
its standard input, a process like that, and answers with that process's number: what takes seconds each time a process
is started takes none then.
"""

import ctypes
import gc
import json
import os
import signal
import sys
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

import bot.city.unit_life
import bot.running.leading
import bot.running.ticking
from bot.app import App
from bot.commands.given import Given
from bot.commands.start import start
from bot.commands.start_city import start_city
from bot.webhooks.hooks import Hooks
from tests.processes.moved_clock import MovedClock
from tests.processes.next_version import become_next

__all__ = ["App", "Hooks", "Told", "start_city"]

_PR_SET_PDEATHSIG = 1
"""Linux's (prctl(2)): the system sends a signal once the parent is dead, however it died."""


@dataclass(frozen=True)
class Told:
    """What one process is told."""

    config: str
    clock: str
    log: str = ""
    """Where it says what it says; empty: where whoever starts it does."""
    tick_s: float = 60
    """How often it ticks: a month has to pass in minutes."""
    webhook: bool = True
    """Whether it is one of several; else it is alone and fetches."""
    again_s: float = 60
    """After how long one of its units that ended is started again."""
    is_next: bool = False
    """Whether it is of the next version (tests/processes/next_version)."""
    looks_s: float = 0
    """How often it looks at the leases; 0: as often as it does."""


def run(told: Told) -> None:
    """Answer, tick and deliver until told to end."""
    if told.is_next:
        become_next()
    vars(bot.running.ticking)["TICK_S"] = told.tick_s
    vars(bot.city.unit_life)["AGAIN_S"] = told.again_s
    if told.looks_s:
        vars(bot.running.leading)["RENEWED_EVERY"] = timedelta(seconds=told.looks_s)
    start(Given(clock=MovedClock(Path(told.clock)), config_path=Path(told.config)), webhook=told.webhook)


def _born(told: Told) -> None:
    """Be a process of its own, in the folder of its configuration; it ends with whoever forked it."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    with Path(told.log).open("ab", buffering=0) as log:
        for stream in (sys.stdout, sys.stderr):
            os.dup2(log.fileno(), stream.fileno())
    os.dup2(os.open(os.devnull, os.O_RDONLY), sys.stdin.fileno())
    os.chdir(Path(told.config).parent)
    run(told)


def main() -> None:
    """Fork a process for every line; those that were killed are buried by the system."""
    if len(sys.argv) > 1:
        run(Told(sys.argv[1], sys.argv[2]))
        return
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    gc.freeze()
    for line in sys.stdin:
        told = Told(**json.loads(line))
        number = os.fork()
        if number == 0:
            _leave(partial(_born, told))
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


def _leave(work: "partial[None]") -> None:
    """Do `work` and end this process, and nothing of the one that it was forked from."""
    failed = 1
    try:
        work()
        failed = 0
    finally:
        if failed:
            sys.excepthook(*sys.exc_info())
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(failed)


if __name__ == "__main__":
    main()
