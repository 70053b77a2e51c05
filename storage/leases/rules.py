"""Who may do what only one process does: rules over what the table says, without a database.

A lease is a holder's until its time runs out by the server's clock, or until it is given up. Its time says when
somebody else may take it; whether a holder may still write is said by its number (`token`) alone, which every
transaction of the role compares: whoever slept through its time finds another one there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

LIFE = timedelta(seconds=15)
"""How long a lease lasts that nobody prolongs: so long nobody ticks or delivers after a process was killed."""
RENEWED_EVERY = timedelta(seconds=3)


class LeaseRole(StrEnum):
    """What one process does for all: POLL is to be the only process at all, as with long polling."""

    TICK = "tick"
    DELIVER = "deliver"
    POLL = "poll"


LOOKED_AT = {
    LeaseRole.TICK: (LeaseRole.POLL, LeaseRole.TICK),
    LeaseRole.DELIVER: (LeaseRole.DELIVER, LeaseRole.POLL),
    LeaseRole.POLL: (LeaseRole.DELIVER, LeaseRole.POLL, LeaseRole.TICK),
}
"""What must not be anybody else's for a role to be taken: who polls is alone. In the order in which rows are locked."""
_EVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Lease:
    """A role as the table has it: whose it is since when (aware, the server's clock) and until when, under what number.

    `holder` is empty where nobody has it. `done_at` is what the holder was last done with, by the clock of its work.
    """

    role: LeaseRole
    holder: str = ""
    token: int = 0
    taken_at: datetime = _EVER
    expires_at: datetime = _EVER
    done_at: datetime | None = None

    def is_held(self, now: datetime) -> bool:
        """Tell whether anybody has it. A time further ahead than any lease lasts is over: the clock was set back."""
        return bool(self.holder) and now < self.expires_at <= now + LIFE

    def is_of(self, holder: str, token: int) -> bool:
        """Tell whether it is still what `holder` took under this number, however long ago its time ran out."""
        return (self.holder, self.token) == (holder, token)


def taken(role: LeaseRole, found: Mapping[LeaseRole, Lease], holder: str, now: datetime) -> Lease | None:
    """Return `role` as `holder` has it from `now` on; None where somebody else has it, or a role that excludes it.

    `found` are the leases of LOOKED_AT. Whoever had it already gets a new number too: it had lost sight of the old one.
    """
    if not _is_free(role, found, holder, now):
        return None
    was = found[role]
    return replace(was, holder=holder, token=was.token + 1, taken_at=now, expires_at=now + LIFE)


def renewed(
    role: LeaseRole, found: Mapping[LeaseRole, Lease], mine: tuple[str, int], now: datetime
) -> Lease | None:
    """Return what is `mine` (holder, number) prolonged; None where it is lost.

    One that ran out is still the holder's, unless somebody took it since, or a role that excludes it.
    """
    was = found[role]
    if not was.is_of(*mine) or not _is_free(role, found, was.holder, now):
        return None
    return replace(was, expires_at=now + LIFE)


def given_up(was: Lease, mine: tuple[str, int], now: datetime) -> Lease | None:
    """Return the lease as nobody's, its number kept; None where it was lost before."""
    return replace(was, holder="", expires_at=now) if was.is_of(*mine) else None


def _is_free(role: LeaseRole, found: Mapping[LeaseRole, Lease], holder: str, now: datetime) -> bool:
    """Tell whether nobody but `holder` has the role or one that excludes it."""
    others = (found[other] for other in LOOKED_AT[role])
    return not any(lease.holder != holder and lease.is_held(now) for lease in others)
