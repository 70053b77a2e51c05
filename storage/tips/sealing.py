"""Sealing: what reporters say becomes age files before it touches a disk (docs/domain.md section 7, promise 2).

The format is age-encryption.org/v1, binary, to X25519 recipients, so any age tool opens what is sealed here,
and a page in the reporter's browser can seal for the same door. A text is UTF-8 without blanks at its end,
then one line feed and as many spaces as bring it to a size that tells little (domain/tips/padding.py).
A file's bytes are sealed as they are; the page pads them, too. The server holds recipients (public keys) only and
can't open what it sealed. Each header holds what a later hand-over is checked by (storage/tips/age_header.py).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NewType

import pyrage

from domain.errors import RefusalError
from domain.tips.padding import text_size
from domain.tips.tips import Reporter, TipText
from storage.tips.age_header import header_of, key_bytes, unwrap, write_header

Sealed = NewType("Sealed", bytes)
"""A binary age file with an X25519 recipient: all that storage takes. Made by `as_sealed` alone."""

_STANZA = rb"-> [!-~]+(?: [!-~]+)*\n(?:[A-Za-z0-9+/]{64}\n)*[A-Za-z0-9+/]{0,63}\n"
_X25519_STANZA = rb"-> X25519 [A-Za-z0-9+/]{43}\n[A-Za-z0-9+/]{43}\n"
_MAC = rb"--- [A-Za-z0-9+/]{43}\n"
# The payload is a nonce of 16 bytes and at least one chunk with its tag of 16.
_AGE_FILE = re.compile(
    rb"age-encryption\.org/v1\n(?=(?:%b)*?%b)(?:%b)+%b.{32}" % (_STANZA, _X25519_STANZA, _STANZA, _MAC),
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class OfficeKey:
    """The receiving office's key pair: `identity` is secret and handed out once, `recipient` seals to it."""

    identity: str = field(repr=False)
    recipient: str


@dataclass(frozen=True, slots=True, repr=False)
class SealedTip:
    """A tip as storage takes it. `reporter` is sealed apart, and None for an anonymous tip."""

    text: Sealed
    reporter: Sealed | None = None


def new_office_key() -> OfficeKey:
    """Return a fresh pair of age keys: AGE-SECRET-KEY-1... and age1..."""
    identity = pyrage.x25519.Identity.generate()
    return OfficeKey(identity=str(identity), recipient=str(identity.to_public()))


def recipient_of(identity: str) -> str:
    """Return the recipient (age1...) of `identity`; raises RefusalError (tips-key-unreadable) for no key."""
    return str(_read_identities(identity)[0].to_public())


def as_sealed(content: bytes) -> Sealed:
    """Return `content` as what it is, once its header shows a binary age file with an X25519 recipient.

    Raises ValueError otherwise: plain text must never pass for sealed by mistake.
    """
    if _AGE_FILE.match(content) is None:
        raise ValueError("not an age file")
    return Sealed(content)


def seal(content: bytes, recipients: Sequence[str]) -> Sealed:
    """Return `content`, its length not hidden, sealed to each of `recipients` and to nobody else.

    Raises RefusalError without a recipient (tips-no-recipient) or if one is no key (tips-key-unreadable).
    """
    if not recipients:
        raise RefusalError("tips-no-recipient")
    try:
        keys = [pyrage.x25519.Recipient.from_str(recipient) for recipient in dict.fromkeys(recipients)]
    except pyrage.RecipientError as error:
        raise RefusalError("tips-key-unreadable") from error
    # Sealed to a key that lives for this call, and handed over at once: only so the file key is at hand for the proof.
    once = pyrage.x25519.Identity.generate()
    sealed = bytes(pyrage.encrypt(content, [once.to_public()]))
    header = header_of(sealed)
    file_key = unwrap(header, [key_bytes(str(once))])
    named = write_header(file_key, [key_bytes(str(key)) for key in keys], proof=True)
    return as_sealed(named + sealed[len(header) :])


def open_sealed(sealed: bytes, identity: str) -> bytes:
    """Return the bytes that were sealed; `identity` is a secret age key, or the text of a file of such keys.

    Raises RefusalError for no key (tips-key-unreadable), a wrong key or a damaged file (tips-not-opened).
    """
    keys = _read_identities(identity)
    try:
        return bytes(pyrage.decrypt(sealed, keys))
    except pyrage.DecryptError as error:
        raise RefusalError("tips-not-opened") from error


def seal_text(text: str, recipients: Sequence[str]) -> Sealed:
    """Return `text`, less the blanks at its end, padded and sealed; raises as `seal`."""
    return seal(_pad(text), recipients)


def open_text(sealed: bytes, identity: str) -> str:
    """Return the text that `seal_text` took, less the blanks at its end; raises as `open_sealed`."""
    return text_of(open_sealed(sealed, identity))


def text_of(opened: bytes) -> str:
    """Return the text of what was opened, less the blanks at its end."""
    return opened.decode("utf-8", "replace").rstrip()


def seal_tip(text: TipText, reporter: Reporter | None, recipients: Sequence[str]) -> SealedTip:
    """Return a tip and, if named, its reporter, sealed apart so that one can be read without the other."""
    return SealedTip(
        text=seal_text(text.render(), recipients),
        reporter=None if reporter is None else seal_text(reporter.render(), recipients),
    )


def _pad(text: str) -> bytes:
    # Half an emoji may come in by mistake; a question mark in its place loses less than a refused tip.
    content = text.rstrip().encode("utf-8", "replace") + b"\n"
    return content.ljust(text_size(len(content)))


def check_recipient(recipient: str) -> str:
    """Return `recipient` if it is a public age key (age1...); raises RefusalError (tips-key-unreadable)."""
    try:
        return str(pyrage.x25519.Recipient.from_str(recipient))
    except pyrage.RecipientError as error:
        raise RefusalError("tips-key-unreadable") from error


def identity_lines(text: str) -> list[str]:
    """Return the keys in the text of a key file, as age-keygen writes it: a key a line, and comments."""
    return [line for line in map(str.strip, text.splitlines()) if line and not line.startswith("#")]


def _read_identities(text: str) -> list[pyrage.x25519.Identity]:
    try:
        keys = [pyrage.x25519.Identity.from_str(line) for line in identity_lines(text)]
    except pyrage.IdentityError as error:
        raise RefusalError("tips-key-unreadable") from error
    if not keys:
        raise RefusalError("tips-key-unreadable")
    return keys
