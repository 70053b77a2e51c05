"""Hand-over: an age file's header written anew for other recipients, its payload untouched (age-encryption.org/v1).

An age file's header holds its file key, wrapped for each recipient; the payload knows nothing of them. So whoever holds
one of the keys lets others in, and leaves others out, by writing the header anew: a few hundred bytes, however large
the evidence behind it. Who opened the file before keeps what they have seen; nothing can take that back
(docs/decisions/0004).

The primitives (X25519, HKDF-SHA-256, ChaCha20-Poly1305, HMAC-SHA-256) are those of the `cryptography` package, put
together as the format says; nothing here is an invention.
"""

import base64
import re
from collections.abc import Iterable, Sequence

from bech32 import bech32_decode, convertbits
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from domain.errors import RefusalError
from storage.sealing import Sealed, as_sealed, check_recipient, identity_lines, recipient_of

HEADER_LIMIT = 65_536
"""Bytes. A header for some six hundred recipients."""
_KEY_BYTES = 32
_NONCE = bytes(12)
"""Every wrapping key is used once only, hence the format's fixed nonce."""
_VERSION = b"age-encryption.org/v1\n"
_STANZA = re.compile(rb"-> X25519 ([A-Za-z0-9+/]{43})\n([A-Za-z0-9+/]{43})\n")
_END = re.compile(rb"\n--- ([A-Za-z0-9+/]{43})\n")


def header_of(sealed: bytes) -> bytes:
    """Return the header of an age file: all before its payload.

    `sealed` is the file, or its first HEADER_LIMIT bytes. Raises ValueError where it has none.
    """
    end = _END.search(sealed, 0, HEADER_LIMIT)
    if end is None or not sealed.startswith(_VERSION):
        raise ValueError("not an age file")
    return sealed[: end.end()]


def with_header(sealed: bytes, header: bytes) -> Sealed:
    """Return the age file `sealed` with another `header`; raises ValueError where one of them is none."""
    return as_sealed(header_of(header) + sealed[len(header_of(sealed)) :])


def count_recipients(header: bytes) -> int:
    """Return for how many X25519 recipients a header is."""
    return len(_STANZA.findall(header))


def rewrap(header: bytes, identity: str, recipients: Sequence[str]) -> bytes:
    """Return a header of the same file for `recipients` (age1...) and nobody else.

    `identity` is a secret age key, or the text of a file of such keys. Raises RefusalError for no key
    (tips-key-unreadable), a wrong key or a damaged header (tips-not-opened), no recipient (tips-no-recipient).
    """
    if not recipients:
        raise RefusalError("tips-no-recipient")
    recipient_of(identity)
    file_key = _unwrap(header, [_key_of(line) for line in identity_lines(identity)])
    stanzas = [_wrap(file_key, _key_of(check_recipient(one))) for one in dict.fromkeys(recipients)]
    signed = b"".join([_VERSION, *stanzas, b"---"])
    return b"%b %b\n" % (signed, _encode(_mac(file_key, signed).finalize()))


def _unwrap(header: bytes, secrets: Iterable[bytes]) -> bytes:
    """Return the file key that `header` holds for one of `secrets`, once its MAC shows the header to be whole."""
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
            return file_key
    raise RefusalError("tips-not-opened")


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


def _key_of(text: str) -> bytes:
    """Return the 32 bytes of a key that age's own reader has found to be one."""
    _kind, data = bech32_decode(text)
    return bytes(convertbits(data or [], 5, 8, pad=False) or [])


def _encode(content: bytes) -> bytes:
    return base64.b64encode(content).rstrip(b"=")


def _decode(text: bytes) -> bytes:
    return base64.b64decode(text + b"=" * (-len(text) % 4))
