"""Hand-over: an age file's header written anew for other recipients, its payload untouched (age-encryption.org/v1).

An age file's header holds its file key, wrapped for each recipient; the payload knows nothing of them. So whoever holds
one of the keys lets others in, and leaves others out, by writing the header anew: a few hundred bytes, however large
the evidence behind it. Who opened the file before keeps what they have seen; nothing can take that back
(docs/decisions/0005).
"""

import hashlib
from collections.abc import Sequence

from domain.errors import RefusalError
from storage.tips.age_header import header_of, is_signed, key_bytes, proof_of, sign, unwrap, write_header
from storage.tips.sealing import Sealed, as_sealed, check_recipient, identity_lines, recipient_of

_PURPOSE = b"gridbot hand-over v1\n"


def with_header(sealed: bytes, header: bytes) -> Sealed:
    """Return the age file `sealed` with another `header`; raises ValueError where one of them is none."""
    return as_sealed(header_of(header) + sealed[len(header_of(sealed)) :])


def rewrap(header: bytes, identity: str, recipients: Sequence[str]) -> bytes:
    """Return a header of the same file for `recipients` (age1...) and nobody else.

    `identity` is a secret age key, or the text of a file of such keys. Raises RefusalError for no key
    (tips-key-unreadable), a wrong key or a damaged header (tips-not-opened), no recipient (tips-no-recipient).
    """
    if not recipients:
        raise RefusalError("tips-no-recipient")
    file_key = _file_key(header, identity)
    keys = [key_bytes(check_recipient(recipient)) for recipient in dict.fromkeys(recipients)]
    return write_header(file_key, keys, proof=proof_of(header) is not None)


def prove(new: bytes, was: str, opened: bytes, identity: str) -> bytes | None:
    """Return the proof that whoever wrote `new` in place of the header of hash `was` opened the file.

    `opened` is the header that `identity` opens. None for a file that was sealed before there were proofs.
    """
    return None if proof_of(opened) is None else sign(_file_key(opened, identity), _message(new, was))


def is_proven(held: bytes, new: bytes, signature: bytes) -> bool:
    """Tell whether `signature` proves that whoever wrote `new` opened the file whose header is `held`."""
    proof = proof_of(held)
    if proof is None or proof != proof_of(new):
        return False
    return is_signed(proof, signature, _message(new, header_hash(held)))


def header_hash(header: bytes) -> str:
    """Return the SHA-256 of a header, in hexadecimal."""
    return hashlib.sha256(header).hexdigest()


def _message(new: bytes, was: str) -> bytes:
    return _PURPOSE + was.encode() + b"\n" + header_hash(new).encode()


def _file_key(header: bytes, identity: str) -> bytes:
    recipient_of(identity)
    return unwrap(header, [key_bytes(line) for line in identity_lines(identity)])
