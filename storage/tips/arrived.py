"""What comes sealed from a reporter's own browser: looked at from outside, which is all that the server can do.

An X25519 stanza names nobody: to whom it is, only they can tell. So the page says to whose keys it sealed, which is
compared with today's (usecases/tips/from_page.py), and here is seen that there is a stanza for each and no other, that
the proof is there by which hand-overs are checked, and that the length is one of those that tell little.
"""

from dataclasses import dataclass

from domain.errors import RefusalError
from storage.tips.age_header import NONCE_BYTES, count_recipients, header_of, proof_of
from storage.tips.sealing import Sealed, as_sealed

_CHUNK_BYTES = 64 * 1024
_TAG_BYTES = 16


@dataclass(frozen=True, slots=True)
class Arrived:
    """A sealed part and how many bytes (padding included) are sealed in it."""

    sealed: Sealed
    size: int


def as_arrived(content: bytes, recipients: int) -> Arrived:
    """Return `content` as what it is, if it is an age file for that many X25519 recipients with our proof.

    Raises RefusalError (page-fault-sealing) for anything else.
    """
    try:
        sealed = as_sealed(content)
        header = header_of(sealed)
    except ValueError as error:
        raise RefusalError("page-fault-sealing") from error
    # The proof beside the recipients' stanzas, and nothing else: no passphrase, no key of another kind.
    stanzas = header.count(b"\n-> ")
    if count_recipients(header) != recipients or stanzas != recipients + 1 or proof_of(header) is None:
        raise RefusalError("page-fault-sealing")
    payload = len(sealed) - len(header) - NONCE_BYTES
    chunks = -(-payload // (_CHUNK_BYTES + _TAG_BYTES))
    return Arrived(sealed, payload - chunks * _TAG_BYTES)
