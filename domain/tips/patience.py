"""Slowing down whoever tries wrong codes, and whoever floods the tip line (docs/domain.md section 7).

Kept in memory alone and under a keyed hash: the key is random, never leaves the process and changes daily, so
what is remembered can't be matched to an account afterwards, and nobody is remembered longer than a day. Several
processes of one bot have such a key in common (docs/decisions/0024).

Nothing of it survives a restart, on purpose. Account numbers are few enough to try them all: a count on disk under
a hash tells, with its key, whose it is; without the key nobody could go on counting; and one that several accounts
share, coarse enough to name nobody of a hospital's staff, would lock out the innocent. Only who runs the server can
restart it, each restart gives an account five more acts at most, and what a flood then costs is bounded without any
memory of people (storage/tips/derivation_lanes.py).
"""

import hashlib
import math
import secrets
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Generic, Protocol, TypeVar

LONGEST_WAIT_S = 42
KEY_LIFETIME = timedelta(days=1)
SOURCES_LIMIT = 10_000
"""Sources remembered at once; the one unseen for longest is forgotten first."""
TIPS_PER_HOUR = 5
"""What an account may hand in: tips, and what is added to them with a receipt code."""
FORWARDED_PER_HOUR = 20
"""What an inspector may pass on: several may have come to them on one day."""

Wrong = tuple[int, datetime]
"""How many wrong codes, and when the last was."""
Acts = tuple[datetime, ...]

Remembered = TypeVar("Remembered")


class Sources(Protocol[Remembered]):
    """What is remembered of each source (a Telegram id) until the key of the day changes; nobody else finds it."""

    def find(self, source: int, now: datetime) -> Remembered | None:
        """Return what is remembered of `source`."""
        ...

    def change(self, source: int, change: Callable[[Remembered | None], Remembered], now: datetime) -> None:
        """Remember what `change` makes of what is remembered, whoever else does so at once: it may be called again."""
        ...

    def forget(self, source: int) -> None:
        """Remember nothing of `source`."""
        ...


class OwnSources(Generic[Remembered]):
    """The sources of one process (see Sources)."""

    def __init__(self, limit: int = SOURCES_LIMIT) -> None:
        """Remember nobody yet, and `limit` sources at most."""
        self._limit = limit
        self._key = secrets.token_bytes(hashlib.blake2b.MAX_KEY_SIZE)
        self._key_since: datetime | None = None
        self._remembered: OrderedDict[bytes, Remembered] = OrderedDict()

    def find(self, source: int, now: datetime) -> Remembered | None:
        """Return what is remembered of `source`."""
        self._change_key_when_due(now)
        return self._remembered.get(self._name(source))

    def change(self, source: int, change: Callable[[Remembered | None], Remembered], now: datetime) -> None:
        """Remember what `change` makes of what is remembered."""
        what = change(self.find(source, now))
        name = self._name(source)
        self._remembered[name] = what
        self._remembered.move_to_end(name)
        if len(self._remembered) > self._limit:
            self._remembered.popitem(last=False)

    def forget(self, source: int) -> None:
        """Remember nothing of `source`."""
        self._remembered.pop(self._name(source), None)

    def _name(self, source: int) -> bytes:
        return hashlib.blake2b(str(source).encode(), digest_size=16, key=self._key).digest()

    def _change_key_when_due(self, now: datetime) -> None:
        if self._key_since is None:
            self._key_since = now
        if abs(now - self._key_since) >= KEY_LIFETIME:
            self._key = secrets.token_bytes(hashlib.blake2b.MAX_KEY_SIZE)
            self._key_since = now
            self._remembered.clear()


class Patience:
    """How long a source must wait after wrong codes: 1, 2, 4, ... seconds, never over 42."""

    def __init__(self, sources_limit: int = SOURCES_LIMIT, kept: Sources[Wrong] | None = None) -> None:
        """Remember nobody yet, and `sources_limit` sources at most; elsewhere where `kept` says."""
        self._wrong: Sources[Wrong] = kept or OwnSources(sources_limit)

    def wait_s(self, source: int, now: datetime) -> int:
        """Return the whole seconds from `now` (aware) that `source` has yet to wait; 0 if it may try."""
        found = self._wrong.find(source, now)
        if found is None:
            return 0
        times, last_at = found
        # Should the clock be set back, nobody waits until that moment comes again.
        return max(math.ceil(_growing_wait_s(times) - abs(now - last_at).total_seconds()), 0)

    def wrong_before(self, source: int, now: datetime) -> int:
        """Return how many wrong codes `source` has given since its last right one, as far as is remembered."""
        found = self._wrong.find(source, now)
        return found[0] if found else 0

    def wrong(self, source: int, now: datetime) -> None:
        """Count a wrong code of `source` at `now` (aware)."""
        self._wrong.change(source, lambda found: ((found[0] if found else 0) + 1, now), now)

    def right(self, source: int) -> None:
        """Forget the wrong codes of `source`: it has given a right one."""
        self._wrong.forget(source)


class FloodLimit:
    """At most `limit` acts of one source in any `span`: five tips an hour by default."""

    def __init__(
        self,
        limit: int = TIPS_PER_HOUR,
        span: timedelta = timedelta(hours=1),
        sources_limit: int = SOURCES_LIMIT,
        kept: Sources[Acts] | None = None,
    ) -> None:
        """Count nothing yet, and remember `sources_limit` sources at most; elsewhere where `kept` says."""
        self._limit = limit
        self._span = span
        self._acts: Sources[Acts] = kept or OwnSources(sources_limit)

    @property
    def limit(self) -> int:
        """How many acts it allows in a span."""
        return self._limit

    def wait_s(self, source: int, now: datetime) -> int:
        """Return the whole seconds from `now` (aware) until `source` may act again; 0 if it may now."""
        acts = self._recent(self._acts.find(source, now), now)
        if len(acts) < self._limit:
            return 0
        return math.ceil(min(acts[-self._limit] + self._span - now, self._span).total_seconds())

    def count(self, source: int, now: datetime) -> None:
        """Count an act of `source` at `now` (aware)."""
        self._acts.change(source, lambda found: (*self._recent(found, now), now), now)

    def forget(self, source: int) -> None:
        """Forget the acts of `source`."""
        self._acts.forget(source)

    def _recent(self, acts: Acts | None, now: datetime) -> Acts:
        return tuple(at for at in acts or () if abs(now - at) < self._span)


def _growing_wait_s(times: int) -> int:
    # The shift is bounded first: a thousand wrong codes must not make a number of a thousand bits.
    return min(1 << min(times - 1, 6), LONGEST_WAIT_S)
