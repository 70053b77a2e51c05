"""A key under a passphrase whose scrypt costs next to nothing: the product's takes a second of a core, on purpose."""

import base64
import hashlib
import os

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_LOG_N = 4
_SCRYPT = b"age-encryption.org/v1/scrypt"


def lock_lightly(key_file: str, passphrase: str) -> bytes:
    """Return what storage/tips/custody.py's lock_key returns, at a work factor of 2^4 (c2sp.org/age, "scrypt")."""
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrapping = hashlib.scrypt(passphrase.encode(), salt=_SCRYPT + salt, n=2**_LOG_N, r=8, p=1, dklen=32)
    body = ChaCha20Poly1305(wrapping).encrypt(bytes(12), file_key, None)
    header = b"age-encryption.org/v1\n-> scrypt %s %d\n%s\n---" % (_encode(salt), _LOG_N, _encode(body))
    mac = HMAC(_derive(file_key, None, b"header"), SHA256())
    mac.update(header)
    payload = ChaCha20Poly1305(_derive(file_key, nonce, b"payload"))
    # One chunk, the last.
    sealed = payload.encrypt(bytes(11) + b"\x01", key_file.encode(), None)
    return b"%s %s\n%s%s" % (header, _encode(mac.finalize()), nonce, sealed)


def _encode(raw: bytes) -> bytes:
    return base64.b64encode(raw).rstrip(b"=")


def _derive(file_key: bytes, salt: bytes | None, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(file_key)
