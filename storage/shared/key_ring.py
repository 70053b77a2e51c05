"""The keys under which processes share what must reach no disk. They lie in the processes' memory alone.

What lies in Redis is named by a keyed hash and sealed, all of it alike: neither who it is about, nor what it is, nor
(but for its day) since when. What has to be forgotten soon is sealed under keys that are derived one from the other,
each for a few minutes, and forgotten: what is left in Redis then opens with nothing.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from hashlib import blake2b
from threading import Lock
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from domain.tips.padding import text_size

SOON = timedelta(minutes=30)
"""How long what is kept for a short while can be opened, at least; STEP longer at most."""
STEP = timedelta(minutes=10)
DAY = timedelta(days=1)
_KEY_BYTES = 32
_NONCE_BYTES = 12
_NAME_BYTES = 16
_LENGTH_BYTES = 4
_BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
_AHEAD = 1
"""So many steps another process's clock may be before ours."""


class Lasting(Enum):
    """How long what is sealed can be opened."""

    SOON = "soon"
    """SOON."""
    DAY = "day"
    """Until the key of the day changes."""
    LONG = "long"
    """As long as any process of the installation runs."""


class _Ratchet:
    """Keys of spans of time, each made of the one before; those past are not kept, and can't be made again."""

    def __init__(
        self, span: timedelta, kept: int, oldest: int | None = None, key: bytes | None = None
    ) -> None:
        self._span, self._kept = span, kept
        # The loop, the database's threads and the one that hands keys over ask at once.
        self._turn = Lock()
        self.oldest = oldest
        self.key = key or secrets.token_bytes(_KEY_BYTES)

    def current(self, now: datetime) -> bytes:
        """Return the key of `now`; of a moment before the oldest that is kept, that one."""
        return self._from_oldest(now)[-1]

    def all(self, now: datetime) -> list[bytes]:
        """Return the keys that are kept at `now`, the newest first, and the next one."""
        return self._from_oldest(now, _AHEAD)[::-1]

    def advance(self, now: datetime) -> int:
        """Forget the keys of spans that are past at `now`; return the oldest one's number."""
        span = self._number(now) - self._kept + 1
        with self._turn:
            if self.oldest is None:
                self.oldest = span
            while self.oldest < span:
                self.key, self.oldest = _next(self.key), self.oldest + 1
            return self.oldest

    def is_ahead(self, now: datetime) -> bool:
        """Tell whether the clock was set back past all that is kept."""
        return self.oldest is not None and self._number(now) < self.oldest

    def _from_oldest(self, now: datetime, ahead: int = 0) -> list[bytes]:
        self.advance(now)
        with self._turn:
            found, oldest = [self.key], self.oldest or 0
        for _span in range(oldest, max(self._number(now), oldest) + ahead):
            found.append(_next(found[-1]))
        return found

    def _number(self, now: datetime) -> int:
        return (now - _BEGIN) // self._span


def _next(key: bytes) -> bytes:
    return blake2b(b"next", key=key, digest_size=_KEY_BYTES).digest()


@dataclass(slots=True, repr=False)
class KeyRing:
    """What one family of processes names and seals by; `family` is its public name. Shows itself in no log."""

    family: str
    _names: bytes
    _long: bytes
    _soon: _Ratchet
    _day: _Ratchet

    @classmethod
    def new(cls) -> Self:
        """Return keys that nobody else has."""
        return cls(
            secrets.token_hex(16),
            secrets.token_bytes(_KEY_BYTES),
            secrets.token_bytes(_KEY_BYTES),
            _Ratchet(STEP, SOON // STEP + 1),
            _Ratchet(DAY, 1),
        )

    @classmethod
    def read(cls, said: bytes) -> Self:
        """Return what `write` wrote. Raises ValueError, KeyError or TypeError for anything else."""
        found = json.loads(said)

        def ratchet(name: str, span: timedelta, kept: int) -> _Ratchet:
            oldest = found[name][0]
            return _Ratchet(
                span, kept, None if oldest is None else int(oldest), bytes.fromhex(found[name][1])
            )

        return cls(
            str(found["family"]),
            bytes.fromhex(found["names"]),
            bytes.fromhex(found["long"]),
            ratchet("soon", STEP, SOON // STEP + 1),
            ratchet("day", DAY, 1),
        )

    def write(self, now: datetime) -> bytes:
        """Return all of it as it is at `now` (aware), to be sealed to another process of the family at once."""
        self.forget(now)
        return json.dumps(
            {
                "family": self.family,
                "names": self._names.hex(),
                "long": self._long.hex(),
                "soon": [self._soon.oldest, self._soon.key.hex()],
                "day": [self._day.oldest, self._day.key.hex()],
            }
        ).encode()

    def name(self, *parts: object) -> bytes:
        """Return what stands for these; who has not the key can't tell for what, nor try."""
        said = json.dumps([str(part) for part in parts]).encode()
        # Some dozens of names an update: BLAKE2's own key (RFC 7693) takes a third of an HMAC's time.
        return blake2b(said, key=self._names, digest_size=_NAME_BYTES).hexdigest().encode()

    def name_of_day(self, now: datetime, *parts: object) -> bytes:
        """Return what stands for these on the day of `now`: on another day it is something else."""
        return self.name(self._day.current(now).hex(), *parts)

    def name_of_moment(self, now: datetime, *parts: object) -> bytes:
        """Return what stands for these in the STEP of `now`."""
        return self.name(self._soon.current(now).hex(), *parts)

    def names_of_moments(self, now: datetime, *parts: object) -> list[bytes]:
        """Return what stands for these in each STEP of the last SOON, the next one's first."""
        return [self.name(key.hex(), *parts) for key in self._soon.all(now)]

    def seal(self, plain: bytes, place: bytes, lasting: Lasting, now: datetime) -> bytes:
        """Return `plain` sealed for `place` (its name) at `now` (aware): nowhere else it opens."""
        ratchet = self._ratchet(lasting)
        key = self._long if ratchet is None else ratchet.current(now)
        nonce = secrets.token_bytes(_NONCE_BYTES)
        whole = len(plain).to_bytes(_LENGTH_BYTES, "big") + plain
        # Of what length it is shows as little as of a tip's text.
        return nonce + ChaCha20Poly1305(key).encrypt(nonce, whole.ljust(text_size(len(whole)), b"\0"), place)

    def open(self, sealed: bytes, place: bytes, lasting: Lasting, now: datetime) -> bytes | None:
        """Return what was sealed for `place`; None where its key is forgotten, or it is nothing of ours."""
        ratchet = self._ratchet(lasting)
        nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        for key in [self._long] if ratchet is None else ratchet.all(now):
            try:
                whole = ChaCha20Poly1305(key).decrypt(nonce, rest, place)
            except (InvalidTag, ValueError):
                continue
            size = int.from_bytes(whole[:_LENGTH_BYTES], "big")
            return whole[_LENGTH_BYTES : _LENGTH_BYTES + size]
        return None

    def forget(self, now: datetime) -> None:
        """Forget the keys of what is past at `now`: to be called every minute."""
        self._soon.advance(now)
        self._day.advance(now)

    def is_ahead(self, now: datetime) -> bool:
        """Tell whether the clock was set back so far that what others seal now can't be opened."""
        return self._soon.is_ahead(now) or self._day.is_ahead(now)

    def _ratchet(self, lasting: Lasting) -> _Ratchet | None:
        return {Lasting.SOON: self._soon, Lasting.DAY: self._day, Lasting.LONG: None}[lasting]
