"""Ends a process that answers nobody any more: from a thread of its own, since what hangs can't tell that it does.

The loop is asked for a sign of life; where it owes so many in a row, nothing here would ever tick or answer again, and
whatever started the process (systemd's Restart=always) starts it anew. Looks are counted and not hours: a machine that
was suspended has missed none.
"""

import asyncio
import logging
import os
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)

LOOK_S = 10
LOOKS_OWED = 60
HUNG = 70
"""The exit code: EX_SOFTWARE of sysexits.h."""


def end_process() -> None:
    """Say so and end at once. Where it hung is not written: the files alone might tell that a tip was in hand."""
    log.critical("the bot has answered nobody for ten minutes: it ends, to be started anew")
    os._exit(HUNG)


class Watchdog:
    """Watches one event loop."""

    def __init__(self, hung: Callable[[], None] = end_process, look_s: float = LOOK_S) -> None:
        """Call `hung` once the loop has given no sign of life at LOOKS_OWED looks in a row."""
        self._hung = hung
        self._look_s = look_s
        self._over = threading.Event()
        self._owed = 0

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Watch `loop` until stop()."""
        threading.Thread(target=self._watch, args=(loop,), name="watchdog", daemon=True).start()

    def stop(self) -> None:
        """Watch no longer."""
        self._over.set()

    def _watch(self, loop: asyncio.AbstractEventLoop) -> None:
        while not self._over.wait(self._look_s) and not loop.is_closed():
            self._owed += 1
            if self._owed > LOOKS_OWED:
                self._hung()
                return
            loop.call_soon_threadsafe(self._sign)

    def _sign(self) -> None:
        self._owed = 0
