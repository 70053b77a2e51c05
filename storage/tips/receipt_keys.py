"""What a receipt code opens: the key under which its tip is found, and the key to which replies are sealed.

The code is stretched by Argon2id (RFC 9106) with the installation's salt to 64 bytes, and those are split by
keyed BLAKE2b (RFC 7693) with a person tag for each use. Neither key gives the other, nor the code. Stored are
`lookup` and the recipient of the reply identity; the code and the identity exist only while the reporter's
message is handled (docs/domain.md section 7, promise 4). Changing any number here would lose every receipt: hence
the known answers in the tests.
"""

import hashlib
import secrets
from dataclasses import dataclass
from functools import partial

from argon2.low_level import Type, hash_secret_raw

from domain.threads import carrying
from domain.tips.receipts import read_receipt
from storage.tips.derivation_lanes import SUBMISSION, DerivationTurn, Lanes

SALT_BYTES = 16
"""RFC 9106 section 3.1 recommends 16 bytes."""
MEMORY_KIB = 128 * 1024
"""128 MiB: twice RFC 9106's second recommended option (section 4)."""
PASSES = 3
"""As that option."""
LANES = 1
"""One, so that two derivations at a time (storage/tips/derivation_lanes.py) take two cores at most; 0.35 s each."""

_STRETCHED_BYTES = 64
_KEY_BYTES = 32
_LOOKUP_TAG = b"gridbot-lookup"
_REPLY_TAG = b"gridbot-reply"
_CLUE_TAG = b"gridbot-clue"

_IDENTITY_PREFIX = "age-secret-key-"
_BECH32_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_BECH32_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BECH32_CHECK_SYMBOLS = 6


@dataclass(frozen=True, slots=True, repr=False)
class ReceiptKeys:
    """Keys of one receipt, 32 bytes each: `lookup` is stored, `reply` never. They show in no log."""

    lookup: bytes
    reply: bytes

    def reply_identity(self) -> str:
        """Return the reporter's age identity, which is never stored; what `recipient_of` gives for it is."""
        return _bech32(_IDENTITY_PREFIX, self.reply).upper()


def new_salt() -> bytes:
    """Return a salt for a new installation, to be kept for as long as its receipts shall open."""
    return secrets.token_bytes(SALT_BYTES)


def derive(code: str, salt: bytes) -> ReceiptKeys:
    """Return the keys of `code` under the installation's `salt` (16 bytes): heavy in time and memory.

    Raises RefusalError (tips-receipt-mistyped) before any work, ValueError for a salt of another length.
    """
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes")
    stretched = _stretched(read_receipt(code).encode("ascii"), salt)
    return ReceiptKeys(lookup=_split(stretched, _LOOKUP_TAG), reply=_split(stretched, _REPLY_TAG))


def derive_clue(content: str, salt: bytes) -> ReceiptKeys:
    """Return keys of an old clue that is brought in, by what it says: brought in again, it has the same `lookup`.

    As heavy as a receipt's: from the stored key nobody can try what its words may have been. The reply key is nobody's,
    and no receipt code gives either.
    """
    stretched = _stretched(content.encode("utf-8", "replace"), salt)
    return ReceiptKeys(lookup=_split(stretched, _CLUE_TAG), reply=secrets.token_bytes(_KEY_BYTES))


class ReceiptKeyring:
    """Derives keys off the event loop, each in its turn, so that no flood of codes exhausts memory or patience."""

    def __init__(self, salt: bytes) -> None:
        """Derive under the installation's `salt` (16 bytes)."""
        self._salt = salt
        self._lanes: Lanes[ReceiptKeys] = Lanes()

    def stretching(self) -> dict[str, str | int]:
        """Return what the page needs to derive the same keys in its reporter's browser: salt (hex), memory, passes."""
        return {"salt": self._salt.hex(), "memory_kib": MEMORY_KIB, "passes": PASSES}

    async def derive(self, code: str, turn: DerivationTurn = SUBMISSION) -> ReceiptKeys:
        """Return the keys of `code` when its `turn` comes; raises as `derive` and `Lanes.run` do."""
        return await self._lanes.run(partial(carrying(derive), code, self._salt), turn)

    async def derive_clue(self, content: str) -> ReceiptKeys:
        """Return the keys of an old clue when its turn comes; raises as `Lanes.run` does."""
        return await self._lanes.run(partial(carrying(derive_clue), content, self._salt), SUBMISSION)

    def close(self) -> None:
        """Let what is being derived end, drop what waits, and free the threads."""
        self._lanes.close()


def _stretched(secret: bytes, salt: bytes) -> bytes:
    return hash_secret_raw(secret, salt, PASSES, MEMORY_KIB, LANES, _STRETCHED_BYTES, Type.ID)


def _split(stretched: bytes, tag: bytes) -> bytes:
    return hashlib.blake2b(key=stretched, digest_size=_KEY_BYTES, person=tag).digest()


def _bech32(prefix: str, content: bytes) -> str:
    """Return `content` in Bech32 (BIP 173) after `prefix`, the one form in which pyrage takes a key."""
    number = int.from_bytes(content, "big")
    symbol_count = -(-len(content) * 8 // 5)
    number <<= symbol_count * 5 - len(content) * 8
    symbols = [number >> 5 * place & 31 for place in reversed(range(symbol_count))]
    spread = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    check = _bech32_check([*spread, *symbols, *[0] * _BECH32_CHECK_SYMBOLS]) ^ 1
    symbols += [check >> 5 * place & 31 for place in reversed(range(_BECH32_CHECK_SYMBOLS))]
    return f"{prefix}1{''.join(_BECH32_ALPHABET[symbol] for symbol in symbols)}"


def _bech32_check(symbols: list[int]) -> int:
    check = 1
    for symbol in symbols:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ symbol
        for place, generator in enumerate(_BECH32_GENERATORS):
            if top >> place & 1:
                check ^= generator
    return check
