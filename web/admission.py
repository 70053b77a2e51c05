"""Who may ask for something that costs: whoever did some work first. Nobody is known by it, nor any address.

The work is Argon2id (RFC 9106) of 1 MiB, again and again until a hash begins with enough zero bits: a fraction of a
second for one, hours for a flood. The more comes in an hour, the more bits are asked for.
"""

import hmac
import secrets
from collections import OrderedDict
from hashlib import blake2b
from typing import Protocol

from argon2.low_level import Type, hash_secret_raw

WORK_KIB = 1024
FIRST_BITS = 6
MOST_BITS = 12
QUIET_PER_HOUR = 60
"""Up to so many in an hour the first bits are enough; one more bit for each doubling."""
LIFE_S = 600
_KEPT = 50_000
_HOUR_S = 3600
_NONCE_BYTES = 12
_TIME_BYTES = 4
SEAL_BYTES = 16
"""How long what makes a challenge ours is."""
_CHALLENGE_BYTES = _NONCE_BYTES + _TIME_BYTES + 1 + SEAL_BYTES


class Challenges(Protocol):
    """What makes a challenge ours, and which of them were used. `at_s` is the time as Admission is told it."""

    def seal(self, open_part: bytes) -> bytes:
        """Return what only we can put after the open part of a challenge: SEAL_BYTES."""
        ...

    def use(self, challenge: bytes, at_s: float) -> bool:
        """Note that it is used now; return False where it was before."""
        ...

    def used_lately(self, at_s: float) -> int:
        """Return about how many were used in the last hour."""
        ...


class OwnChallenges:
    """Those of this process, in its memory and under a key of its own."""

    def __init__(self) -> None:
        """Begin with none."""
        self._key = secrets.token_bytes(32)
        self._used: OrderedDict[bytes, float] = OrderedDict()

    def seal(self, open_part: bytes) -> bytes:
        """Return what only we can put after the open part of a challenge."""
        return blake2b(open_part, key=self._key, digest_size=SEAL_BYTES).digest()

    def use(self, challenge: bytes, at_s: float) -> bool:
        """Note that it is used now; return False where it was before."""
        if challenge in self._used:
            return False
        self._used[challenge] = at_s
        if len(self._used) > _KEPT:
            self._used.popitem(last=False)
        return True

    def used_lately(self, at_s: float) -> int:
        """Return how many were used in the last hour, and forget the others."""
        while self._used and at_s - next(iter(self._used.values())) > _HOUR_S:
            self._used.popitem(last=False)
        return len(self._used)


class Admission:
    """Gives out challenges and takes each once."""

    def __init__(self, challenges: Challenges | None = None) -> None:
        """Begin with those of this process, or with `challenges`."""
        self._challenges: Challenges = challenges or OwnChallenges()

    def challenge(self, elapsed_s: float) -> tuple[str, int]:
        """Return a challenge (hex), to be used within LIFE_S, and how many zero bits it asks for.

        `elapsed_s` are the seconds of a clock that only goes forward; of one that several processes have in common,
        where they admit together.
        """
        bits = self._bits(elapsed_s)
        open_part = (
            secrets.token_bytes(_NONCE_BYTES) + int(elapsed_s).to_bytes(_TIME_BYTES, "big") + bytes([bits])
        )
        return (open_part + self._challenges.seal(open_part)).hex(), bits

    def admits(self, challenge: str, number: int, elapsed_s: float) -> bool:
        """Tell whether `number` is the work done for a challenge of ours that nobody has used; it is used now."""
        try:
            given = bytes.fromhex(challenge)
        except ValueError:
            return False
        open_part, seal = given[:-SEAL_BYTES], given[-SEAL_BYTES:]
        if len(given) != _CHALLENGE_BYTES or not hmac.compare_digest(seal, self._challenges.seal(open_part)):
            return False
        age_s = elapsed_s - int.from_bytes(open_part[_NONCE_BYTES:-1], "big")
        if age_s > LIFE_S or not is_worked(given, number, open_part[-1]):
            return False
        return self._challenges.use(given, elapsed_s)

    def _bits(self, elapsed_s: float) -> int:
        used = self._challenges.used_lately(elapsed_s)
        return min(FIRST_BITS + (used // QUIET_PER_HOUR).bit_length(), MOST_BITS)


def is_worked(challenge: bytes, number: int, bits: int) -> bool:
    """Tell whether the hash of `number` under `challenge` begins with `bits` zero bits."""
    hashed = hash_secret_raw(str(number).encode(), challenge, 1, WORK_KIB, 1, 16, Type.ID)
    return int.from_bytes(hashed[:4], "big") >> (32 - bits) == 0
