"""What a process knows of its own leases: the number that its work compares, and how long it may believe in it."""

import os
import secrets
import socket
import time
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from storage.leases.leases import LeaseLostError, Leases
from storage.leases.rules import LIFE, Lease, LeaseRole

_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def elapsed_s() -> float:
    """Return seconds of a clock that nobody sets, and that goes on while this process, or the machine, is stopped."""
    return time.clock_gettime(_CLOCK)


@cache
def this_process() -> str:
    """Return the name under which this process takes leases."""
    return new_holder()


def new_holder() -> str:
    """Return a name for this process: machine and number, for people to read, and what makes it unlike any other."""
    return f"{socket.gethostname()[:64]}:{os.getpid()}:{secrets.token_hex(4)}"


@dataclass(slots=True)
class Right:
    """The right of this process to do the work of `role`.

    Without a `holder` there is no other process that could (SQLite): it is always there, and nothing is compared.
    """

    role: LeaseRole
    holder: str = ""
    token: int = 0
    """Under which number the lease is ours; 0: it is not."""
    since: datetime | None = None
    """Since when (aware, by the server's clock) this process has it."""
    _until_s: float = 0.0

    @property
    def is_shared(self) -> bool:
        """Tell whether other processes may have it instead."""
        return bool(self.holder)

    @property
    def is_held(self) -> bool:
        """Tell whether it is ours, as far as can be told without asking: not past the time that was last granted."""
        return not self.holder or (self.token > 0 and elapsed_s() < self._until_s)

    @property
    def held_since(self) -> str:
        """Since when it is held, as a figure for machines; empty where it is not, or is nobody else's."""
        return self.since.isoformat(timespec="seconds") if self.is_held and self.since is not None else ""

    def gain(self, lease: Lease, asked_at_s: float) -> None:
        """Go by `lease`, taken or prolonged after `asked_at_s` (elapsed_s), for no longer than the server does."""
        self.token, self.since = lease.token, lease.taken_at
        self._until_s = asked_at_s + LIFE.total_seconds()

    def lose(self) -> None:
        """It is another's by now, or was given up."""
        self.token, self.since = 0, None

    def compare(self, leases: Leases) -> None:
        """Make sure, in the transaction of `leases` and to its end, that nobody else has it. Raises LeaseLostError."""
        if self.holder:
            if not self.token:
                raise LeaseLostError(self.role.value)
            leases.compare(self.role, self.holder, self.token)

    def note_done(self, leases: Leases, at: datetime) -> None:
        """Note for whoever has it next when (aware, by the clock of the work) its work was done last."""
        leases.note_done(self.role, self.holder, self.token, at)
