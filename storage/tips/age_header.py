"""The header of an age file, as the format says (age-encryption.org/v1), and the proof that a hand-over is checked by.

The primitives (X25519, HKDF-SHA-256, ChaCha20-Poly1305, HMAC-SHA-256, Ed25519) are those of the `cryptography` package,
put together as the format says. Ours is one stanza, which other readers pass over: the public half of a signing key
that follows from the file key (docs/decisions/0005). Only who opens the file can sign with it; what stands there tells
nothing of a random key of 128 bits, still less of what it seals.
"""

import base64
import re
from collections.abc import Iterable, Sequence

from bech32 import bech32_decode, convertbits
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from domain.errors import RefusalError

HEADER_LIMIT = 65_536
"""Bytes. A header for some six hundred recipients."""
NONCE_BYTES = 16
"""The payload begins with a random nonce: no two files share it, and a hand-over leaves it as it is."""
_KEY_BYTES = 32
_NONCE = bytes(12)
"""Every wrapping key is used once only, hence the format's fixed nonce."""
_VERSION = b"age-encryption.org/v1\n"
_STANZA = re.compile(rb"-> X25519 ([A-Za-z0-9+/]{43})\n([A-Za-z0-9+/]{43})\n")
_PROOF = re.compile(rb"-> gridbot-proof ([A-Za-z0-9+/]{43})\n\n")
_FORM = re.compile(
    rb"age-encryption\.org/v1\n"
    rb"(?:-> [!-~]+(?: [!-~]+)*\n(?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63}\n)+"
    rb"--- [A-Za-z0-9+/]{43}\n"
)
_BODIES = re.compile(rb"^-> .*\n((?:[A-Za-z0-9+/]+\n)*)", re.MULTILINE)
_END = re.compile(rb"\n--- ([A-Za-z0-9+/]{43})\n")


def header_of(sealed: bytes) -> bytes:
    """Return the header of an age file: all before its payload.

    `sealed` is the file, or its first HEADER_LIMIT bytes. Raises ValueError where it has none.
    """
    end = _END.search(sealed, 0, HEADER_LIMIT)
    if end is None or not sealed.startswith(_VERSION):
        raise ValueError("not an age file")
    return sealed[: end.end()]


def count_recipients(header: bytes) -> int:
    """Return for how many X25519 recipients a header is."""
    return len(_STANZA.findall(header))


def proof_of(header: bytes) -> bytes | None:
    """Return the public key that a hand-over of this file is checked by; None for one sealed before there was any."""
    found = _PROOF.search(header)
    return found and _decode(found[1])


def write_header(file_key: bytes, recipients: Sequence[bytes], *, proof: bool) -> bytes:
    """Return a header that holds `file_key` for these public keys, and says by which key hand-overs are checked."""
    own = [b"-> gridbot-proof %b\n\n" % _encode(_signing(file_key).public_key().public_bytes_raw())]
    stanzas = [_wrap(file_key, recipient) for recipient in dict.fromkeys(recipients)]
    signed = b"".join([_VERSION, *stanzas, *(own if proof else []), b"---"])
    return b"%b %b\n" % (signed, _encode(_mac(file_key, signed).finalize()))


def unwrap(header: bytes, secrets: Iterable[bytes]) -> bytes:
    """Return the file key that `header` holds for one of `secrets`, once its MAC and its proof fit it.

    Raises RefusalError (tips-not-opened), for a header that is not written as the format says, too.
    """
    if not _is_well_formed(header):
        raise RefusalError("tips-not-opened")
    for secret in secrets:
        key = X25519PrivateKey.from_private_bytes(secret)
        own = key.public_key().public_bytes_raw()
        for share, body in _STANZA.findall(header):
            try:
                shared = key.exchange(X25519PublicKey.from_public_bytes(_decode(share)))
                wrapping = _wrapping_key(shared, _decode(share) + own)
                file_key = ChaCha20Poly1305(wrapping).decrypt(_NONCE, _decode(body), None)
                _check_mac(file_key, header)
            except InvalidTag:
                continue  # another recipient's
            except (ValueError, InvalidSignature) as error:
                raise RefusalError("tips-not-opened") from error
            if proof_of(header) not in {None, _signing(file_key).public_key().public_bytes_raw()}:
                raise RefusalError("tips-not-opened")  # the key of another file
            return file_key
    raise RefusalError("tips-not-opened")


def sign(file_key: bytes, message: bytes) -> bytes:
    """Return the signature (64 bytes) under `message` of who has opened the file."""
    return _signing(file_key).sign(message)


def is_signed(proof: bytes, signature: bytes, message: bytes) -> bool:
    """Tell whether `signature` is that of somebody who has opened the file whose header holds `proof`."""
    try:
        Ed25519PublicKey.from_public_bytes(proof).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def key_bytes(text: str) -> bytes:
    """Return the 32 bytes of a key that age's own reader has found to be one."""
    _kind, data = bech32_decode(text)
    return bytes(convertbits(data or [], 5, 8, pad=False) or [])


def _is_well_formed(header: bytes) -> bool:
    """Tell whether a header is written as the format says, each Base64 in the one way that it allows."""
    if _FORM.fullmatch(header) is None:
        return False
    shares = [part for pair in _STANZA.findall(header) for part in pair]
    bodies = [body.replace(b"\n", b"") for body in _BODIES.findall(header)]
    mac = header.rpartition(b" ")[2].rstrip()
    return all(_is_canonical(coded) for coded in [*shares, *bodies, mac])


def _is_canonical(coded: bytes) -> bool:
    return len(coded) % 4 != 1 and _encode(_decode(coded)) == coded


def _signing(file_key: bytes) -> Ed25519PrivateKey:
    seed = HKDF(SHA256(), _KEY_BYTES, None, b"gridbot hand-over proof v1").derive(file_key)
    return Ed25519PrivateKey.from_private_bytes(seed)


def _wrap(file_key: bytes, recipient: bytes) -> bytes:
    """Return the stanza that holds `file_key` for a public key (the format's section "X25519 recipient stanza")."""
    once = X25519PrivateKey.generate()
    share = once.public_key().public_bytes_raw()
    wrapping = _wrapping_key(once.exchange(X25519PublicKey.from_public_bytes(recipient)), share + recipient)
    body = ChaCha20Poly1305(wrapping).encrypt(_NONCE, file_key, None)
    return b"-> X25519 %b\n%b\n" % (_encode(share), _encode(body))


def _wrapping_key(shared: bytes, salt: bytes) -> bytes:
    return HKDF(SHA256(), _KEY_BYTES, salt, b"age-encryption.org/v1/X25519").derive(shared)


def _check_mac(file_key: bytes, header: bytes) -> None:
    signed, _blank, mac = header.rpartition(b" ")
    _mac(file_key, signed).verify(_decode(mac.rstrip()))


def _mac(file_key: bytes, signed: bytes) -> HMAC:
    mac = HMAC(HKDF(SHA256(), _KEY_BYTES, None, b"header").derive(file_key), SHA256())
    mac.update(signed)
    return mac


def _encode(content: bytes) -> bytes:
    return base64.b64encode(content).rstrip(b"=")


def _decode(text: bytes) -> bytes:
    return base64.b64decode(text + b"=" * (-len(text) % 4))
