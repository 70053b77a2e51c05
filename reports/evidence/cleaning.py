"""Cleaned copies of evidence: what a file shows stays, who made it, where and with what goes.

docs/domain.md section 7, promise 6. What is shown stays as it is: a face, a name in the text, a voice.
"""

import logging
import warnings
from collections.abc import Callable
from dataclasses import dataclass

from domain.errors import RefusalError
from reports.evidence.office import clean_office
from reports.evidence.pdf import clean_pdf
from reports.evidence.pictures import clean_picture, is_picture
from reports.evidence.sound import is_film, is_sound
from reports.evidence.text import clean_text, is_text
from reports.evidence.voice import clean_voice

FILE_LIMIT = 20 * 1024 * 1024
"""Bytes of one file, before and after cleaning; Telegram hands bots no larger one."""

_MEGABYTE = 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# An Office file with a password is an old-style container around a stream of this name ([MS-OFFCRYPTO] 2.3.4.4).
_OFFICE_WITH_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_PDF_HEADER_WITHIN = 1024  # bytes: where readers look for the header

# At DEBUG these write down what they find in a file's metadata.
for _library in ("PIL", "pikepdf"):
    logging.getLogger(_library).setLevel(logging.WARNING)

_Cleaner = Callable[[bytes], tuple[bytes, str]]


@dataclass(frozen=True, slots=True, repr=False)
class Cleaned:
    """A cleaned copy: its bytes, and the ending for its name, with the dot, such as `.jpg`."""

    content: bytes
    extension: str


def clean(content: bytes, name: str) -> Cleaned:
    """Return a copy of `content` without metadata, at most FILE_LIMIT bytes long.

    `name` is the file's name as it was sent; what the file is, its content says, and the name only decides
    whether it is meant as plain text or as sound. Nothing touches a disk. Takes seconds and up to a gigabyte for
    large files: `cleaning_apart.clean_apart` does it in a process of its own.

    Raises RefusalError, with a way out in each sentence:
        evidence-refused-kind: nothing here can clean such a file.
        evidence-refused-sound, evidence-refused-film: nor such a one, which can be sent in another way.
        evidence-refused-size: longer than `limit` MB, or its copy would be.
        evidence-refused-bomb: unpacks to more than it should.
        evidence-refused-broken: damaged or cut off.
        evidence-refused-locked: encrypted or protected by a password.
    """
    if len(content) > FILE_LIMIT:
        raise _too_large()
    if not content:
        raise RefusalError("evidence-refused-broken")
    outcome = _attempt(_cleaner_of(content, name), content)
    if isinstance(outcome, RefusalError):
        raise outcome
    cleaned, extension = outcome
    if len(cleaned) > FILE_LIMIT:
        raise _too_large()
    return Cleaned(cleaned, extension)


def _attempt(cleaner: _Cleaner, content: bytes) -> tuple[bytes, str] | RefusalError:
    """Run `cleaner`; return a new refusal in place of an error, whose traceback would lead to pieces of the file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return cleaner(content)
    except RefusalError as refusal:
        return RefusalError(refusal.key, **refusal.details)
    except Exception:  # noqa: BLE001 - damaged files make libraries raise whatever they like
        return RefusalError("evidence-refused-broken")


def _cleaner_of(content: bytes, name: str) -> _Cleaner:
    """Choose by the magic bytes, the most certain first."""
    if is_picture(content):
        return clean_picture
    if content.startswith(b"PK\x03\x04"):
        return clean_office
    if content.startswith(b"OggS"):
        return clean_voice
    if b"%PDF-" in content[:_PDF_HEADER_WITHIN]:
        return clean_pdf
    if content.startswith(_OLE) and _OFFICE_WITH_PASSWORD in content:
        raise RefusalError("evidence-refused-locked")
    if is_text(content, name):
        return clean_text
    if is_sound(content, name):
        raise RefusalError("evidence-refused-sound")
    if is_film(content):
        raise RefusalError("evidence-refused-film")
    raise RefusalError("evidence-refused-kind")


def _too_large() -> RefusalError:
    return RefusalError("evidence-refused-size", limit=FILE_LIMIT // _MEGABYTE)
