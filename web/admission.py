"""Who may ask for something that costs: whoever did some work first. Nobody is known by it, nor any address.

The work is Argon2id (RFC 9106) of 1 MiB, again and again until a hash begins with enough zero bits: a fraction of a
second for one, hours for a flood. The more comes in an hour, the more bits are asked for.
"""

import hmac
import secrets
from collections import OrderedDict
from hashlib import blake2b

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
_SEAL_BYTES = 16
_CHALLENGE_BYTES = _NONCE_BYTES + _TIME_BYTES + 1 + _SEAL_BYTES


class Admission:
    """Gives out challenges and takes each once. All of it is in memory, under a key of this process."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._key = secrets.token_bytes(32)
        self._used: OrderedDict[bytes, float] = OrderedDict()

    def challenge(self, elapsed_s: float) -> tuple[str, int]:
        """Return a challenge (hex), to be used within LIFE_S, and how many zero bits it asks for.

        `elapsed_s` are the seconds of a clock that only goes forward.
        """
        bits = self._bits(elapsed_s)
        open_part = (
            secrets.token_bytes(_NONCE_BYTES) + int(elapsed_s).to_bytes(_TIME_BYTES, "big") + bytes([bits])
        )
        return (open_part + self._seal(open_part)).hex(), bits

    def admits(self, challenge: str, number: int, elapsed_s: float) -> bool:
        """Tell whether `number` is the work done for a challenge of ours that nobody has used; it is used now."""
        try:
            given = bytes.fromhex(challenge)
        except ValueError:
            return False
        open_part, seal = given[:-_SEAL_BYTES], given[-_SEAL_BYTES:]
        if len(given) != _CHALLENGE_BYTES or not hmac.compare_digest(seal, self._seal(open_part)):
            return False
        age_s = elapsed_s - int.from_bytes(open_part[_NONCE_BYTES:-1], "big")
        if given in self._used or age_s > LIFE_S or not is_worked(given, number, open_part[-1]):
            return False
        self._used[given] = elapsed_s
        if len(self._used) > _KEPT:
            self._used.popitem(last=False)
        return True

    def _bits(self, elapsed_s: float) -> int:
        while self._used and elapsed_s - next(iter(self._used.values())) > _HOUR_S:
            self._used.popitem(last=False)
        return min(FIRST_BITS + (len(self._used) // QUIET_PER_HOUR).bit_length(), MOST_BITS)

    def _seal(self, open_part: bytes) -> bytes:
        return blake2b(open_part, key=self._key, digest_size=_SEAL_BYTES).digest()


def is_worked(challenge: bytes, number: int, bits: int) -> bool:
    """Tell whether the hash of `number` under `challenge` begins with `bits` zero bits."""
    hashed = hash_secret_raw(str(number).encode(), challenge, 1, WORK_KIB, 1, 16, Type.ID)
    return int.from_bytes(hashed[:4], "big") >> (32 - bits) == 0
